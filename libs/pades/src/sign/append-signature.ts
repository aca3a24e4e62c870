import { createHash } from 'node:crypto';
import type { SigningDigest } from '@vanthu/pki';
import { type AppendedPdf, type PdfUpdate, Verbatim } from '../pdf/update.js';
import { byteRangeRoom } from './signature-dictionary.js';
import type { PreparedSignature } from './signing-options.js';

export interface SignatureGap {
  readonly fieldName: string;
  /** Number of the signature dictionary, given out before. */
  readonly object: number;
  /** The dictionary up to and including the `<` of /Contents. */
  readonly dictionary: string;
  readonly contentsBytes: number;
  readonly digestAlgorithm: SigningDigest;
  readonly sourceLength: number;
}

/** Writes the update with room in /Contents, then the byte range around it (ISO 32000-1 12.8.1), and digests that. */
export function appendSignature(update: PdfUpdate, gap: SignatureGap): PreparedSignature {
  const { object, dictionary, contentsBytes, digestAlgorithm, fieldName, sourceLength } = gap;
  const [before = '', behind = ''] = dictionary.split(byteRangeRoom);
  const range = new Verbatim(byteRangeRoom);
  const contents = new Verbatim(`<${'0'.repeat(contentsBytes * 2)}>`);
  update.replace(object, 0, before, range, behind.slice(0, -1), contents, ' >>');
  const appended = update.append();
  const { source, increment } = appended;
  const gapStart = appended.placeOf(contents);
  const gapEnd = gapStart + contentsBytes * 2 + 2;
  const byteRange = [0, gapStart, gapEnd, appended.length - gapEnd] as const;
  writeByteRange(increment, appended.placeOf(range) - source.length, byteRange);
  const digest = createHash(digestAlgorithm)
    .update(source)
    .update(increment.subarray(0, gapStart - source.length))
    .update(increment.subarray(gapEnd - source.length))
    .digest('hex');
  const about = {
    kind: 'prepared',
    fieldName,
    byteRange,
    digest,
    digestAlgorithm,
    contentsBytes,
    sourceLength,
  } as const;
  const prepared: PreparedSignature = {
    ...about,
    get preparedPdf() {
      return appended.bytes;
    },
  };
  parts.set(prepared, appended);
  return prepared;
}

/* A large file is not copied while one process prepares and completes; what was stored in between comes in one piece. */
const parts = new WeakMap<PreparedSignature, AppendedPdf>();

/** The PDF that was given, and what was appended to it. */
export function partsOf(prepared: PreparedSignature): { readonly source: Uint8Array; readonly increment: Uint8Array } {
  const known = parts.get(prepared);
  if (known) return known;
  const { preparedPdf, sourceLength } = prepared;
  return { source: preparedPdf.subarray(0, sourceLength), increment: preparedPdf.subarray(sourceLength) };
}

function writeByteRange(bytes: Uint8Array, at: number, range: readonly number[]): void {
  const text = `/ByteRange [${range.join(' ')}]`.padEnd(byteRangeRoom.length, ' ');
  for (let i = 0; i < text.length; i++) bytes[at + i] = text.charCodeAt(i);
}
