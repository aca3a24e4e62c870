import { PdfDict, type PdfObject, PdfRef } from '../../pdf/objects.js';
import { grewBy } from './grown-list.js';
import { changedKeys, sameObject } from './semantic-equality.js';
import type { Step } from './step.js';

/* Keys of the AcroForm dictionary (table 218) that signing and filling touch. */
export function explainFormDictionary(step: Step): void {
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
