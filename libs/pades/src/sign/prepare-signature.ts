import { readLock, sameLock, writeFieldLock } from '../form/field-lock.js';
import { type FormField, formFields } from '../form/fields.js';
import { boxOn, findPage } from '../form/page-tree.js';
import { PdfDocument, type RevisionView } from '../pdf/document.js';
import { defaultLimits } from '../pdf/limits.js';
import { numberOf, PdfDict } from '../pdf/objects.js';
import { PdfError } from '../pdf/pdf-error.js';
import { PdfUpdate, rewriteDict } from '../pdf/update.js';
import { addSignatureField } from './add-field.js';
import { appendSignature } from './append-signature.js';
import { choosePlace, onlyField, type SignaturePlace } from './choose-field.js';
import { drawMark, fillField } from './draw-field.js';
import { Increment } from './increment.js';
import { permissions, stopIfForbidden } from './permissions.js';
import { signatureDictionary } from './signature-dictionary.js';
import type { FieldLock, NewField, PreparedSignature, PrepareOptions } from './signing-options.js';
import { RefusalSignal, refuse, type SigningRefusal, stop } from './signing-refusal.js';
import { stopIfNotPermitted, stopIfUnfit } from './unfit.js';

const defaultContentsBytes = 16_384;

/**
 * Appends everything of a signature but its CMS: values and appearances, the signature dictionary, room in /Contents.
 * The first `pdf.length` bytes of the result are `pdf`. The result can be stored while a key elsewhere signs; nothing
 * in it depends on the clock or on chance, so preparing twice gives the same bytes.
 *
 * An approval signature unless `certify` is given: a certification would forbid what others add later.
 *
 * @see EN 319 142-1 6.3; ISO 32000-1 12.8.1, 12.8.2.2, 12.8.2.4, 12.7.4.5
 */
export function prepareSignature(pdf: Uint8Array, options: PrepareOptions): PreparedSignature | SigningRefusal {
  return refusable(() => prepare(new PdfDocument(pdf, defaultLimits, options.password), options));
}

/** Turns what nested steps signal, and what the reader finds unreadable, into a refusal. */
export function refusable<T>(work: () => T): T | SigningRefusal {
  try {
    return work();
  } catch (error) {
    if (error instanceof RefusalSignal) return error.refusal;
    if (error instanceof PdfError)
      return refuse('PADES.DAMAGED', error.message, { code: error.code, offset: error.offset });
    throw error;
  }
}

function prepare(document: PdfDocument, options: PrepareOptions): PreparedSignature {
  stopIfUnfit(document);
  const view = document.last;
  const fields = formFields(view);
  const place = choosePlace(fields, { ...options, ...boxed(view, options.newField) });
  stopIfNotPermitted(document, place.kind === 'new');
  const fills = (options.fill ?? []).map((fill) => ({ fill, field: onlyField(fields, fill.field) }));
  const allowed = permissions(view, fields);
  const filled = fills.map(({ fill }) => fill.field);
  stopIfForbidden(allowed, { signature: place.name, filled, addsVisible: place.kind === 'new' && !!place.place.box });
  if (options.certify) stopIfSigned(view, fields);
  const lock = agreedLock(view, place, options.lock);

  const update = new PdfUpdate(document);
  const increment = new Increment(view, update);
  for (const each of fills) fillField(increment, each.fill, each.field);
  const object = update.add('null');
  writeField(increment, place, options, { V: `${object} 0 R`, ...lockEntry(fields, place, lock) });
  flagForm(increment);
  if (options.certify) increment.changeCatalog({ Perms: certifiedBy(view, object) });
  increment.flush();
  return appendSignature(update, {
    ...{ fieldName: place.name, object, dictionary: signatureDictionary(view, options, lock) },
    contentsBytes: options.contentsBytes ?? defaultContentsBytes,
    digestAlgorithm: options.digestAlgorithm ?? 'sha256',
    sourceLength: document.bytes.length,
  });
}

/** A place as it is shown, as the box in the page's user space. */
function boxed(view: RevisionView, newField: NewField | undefined): Pick<PrepareOptions, 'newField'> {
  if (!newField?.place) return {};
  const { page: number, place } = newField;
  const page = findPage(view, number);
  if (!page) return stop('PADES.NO_ROOM', `there is no page ${number}`, { page: number });
  return { newField: { page: number, box: boxOn(page, place) } };
}

function writeField(
  increment: Increment,
  place: SignaturePlace,
  options: PrepareOptions,
  entries: Record<string, string>,
): void {
  const appearance = options.appearance ?? { kind: 'none' };
  if (place.kind === 'new') addSignatureField(increment, { name: place.name, place: place.place, appearance, entries });
  else {
    drawMark(increment, place.field, appearance);
    increment.change(place.field, entries);
  }
}

/* Table 232: the lock of the field is what the signature shall carry as FieldMDP. */
function agreedLock(view: RevisionView, place: SignaturePlace, asked: FieldLock | undefined): FieldLock | undefined {
  const own = place.kind === 'field' ? readLock(view, place.field.dict.get('Lock')) : undefined;
  if (own && asked && !sameLock(own, asked))
    stop('PADES.LOCK_CONFLICT', `${place.name} carries another lock than the one asked for`, { field: place.name });
  return own ?? asked;
}

const isSigned = (field: FormField): boolean => field.type === 'Sig' && field.value instanceof PdfDict;

/**
 * /Lock is written on the field when nothing is signed yet. Behind an earlier signature it would be a changed key that
 * strict judges do not explain; the FieldMDP reference in the signature dictionary binds just as well.
 */
function lockEntry(
  fields: readonly FormField[],
  place: SignaturePlace,
  lock: FieldLock | undefined,
): Record<string, string> {
  if (!lock || (place.kind === 'field' && place.field.dict.get('Lock') !== undefined)) return {};
  return fields.some(isSigned) ? {} : { Lock: writeFieldLock(lock) };
}

/* 12.8.2.2: a document has one certification, and it is the first of its signatures. */
function stopIfSigned(view: RevisionView, fields: readonly FormField[]): void {
  const signed = fields.find(isSigned);
  if (signed || view.dict(view.catalog.get('Perms'))?.get('DocMDP') !== undefined)
    stop('PADES.CERTIFY_NOT_FIRST', 'only the first signature of a document can certify it', {
      field: signed?.name ?? '',
    });
}

/* Table 258: the catalog names the certification. */
function certifiedBy(view: RevisionView, object: number): string {
  const perms = view.dict(view.catalog.get('Perms'));
  return perms ? rewriteDict(perms, { DocMDP: `${object} 0 R` }) : `<< /DocMDP ${object} 0 R >>`;
}

/** Table 219: SignaturesExist and AppendOnly. Untouched when a signer before has set them. */
export function flagForm(increment: Increment): void {
  const { view, form } = increment;
  if (!form || numberOf(view.resolve(form.get('SigFlags'))) !== 3) increment.changeForm({ SigFlags: '3' });
}
