import { embeddedFont } from '../appearance/embedded-font.js';
import { type EmbeddableFont, FontError } from '../appearance/truetype.js';
import { writeFieldLock } from '../form/field-lock.js';
import { formFields } from '../form/fields.js';
import { boxOn, findPage, type Page } from '../form/page-tree.js';
import { PdfDocument, type RevisionView } from '../pdf/document.js';
import { defaultLimits } from '../pdf/limits.js';
import { numberOf, PdfDict, type PdfObject } from '../pdf/objects.js';
import { writeText } from '../pdf/text-string.js';
import { PdfUpdate, writeName, writeNumber } from '../pdf/update.js';
import { Increment } from './increment.js';
import { refusable } from './prepare-signature.js';
import type { FieldLock } from './signing-options.js';
import { type SigningRefusal, stop } from './signing-refusal.js';
import { stopIfUnfit } from './unfit.js';

/** A font that values will be drawn with; all of `characters` are embedded, since nothing can be added behind a signature. */
export interface FormFont {
  /** Resource name in AcroForm /DR. */
  readonly name: string;
  readonly font: EmbeddableFont;
  readonly characters: string;
}

export interface EmptyField {
  /** Flat: without a dot. */
  readonly name: string;
  readonly tooltip: string;
  /** From 1. */
  readonly page: number;
  /** Points from the top left corner of the page as it is shown. */
  readonly place: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  /** A text field; without it a signature field. */
  readonly text?: { readonly fontName: string; readonly sizePt: number; readonly align: 'left' | 'centre' | 'right' };
  /** Of a signature field: what its signature fixes (ISO 32000-1 table 233). */
  readonly lock?: FieldLock;
}

/**
 * Puts empty form fields into a PDF that has none, in one increment: the first bytes are those that were given. For a document
 * that others made and nobody has signed: what is filled in between two signatures must have been there before the first.
 * The same input gives the same bytes.
 *
 * @see ISO 32000-1 12.7.2, 12.7.4.3, 12.7.4.5; ISO 19005-2 6.3.3 (every widget brings an appearance)
 */
export function addEmptyFields(
  pdf: Uint8Array,
  fields: readonly EmptyField[],
  fonts: readonly FormFont[],
): { readonly kind: 'with-fields'; readonly pdf: Uint8Array } | SigningRefusal {
  return refusable(() => ({ kind: 'with-fields', pdf: add(new PdfDocument(pdf, defaultLimits), fields, fonts) }));
}

function add(document: PdfDocument, fields: readonly EmptyField[], fonts: readonly FormFont[]): Uint8Array {
  stopIfUnfit(document);
  const view = document.last;
  const [present] = formFields(view);
  if (present) stop('PADES.FIELD_NAME', 'the document has a form of its own', { field: present.name });
  const update = new PdfUpdate(document);
  const increment = new Increment(view, update);
  const widgets = fields.map((field) => {
    const page = pageFor(view, field);
    return { page, number: field.page, reference: `${update.add(widgetOf(update, field, page))} 0 R` };
  });
  for (const number of new Set(widgets.map((one) => one.number))) {
    const here = widgets.filter((one) => one.number === number);
    const page = here[0]!.page;
    const added = here.map(({ reference }) => reference).join(' ');
    increment.grow(page.dict, 'Annots', added, (changed) => increment.change(page, changed));
  }
  const [first] = fonts;
  increment.changeForm({
    Fields: `[${widgets.map(({ reference }) => reference).join(' ')}]`,
    // Table 219: SignaturesExist and AppendOnly.
    SigFlags: '3',
    DR: `<< /Font << ${fonts.map((font) => `${writeName(font.name)} ${embedded(update, font)}`).join(' ')} >> >>`,
    ...(first ? { DA: writeText(`${writeName(first.name)} 13 Tf 0 g`) } : {}),
  });
  increment.flush();
  return update.append().bytes;
}

function widgetOf(update: PdfUpdate, field: EmptyField, page: Page): string {
  const { name, tooltip, text, lock } = field;
  if (name === '' || name.includes('.')) stop('PADES.FIELD_NAME', `${name} is no flat field name`, { field: name });
  const [left, bottom, right, top] = boxOf(page, field);
  const size = [0, 0, right - left, top - bottom].map(writeNumber).join(' ');
  // One of its own for each: filling one field must not touch what another shows.
  const nothing = update.addStream(`/Type /XObject /Subtype /Form /BBox [${size}] /Resources << >>`, new Uint8Array());
  const align = { left: 0, centre: 1, right: 2 } as const;
  const own = text
    ? `/FT /Tx /Ff 0 /Q ${align[text.align]} /DA ${writeText(`${writeName(text.fontName)} ${writeNumber(text.sizePt)} Tf 0 g`)}`
    : // Table 232: the lock is an indirect object.
      `/FT /Sig${lock ? ` /Lock ${update.add(writeFieldLock(lock))} 0 R` : ''}`;
  const rect = [left, bottom, right, top].map(writeNumber).join(' ');
  return (
    `<< /Type /Annot /Subtype /Widget ${own} /T ${writeText(name)} /TU ${writeText(tooltip)} /F 4 /Rect [${rect}] ` +
    `/P ${page.ref.num} ${page.ref.gen} R /AP << /N ${nothing} 0 R >> >>`
  );
}

function boxOf(page: Page, { name, page: number, place }: EmptyField): readonly [number, number, number, number] {
  const [left, bottom, right, top] = page.box ?? [0, 0, 612, 792];
  const box = boxOn(page, place);
  const isInside = box[0] >= left && box[1] >= bottom && box[2] <= right && box[3] <= top;
  if (!isInside || !(place.width > 0 && place.height > 0))
    stop('PADES.NO_ROOM', `the box of ${name} does not lie on page ${number}`, { field: name, page: number });
  return box;
}

function pageFor(view: RevisionView, { name, page: number }: EmptyField): Page {
  const page = findPage(view, number);
  if (!page) return stop('PADES.NO_ROOM', `there is no page ${number}`, { field: name, page: number });
  // What is drawn in a field of a turned page lies on its side.
  if (rotationOf(view, page.dict) % 360 !== 0)
    stop('PADES.NO_ROOM', `page ${number} is turned`, { field: name, page: number, reason: 'rotated' });
  return page;
}

/* Table 30: inherited through /Parent. */
function rotationOf(view: RevisionView, page: PdfDict): number {
  let node: PdfObject | undefined = page;
  for (let depth = 0; depth < 64 && node instanceof PdfDict; depth += 1) {
    const own = numberOf(view.resolve(node.get('Rotate')));
    if (own !== undefined) return own;
    node = view.resolve(node.get('Parent'));
  }
  return 0;
}

function embedded(update: PdfUpdate, { name, font, characters }: FormFont): string {
  try {
    return embeddedFont(update, font, characters).reference;
  } catch (error) {
    if (error instanceof FontError) return stop('PADES.APPEARANCE', error.message, { font: name });
    throw error;
  }
}
