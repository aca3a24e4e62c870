import { acroForm } from '../form/fields.js';
import { isBlank, type PdfDocument } from '../pdf/document.js';
import { stop } from './signing-refusal.js';

/** Strict where reading is lenient: what readers may take differently is not signed. */
export function stopIfUnfit(document: PdfDocument): void {
  const view = document.last;
  const { encryption } = document;
  if (view.isEncrypted && !encryption?.isOpen) stop('PADES.ENCRYPTED', 'the PDF is encrypted and was not opened');
  if (document.revisions.some(({ sections }) => sections.some(({ kind }) => kind === 'hybrid')))
    stop('PADES.HYBRID', 'hybrid cross-references show different objects to different readers');
  const last = document.revisions.at(-1)!;
  if (!isBlank(document.bytes, last.length, document.bytes.length)) document.irregular.add('bytes-after-end');
  document.checkPlaces();
  const ambiguous = [...document.irregular].filter((word) => word !== 'entry-not-20-bytes');
  if (ambiguous.length > 0)
    stop('PADES.DAMAGED', `readers may take this PDF differently: ${ambiguous.join(', ')}`, { irregular: ambiguous });
  const form = acroForm(view);
  if (view.catalog.hasDuplicateKeys || form?.hasDuplicateKeys)
    stop('PADES.DAMAGED', 'a dictionary has a key twice', { irregular: ['duplicate-key'] });
  if (form?.get('XFA') !== undefined) stop('PADES.DAMAGED', 'the form is XFA', { irregular: ['xfa'] });
}

/** What the file's encryption permits to who opened it with the user password (ISO 32000-1 table 22). */
export function stopIfNotPermitted({ encryption }: PdfDocument, addsField: boolean): void {
  if (!encryption || (encryption.mayFillForms && (!addsField || encryption.mayAddFields))) return;
  stop('PADES.PERMISSION', 'the permissions of the encrypted PDF do not allow to sign it', {
    permissions: encryption.permissions,
  });
}
