import { elements, isTagged, onlyChild, readBoolean, readNamedBits, tags } from '../der/der-values.js';
import { type DerNode, readDer } from '../der/read-der.js';
import { der } from '../der/write-der.js';
import { generalNameKey, readGeneralName } from './general-name.js';
import { type Name, readName } from './name.js';

/** DistributionPoint of a certificate (RFC 5280 4.2.1.13); names as comparison keys. */
export interface DistributionPoint {
  readonly names: readonly string[] | undefined;
  /** Reason bits covered; undefined for all. */
  readonly reasons: readonly number[] | undefined;
  readonly crlIssuers: readonly string[] | undefined;
}

/** IssuingDistributionPoint of a CRL (RFC 5280 5.2.5): what the list speaks about. */
export interface CrlScope {
  readonly names: readonly string[] | undefined;
  readonly onlyUserCertificates: boolean;
  readonly onlyCaCertificates: boolean;
  readonly onlyAttributeCertificates: boolean;
  readonly onlySomeReasons: readonly number[] | undefined;
  readonly indirect: boolean;
}

const keysOf = (nodes: readonly DerNode[]): readonly string[] =>
  Object.freeze(nodes.map((node) => generalNameKey(readGeneralName(node))));

/** DistributionPointName: full names, or one relative to the issuer's. */
function readPointName(node: DerNode | undefined, relativeTo: Name): readonly string[] | undefined {
  const choice = node?.children[0];
  if (choice === undefined) return undefined;
  if (isTagged(choice, 0)) return keysOf(choice.children);
  const base = elements(readDer(relativeTo.der, { lenient: true }), 'name').map((relative) => relative.bytes);
  const whole = der.sequenceOf([...base, der.setOf(choice.children.map((child) => child.bytes))]);
  return [generalNameKey({ kind: 'directory', name: readName(readDer(whole, { lenient: true })) })];
}

/** Named bits under an IMPLICIT context tag. */
function readReasons(node: DerNode | undefined): readonly number[] | undefined {
  if (node === undefined) return undefined;
  return Object.freeze(readNamedBits({ ...node, tagClass: 'universal', tag: tags.bitString }, 'reasons'));
}

const readFlag = (node: DerNode | undefined): boolean =>
  node !== undefined && readBoolean({ ...node, tagClass: 'universal', tag: tags.boolean }, 'flag');

export function readDistributionPoints(node: DerNode, issuer: Name): readonly DistributionPoint[] {
  return elements(node, 'distribution points').map((item) => {
    const fields = elements(item, 'distribution point');
    const field = (tag: number): DerNode | undefined => fields.find((candidate) => isTagged(candidate, tag));
    const crlIssuer = field(2);
    const directory = crlIssuer?.children.find((child) => isTagged(child, 4));
    const relativeTo = directory === undefined ? issuer : readName(onlyChild(directory, 'CRL issuer'));
    return Object.freeze({
      names: readPointName(field(0), relativeTo),
      reasons: readReasons(field(1)),
      crlIssuers: crlIssuer && keysOf(crlIssuer.children),
    });
  });
}

export function readCrlScope(node: DerNode, issuer: Name): CrlScope {
  const fields = elements(node, 'issuing distribution point');
  const field = (tag: number): DerNode | undefined => fields.find((candidate) => isTagged(candidate, tag));
  return Object.freeze({
    names: readPointName(field(0), issuer),
    onlyUserCertificates: readFlag(field(1)),
    onlyCaCertificates: readFlag(field(2)),
    onlySomeReasons: readReasons(field(3)),
    indirect: readFlag(field(4)),
    onlyAttributeCertificates: readFlag(field(5)),
  });
}
