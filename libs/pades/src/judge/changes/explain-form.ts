import { type FormField, rectangle } from '../../form/fields.js';
import { isName, PdfArray, PdfDict, type PdfObject, PdfRef, PdfStream } from '../../pdf/objects.js';
import type { RuleName } from './rules.js';
import { changedKeys, sameObject } from './semantic-equality.js';
import type { Step } from './step.js';

/* What filling a field writes: value, appearance and its state, flags, text style. */
const fillingKeys = new Set(['V', 'AP', 'AS', 'F', 'DA', 'Q', 'Ff', 'Type']);
const pushButton = 1 << 16;
/* What a signature field and its widget consist of (tables 164, 188, 220, 232): no actions among them. */
const signatureFieldKeys = new Set([
  ...['Type', 'Subtype', 'FT', 'T', 'TU', 'TM', 'Ff', 'V', 'DA', 'Q', 'Lock', 'SV', 'Kids', 'Parent', 'Rect', 'F', 'P'],
  ...['AP', 'AS', 'MK', 'BS', 'Border', 'H', 'M', 'NM', 'Contents', 'DR', 'C', 'StructParent'],
]);

/** Fields filled, fields signed, signature fields added; and everything these bring along. */
export function explainForm(step: Step): void {
  const known = new Map(step.fieldsBefore.map((field) => [field.name, field]));
  const now = new Set(step.fieldsAfter.map((field) => field.name));
  for (const name of known.keys()) if (!now.has(name)) step.note(0, 'unexplained', name, `field ${name} removed`);
  if (now.size < step.fieldsAfter.length && known.size === step.fieldsBefore.length)
    step.note(0, 'unexplained', undefined, 'a field name stands twice');
  for (const field of step.fieldsAfter) {
    const before = known.get(field.name);
    if (before) explainField(step, before, field);
    else explainNewField(step, field);
  }
  explainPages(step);
  explainFormDictionary(step);
}

function explainField(step: Step, before: FormField, after: FormField): void {
  if (before.type !== after.type || !sameObject(before.ref, after.ref)) {
    step.note(after.ref?.num ?? 0, 'unexplained', after.name, `field ${after.name} replaced`);
    return;
  }
  const parts = pairs(before, after);
  const touched = parts.filter(({ ref }) => ref && step.changed.has(ref.num));
  const valueTouched = valueObjects(before, after).some((num) => step.changed.has(num));
  const drawn = parts.flatMap((part) => appearanceObjects(step, part.before)).filter((num) => step.changed.has(num));
  if (touched.length === 0 && !valueTouched && drawn.length === 0) return;
  const signedBefore = before.type === 'Sig' && before.value instanceof PdfDict;
  const rule = ruleFor(step, before, after, touched);
  for (const part of touched) {
    const { ref, before: was, after: is } = part;
    const keys = changedKeys(was, is);
    if (keys.includes('AP') && (sharesAppearance(step, part) || isSealOfNobody(step, after))) continue;
    const allowed = signedBefore || rule === 'field-flags' ? new Set(['Ff', 'Type']) : fillingKeys;
    if (!keys.every((key) => allowed.has(key)) || !plain(step, was, is, keys)) continue;
    if (keys.includes('AP') && after.type === 'Btn' && (after.flags & pushButton) !== 0) continue;
    step.explain(ref!.num, rule, after.name);
    if (!signedBefore) {
      step.introduce(is.get('V'), rule, after.name);
      step.introduce(is.get('AP'), rule, after.name);
    }
  }
  if (signedBefore || isSealOfNobody(step, after)) return;
  explainInPlace(step, parts, drawn, rule, after.name);
}

/** An appearance stream or value written over the old one: fine while no one else uses that object. */
function explainInPlace(
  step: Step,
  parts: readonly Pair[],
  drawn: readonly number[],
  rule: RuleName,
  field: string,
): void {
  const own = new Set(parts.flatMap(({ ref }) => (ref ? [ref.num] : [])));
  for (const num of drawn) {
    const users = step.pointersBefore(num);
    const change = step.changed.get(num)!;
    if (!(change.before instanceof PdfStream) || !(change.after instanceof PdfStream)) continue;
    if (!users.every(({ holder, outerKey, key }) => own.has(holder) && (outerKey === 'AP' || key === 'AP'))) continue;
    step.explain(num, rule, field);
    step.introduce(change.after, rule, field);
  }
}

function ruleFor(step: Step, before: FormField, after: FormField, touched: readonly Pair[]): RuleName {
  const keys = touched.flatMap((part) => changedKeys(part.before, part.after));
  if (touched.length > 0 && keys.every((key) => key === 'Ff' || key === 'Type') && touched.every(onlyFlagsOfUse))
    return 'field-flags';
  if (after.type !== 'Sig') return 'field-filled';
  if (before.value == null && after.value instanceof PdfDict)
    return isName(after.value.get('Type'), 'DocTimeStamp') && !isVisible(step, after)
      ? 'document-timestamp'
      : 'field-signed';
  return 'field-filled';
}

/* Table 221: ReadOnly, Required, NoExport. The others (password, comb, several lines) change what is drawn. */
const flagsOfUse = 0b111;
function onlyFlagsOfUse({ before, after }: Pair): boolean {
  const [was, is] = [before.get('Ff') ?? 0, after.get('Ff') ?? 0];
  return typeof was === 'number' && typeof is === 'number' && ((was ^ is) & ~flagsOfUse) === 0;
}

/* A picture in a signature field that nobody signs: it looks like a seal and is none. */
const isSealOfNobody = (step: Step, field: FormField): boolean =>
  field.type === 'Sig' && !step.signedAtEnd.has(field.name);

/* An appearance dictionary that others use as well is not this field's to exchange. */
function sharesAppearance(step: Step, { ref, before }: Pair): boolean {
  const ap = before.get('AP');
  return ap instanceof PdfRef && step.pointersBefore(ap.num).some(({ holder }) => holder !== ref?.num);
}

/* V of a signature field: a new object of its own, so that nothing old can be reached through it. */
function plain(step: Step, before: PdfDict, after: PdfDict, keys: readonly string[]): boolean {
  if (keys.includes('F') && typeof after.get('F') !== 'number') return false;
  if (keys.includes('Type') && (before.get('Type') !== undefined || !isName(after.get('Type'), 'Annot'))) return false;
  if (!keys.includes('V')) return true;
  const value = after.get('V');
  if (step.after.resolve(value) instanceof PdfDict) return value instanceof PdfRef && step.isNew(value.num);
  return true;
}

interface Pair {
  readonly ref: PdfRef | undefined;
  readonly before: PdfDict;
  readonly after: PdfDict;
}

function pairs(before: FormField, after: FormField): Pair[] {
  const out: Pair[] = [{ ref: after.ref, before: before.dict, after: after.dict }];
  const old = new Map(before.widgets.map((widget) => [widget.ref?.num, widget.dict]));
  for (const { ref, dict } of after.widgets) {
    const was = old.get(ref?.num);
    if (was && ref && ref.num !== after.ref?.num) out.push({ ref, before: was, after: dict });
  }
  return out;
}

function valueObjects(before: FormField, after: FormField): number[] {
  return [before.dict.get('V'), after.dict.get('V')].flatMap((value) => (value instanceof PdfRef ? [value.num] : []));
}

/** Numbers of the streams under /AP, one level of states deep (12.5.5). */
function appearanceObjects(step: Step, widget: PdfDict): number[] {
  const out: number[] = [];
  const ap = widget.get('AP');
  const dict = step.before.resolve(ap);
  if (!(dict instanceof PdfDict)) return out;
  for (const value of dict.entries.values()) {
    if (value instanceof PdfRef) out.push(value.num);
    const states = step.before.resolve(value);
    if (states instanceof PdfDict)
      for (const state of states.entries.values()) if (state instanceof PdfRef) out.push(state.num);
  }
  return out;
}

function isVisible(step: Step, field: FormField): boolean {
  return field.widgets.some(({ dict }) => {
    const rect = rectangle(step.after, dict);
    // A rectangle that cannot be read here may be one elsewhere.
    if (rect === undefined) return dict.get('Rect') !== undefined || dict.get('AP') !== undefined;
    return rect[2] > rect[0] && rect[3] > rect[1];
  });
}

/** Entries that a reader may draw by, however small the rectangle is (ISO 32000-1 tables 164, 166, 188, 189). */
const draws = (widget: PdfDict): boolean => ['AP', 'BS', 'Border', 'MK'].some((key) => widget.get(key) != null);

function explainNewField(step: Step, field: FormField): void {
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
  const rule = isVisible(step, field) ? 'visible-signature-field' : 'invisible-signature-field';
  const signed = field.value instanceof PdfDict;
  // What it draws lies over the page, and nobody answers for it.
  if ((rule === 'visible-signature-field' || parts.some(draws)) && !step.signedAtEnd.has(field.name)) {
    step.note(field.ref.num, 'unexplained', field.name, `field ${field.name} added and never signed`);
    return;
  }
  const stamp = signed && isName((field.value as PdfDict).get('Type'), 'DocTimeStamp');
  step.explain(field.ref.num, rule, field.name);
  const signedAs = stamp && rule === 'invisible-signature-field' ? 'document-timestamp' : 'field-signed';
  if (signed) step.introduce(field.dict.get('V'), signedAs, field.name);
  for (const { ref, dict } of [{ ref: field.ref, dict: field.dict }, ...field.widgets]) {
    if (ref && step.isNew(ref.num)) step.explain(ref.num, rule, field.name);
    for (const key of ['AP', 'Lock', 'SV', 'Kids', 'MK']) step.introduce(dict.get(key), rule, field.name);
  }
}

/** Pages take up the widgets of new signature fields; nothing else of them may change. */
function explainPages(step: Step): void {
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

/** `after` is `before` in its order, with allowed references put in. */
function grewBy(
  step: Step,
  before: PdfObject | undefined,
  after: PdfObject | undefined,
  allowed: ReadonlySet<number>,
): boolean {
  const was = step.before.resolve(before) ?? new PdfArray([], new Uint8Array(), { start: 0, end: 0 });
  const is = step.after.resolve(after);
  if (!(was instanceof PdfArray) || !(is instanceof PdfArray)) return false;
  let at = 0;
  for (const item of is.items) {
    if (at < was.items.length && sameObject(item, was.items[at])) at++;
    else if (!(item instanceof PdfRef) || !allowed.has(item.num)) return false;
  }
  return at === was.items.length;
}

/* Keys of the AcroForm dictionary (table 218) that signing and filling touch. */
function explainFormDictionary(step: Step): void {
  const { formBefore, formAfter } = step;
  if (!formAfter) return;
  const newFields = new Set<number>();
  const known = new Set(step.fieldsBefore.map((field) => field.name));
  for (const field of step.fieldsAfter)
    if (!known.has(field.name) && field.ref && step.isExplained(field.ref.num)) newFields.add(field.ref.num);
  const fields = formAfter.get('Fields');
  const fieldsFine = grewBy(step, formBefore?.get('Fields'), fields, newFields);
  if (fields instanceof PdfRef && fieldsFine && onlyUsedAs(step, fields.num, 'Fields'))
    step.explain(fields.num, 'form-flags');
  const changed = changedKeys(formBefore, formAfter);
  const resourcesFine = explainResources(step, formBefore?.get('DR'), formAfter.get('DR'));
  const fine = (key: string): boolean => {
    if (key === 'Fields') return fieldsFine;
    if (key === 'SigFlags') return typeof step.after.resolve(formAfter.get(key)) === 'number';
    if (key === 'DR') return resourcesFine;
    // Fields that have none of their own inherit these (table 222): given anew, nothing drawn before changes.
    if (key === 'DA' || key === 'Q') return formBefore?.get(key) === undefined;
    return key === 'NeedAppearances';
  };
  const place = step.after.catalog.get('AcroForm');
  const rule = changed.every((key) => key === 'Fields' || key === 'SigFlags') ? 'form-flags' : 'form-resources';
  if (!changed.every(fine)) {
    if (changed.length > 0)
      step.note(place instanceof PdfRef ? place.num : 0, 'unexplained', undefined, 'form changed');
    return;
  }
  if (place instanceof PdfRef) {
    if (step.isNew(place.num) || onlyUsedAs(step, place.num, 'AcroForm')) step.explain(place.num, rule);
  } else if (changed.length > 0) step.note(0, rule);
  if (!formBefore) step.introduce(fields, 'form-flags');
}

const onlyUsedAs = (step: Step, num: number, key: string): boolean =>
  step.pointersBefore(num).every((reference) => reference.key === key);

/** Default resources may only gain entries: what a name stands for stays (7.8.3). */
function explainResources(step: Step, before: PdfObject | undefined, after: PdfObject | undefined, depth = 0): boolean {
  const was = step.before.resolve(before);
  const is = step.after.resolve(after);
  if (was == null) {
    step.introduce(after, 'form-resources');
    return is == null || is instanceof PdfDict || depth > 0;
  }
  if (
    before instanceof PdfRef &&
    after instanceof PdfRef &&
    before.num === after.num &&
    !step.changed.has(before.num) &&
    depth > 0
  )
    return true;
  if (!(was instanceof PdfDict) || !(is instanceof PdfDict) || depth > 1) return sameObject(before, after);
  for (const [key, value] of was.entries) {
    // Default appearances (12.7.3.3) name fonts; other resources here are looked up by nobody.
    if (depth === 0 && key !== 'Font') step.introduce(is.get(key), 'form-resources');
    else if (!explainResources(step, value, is.get(key), depth + 1)) return false;
  }
  for (const [key, value] of is.entries) if (!was.entries.has(key)) step.introduce(value, 'form-resources');
  if (after instanceof PdfRef) {
    const users = step.pointersBefore(after.num);
    if (users.every(({ key }) => key === 'DR' || key === 'Font')) step.explain(after.num, 'form-resources');
  }
  return true;
}
