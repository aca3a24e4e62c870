import { DerError } from '../der/der-error.js';
import { elements, hex, isTagged, octetsOf, readInteger, readOid, tags } from '../der/der-values.js';
import type { DerNode } from '../der/read-der.js';
import { maxPolicies } from './extensions.js';
import { type GeneralName, readGeneralName } from './general-name.js';

/** RFC 5280 4.2.1.10 */
export interface NameConstraints {
  readonly permitted: readonly GeneralName[];
  readonly excluded: readonly GeneralName[];
}

/** RFC 5280 4.2.1.11; a number counts the certificates that may still follow. */
export interface PolicyConstraints {
  readonly requireExplicitPolicy: number | undefined;
  readonly inhibitPolicyMapping: number | undefined;
}

/** RFC 5280 4.2.1.5 */
export interface PolicyMapping {
  readonly issuerDomain: string;
  readonly subjectDomain: string;
}

export function readNameConstraints(node: DerNode): NameConstraints {
  const fields = elements(node, 'name constraints');
  const subtrees = (tag: number): readonly GeneralName[] =>
    Object.freeze(fields.filter((field) => isTagged(field, tag)).flatMap((field) => field.children.map(readSubtree)));
  return Object.freeze({ permitted: subtrees(0), excluded: subtrees(1) });
}

function readSubtree(node: DerNode): GeneralName {
  const [base, ...bounds] = elements(node, 'subtree');
  // RFC 5280 4.2.1.10: minimum is 0 and maximum absent
  if (base === undefined || bounds.some((bound) => bound.tag !== 0 || hex(bound.content) !== '00')) {
    throw new DerError('bad-value', 'subtree with bounds', node.offset);
  }
  return readGeneralName(base);
}

const skipCount = (node: DerNode | undefined): number | undefined => {
  if (node === undefined) return undefined;
  const octets = octetsOf(node, 'skip count');
  if (octets.length === 0 || octets.length > 4 || ((octets[0] ?? 0) & 0x80) !== 0) {
    throw new DerError('bad-value', 'skip count out of range', node.offset);
  }
  return Number.parseInt(hex(octets), 16);
};

export function readPolicyConstraints(node: DerNode): PolicyConstraints {
  const fields = elements(node, 'policy constraints');
  const field = (tag: number): DerNode | undefined => fields.find((candidate) => isTagged(candidate, tag));
  return Object.freeze({ requireExplicitPolicy: skipCount(field(0)), inhibitPolicyMapping: skipCount(field(1)) });
}

export function readPolicyMappings(node: DerNode): readonly PolicyMapping[] {
  const items = elements(node, 'policy mappings');
  if (items.length > maxPolicies) throw new DerError('too-large', 'too many policy mappings', node.offset);
  return items.map((item) => {
    const [issuerDomain, subjectDomain] = elements(item, 'policy mapping');
    return Object.freeze({ issuerDomain: readOid(issuerDomain), subjectDomain: readOid(subjectDomain) });
  });
}

export function readInhibitAnyPolicy(node: DerNode): number {
  if (!isTagged(node, tags.integer, 'universal') || readInteger(node) < 0n) {
    throw new DerError('bad-value', 'inhibitAnyPolicy', node.offset);
  }
  return skipCount(node) ?? 0;
}
