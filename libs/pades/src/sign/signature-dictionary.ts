import { writeReferences } from '../form/field-lock.js';
import type { RevisionView } from '../pdf/document.js';
import { PdfRef } from '../pdf/objects.js';
import { writeDate, writeText } from '../pdf/text-string.js';
import type { FieldLock, PrepareOptions } from './signing-options.js';
import { stop } from './signing-refusal.js';

/** Stands where the byte range will, and leaves as much room as any needs. */
export const byteRangeRoom = '/ByteRange [0 0000000000 0000000000 0000000000]';

/** A signature dictionary up to and including the `<` of /Contents (ISO 32000-1 table 252; EN 319 142-1 6.3). */
export function signatureDictionary(view: RevisionView, options: PrepareOptions, lock: FieldLock | undefined): string {
  const root = view.trailer.get('Root');
  if (!(root instanceof PdfRef)) return stop('PADES.DAMAGED', 'the catalog is not an indirect object');
  const text = (key: string, value: string | undefined) =>
    value === undefined ? '' : ` /${key} ${writeText(value.normalize('NFC'))}`;
  const { claimedSigningTime: at, certify } = options;
  const references = writeReferences({ certify, lock }, `${root.num} ${root.gen} R`);
  return (
    `<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /${options.subFilter ?? 'ETSI.CAdES.detached'} ${byteRangeRoom}` +
    `${text('Name', options.name)}${text('Reason', options.reason)}${text('Location', options.location)}` +
    `${at ? ` /M ${writeDate(at)}` : ''}${references === '' ? '' : ` /Reference ${references}`} /Contents <`
  );
}

/** Of a document timestamp (EN 319 142-1 5.4.3). */
export const timestampDictionary = `<< /Type /DocTimeStamp /Filter /Adobe.PPKLite /SubFilter /ETSI.RFC3161 ${byteRangeRoom} /Contents <`;
