import { DerError } from './der-error.js';
import type { DerNode, TagClass } from './read-der.js';
import { concatAll } from './write-der.js';

/** Universal tags by the names of X.690. */
export const tags = {
  boolean: 1,
  integer: 2,
  bitString: 3,
  octetString: 4,
  null: 5,
  oid: 6,
  enumerated: 10,
  utf8String: 12,
  sequence: 16,
  set: 17,
  numericString: 18,
  printableString: 19,
  teletexString: 20,
  ia5String: 22,
  utcTime: 23,
  generalizedTime: 24,
  visibleString: 26,
  universalString: 28,
  bmpString: 30,
} as const;

export const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

export function isTagged(node: DerNode, tag: number, tagClass?: TagClass): boolean;
export function isTagged(node: DerNode | undefined, tag: number, tagClass?: TagClass): node is DerNode;
export function isTagged(node: DerNode | undefined, tag: number, tagClass: TagClass = 'context'): boolean {
  return node !== undefined && node.tag === tag && node.tagClass === tagClass;
}

export function expectTag(node: DerNode | undefined, tag: number, what: string, container?: DerNode): DerNode {
  if (node === undefined) throw new DerError('unexpected', `${what} is missing`, container?.offset ?? 0);
  if (node.tagClass !== 'universal' || node.tag !== tag) {
    throw new DerError('unexpected', `${what}: found ${node.tagClass} ${node.tag}`, node.offset);
  }
  return node;
}

export function elements(node: DerNode | undefined, what: string, tag: number = tags.sequence): readonly DerNode[] {
  const container = expectTag(node, tag, what);
  if (!container.constructed) throw new DerError('malformed', `${what} is primitive`, container.offset);
  return container.children;
}

/** The single value inside an EXPLICIT tag. */
export function onlyChild(node: DerNode, what: string): DerNode {
  const [child, ...more] = node.children;
  if (child === undefined || more.length > 0) throw new DerError('malformed', `${what}: not one value`, node.offset);
  return child;
}

export function readOid(node: DerNode | undefined, what = 'object identifier'): string {
  const { content, offset } = expectTag(node, tags.oid, what);
  if (content.length === 0 || content.length > 64 || ((content[content.length - 1] ?? 0) & 0x80) !== 0) {
    throw new DerError('bad-value', `${what}: bad encoding`, offset);
  }
  const arcs: bigint[] = [];
  let arc = 0n;
  for (const byte of content) {
    arc = (arc << 7n) | BigInt(byte & 0x7f);
    if ((byte & 0x80) !== 0) continue;
    arcs.push(arc);
    arc = 0n;
  }
  const [first = 0n, ...rest] = arcs;
  const top = first >= 80n ? 2n : first / 40n;
  return [top, first - top * 40n, ...rest].join('.');
}

export function readInteger(node: DerNode | undefined, what = 'integer'): bigint {
  const { content, offset } = expectTag(node, tags.integer, what);
  if (content.length === 0) throw new DerError('bad-value', `${what} is empty`, offset);
  return BigInt.asIntN(content.length * 8, BigInt(`0x${hex(content)}`));
}

/** A small non-negative number; anything else is refused. */
export function readSmallInteger(node: DerNode | undefined, what: string): number {
  const value = readInteger(node, what);
  if (value < 0n || value > 0x7fffffffn) throw new DerError('bad-value', `${what} out of range`, node?.offset ?? 0);
  return Number(value);
}

export function readBoolean(node: DerNode | undefined, what: string): boolean {
  const { content, offset } = expectTag(node, tags.boolean, what);
  if (content.length !== 1) throw new DerError('bad-value', `${what}: not one octet`, offset);
  return content[0] !== 0;
}

/** OCTET STRING; the constructed form of BER is put together. */
export function readOctets(node: DerNode | undefined, what: string): Uint8Array {
  const octets = expectTag(node, tags.octetString, what);
  return octetsOf(octets, what);
}

export function octetsOf(node: DerNode, what: string): Uint8Array {
  if (!node.constructed) return node.content;
  return concatAll(node.children.map((child) => readOctets(child, what)));
}

export function readBits(node: DerNode | undefined, what: string): { bytes: Uint8Array; unusedBits: number } {
  const { content, offset, constructed } = expectTag(node, tags.bitString, what);
  const unusedBits = content[0];
  if (constructed || unusedBits === undefined || unusedBits > 7 || (unusedBits > 0 && content.length === 1)) {
    throw new DerError('bad-value', `${what}: bad bit string`, offset);
  }
  return { bytes: content.subarray(1), unusedBits };
}

/** A BIT STRING holding whole octets, as keys and signatures do. */
export function readBitOctets(node: DerNode | undefined, what: string): Uint8Array {
  const { bytes, unusedBits } = readBits(node, what);
  if (unusedBits !== 0) throw new DerError('bad-value', `${what}: not whole octets`, node?.offset ?? 0);
  return bytes;
}

/** Numbers of the bits set, first bit 0 (named bit lists such as KeyUsage). */
export function readNamedBits(node: DerNode | undefined, what: string): number[] {
  const { bytes } = readBits(node, what);
  const set: number[] = [];
  for (let index = 0; index < Math.min(bytes.length * 8, 64); index++) {
    if (((bytes[index >> 3] ?? 0) & (0x80 >> (index & 7))) !== 0) set.push(index);
  }
  return set;
}

const timePattern = /^(\d{2}|\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(?:(\d{2})(?:[.,](\d{1,9}))?)?(Z|[+-]\d{4})$/;

/** UTCTime or GeneralizedTime. Offsets, fractions and missing seconds are read although DER forbids them. */
export function readTime(node: DerNode | undefined, what: string): Date {
  if (node === undefined) throw new DerError('unexpected', `${what} is missing`, 0);
  const isUtcTime = node.tag === tags.utcTime;
  if (node.tagClass !== 'universal' || (!isUtcTime && node.tag !== tags.generalizedTime)) {
    throw new DerError('unexpected', `${what} is not a time`, node.offset);
  }
  const text = Buffer.from(node.content).toString('latin1');
  const match = timePattern.exec(text);
  const [, year = '', month, day, hour, minute, second = '0', fraction = '', zone = 'Z'] = match ?? [];
  if (match === null || (year.length === 2) !== isUtcTime) {
    throw new DerError('bad-value', `${what}: not a time`, node.offset);
  }
  // RFC 5280 4.1.2.5.1: two-digit years below 50 are 20xx
  const fullYear = isUtcTime ? Number(year) + (Number(year) < 50 ? 2000 : 1900) : Number(year);
  const milliseconds = fraction === '' ? 0 : Math.floor(Number(`0.${fraction}`) * 1000);
  const date = new Date(0);
  date.setUTCFullYear(fullYear, Number(month) - 1, Number(day));
  date.setUTCHours(Number(hour), Number(minute), Number(second), milliseconds);
  if (date.getUTCMonth() !== Number(month) - 1 || date.getUTCDate() !== Number(day) || Number(hour) > 23) {
    throw new DerError('bad-value', `${what}: no such day or hour`, node.offset);
  }
  if (Number(minute) > 59 || Number(second) > 60)
    throw new DerError('bad-value', `${what}: no such minute`, node.offset);
  if (zone === 'Z') return date;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3));
  return new Date(date.getTime() - (zone.startsWith('-') ? -minutes : minutes) * 60_000);
}

/** Text of any string type, undefined for other types. */
export function readText(node: DerNode): string | undefined {
  if (node.tagClass !== 'universal' || node.constructed) return undefined;
  const bytes = Buffer.from(node.content);
  switch (node.tag) {
    case tags.utf8String:
      return bytes.toString('utf8');
    case tags.numericString:
    case tags.printableString:
    case tags.ia5String:
    case tags.visibleString:
    case tags.teletexString:
      return bytes.toString('latin1');
    case tags.bmpString:
      return bytes.length % 2 === 0 ? bytes.swap16().toString('utf16le') : undefined;
    case tags.universalString:
      return readUtf32(bytes);
    default:
      return undefined;
  }
}

function readUtf32(bytes: Buffer): string | undefined {
  if (bytes.length % 4 !== 0) return undefined;
  let text = '';
  for (let index = 0; index < bytes.length; index += 4) {
    const codePoint = bytes.readUInt32BE(index);
    if (codePoint > 0x10ffff) return undefined;
    text += String.fromCodePoint(codePoint);
  }
  return text;
}
