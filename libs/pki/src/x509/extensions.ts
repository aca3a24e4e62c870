import { DerError } from '../der/der-error.js';
import {
  elements,
  hex,
  isTagged,
  octetsOf,
  readBoolean,
  readNamedBits,
  readOctets,
  readOid,
  readSmallInteger,
} from '../der/der-values.js';
import { type DerNode, readDer } from '../der/read-der.js';
import type { AuthorityKeyId, BasicConstraints, Extension, KeyUsage } from './certificate.js';
import { type GeneralName, readGeneralName } from './general-name.js';

const keyUsages: readonly KeyUsage[] = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
];

/** Extensions ::= SEQUENCE OF Extension; one kind twice is malformed (RFC 5280 4.2). */
export function readExtensions(node: DerNode | undefined): readonly Extension[] {
  const seen = new Set<string>();
  return elements(node, 'extensions').map((item) => {
    const fields = elements(item, 'extension');
    const oid = readOid(fields[0]);
    if (seen.has(oid)) throw new DerError('bad-value', `extension ${oid} twice`, item.offset);
    seen.add(oid);
    const critical = fields.length > 2 && readBoolean(fields[1], 'critical');
    return Object.freeze({ oid, critical, value: readOctets(fields[fields.length - 1], `extension ${oid}`) });
  });
}

/** The parsed value of one extension, or undefined when it is absent. */
export function extensionValue<T>(
  extensions: readonly Extension[],
  oid: string,
  read: (node: DerNode) => T,
): T | undefined {
  const extension = extensions.find((candidate) => candidate.oid === oid);
  return extension && read(readDer(extension.value, { lenient: true }));
}

export const readKeyUsage = (node: DerNode): ReadonlySet<KeyUsage> =>
  new Set(readNamedBits(node, 'key usage').flatMap((bit) => keyUsages[bit] ?? []));

export const readExtendedKeyUsage = (node: DerNode): readonly string[] =>
  elements(node, 'extended key usage').map((item) => readOid(item));

export function readBasicConstraints(node: DerNode): BasicConstraints {
  const fields = elements(node, 'basic constraints');
  const hasCa = isTagged(fields[0], 1, 'universal');
  const pathLength = hasCa ? fields[1] : fields[0];
  return Object.freeze({
    ca: hasCa && readBoolean(fields[0], 'cA'),
    pathLength: pathLength && readSmallInteger(pathLength, 'path length'),
  });
}

export const readSubjectKeyId = (node: DerNode): string => hex(readOctets(node, 'subject key id'));

export function readAuthorityKeyId(node: DerNode): AuthorityKeyId {
  const fields = elements(node, 'authority key id');
  const keyId = fields.find((field) => isTagged(field, 0));
  const serial = fields.find((field) => isTagged(field, 2));
  return Object.freeze({
    keyId: keyId && hex(octetsOf(keyId, 'key id')),
    serialNumber: serial && hex(serial.content),
  });
}

/** More than a real certificate ever has, and few enough for their product along a path to stay small. */
export const maxPolicies = 256;

export function readPolicies(node: DerNode): readonly string[] {
  const items = elements(node, 'certificate policies');
  if (items.length > maxPolicies) throw new DerError('too-large', 'too many policies', node.offset);
  return items.map((item) => readOid(elements(item, 'policy')[0]));
}

export const readAlternativeNames = (node: DerNode): readonly GeneralName[] =>
  elements(node, 'alternative names').map(readGeneralName);
