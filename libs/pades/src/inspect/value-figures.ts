import { readDefaultAppearance } from '../appearance/default-appearance.js';
import { fieldFont } from '../appearance/field-font.js';
import { fittedLine } from '../appearance/text-appearance.js';
import { acroForm, type FormField, formFields, rectangle } from '../form/fields.js';
import { PdfDocument, type RevisionView } from '../pdf/document.js';
import { numberOf } from '../pdf/objects.js';
import { PdfError } from '../pdf/pdf-error.js';
import { textOf } from '../pdf/text-string.js';
import type { FieldPlace } from './inspect-pdf.js';

/** A run of digits in the value of a text field, and where on the page its line has them. */
export interface ValueFigure {
  readonly field: string;
  readonly text: string;
  /** Points: left, bottom, right, top. The whole field where the value is nothing but the figure. */
  readonly box: NonNullable<FieldPlace['rect']>;
}

/**
 * The figures of all values: of “ngày 20 tháng 11 năm 2026” the day, the month and the year, each in its own place, as the field's
 * own style draws it on one line (ISO 32000-1 12.7.3.3). Fields without a rectangle or a font have none. Never throws on hostile input.
 */
export function valueFigures(pdf: Uint8Array): ValueFigure[] {
  try {
    const view = new PdfDocument(pdf).last;
    return formFields(view).flatMap((field) => (field.type === 'Tx' ? figuresOf(view, field) : []));
  } catch (error) {
    if (!(error instanceof PdfError)) throw error;
    return [];
  }
}

function figuresOf(view: RevisionView, field: FormField): ValueFigure[] {
  const [widget] = field.widgets;
  const rect = widget && rectangle(view, widget.dict);
  const value = textOf(field.value)?.normalize('NFC');
  if (!rect || !value) return [];
  if (/^\d+$/.test(value)) return [{ field: field.name, text: value, box: rect }];
  const form = acroForm(view);
  const style = readDefaultAppearance(field.defaultAppearance ?? '');
  const font = style && form && fieldFont(view, form, style.fontName);
  if (!font) return [];
  const widthOf = (text: string): number => {
    const encoded = font.encode(text);
    return 'missing' in encoded ? 0 : encoded.width;
  };
  const [left, bottom, right, top] = rect;
  const quadding = numberOf(view.resolve(widget.dict.get('Q'))) ?? field.quadding;
  const line = { width: right - left, height: top - bottom, font, fontSize: style.fontSize, quadding };
  const { size, x } = fittedLine(line, widthOf(value));
  return [...value.matchAll(/\d+/g)].map(({ 0: text, index }) => {
    const from = left + x + (widthOf(value.slice(0, index)) * size) / 1_000;
    return { field: field.name, text, box: [from, bottom, from + (widthOf(text) * size) / 1_000, top] };
  });
}
