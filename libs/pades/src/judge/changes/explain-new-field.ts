import { type FormField, isDocumentTimestamp, rectangle } from '../../form/fields.js';
import { isName, PdfArray, PdfDict, PdfRef } from '../../pdf/objects.js';
import { grewBy } from './grown-list.js';
import { changedKeys } from './semantic-equality.js';
import type { Step } from './step.js';

/* What a signature field and its widget consist of (tables 164, 188, 220, 232): no actions among them. */
const signatureFieldKeys = new Set([
  ...['Type', 'Subtype', 'FT', 'T', 'TU', 'TM', 'Ff', 'V', 'DA', 'Q', 'Lock', 'SV', 'Kids', 'Parent', 'Rect', 'F', 'P'],
  ...['AP', 'AS', 'MK', 'BS', 'Border', 'H', 'M', 'NM', 'Contents', 'DR', 'C', 'StructParent'],
]);

export function isVisible(step: Step, field: FormField): boolean {
  return field.widgets.some(({ dict }) => {
    const rect = rectangle(step.after, dict);
    // A rectangle that cannot be read here may be one elsewhere.
    if (rect === undefined) return dict.get('Rect') !== undefined || dict.get('AP') !== undefined;
    return rect[2] > rect[0] && rect[3] > rect[1];
  });
}

/** Entries that a reader may draw by, however small the rectangle is (ISO 32000-1 tables 164, 166, 188, 189). */
const draws = (widget: PdfDict): boolean => ['AP', 'BS', 'Border', 'MK'].some((key) => widget.get(key) != null);

/** A border with a width, or colours of one: an appearance in an empty rectangle shows nothing, a border may. */
function drawsBorder({ after: view }: Step, widget: PdfDict): boolean {
  const [style, border, looks] = [
    view.dict(widget.get('BS')),
    view.resolve(widget.get('Border')),
    view.dict(widget.get('MK')),
  ];
  const width = border instanceof PdfArray ? view.resolve(border.items[2]) : 0;
  return (style !== undefined && view.resolve(style.get('W')) !== 0) || width !== 0 || (looks?.entries.size ?? 0) > 0;
}

/** A signature field that a revision adds, with its widgets; any other field has no explanation. */
export function explainNewField(step: Step, field: FormField): void {
  if (field.type !== 'Sig' || !field.ref || !step.isNew(field.ref.num)) {
    step.note(field.ref?.num ?? 0, 'unexplained', field.name, `field ${field.name} added`);
    return;
  }
  const parts = [field.dict, ...field.widgets.map(({ dict }) => dict)];
  if (!parts.every((dict) => [...dict.entries.keys()].every((key) => signatureFieldKeys.has(key)))) {
    step.note(field.ref.num, 'unexplained', field.name, `field ${field.name} added with unknown entries`);
    return;
  }
  if (parts.some((dict) => dict.hasDuplicateKeys)) {
    step.note(field.ref.num, 'unexplained', field.name, `field ${field.name} added with an entry twice`);
    return;
  }
  const value = field.dict.get('V');
  if (field.value != null && !(value instanceof PdfRef && step.isNew(value.num))) {
    step.note(field.ref.num, 'unexplained', field.name, `field ${field.name} shows a signature made before`);
    return;
  }
  // Other annotations draw what they say (12.5.6): notes and stamps even where their rectangle is empty.
  const isWidget = (dict: PdfDict) => dict.get('Subtype') === undefined || isName(dict.get('Subtype'), 'Widget');
  if (!parts.every(isWidget)) {
    step.note(field.ref.num, 'unexplained', field.name, `field ${field.name} is another annotation`);
    return;
  }
  const rule = isVisible(step, field) ? 'visible-signature-field' : 'invisible-signature-field';
  const signed = field.value instanceof PdfDict;
  const stamp = isDocumentTimestamp(step.after, field.value);
  const isBare = rule === 'invisible-signature-field' && !parts.some((dict) => drawsBorder(step, dict));
  const isAnswered = step.signedAtEnd.has(field.name) || (stamp && isBare);
  // What it draws lies over the page, and nobody answers for it: a timestamp is had by everybody.
  if ((rule === 'visible-signature-field' || parts.some(draws)) && !isAnswered) {
    step.note(field.ref.num, 'unexplained', field.name, `field ${field.name} added and never signed`);
    return;
  }
  step.explain(field.ref.num, rule, field.name);
  const signedAs = stamp && rule === 'invisible-signature-field' ? 'document-timestamp' : 'field-signed';
  if (signed) step.introduce(field.dict.get('V'), signedAs, field.name);
  for (const { ref, dict } of [{ ref: field.ref, dict: field.dict }, ...field.widgets]) {
    if (ref && step.isNew(ref.num)) step.explain(ref.num, rule, field.name);
    for (const key of ['AP', 'Lock', 'SV', 'Kids', 'MK']) step.introduce(dict.get(key), rule, field.name);
  }
}

/** Pages take up the widgets of new signature fields; nothing else of them may change. */
export function explainPages(step: Step): void {
  const newWidgets = new Set<number>();
  for (const field of step.fieldsAfter)
    if (field.type === 'Sig')
      for (const { ref } of field.widgets) if (ref && step.isNew(ref.num)) newWidgets.add(ref.num);
  if (newWidgets.size === 0) return;
  for (const [num, { before, after }] of step.changed) {
    if (before instanceof PdfDict && after instanceof PdfDict && isName(before.get('Type'), 'Page')) {
      if (!changedKeys(before, after).every((key) => key === 'Annots')) continue;
      if (!grewBy(step, before.get('Annots'), after.get('Annots'), newWidgets)) continue;
      step.explain(num, 'widget-listed');
      step.introduce(after.get('Annots'), 'widget-listed');
    } else if (before instanceof PdfArray && after instanceof PdfArray) {
      const users = step.pointersBefore(num);
      const isAnnots = users.length > 0 && users.every(({ key, outerKey }) => key === 'Annots' && outerKey === '');
      if (isAnnots && grewBy(step, before, after, newWidgets)) step.explain(num, 'widget-listed');
    }
  }
}
