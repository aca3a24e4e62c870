import type { RevisionView } from '../pdf/document.js';
import { nameOf, numberOf, PdfArray, PdfDict, type PdfObject, PdfRef } from '../pdf/objects.js';
import { PdfError } from '../pdf/pdf-error.js';
import { textOf } from '../pdf/text-string.js';

export interface Widget {
  readonly ref: PdfRef | undefined;
  readonly dict: PdfDict;
}

/** A terminal field of the AcroForm with what it inherits (ISO 32000-1 12.7.3). */
export interface FormField {
  /** Fully qualified name. */
  readonly name: string;
  readonly type: 'Tx' | 'Btn' | 'Ch' | 'Sig' | undefined;
  readonly ref: PdfRef | undefined;
  readonly dict: PdfDict;
  readonly widgets: readonly Widget[];
  readonly value: PdfObject | undefined;
  readonly flags: number;
  readonly defaultAppearance: string | undefined;
  readonly quadding: number;
}

interface Inherited {
  readonly type: PdfObject | undefined;
  readonly value: PdfObject | undefined;
  readonly flags: PdfObject | undefined;
  readonly da: PdfObject | undefined;
  readonly q: PdfObject | undefined;
}

const maxFields = 30_000;
const maxFieldDepth = 32;

export function acroForm(view: RevisionView): PdfDict | undefined {
  const form = view.resolve(view.catalog.get('AcroForm'));
  return form instanceof PdfDict ? form : undefined;
}

/** All terminal fields in the order of the tree. Loops and endless trees end in a `PdfError`. */
export function formFields(view: RevisionView): FormField[] {
  const form = acroForm(view);
  const out: FormField[] = [];
  if (!form) return out;
  const seen = new Set<number>();
  let nodes = 0;
  const visit = (value: PdfObject, prefix: string, from: Inherited, depth: number): void => {
    if (++nodes > maxFields) throw new PdfError('PDF.TOO_MANY_OBJECTS', 'too many form fields', 0);
    if (depth > maxFieldDepth) throw new PdfError('PDF.TOO_DEEP', 'form fields nested too deeply', 0);
    if (value instanceof PdfRef) {
      if (seen.has(value.num)) return;
      seen.add(value.num);
    }
    const dict = view.resolve(value);
    if (!(dict instanceof PdfDict)) return;
    const own = (key: string, otherwise: PdfObject | undefined) => view.resolve(dict.get(key)) ?? otherwise;
    const partial = textOf(view.resolve(dict.get('T')));
    const name = partial === undefined ? prefix : prefix === '' ? partial : `${prefix}.${partial}`;
    const inherited: Inherited = {
      type: own('FT', from.type),
      value: own('V', from.value),
      flags: own('Ff', from.flags),
      da: own('DA', from.da),
      q: own('Q', from.q),
    };
    const kids = view.resolve(dict.get('Kids'));
    const kidList = kids instanceof PdfArray ? kids.items : [];
    nodes += kidList.length;
    const isField = (kid: PdfObject) => view.dict(kid)?.get('T') !== undefined;
    if (kidList.some(isField)) {
      for (const kid of kidList) visit(kid, name, inherited, depth + 1);
      return;
    }
    out.push(terminal(view, name, value, dict, kidList, inherited));
  };
  const none: Inherited = {
    type: undefined,
    value: undefined,
    flags: undefined,
    da: view.resolve(form.get('DA')),
    q: view.resolve(form.get('Q')),
  };
  const fields = view.resolve(form.get('Fields'));
  if (fields instanceof PdfArray && fields.items.length > maxFields)
    throw new PdfError('PDF.TOO_MANY_OBJECTS', 'too many form fields', 0);
  if (fields instanceof PdfArray) for (const field of fields.items) visit(field, '', none, 0);
  return out;
}

/** Whether the value of a signature field is a timestamp of the document and no signature (EN 319 142-1 5.5). */
export function isDocumentTimestamp(view: RevisionView, value: PdfObject | undefined): boolean {
  const dict = value instanceof PdfDict ? value : undefined;
  return (
    nameOf(view.resolve(dict?.get('SubFilter'))) === 'ETSI.RFC3161' ||
    nameOf(view.resolve(dict?.get('Type'))) === 'DocTimeStamp'
  );
}

function terminal(
  view: RevisionView,
  name: string,
  value: PdfObject,
  dict: PdfDict,
  kids: readonly PdfObject[],
  inherited: Inherited,
): FormField {
  const asWidget = (kid: PdfObject): Widget[] => {
    const found = view.resolve(kid);
    return found instanceof PdfDict ? [{ ref: kid instanceof PdfRef ? kid : undefined, dict: found }] : [];
  };
  const own = dict.get('Subtype') !== undefined || dict.get('Rect') !== undefined ? asWidget(value) : [];
  const type = nameOf(inherited.type);
  return {
    name,
    type: type === 'Tx' || type === 'Btn' || type === 'Ch' || type === 'Sig' ? type : undefined,
    ref: value instanceof PdfRef ? value : undefined,
    dict,
    widgets: [...own, ...kids.flatMap(asWidget)],
    value: inherited.value,
    flags: numberOf(inherited.flags) ?? 0,
    defaultAppearance: textOf(inherited.da),
    quadding: numberOf(inherited.q) ?? 0,
  };
}

/** Four corners put in order, or undefined when there is no proper rectangle. */
export function rectangle(
  view: RevisionView,
  dict: PdfDict,
  key = 'Rect',
): [number, number, number, number] | undefined {
  const rect = view.resolve(dict.get(key));
  if (!(rect instanceof PdfArray) || rect.items.length !== 4) return undefined;
  const n = rect.items.map((item) => view.resolve(item));
  if (!n.every((item) => typeof item === 'number' && Number.isFinite(item))) return undefined;
  const [a, b, c, d] = n as [number, number, number, number];
  return [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)];
}
