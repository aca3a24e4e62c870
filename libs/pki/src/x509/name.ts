import { elements, hex, readOid, readText, tags } from '../der/der-values.js';
import type { DerNode } from '../der/read-der.js';

/** A distinguished name: what was signed, what a person reads, and what a program compares. */
export interface Name {
  readonly der: Uint8Array;
  /** RFC 4514 text, most specific part first. */
  readonly text: string;
  /** Comparison form (RFC 5280 7.1): equal keys mean equal names. */
  readonly key: string;
  /** The parts of `key`, one a relative name, to compare subtrees. */
  readonly relativeKeys: readonly string[];
  readonly attributes: readonly NameAttribute[];
  readonly commonName: string | undefined;
  readonly organization: string | undefined;
  readonly organizationalUnit: string | undefined;
  readonly title: string | undefined;
  readonly serialNumber: string | undefined;
  readonly emailAddress: string | undefined;
}

export interface NameAttribute {
  readonly oid: string;
  readonly value: string;
}

/** Short names of RFC 4514 3 and those seen in Vietnamese certificates. */
export const attributeTypes = {
  CN: '2.5.4.3',
  SN: '2.5.4.4',
  serialNumber: '2.5.4.5',
  C: '2.5.4.6',
  L: '2.5.4.7',
  ST: '2.5.4.8',
  STREET: '2.5.4.9',
  O: '2.5.4.10',
  OU: '2.5.4.11',
  title: '2.5.4.12',
  GN: '2.5.4.42',
  organizationIdentifier: '2.5.4.97',
  DC: '0.9.2342.19200300.100.1.25',
  UID: '0.9.2342.19200300.100.1.1',
  emailAddress: '1.2.840.113549.1.9.1',
} as const;

const shortNames = new Map<string, string>(Object.entries(attributeTypes).map(([name, oid]) => [oid, name]));

export function readName(node: DerNode | undefined): Name {
  const texts: string[] = [];
  const relativeKeys: string[] = [];
  const attributes: NameAttribute[] = [];
  for (const relative of elements(node, 'name')) {
    const parts: string[] = [];
    const keys: string[] = [];
    for (const pair of elements(relative, 'relative name', tags.set)) {
      const [type, value] = elements(pair, 'name attribute');
      const oid = readOid(type);
      const text = value && readText(value);
      const shown = text ?? `#${hex(value?.bytes ?? new Uint8Array())}`;
      attributes.push(Object.freeze({ oid, value: shown }));
      parts.push(`${shortNames.get(oid) ?? oid}=${text === undefined ? shown : escaped(text)}`);
      keys.push(JSON.stringify([oid, text === undefined ? shown : folded(text)]));
    }
    texts.unshift(parts.join('+'));
    relativeKeys.push(keys.sort().join('+'));
  }
  const first = (oid: string): string | undefined => attributes.find((attribute) => attribute.oid === oid)?.value;
  return Object.freeze({
    der: node?.bytes ?? new Uint8Array(),
    text: texts.join(','),
    key: JSON.stringify(relativeKeys),
    relativeKeys: Object.freeze(relativeKeys),
    attributes: Object.freeze(attributes),
    commonName: first(attributeTypes.CN),
    organization: first(attributeTypes.O),
    organizationalUnit: first(attributeTypes.OU),
    title: first(attributeTypes.title),
    serialNumber: first(attributeTypes.serialNumber),
    emailAddress: first(attributeTypes.emailAddress),
  });
}

/** RFC 5280 7.1 after RFC 4518: compatibility form, case folded, runs of spaces as one. */
const folded = (text: string): string => text.normalize('NFKC').toLowerCase().trim().replace(/\s+/g, ' ');

/** RFC 4514 2.4 */
const escaped = (text: string): string =>
  text
    .replace(/["+,;<>\\]/g, '\\$&')
    .replace(/\0/g, '\\00')
    .replace(/^[ #]/, '\\$&')
    .replace(/ $/, '\\ ');
