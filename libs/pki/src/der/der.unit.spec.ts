import { describe, expect, it } from '@jest/globals';
import { DerError } from './der-error.js';
import { hex, readInteger, readOid, readTime } from './der-values.js';
import { derLength, readDer } from './read-der.js';
import { der } from './write-der.js';

const bytes = (text: string): Uint8Array => Buffer.from(text.replaceAll(' ', ''), 'hex');

function errorOf(run: () => unknown): DerError {
  try {
    run();
  } catch (error) {
    if (error instanceof DerError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('readDer', () => {
  it.each([
    ['nothing at all', '', 'truncated'],
    ['a header cut off', '30', 'truncated'],
    ['a value longer than the bytes', '30 05 02 01', 'truncated'],
    ['a child longer than its container', '30 03 04 02 00', 'truncated'],
    ['bytes after the value', '05 00 00', 'trailing-bytes'],
    ['a length in long form that fits the short one', '04 81 01 00', 'malformed'],
    ['a length with a leading zero', `04 82 00 80 ${'00'.repeat(128)}`, 'malformed'],
    ['an indefinite length', '30 80 05 00 00 00', 'malformed'],
    ['a length of eight octets', '04 88 00 00 00 00 00 00 00 01 00', 'malformed'],
    ['an endless tag', 'bf ff ff ff ff ff 7f 00', 'malformed'],
  ])('refuses %s', (_, text, code) => {
    expect(errorOf(() => readDer(bytes(text))).code).toBe(code);
  });

  it('tells the offset of what is wrong', () => {
    expect(errorOf(() => readDer(bytes('30 06 02 01 05 04 05 00'))).offset).toBe(5);
  });

  it('stops at depth and size limits instead of filling stack or memory', () => {
    const nested = (depth: number): Uint8Array => {
      let value: Uint8Array = der.null();
      for (let index = 0; index < depth; index++) value = der.sequence(value);
      return value;
    };
    expect(errorOf(() => readDer(nested(100))).code).toBe('too-deep');
    expect(errorOf(() => readDer(bytes('30 80'.repeat(50_000)), { lenient: true })).code).toBe('too-deep');
    expect(errorOf(() => readDer(der.sequence(...Array(50).fill(der.null())), { maxNodes: 20 })).code).toBe(
      'too-large',
    );
    expect(errorOf(() => readDer(new Uint8Array(100), { maxBytes: 99 })).code).toBe('too-large');
  });

  it('reads indefinite lengths when lenient, nested ones too', () => {
    const node = readDer(bytes('30 80 24 80 04 01 aa 04 01 bb 00 00 02 01 05 00 00'), { lenient: true });
    expect(node.children).toHaveLength(2);
    expect(readInteger(node.children[1])).toBe(5n);
  });
});

describe('derLength', () => {
  it('cuts the padding of /Contents, with definite and indefinite lengths', () => {
    expect(derLength(bytes('30 03 02 01 05 00 00 00'))).toBe(5);
    expect(derLength(bytes('30 80 02 01 05 00 00 00 00 00'))).toBe(7);
    expect(errorOf(() => derLength(bytes('30 09 02 01'))).code).toBe('truncated');
  });
});

describe('der', () => {
  it.each([
    [0, '020100'],
    [127, '02017f'],
    [128, '02020080'],
    [-1, '0201ff'],
    [-128, '020180'],
    [-129, '0202ff7f'],
    [65537, '0203010001'],
  ])('writes %d as %s and reads it back', (value, expected) => {
    expect(hex(der.integer(value))).toBe(expected);
    expect(readInteger(readDer(der.integer(value)))).toBe(BigInt(value));
  });

  it.each(['1.2.840.113549.1.7.2', '2.5.4.3', '2.999.1', '0.9.2342.19200300.100.1.25', '2.16.704.1.1.1.1.1'])(
    'writes %s and reads it back',
    (oid) => expect(readOid(readDer(der.oid(oid)))).toBe(oid),
  );

  it('sorts the elements of a SET OF (X.690 11.6)', () => {
    expect(hex(der.set(bytes('0201 05'), bytes('0101ff'), bytes('020104')))).toBe('31090101ff020104020105');
  });

  it('writes lengths in the fewest octets', () => {
    expect(hex(der.octetString(new Uint8Array(127)).subarray(0, 2))).toBe('047f');
    expect(hex(der.octetString(new Uint8Array(128)).subarray(0, 3))).toBe('048180');
    expect(hex(der.octetString(new Uint8Array(70_000)).subarray(0, 5))).toBe('0483011170');
  });

  it.each(['1950-01-01T00:00:00Z', '2049-12-31T23:59:59Z', '2050-01-01T00:00:00Z', '9999-12-31T23:59:59Z'])(
    'keeps the time %s',
    (text) => expect(readTime(readDer(der.time(new Date(text))), 'time')).toEqual(new Date(text)),
  );

  it('refuses days that do not exist', () => {
    const node = readDer(Buffer.concat([bytes('17 0d'), Buffer.from('260230000000Z')]));
    expect(errorOf(() => readTime(node, 'time')).code).toBe('bad-value');
  });
});
