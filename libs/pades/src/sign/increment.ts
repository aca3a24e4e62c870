import { readDefaultAppearance } from '../appearance/default-appearance.js';
import { fieldFont, fontNames } from '../appearance/field-font.js';
import { imageAppearance } from '../appearance/image-appearance.js';
import { encodePng, PngError } from '../appearance/png.js';
import { type Appearance, fieldTextAppearance, linesAppearance } from '../appearance/text-appearance.js';
import { type FormField, rectangle, type Widget } from '../form/fields.js';
import type { RevisionView } from '../pdf/document.js';
import { numberOf, type PdfDict } from '../pdf/objects.js';
import { writeText } from '../pdf/text-string.js';
import { type PdfUpdate, rewriteDict } from '../pdf/update.js';
import type { FieldFill, SignatureAppearance } from './signing-options.js';
import { stop } from './signing-refusal.js';

/** What one increment writes into fields and widgets; entries of one object are gathered before it is rewritten. */
export class Increment {
  private readonly changes = new Map<number, { gen: number; dict: PdfDict; values: Record<string, string> }>();

  constructor(
    readonly view: RevisionView,
    readonly form: PdfDict,
    readonly update: PdfUpdate,
  ) {}

  change(target: Widget, values: Record<string, string>): void {
    const { ref, dict } = target;
    if (!ref) stop('PADES.DAMAGED', 'a field or widget is not an indirect object');
    const known = this.changes.get(ref.num);
    if (known) Object.assign(known.values, values);
    else this.changes.set(ref.num, { gen: ref.gen, dict, values: { ...values } });
  }

  flush(): void {
    for (const [num, { gen, dict, values }] of this.changes) this.update.replace(num, gen, rewriteDict(dict, values));
  }

  /** Value and appearance of a text field (ISO 32000-1 12.7.3.3, 12.7.4.3). */
  fill({ field: name, value }: FieldFill, field: FormField): void {
    if (field.type !== 'Tx') stop('PADES.TEXT_FIELD', `${name} is no text field`, { field: name });
    const text = value.normalize('NFC');
    if (/[\p{Cc}]/u.test(text))
      stop('PADES.TEXT_FIELD', `the value of ${name} has control characters`, { field: name });
    this.change({ ref: field.ref, dict: field.dict }, { V: writeText(text) });
    const style = readDefaultAppearance(field.defaultAppearance ?? '');
    const font = style && fieldFont(this.view, this.form, style.fontName);
    if (!style || !font)
      stop('PADES.TEXT_FIELD', `${name} has no usable font in its /DA and the form's /DR`, { field: name });
    const encoded = this.encode(font, text, name);
    for (const widget of field.widgets) {
      const [width, height] = sizeOf(this.view, widget.dict);
      if (width === 0 || height === 0) continue;
      const line = {
        ...{ width, height, font, fontName: style.fontName, fontSize: style.fontSize },
        quadding: numberOf(this.view.resolve(widget.dict.get('Q'))) ?? field.quadding,
        style: style.rest || '0 g',
      };
      this.appear(widget, fieldTextAppearance(line, encoded));
    }
  }

  /** The mark of a signature on the page. */
  mark(field: FormField, appearance: SignatureAppearance): void {
    if (appearance.kind === 'none') return;
    const widget = field.widgets[0];
    const [width, height] = widget ? sizeOf(this.view, widget.dict) : [0, 0];
    if (!widget || width === 0 || height === 0)
      stop('PADES.APPEARANCE', `${field.name} has no rectangle to draw in`, { field: field.name });
    if (appearance.kind === 'text') this.appear(widget, this.lines(field.name, appearance, width, height));
    else {
      try {
        const image = appearance.png instanceof Uint8Array ? encodePng(appearance.png) : appearance.png;
        this.appear(widget, imageAppearance(this.update, image, width, height));
      } catch (error) {
        if (error instanceof PngError) stop('PADES.APPEARANCE', error.message, { field: field.name });
        throw error;
      }
    }
  }

  private lines(
    field: string,
    appearance: SignatureAppearance & { kind: 'text' },
    width: number,
    height: number,
  ): Appearance {
    const fontName = appearance.fontName ?? fontNames(this.view, this.form)[0] ?? '';
    const font = fieldFont(this.view, this.form, fontName);
    if (!font) return stop('PADES.APPEARANCE', `the form's /DR has no usable font ${fontName}`, { field });
    const encoded = appearance.lines.map((text) => this.encode(font, text.normalize('NFC'), field));
    const quadding = appearance.align === 'right' ? 2 : 0;
    const fontSize = appearance.fontSize ?? 10;
    return linesAppearance({ width, height, font, fontName, fontSize, quadding, style: '0 g' }, encoded);
  }

  private encode(font: NonNullable<ReturnType<typeof fieldFont>>, text: string, field: string) {
    const encoded = font.encode(text);
    if ('missing' in encoded)
      return stop('PADES.TEXT_NOT_IN_FONT', `the font of ${field} lacks characters of the text`, {
        field,
        missing: encoded.missing,
      });
    return encoded;
  }

  private appear(widget: Widget, appearance: Appearance): void {
    const num = this.update.addStream(appearance.dict, appearance.content);
    const values: Record<string, string> = { AP: `<< /N ${num} 0 R >>` };
    // Print: else the mark is missing on paper (table 165), and PDF/A asks for it.
    if (widget.dict.get('F') === undefined) values.F = '4';
    this.change(widget, values);
  }
}

function sizeOf(view: RevisionView, widget: PdfDict): [number, number] {
  const rect = rectangle(view, widget);
  return rect ? [rect[2] - rect[0], rect[3] - rect[1]] : [0, 0];
}
