import { latin1 } from './lexer.js';
import { type PdfObject, PdfString } from './objects.js';

/** ISO 32000-1 7.9.2.2 and (2.0) UTF-8; PDFDocEncoding is read as Latin-1, which differs in punctuation only. */
export function textOf(value: PdfObject | undefined): string | undefined {
  if (!(value instanceof PdfString)) return undefined;
  const { bytes } = value;
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return Buffer.from(buffer.subarray(2, bytes.length & ~1))
      .swap16()
      .toString('utf16le');
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return buffer.toString('utf16le', 2);
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return buffer.toString('utf8', 3);
  return latin1(bytes);
}

/** A text string as written: literal for ASCII, else UTF-16BE with its mark. */
export function writeText(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return `(${text.replace(/[\\()]/g, '\\$&')})`;
  return `<FEFF${Buffer.from(text, 'utf16le').swap16().toString('hex').toUpperCase()}>`;
}

/** D:YYYYMMDDHHmmSS+07'00' (7.9.4), in the time of Vietnam whatever the machine's zone. */
export function writeDate(at: Date): string {
  const local = new Date(at.getTime() + 7 * 3_600_000).toISOString();
  return `(D:${local.slice(0, 19).replace(/[-T:]/g, '')}+07'00')`;
}

export function readDate(text: string | undefined): Date | undefined {
  const match = /^D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:(Z)|([+-])(\d\d)'?(\d\d)?)?/.exec(text ?? '');
  if (!match) return undefined;
  const part = (i: number, otherwise: number) => (match[i] === undefined ? otherwise : Number(match[i]));
  const utc = Date.UTC(part(1, 0), part(2, 1) - 1, part(3, 1), part(4, 0), part(5, 0), part(6, 0));
  const zone = (part(9, 0) * 60 + part(10, 0)) * 60_000 * (match[8] === '-' ? -1 : 1);
  return new Date(utc - zone);
}
