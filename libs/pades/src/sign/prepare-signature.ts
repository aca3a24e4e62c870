import { createHash } from 'node:crypto';
import { readLock, sameLock, writeFieldLock, writeFieldMdp } from '../form/field-lock.js';
import { acroForm, type FormField, formFields } from '../form/fields.js';
import { isBlank, PdfDocument, type RevisionView } from '../pdf/document.js';
import { numberOf, PdfDict, PdfRef } from '../pdf/objects.js';
import { PdfError } from '../pdf/pdf-error.js';
import { writeDate, writeText } from '../pdf/text-string.js';
import { PdfUpdate, rewriteDict } from '../pdf/update.js';
import { Increment } from './increment.js';
import { permissions, stopIfForbidden } from './permissions.js';
import type { FieldLock, PreparedSignature, PrepareOptions } from './signing-options.js';
import { RefusalSignal, refuse, type SigningRefusal, stop } from './signing-refusal.js';

const defaultContentsBytes = 16_384;
const byteRangeRoom = '/ByteRange [0 0000000000 0000000000 0000000000]';

/**
 * Appends everything of a signature but its CMS: values and appearances, the signature dictionary, room in /Contents.
 * The first `pdf.length` bytes of the result are `pdf`. The result can be stored while a key elsewhere signs; nothing
 * in it depends on the clock or on chance, so preparing twice gives the same bytes.
 *
 * An approval signature (no DocMDP): a certification would forbid the seal that follows.
 *
 * @see EN 319 142-1 6.3; ISO 32000-1 12.8.1, 12.8.2.4, 12.7.4.5
 */
export function prepareSignature(pdf: Uint8Array, options: PrepareOptions): PreparedSignature | SigningRefusal {
  try {
    return prepare(pdf, options);
  } catch (error) {
    if (error instanceof RefusalSignal) return error.refusal;
    if (error instanceof PdfError)
      return refuse('PADES.DAMAGED', error.message, { code: error.code, offset: error.offset });
    throw error;
  }
}

function prepare(pdf: Uint8Array, options: PrepareOptions): PreparedSignature {
  const document = new PdfDocument(pdf);
  const view = document.last;
  if (view.isEncrypted) stop('PADES.ENCRYPTED', 'the PDF is encrypted');
  const form = acroForm(view);
  const fields = form ? formFields(view) : [];
  stopIfUnfit(document, view, form);
  const field = signatureField(fields, options.fieldName);
  const fills = (options.fill ?? []).map((fill) => ({ fill, field: only(fields, fill.field) }));
  stopIfForbidden(
    permissions(view, fields),
    field.name,
    fills.map(({ fill }) => fill.field),
  );
  const lock = agreedLock(view, field, options.lock);

  const update = new PdfUpdate(document);
  const increment = new Increment(view, form!, update);
  for (const each of fills) increment.fill(each.fill, each.field);
  increment.mark(field, options.appearance ?? { kind: 'none' });
  const contentsBytes = options.contentsBytes ?? defaultContentsBytes;
  const before = signatureDictionary(view, options, lock);
  const signature = update.add(before, '0'.repeat(contentsBytes * 2), '> >>');
  increment.change(field, { V: `${signature} 0 R`, ...lockEntry(fields, field, lock) });
  flagForm(increment, form!);
  increment.flush();

  const { bytes, bodyOffsets } = update.append();
  const body = bodyOffsets.get(signature)!;
  const gapStart = body + before.length - 1;
  const gapEnd = gapStart + contentsBytes * 2 + 2;
  const byteRange = [0, gapStart, gapEnd, bytes.length - gapEnd] as const;
  writeByteRange(bytes, body + before.indexOf(byteRangeRoom), byteRange);
  const digest = createHash('sha256').update(bytes.subarray(0, gapStart)).update(bytes.subarray(gapEnd)).digest('hex');
  return {
    ...{ kind: 'prepared', fieldName: field.name, byteRange, digest, digestAlgorithm: 'sha256', contentsBytes },
    sourceLength: pdf.length,
    preparedPdf: bytes,
  };
}

/** Strict where reading is lenient: what readers may take differently is not signed. */
function stopIfUnfit(document: PdfDocument, view: RevisionView, form: PdfDict | undefined): void {
  if (document.revisions.some(({ sections }) => sections.some(({ kind }) => kind === 'hybrid')))
    stop('PADES.HYBRID', 'hybrid cross-references show different objects to different readers');
  const last = document.revisions.at(-1)!;
  if (!isBlank(document.bytes, last.length, document.bytes.length)) document.irregular.add('bytes-after-end');
  const ambiguous = [...document.irregular].filter((word) => word !== 'entry-not-20-bytes');
  if (ambiguous.length > 0)
    stop('PADES.DAMAGED', `readers may take this PDF differently: ${ambiguous.join(', ')}`, { irregular: ambiguous });
  if (view.catalog.hasDuplicateKeys || form?.hasDuplicateKeys)
    stop('PADES.DAMAGED', 'a dictionary has a key twice', { irregular: ['duplicate-key'] });
  if (form?.get('XFA') !== undefined) stop('PADES.DAMAGED', 'the form is XFA', { irregular: ['xfa'] });
}

function only(fields: readonly FormField[], name: string): FormField {
  const found = fields.filter((field) => field.name === name);
  if (found.length > 1) stop('PADES.FIELD_AMBIGUOUS', `there is more than one field ${name}`, { field: name });
  const field = found[0];
  if (!field) return stop('PADES.FIELD_MISSING', `there is no field ${name}`, { field: name });
  if (field.dict.hasDuplicateKeys) stop('PADES.DAMAGED', `field ${name} has a key twice`, { field: name });
  return field;
}

function signatureField(fields: readonly FormField[], name: string): FormField {
  const field = only(fields, name);
  if (field.type !== 'Sig') stop('PADES.FIELD_NOT_A_SIGNATURE', `${name} is no signature field`, { field: name });
  if (field.value != null) stop('PADES.FIELD_ALREADY_SIGNED', `${name} is signed already`, { field: name });
  return field;
}

/* Table 232: the lock of the field is what the signature shall carry as FieldMDP. */
function agreedLock(view: RevisionView, field: FormField, asked: FieldLock | undefined): FieldLock | undefined {
  const own = readLock(view, field.dict.get('Lock'));
  if (own && asked && !sameLock(own, asked))
    stop('PADES.LOCK_CONFLICT', `${field.name} carries another lock than the one asked for`, { field: field.name });
  return own ?? asked;
}

/**
 * /Lock is written on the field when nothing is signed yet. Behind an earlier signature it would be a changed key that
 * strict judges do not explain; the FieldMDP reference in the signature dictionary binds just as well.
 */
function lockEntry(
  fields: readonly FormField[],
  field: FormField,
  lock: FieldLock | undefined,
): Record<string, string> {
  const signed = fields.some((other) => other.type === 'Sig' && other.value instanceof PdfDict);
  if (!lock || signed || field.dict.get('Lock') !== undefined) return {};
  return { Lock: writeFieldLock(lock) };
}

function signatureDictionary(view: RevisionView, options: PrepareOptions, lock: FieldLock | undefined): string {
  const root = view.trailer.get('Root');
  if (!(root instanceof PdfRef)) return stop('PADES.DAMAGED', 'the catalog is not an indirect object');
  const text = (key: string, value: string | undefined) =>
    value === undefined ? '' : ` /${key} ${writeText(value.normalize('NFC'))}`;
  const at = options.claimedSigningTime;
  return (
    `<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /${options.subFilter ?? 'ETSI.CAdES.detached'} ${byteRangeRoom}` +
    `${text('Name', options.name)}${text('Reason', options.reason)}${text('Location', options.location)}` +
    `${at ? ` /M ${writeDate(at)}` : ''}` +
    `${lock ? ` /Reference ${writeFieldMdp(lock, `${root.num} ${root.gen} R`)}` : ''} /Contents <`
  );
}

/* Table 219: SignaturesExist and AppendOnly. Untouched when a signer before has set them. */
function flagForm(increment: Increment, form: PdfDict): void {
  const { view } = increment;
  if (numberOf(view.resolve(form.get('SigFlags'))) === 3) return;
  const place = view.catalog.get('AcroForm');
  const written = rewriteDict(form, { SigFlags: '3' });
  if (place instanceof PdfRef) increment.update.replace(place.num, place.gen, written);
  else {
    const root = view.trailer.get('Root') as PdfRef;
    increment.update.replace(root.num, root.gen, rewriteDict(view.catalog, { AcroForm: written }));
  }
}

function writeByteRange(bytes: Uint8Array, at: number, range: readonly number[]): void {
  const text = `/ByteRange [${range.join(' ')}]`.padEnd(byteRangeRoom.length, ' ');
  for (let i = 0; i < text.length; i++) bytes[at + i] = text.charCodeAt(i);
}
