export type Encoded = Uint8Array;

function tlv(identifier: number, content: Uint8Array): Encoded {
  const result = header(identifier, content.length);
  result.set(content, result.length - content.length);
  return result;
}

/** Several values one behind the other in one constructed value, copied once. */
function constructed(identifier: number, values: readonly Uint8Array[]): Encoded {
  let length = 0;
  for (const value of values) length += value.length;
  const result = header(identifier, length);
  let position = result.length - length;
  for (const value of values) {
    result.set(value, position);
    position += value.length;
  }
  return result;
}

/** Identifier and length octets, with room for the content behind them. */
function header(identifier: number, length: number): Uint8Array {
  let octets = 0;
  if (length >= 0x80) for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets++;
  const result = new Uint8Array(2 + octets + length);
  result[0] = identifier;
  result[1] = octets === 0 ? length : 0x80 | octets;
  for (let rest = length, at = 1 + octets; at > 1; at--, rest = Math.floor(rest / 256)) result[at] = rest % 256;
  return result;
}

export const concatBytes = (...parts: readonly Uint8Array[]): Uint8Array => concatAll(parts);

/** For lists from outside: they may be longer than an argument list can be. */
export function concatAll(parts: readonly Uint8Array[]): Uint8Array {
  const result = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let position = 0;
  for (const part of parts) {
    result.set(part, position);
    position += part.length;
  }
  return result;
}

export function compareBytes(left: Uint8Array, right: Uint8Array): number {
  return Buffer.compare(left, right);
}

const oidContents = new Map<string, Uint8Array>();

/* The same few are written again and again; those that come from outside are not kept without end. */
function knownOid(dotted: string): Uint8Array {
  const known = oidContents.get(dotted);
  if (known) return known;
  const content = oidContent(dotted);
  if (oidContents.size < 1_000) oidContents.set(dotted, content);
  return content;
}

function oidContent(dotted: string): Uint8Array {
  const arcs = dotted.split('.').map((arc) => (/^\d+$/.test(arc) ? Number(arc) : Number.NaN));
  const [first, second, ...rest] = arcs;
  if (first === undefined || second === undefined || arcs.some((arc) => !Number.isSafeInteger(arc))) {
    throw new RangeError(`not an object identifier: ${dotted}`);
  }
  if (first > 2 || (first < 2 && second > 39)) throw new RangeError(`not an object identifier: ${dotted}`);
  const octets: number[] = [];
  for (const arc of [first * 40 + second, ...rest]) {
    const group = [arc % 128];
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128)) group.unshift(0x80 | (left % 128));
    octets.push(...group);
  }
  return Uint8Array.from(octets);
}

function integerContent(value: number | bigint): Uint8Array {
  let rest = BigInt(value);
  const octets: number[] = [];
  do {
    octets.unshift(Number(BigInt.asUintN(8, rest)));
    rest >>= 8n;
  } while (rest !== 0n && rest !== -1n);
  const negative = BigInt(value) < 0n;
  const top = (octets[0] ?? 0) & 0x80;
  if (negative && top === 0) octets.unshift(0xff);
  if (!negative && top !== 0) octets.unshift(0);
  return Uint8Array.from(octets);
}

const ascii = (text: string): Uint8Array => {
  for (let index = 0; index < text.length; index++) {
    if (text.charCodeAt(index) > 0x7f) throw new RangeError('only ASCII fits this string type');
  }
  return Buffer.from(text, 'latin1');
};

const digits = (value: number, width: number): string => String(value).padStart(width, '0');

function timeText(date: Date, yearDigits: 2 | 4): string {
  const year = digits(date.getUTCFullYear(), 4).slice(yearDigits === 2 ? 2 : 0);
  const parts = [date.getUTCMonth() + 1, date.getUTCDate(), date.getUTCHours(), date.getUTCMinutes()];
  return `${year}${[...parts, date.getUTCSeconds()].map((part) => digits(part, 2)).join('')}Z`;
}

/** Builds DER. Every function returns a whole TLV; arguments called `value` are whole TLVs too. */
export const der = {
  sequence: (...values: readonly Encoded[]): Encoded => constructed(0x30, values),
  /** SEQUENCE from a list of any length. */
  sequenceOf: (values: readonly Encoded[]): Encoded => constructed(0x30, values),
  /** SET OF with the elements in the order of their encodings (X.690 11.6). */
  set: (...values: readonly Encoded[]): Encoded => der.setOf(values),
  setOf: (values: readonly Encoded[]): Encoded => constructed(0x31, [...values].sort(compareBytes)),
  oid: (dotted: string): Encoded => tlv(0x06, knownOid(dotted)),
  integer: (value: number | bigint): Encoded => tlv(0x02, integerContent(value)),
  /** INTEGER from unsigned big-endian bytes, e.g. a serial number. */
  unsignedInteger: (magnitude: Uint8Array): Encoded => {
    const first = magnitude.findIndex((byte) => byte !== 0);
    const body = first < 0 ? Uint8Array.of(0) : magnitude.subarray(first);
    return tlv(0x02, ((body[0] ?? 0) & 0x80) !== 0 ? concatBytes(Uint8Array.of(0), body) : body);
  },
  boolean: (value: boolean): Encoded => tlv(0x01, Uint8Array.of(value ? 0xff : 0)),
  enumerated: (value: number): Encoded => tlv(0x0a, integerContent(value)),
  null: (): Encoded => Uint8Array.of(0x05, 0),
  octetString: (bytes: Uint8Array): Encoded => tlv(0x04, bytes),
  bitString: (bytes: Uint8Array, unusedBits = 0): Encoded => tlv(0x03, concatBytes(Uint8Array.of(unusedBits), bytes)),
  utf8String: (text: string): Encoded => tlv(0x0c, Buffer.from(text, 'utf8')),
  printableString: (text: string): Encoded => tlv(0x13, ascii(text)),
  ia5String: (text: string): Encoded => tlv(0x16, ascii(text)),
  utcTime: (date: Date): Encoded => tlv(0x17, ascii(timeText(date, 2))),
  generalizedTime: (date: Date): Encoded => tlv(0x18, ascii(timeText(date, 4))),
  /** Time as RFC 5280 4.1.2.5 and RFC 5652 11.3 choose it: UTCTime from 1950 to 2049. */
  time: (date: Date): Encoded => {
    const year = date.getUTCFullYear();
    return year >= 1950 && year < 2050 ? der.utcTime(date) : der.generalizedTime(date);
  },
  /** [tag] EXPLICIT value */
  explicit: (tag: number, ...values: readonly Encoded[]): Encoded => tlv(0xa0 | tag, concatBytes(...values)),
  /** [tag] IMPLICIT of a constructed type: `content` is the concatenation of its elements. */
  implicitConstructed: (tag: number, content: Uint8Array): Encoded => tlv(0xa0 | tag, content),
  /** [tag] IMPLICIT of a primitive type: `content` is the value without tag and length. */
  implicitPrimitive: (tag: number, content: Uint8Array): Encoded => tlv(0x80 | tag, content),
} as const;
