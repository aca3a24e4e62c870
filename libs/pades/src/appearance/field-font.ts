import type { RevisionView } from '../pdf/document.js';
import { isName, nameOf, numberOf, PdfArray, PdfDict, PdfRef, PdfStream } from '../pdf/objects.js';
import { codesByCharacter } from '../pdf/to-unicode.js';

/** A font of the AcroForm's /DR, as far as drawing one line of text needs it. */
export interface FieldFont {
  /** As referenced in the appearance's own /Resources. */
  readonly reference: string;
  /** Glyph space, thousandths of the font size. */
  readonly ascent: number;
  readonly descent: number;
  /** The operand of Tj, or the characters that the font does not have. */
  encode(text: string): { readonly operand: string; readonly width: number } | { readonly missing: readonly string[] };
}

/** The font called `name` in AcroForm /DR /Font. Type0 fonts need a ToUnicode map; others serve ASCII only. */
export function fieldFont(view: RevisionView, form: PdfDict, name: string): FieldFont | undefined {
  const fonts = view.dict(view.dict(form.get('DR'))?.get('Font'));
  const value = fonts?.get(name);
  const font = view.resolve(value);
  if (!(value instanceof PdfRef) || !(font instanceof PdfDict)) return undefined;
  const reference = `${value.num} ${value.gen} R`;
  return isName(view.resolve(font.get('Subtype')), 'Type0')
    ? compositeFont(view, font, reference)
    : simpleFont(view, font, reference);
}

/** Names of the fonts in AcroForm /DR, composite ones first. */
export function fontNames(view: RevisionView, form: PdfDict): string[] {
  const fonts = view.dict(view.dict(form.get('DR'))?.get('Font'));
  const composite = (name: string) => isName(view.resolve(view.dict(fonts?.get(name))?.get('Subtype')), 'Type0');
  return [...(fonts?.entries.keys() ?? [])].sort((a, b) => Number(composite(b)) - Number(composite(a)));
}

function compositeFont(view: RevisionView, font: PdfDict, reference: string): FieldFont | undefined {
  const toUnicode = view.resolve(font.get('ToUnicode'));
  const descendants = view.resolve(font.get('DescendantFonts'));
  const cid = descendants instanceof PdfArray ? view.dict(descendants.items[0]) : undefined;
  if (!(toUnicode instanceof PdfStream) || !cid || nameOf(view.resolve(font.get('Encoding'))) !== 'Identity-H')
    return undefined;
  const codes = codesByCharacter(toUnicode.raw, () => view.decode(toUnicode));
  const widths = cidWidths(view, cid);
  return {
    reference,
    ...metrics(view, view.dict(cid.get('FontDescriptor'))),
    encode(text) {
      let hex = '';
      let width = 0;
      const missing = new Set<string>();
      for (const char of text) {
        const code = codes.get(char);
        if (code === undefined) missing.add(char);
        else {
          hex += code.toString(16).padStart(4, '0').toUpperCase();
          width += widths(code);
        }
      }
      return missing.size > 0 ? { missing: [...missing] } : { operand: `<${hex}>`, width };
    },
  };
}

function simpleFont(view: RevisionView, font: PdfDict, reference: string): FieldFont | undefined {
  const encoding = view.resolve(font.get('Encoding'));
  if (encoding instanceof PdfDict && encoding.get('Differences') !== undefined) return undefined;
  const first = numberOf(view.resolve(font.get('FirstChar'))) ?? 0;
  const widths = view.resolve(font.get('Widths'));
  const widthOf = (code: number) =>
    (widths instanceof PdfArray ? numberOf(view.resolve(widths.items[code - first])) : undefined) ?? 500;
  return {
    reference,
    ...metrics(view, view.dict(font.get('FontDescriptor'))),
    encode(text) {
      const missing = [...new Set([...text].filter((char) => char < ' ' || char > '~'))];
      if (missing.length > 0) return { missing };
      const width = [...text].reduce((sum, char) => sum + widthOf(char.charCodeAt(0)), 0);
      return { operand: `(${text.replace(/[\\()]/g, '\\$&')})`, width };
    },
  };
}

function metrics(view: RevisionView, descriptor: PdfDict | undefined): { ascent: number; descent: number } {
  const read = (key: string, otherwise: number) => {
    const value = numberOf(view.resolve(descriptor?.get(key)));
    return value === undefined || value === 0 || Math.abs(value) > 2_000 ? otherwise : value;
  };
  return { ascent: read('Ascent', 891), descent: -Math.abs(read('Descent', 216)) };
}

/* ISO 32000-1 9.7.4.3: `c [w1 w2 …]` or `first last w`. */
function cidWidths(view: RevisionView, cid: PdfDict): (code: number) => number {
  const otherwise = numberOf(view.resolve(cid.get('DW'))) ?? 1_000;
  const list = view.resolve(cid.get('W'));
  const items = list instanceof PdfArray ? list.items : [];
  return (code) => {
    for (let i = 0; i + 1 < items.length; ) {
      const first = numberOf(view.resolve(items[i])) ?? 0;
      const second = view.resolve(items[i + 1]);
      if (second instanceof PdfArray) {
        if (code >= first && code < first + second.items.length)
          return numberOf(view.resolve(second.items[code - first])) ?? otherwise;
        i += 2;
      } else {
        if (code >= first && code <= (numberOf(second) ?? -1)) return numberOf(view.resolve(items[i + 2])) ?? otherwise;
        i += 3;
      }
    }
    return otherwise;
  };
}
