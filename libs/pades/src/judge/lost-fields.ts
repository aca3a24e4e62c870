import type { FormField } from '../form/fields.js';
import type { RevisionView } from '../pdf/document.js';
import { isName, PdfArray, PdfDict, type PdfObject, PdfRef } from '../pdf/objects.js';
import { textOf } from '../pdf/text-string.js';

const maxNodes = 20_000;
const maxDepth = 32;

/**
 * Signature widgets of the pages, for a file whose form names no signature: editors that save anew drop the /AcroForm
 * and leave the widget. Such a file had a signature, and "no signature" would be the wrong answer.
 */
export function signedWidgets(view: RevisionView): FormField[] {
  const out: FormField[] = [];
  const seen = new Set<number>();
  const lists = new Set<PdfArray>();
  const visit = (value: PdfObject | undefined, depth: number): void => {
    if (!(value instanceof PdfRef) || seen.has(value.num) || seen.size > maxNodes || depth > maxDepth) return;
    seen.add(value.num);
    const node = view.resolve(value);
    if (!(node instanceof PdfDict)) return;
    const kids = view.resolve(node.get('Kids'));
    if (kids instanceof PdfArray) for (const kid of kids.items) visit(kid, depth + 1);
    const annotations = view.resolve(node.get('Annots'));
    // Thousands of pages may share one list: it is gone through once.
    if (!(annotations instanceof PdfArray) || lists.has(annotations)) return;
    lists.add(annotations);
    for (const item of annotations.items) {
      const dict = item instanceof PdfRef && seen.has(item.num) ? undefined : view.resolve(item);
      if (item instanceof PdfRef) seen.add(item.num);
      if (dict instanceof PdfDict) out.push(...signedField(view, item, dict));
    }
  };
  visit(view.catalog.get('Pages'), 0);
  return out;
}

function signedField(view: RevisionView, item: PdfObject, dict: PdfDict): FormField[] {
  const value = view.resolve(dict.get('V'));
  if (!isName(view.resolve(dict.get('FT')), 'Sig') || !(value instanceof PdfDict)) return [];
  const ref = item instanceof PdfRef ? item : undefined;
  const name = textOf(view.resolve(dict.get('T'))) ?? '';
  return [
    {
      ...{ name, type: 'Sig' as const, ref, dict, widgets: [{ ref, dict }], value },
      ...{ flags: 0, defaultAppearance: undefined, quadding: 0 },
    },
  ];
}
