import { findPage, type Page } from '../form/page-tree.js';
import { writeText } from '../pdf/text-string.js';
import { writeNumber } from '../pdf/update.js';
import { markAppearance } from './draw-field.js';
import type { Increment } from './increment.js';
import type { NewField, SignatureAppearance } from './signing-options.js';
import { stop } from './signing-refusal.js';

export interface AddedField {
  readonly name: string;
  readonly place: NewField;
  readonly appearance: SignatureAppearance;
  /** Further entries of the field: /V, /Lock. */
  readonly entries: Readonly<Record<string, string>>;
}

/**
 * A signature field that is its own widget (ISO 32000-1 12.7.4.5, 12.5.6.19). An invisible one has an empty rectangle and
 * is listed by no page, so that no page changes behind an earlier signature.
 */
export function addSignatureField(increment: Increment, { name, place, appearance, entries }: AddedField): void {
  const { update } = increment;
  const page = place.box && pageFor(increment, place, name);
  const [left, bottom, right, top] = place.box ?? [0, 0, 0, 0];
  const values: Record<string, string> = { ...entries };
  if (appearance.kind !== 'none') {
    if (!page) stop('PADES.APPEARANCE', `${name} has no rectangle to draw in`, { field: name });
    const drawn = markAppearance(increment, name, appearance, right - left, top - bottom);
    values.AP = `<< /N ${update.addStream(drawn.dict, drawn.content)} 0 R >>`;
  }
  if (page) values.P = `${page.ref.num} ${page.ref.gen} R`;
  const rect = [left, bottom, right, top].map(writeNumber).join(' ');
  const rest = Object.entries(values).map(([key, value]) => ` /${key} ${value}`);
  // Table 165: 4 Print, 128 Locked, so that no editor moves the mark
  const dict = `<< /Type /Annot /Subtype /Widget /FT /Sig /T ${writeText(name)} /F 132 /Rect [${rect}]${rest.join('')} >>`;
  const reference = `${update.add(dict)} 0 R`;
  increment.grow(increment.form, 'Fields', reference, (form) => increment.changeForm(form));
  if (page) increment.grow(page.dict, 'Annots', reference, (changed) => increment.change(page, changed));
}

function pageFor(increment: Increment, { page: number, box }: NewField, field: string): Page {
  const page = findPage(increment.view, number);
  if (!page) return stop('PADES.NO_ROOM', `there is no page ${number}`, { field, page: number });
  const [left, bottom, right, top] = box!;
  const within = page.box ?? [0, 0, 612, 792];
  const isInside = left >= within[0] && bottom >= within[1] && right <= within[2] && top <= within[3];
  if (!(right > left && top > bottom) || !isInside)
    stop('PADES.NO_ROOM', `the box of ${field} does not lie on page ${number}`, {
      ...{ field, page: number, box: box!.map(String), pageBox: within.map(String) },
    });
  return page;
}
