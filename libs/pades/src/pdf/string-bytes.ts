import { bufferOf, hexClasses } from './characters.js';

/** The bytes that a string token (brackets included) stands for: ISO 32000-1 7.3.4. The token has been checked. */
export function decodeString(source: Uint8Array, start: number, end: number): Uint8Array {
  return source[start] === 0x3c ? decodeHex(source, start + 1, end - 1) : decodeLiteral(source, start + 1, end - 1);
}

function decodeHex(source: Uint8Array, start: number, end: number): Uint8Array {
  const out = new Uint8Array((end - start + 1) >> 1);
  let length = 0;
  let high = -1;
  for (let at = start; at < end; at++) {
    const value = hexClasses[source[at]!]!;
    if (value > 15) continue;
    if (high < 0) high = value;
    else {
      out[length++] = high * 16 + value;
      high = -1;
    }
  }
  // 7.3.4.3: a missing last digit is 0.
  if (high >= 0) out[length++] = high * 16;
  return length === out.length ? out : out.subarray(0, length);
}

function decodeLiteral(source: Uint8Array, start: number, end: number): Uint8Array {
  const text = bufferOf(source).subarray(start, end);
  if (!text.includes(0x5c) && !text.includes(13)) return new Uint8Array(text.buffer, text.byteOffset, text.length);
  const out = new Uint8Array(end - start);
  let length = 0;
  for (let at = start; at < end; ) {
    const code = source[at++]!;
    if (code === 13) {
      out[length++] = 10;
      if (source[at] === 10) at++;
    } else if (code !== 0x5c) out[length++] = code;
    else if (at < end) {
      const octal = octalDigits(source, at, end);
      if (octal > 0) {
        let value = 0;
        for (let i = 0; i < octal; i++) value = value * 8 + source[at + i]! - 48;
        out[length++] = value & 255;
        at += octal;
        continue;
      }
      // Table 3; an end-of-line after the backslash is no part of the string, any other character is itself.
      const escaped = source[at++]!;
      if (escaped === 13) {
        if (source[at] === 10) at++;
      } else if (escaped !== 10) out[length++] = escapes.get(escaped) ?? escaped;
    }
  }
  return out.subarray(0, length);
}

const escapes = new Map([...'nrtbf'].map((char, i) => [char.charCodeAt(0), [10, 13, 9, 8, 12][i]!]));

function octalDigits(source: Uint8Array, at: number, end: number): number {
  let count = 0;
  while (count < 3 && at + count < end && source[at + count]! >= 48 && source[at + count]! <= 55) count++;
  return count;
}
