import { deflateSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { decodeStream } from './filters.js';
import { Lexer } from './lexer.js';
import { defaultLimits, type PdfLimits } from './limits.js';
import { type PdfDict, PdfStream } from './objects.js';

function decoded(dict: string, data: Uint8Array, limits: PdfLimits = defaultLimits): string {
  const parsed = new Lexer(Buffer.from(`<< ${dict} >>`), 0, limits).object() as PdfDict;
  const budget = { left: limits.maxInflatedBytes };
  return Buffer.from(decodeStream(new PdfStream(parsed, data), (value) => value, limits, budget)).toString('latin1');
}

/** The codes, packed from the highest bit on, with the widths that a decoder expects. */
function packed(codes: readonly (readonly [code: number, width: number])[]): Uint8Array {
  const bits = codes.map(([code, width]) => code.toString(2).padStart(width, '0')).join('');
  return Uint8Array.from(bits.padEnd(Math.ceil(bits.length / 8) * 8, '0').match(/.{8}/g)!, (byte) =>
    Number.parseInt(byte, 2),
  );
}

/** LZW as ISO 32000-1 7.4.4.2 describes it, for round trips. */
function lzwEncoded(text: string, earlyChange: 0 | 1): Uint8Array {
  const codes: [number, number][] = [[256, 9]];
  let table = new Map<string, number>();
  let width = 9;
  let next = 258;
  let held = '';
  const codeOf = (part: string) => (part.length === 1 ? part.charCodeAt(0) : table.get(part)!);
  for (const char of text) {
    if (held === '' || table.has(held + char)) {
      held += char;
      continue;
    }
    codes.push([codeOf(held), width]);
    table.set(held + char, next++);
    if (next + earlyChange - 1 >= 1 << width) width++;
    held = char;
    if (next < 4_094) continue;
    codes.push([codeOf(held), Math.min(width, 12)], [256, Math.min(width, 12)]);
    table = new Map();
    width = 9;
    next = 258;
    held = '';
  }
  if (held !== '') codes.push([codeOf(held), width]);
  next++;
  if (next + earlyChange - 1 >= 1 << width) width++;
  codes.push([257, Math.min(width, 12)]);
  return packed(codes);
}

describe('LZW', () => {
  it('reads the example of the standard', () => {
    // ISO 32000-1 7.4.4.2: 45 45 45 45 45 65 45 45 45 66
    const codes = [256, 45, 258, 258, 65, 259, 66, 257].map((code) => [code, 9] as const);
    expect(decoded('/Filter /LZWDecode', packed(codes))).toBe('-----A---B');
  });

  it.each([0, 1] as const)('follows the growing codes, /EarlyChange %s', (earlyChange) => {
    let text = '';
    for (let i = 0; i < 3_000; i++) text += String.fromCharCode(32 + ((i * i + 7 * i) % 90));
    const dict = `/Filter /LZW /DecodeParms << /EarlyChange ${earlyChange} >>`;
    expect(decoded(dict, lzwEncoded(text, earlyChange))).toBe(text);
  });

  it('stops at the allowance and at codes that no table has', () => {
    const zeros = lzwEncoded('\0'.repeat(60_000), 1);
    const limits = { ...defaultLimits, maxStreamBytes: 10_000 };
    expect(() => decoded('/Filter /LZWDecode', zeros, limits)).toThrow(
      expect.objectContaining({ code: 'PDF.TOO_LARGE' }),
    );
    const wild = packed([256, 400].map((code) => [code, 9] as const));
    expect(() => decoded('/Filter /LZWDecode', wild)).toThrow(expect.objectContaining({ code: 'PDF.FILTER' }));
  });
});

describe('other filters', () => {
  it.each([
    ['ASCIIHex', '/Filter /AHx', Buffer.from('48 65 6C6c 6F2>')],
    ['ASCII85', '/Filter /A85', Buffer.from('87cURD]i~>')],
    ['RunLength', '/Filter /RL', Uint8Array.of(0, 0x48, 0, 0x65, 255, 0x6c, 0, 0x6f, 128)],
    ['Flate', '/Filter /Fl', deflateSync(Buffer.from('Hello'))],
    ['two in a row', '/Filter [/AHx /Fl]', Buffer.from(`${deflateSync(Buffer.from('Hello')).toString('hex')}>`)],
  ])('%s', (_, dict, data) => {
    expect(decoded(dict, data).slice(0, 5)).toBe('Hello');
  });

  it.each([
    ['PNG up', '/Predictor 12 /Columns 3', [2, 1, 2, 3, 2, 1, 1, 1]],
    ['PNG sub', '/Predictor 11 /Columns 3', [1, 1, 1, 1, 1, 2, 1, 1]],
    ['PNG average', '/Predictor 13 /Columns 3', [0, 1, 2, 3, 3, 2, 1, 1]],
    ['PNG Paeth', '/Predictor 14 /Columns 3', [0, 1, 2, 3, 4, 1, 1, 1]],
    ['TIFF', '/Predictor 2 /Columns 3', [1, 1, 1, 2, 1, 1]],
  ])('predictor %s', (_, parms, rows) => {
    const data = deflateSync(Uint8Array.from(rows));
    const out = Buffer.from(decoded(`/Filter /FlateDecode /DecodeParms << ${parms} >>`, data), 'latin1');
    expect([...out]).toEqual([1, 2, 3, 2, 3, 4]);
  });

  it('a filter for images is refused by name', () => {
    expect(() => decoded('/Filter /DCTDecode', Buffer.from('x'))).toThrow('filter DCTDecode is not read here');
  });
});
