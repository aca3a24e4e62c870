import { type FormField, isDocumentTimestamp } from '../../form/fields.js';
import { isName, PdfDict, PdfRef, PdfStream } from '../../pdf/objects.js';
import { explainFormDictionary } from './explain-form-dictionary.js';
import { explainNewField, explainPages, isVisible } from './explain-new-field.js';
import type { RuleName } from './rules.js';
import { changedKeys, sameObject } from './semantic-equality.js';
import type { Step } from './step.js';

/* What filling a field writes: value, appearance and its state, flags, text style. */
const fillingKeys = new Set(['V', 'AP', 'AS', 'F', 'DA', 'Q', 'Ff', 'Type']);
const pushButton = 1 << 16;
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
    if (keys.includes('Ff') && !onlyFlagsOfUse(part)) continue;
    if (keys.includes('F') && after.type !== 'Sig' && !sameSight(step, was, is)) continue;
    if (keys.includes('AP') && after.type === 'Btn' && ((before.flags | after.flags) & pushButton) !== 0) continue;
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
    return isDocumentTimestamp(step.after, after.value) && !isVisible(step, after)
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

/* A picture in a signature field that nobody signs: it looks like a seal and is none. A timestamp is nobody's word. */
const isSealOfNobody = (step: Step, field: FormField): boolean =>
  field.type === 'Sig' &&
  !step.signedAtEnd.has(field.name) &&
  (isVisible(step, field) || !isDocumentTimestamp(step.after, field.value));

/* An appearance dictionary that others use as well is not this field's to exchange. */
function sharesAppearance(step: Step, { ref, before }: Pair): boolean {
  const ap = before.get('AP');
  return ap instanceof PdfRef && step.pointersBefore(ap.num).some(({ holder }) => holder !== ref?.num);
}

/* Table 165: Invisible, Hidden and NoView. What was shown stays so, and what was not: a prepared cover among it. */
const flagsOfSight = 1 | 2 | 32;
function sameSight(step: Step, before: PdfDict, after: PdfDict): boolean {
  const [was, is] = [step.before.resolve(before.get('F')) ?? 0, after.get('F')];
  return typeof was === 'number' && typeof is === 'number' && ((was ^ is) & flagsOfSight) === 0;
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
