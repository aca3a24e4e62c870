import { readDefaultAppearance } from '../appearance/default-appearance.js';
import { embeddedFont } from '../appearance/embedded-font.js';
import { type FieldFont, fieldFont, fontNames } from '../appearance/field-font.js';
import { drawnImage } from '../appearance/image-appearance.js';
import { type EncodedImage, encodePng, PngError } from '../appearance/png.js';
import { type Appearance, fieldTextAppearance, formXObject, linesDrawing } from '../appearance/text-appearance.js';
import { FontError } from '../appearance/truetype.js';
import { type FormField, rectangle, type Widget } from '../form/fields.js';
import type { RevisionView } from '../pdf/document.js';
import { numberOf, type PdfDict } from '../pdf/objects.js';
import { writeText } from '../pdf/text-string.js';
import type { Increment } from './increment.js';
import type { FieldFill, SignatureAppearance } from './signing-options.js';
import { stop } from './signing-refusal.js';

/** Value and appearance of a text field (ISO 32000-1 12.7.3.3, 12.7.4.3). */
export function fillField(increment: Increment, { field: name, value }: FieldFill, field: FormField): void {
  const { view, form } = increment;
  if (field.type !== 'Tx') stop('PADES.TEXT_FIELD', `${name} is no text field`, { field: name });
  const text = value.normalize('NFC');
  if (/[\p{Cc}]/u.test(text)) stop('PADES.TEXT_FIELD', `the value of ${name} has control characters`, { field: name });
  increment.change({ ref: field.ref, dict: field.dict }, { V: writeText(text) });
  const style = readDefaultAppearance(field.defaultAppearance ?? '');
  const font = style && form && fieldFont(view, form, style.fontName);
  if (!style || !font)
    stop('PADES.TEXT_FIELD', `${name} has no usable font in its /DA and the form's /DR`, { field: name });
  const encoded = encode(font, text, name);
  for (const widget of field.widgets) {
    const [width, height] = sizeOf(view, widget.dict);
    if (width === 0 || height === 0) continue;
    const line = {
      ...{ width, height, font, fontName: style.fontName, fontSize: style.fontSize },
      quadding: numberOf(view.resolve(widget.dict.get('Q'))) ?? field.quadding,
      style: style.rest || '0 g',
    };
    show(increment, widget, fieldTextAppearance(line, encoded));
  }
}

/** The mark of a signature on the page. */
export function drawMark(increment: Increment, field: FormField, appearance: SignatureAppearance): void {
  if (appearance.kind === 'none') return;
  const widget = field.widgets[0];
  const [width, height] = widget ? sizeOf(increment.view, widget.dict) : [0, 0];
  if (!widget || width === 0 || height === 0)
    stop('PADES.APPEARANCE', `${field.name} has no rectangle to draw in`, { field: field.name });
  show(increment, widget, markAppearance(increment, field.name, appearance, width, height));
}

/** The content of a mark of that size in points, for a widget that is being made. */
export function markAppearance(
  increment: Increment,
  field: string,
  appearance: Exclude<SignatureAppearance, { kind: 'none' }>,
  width: number,
  height: number,
): Appearance {
  const image = 'png' in appearance && appearance.png ? readImage(appearance.png, field) : undefined;
  const picture = image && drawnImage(increment.update, image, width, height);
  const text = appearance.kind === 'text' ? textLines(increment, field, appearance, width, height) : undefined;
  const parts = [picture, text].flatMap((part) => part ?? []);
  const resources = parts.map((part) => part.resources).join(' ');
  return formXObject(width, height, resources, parts.map((part) => part.content).join('\n'));
}

function textLines(
  increment: Increment,
  field: string,
  appearance: SignatureAppearance & { kind: 'text' },
  width: number,
  height: number,
) {
  const [fontName, font] = fontOf(increment, field, appearance);
  const encoded = appearance.lines.map((text) => encode(font, text.normalize('NFC'), field));
  const quadding = appearance.align === 'right' ? 2 : 0;
  const fontSize = appearance.fontSize ?? 10;
  return linesDrawing({ width, height, font, fontName, fontSize, quadding, style: '0 g' }, encoded);
}

function fontOf(
  increment: Increment,
  field: string,
  { font, fontName, lines }: SignatureAppearance & { kind: 'text' },
): [string, FieldFont] {
  const { view, form, update } = increment;
  if (font) {
    try {
      return ['F0', embeddedFont(update, font, lines.join('').normalize('NFC'))];
    } catch (error) {
      if (error instanceof FontError) return stop('PADES.APPEARANCE', error.message, { field });
      throw error;
    }
  }
  const name = fontName ?? (form && fontNames(view, form)[0]) ?? '';
  const found = form && fieldFont(view, form, name);
  if (!found) return stop('PADES.APPEARANCE', `the form's /DR has no usable font ${name}`, { field });
  return [name, found];
}

function readImage(png: Uint8Array | EncodedImage, field: string): EncodedImage {
  try {
    return png instanceof Uint8Array ? encodePng(png) : png;
  } catch (error) {
    if (error instanceof PngError) return stop('PADES.APPEARANCE', error.message, { field });
    throw error;
  }
}

function encode(font: FieldFont, text: string, field: string) {
  const encoded = font.encode(text);
  if ('missing' in encoded)
    return stop('PADES.TEXT_NOT_IN_FONT', `the font of ${field} lacks characters of the text`, {
      field,
      missing: encoded.missing,
    });
  return encoded;
}

function show(increment: Increment, widget: Widget, appearance: Appearance): void {
  const num = increment.update.addStream(appearance.dict, appearance.content);
  const values: Record<string, string> = { AP: `<< /N ${num} 0 R >>` };
  // Print: else the mark is missing on paper (table 165), and PDF/A asks for it.
  if (widget.dict.get('F') === undefined) values.F = '4';
  increment.change(widget, values);
}

function sizeOf(view: RevisionView, widget: PdfDict): [number, number] {
  const rect = rectangle(view, widget);
  return rect ? [rect[2] - rect[0], rect[3] - rect[1]] : [0, 0];
}
