import { latin1 } from './characters.js';
import type { ObjectCipher, PdfArray, PdfDict } from './objects.js';
import { PdfError } from './pdf-error.js';
import { decodeString } from './string-bytes.js';

/** What a dictionary or an array looks like in its source, its strings in clear where the file is encrypted. */
export function sourceText(value: PdfDict | PdfArray, start = value.span.start, end = value.span.end): string {
  const text = latin1(value.source, start, end);
  const { cipher } = value;
  return cipher ? exchangeStrings(text, (stored) => cipher.string(stored)) : text;
}

/** PDF text with its strings enciphered for the object that it becomes. */
export const enciphered = (text: string, cipher: ObjectCipher): string =>
  exchangeStrings(text, (plain) => cipher.string(plain));

/* Strings are written in hexadecimal then; everything else stays as it is. */
function exchangeStrings(text: string, exchange: (bytes: Uint8Array) => Uint8Array): string {
  const bytes = Buffer.from(text, 'latin1');
  let out = '';
  let copied = 0;
  for (let at = 0; at < bytes.length; ) {
    const code = bytes[at]!;
    if (code === 0x25) at = endOfLine(bytes, at);
    else if ((code === 0x3c || code === 0x3e) && bytes[at + 1] === code) at += 2;
    else if (code === 0x28 || code === 0x3c) {
      const end = code === 0x28 ? endOfLiteral(bytes, at) : bytes.indexOf(0x3e, at) + 1;
      if (end <= at) throw new PdfError('PDF.SYNTAX', 'string not closed in what is to be written', at);
      const exchanged = Buffer.from(exchange(decodeString(bytes, at, end))).toString('hex');
      out += `${text.slice(copied, at)}<${exchanged}>`;
      at = copied = end;
    } else at++;
  }
  return out + text.slice(copied);
}

function endOfLine(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && bytes[at] !== 10 && bytes[at] !== 13) at++;
  return at;
}

function endOfLiteral(bytes: Uint8Array, from: number): number {
  let nested = 0;
  for (let at = from; at < bytes.length; at++) {
    if (bytes[at] === 0x5c) at++;
    else if (bytes[at] === 0x28) nested++;
    else if (bytes[at] === 0x29 && --nested === 0) return at + 1;
  }
  return 0;
}
