import { strFromU8, unzipSync } from 'fflate';
import { type ReadingRefusal, refuse } from '../refusal.js';

export interface DocxLimits {
  /** Of the file. Default 80 MiB. */
  readonly maxBytes?: number;
  /** Of the parts that are read, unpacked. Default 24 MiB. */
  readonly maxTextBytes?: number;
}

/** Parts that hold text and styles; pictures and everything else stay packed. */
const wanted = new Set(['word/document.xml', 'word/styles.xml', 'word/theme/theme1.xml', 'word/footnotes.xml']);
const compoundFile = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
/** More entries than that are no document. */
const maxEntries = 4_000;

/**
 * The text parts of a DOCX (ECMA-376 part 2). Refused: macros, encryption (a compound file, MS-OFFCRYPTO), the old format,
 * damage, and what would unpack to more than the limit. The sizes that the archive declares bound what is unpacked.
 */
export function openDocx(
  bytes: Uint8Array,
  { maxBytes = 80 * 1_048_576, maxTextBytes = 24 * 1_048_576 }: DocxLimits = {},
): ReadonlyMap<string, string> | ReadingRefusal {
  if (bytes.length > maxBytes) return refuse('PAGES.TOO_LARGE');
  if (isCompound(bytes)) return refuse(compoundRefusal(bytes));
  if (!startsAsZip(bytes)) return refuse('PAGES.NOT_THIS_FORMAT');
  const names: string[] = [];
  let unpacked = 0;
  try {
    const parts = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        names.push(name);
        if (names.length > maxEntries || !wanted.has(name)) return false;
        unpacked += originalSize;
        return unpacked <= maxTextBytes;
      },
    });
    if (names.some((name) => /vbaProject\.bin$|vbaData\.xml$/i.test(name))) return refuse('PAGES.MACROS');
    if (unpacked > maxTextBytes || names.length > maxEntries) return refuse('PAGES.TOO_LARGE');
    if (parts['word/document.xml'] === undefined) return refuse('PAGES.NOT_THIS_FORMAT');
    return new Map(Object.entries(parts).map(([name, part]) => [name, strFromU8(part)]));
  } catch {
    return refuse('PAGES.DAMAGED');
  }
}

/** `PK\3\4` */
const startsAsZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;

/** A DOCX, or what older or encrypted files of Word begin with. */
export const openedAsWord = (bytes: Uint8Array): boolean => startsAsZip(bytes) || isCompound(bytes);

const isCompound = (bytes: Uint8Array): boolean => compoundFile.every((byte, index) => bytes[index] === byte);

/** An encrypted package names its stream so, in UTF-16 (MS-OFFCRYPTO §2.3.4). */
function compoundRefusal(bytes: Uint8Array): 'PAGES.ENCRYPTED' | 'PAGES.OLD_FORMAT' {
  const name = Buffer.from('EncryptedPackage', 'utf16le');
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(name)
    ? 'PAGES.ENCRYPTED'
    : 'PAGES.OLD_FORMAT';
}
