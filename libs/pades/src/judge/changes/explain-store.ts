import { PdfArray, PdfDict, type PdfObject, PdfRef, PdfStream } from '../../pdf/objects.js';
import { sameObject } from './semantic-equality.js';
import type { Step } from './step.js';
import { entryListKeys, isEntry, isStore, listKeys, type StoreRole, wasPartOfStore } from './store-parts.js';

const storeUses = new Set([...listKeys, ...entryListKeys, 'TS']);

/** EN 319 142-1 5.4.2: arrays of streams, VRI entries by signature. Entries of VRI stay once they are there. */
export function explainSecurityStore(step: Step): void {
  const place = step.after.catalog.get('DSS');
  const after = step.after.resolve(place);
  const before = step.before.resolve(step.before.catalog.get('DSS'));
  if (after === undefined && before === undefined) return;
  if (!(after instanceof PdfDict) || !(before === undefined || before === null || before instanceof PdfDict)) {
    if (before !== after) step.note(0, 'unexplained', undefined, 'security store removed or replaced');
    return;
  }
  if (!isStore(after)) {
    if (!sameObject(before, after)) step.note(0, 'unexplained', undefined, 'security store with other entries');
    return;
  }
  for (const key of before?.entries.keys() ?? [])
    if (!after.entries.has(key) && key !== 'Type') step.note(0, 'unexplained', undefined, `security store lost ${key}`);
  // Thousands of entries may share one list.
  const lists = new Set<PdfArray>();
  for (const key of listKeys) explainStreams(step, after.get(key), lists);
  explainEntries(step, before?.get('VRI'), after.get('VRI'), lists);
  explainPart(step, place, 'DSS');
}

function explainEntries(
  step: Step,
  before: PdfObject | undefined,
  after: PdfObject | undefined,
  lists: Set<PdfArray>,
): void {
  const was = step.before.dict(before);
  const is = step.after.dict(after);
  for (const key of was?.entries.keys() ?? []) if (!is?.entries.has(key)) step.note(0, 'security-store-replaced');
  for (const value of is?.entries.values() ?? []) {
    const entry = step.after.resolve(value);
    if (!(entry instanceof PdfDict) || !isEntry(entry)) continue;
    for (const name of entryListKeys) explainStreams(step, entry.get(name), lists);
    if (step.after.resolve(entry.get('TS')) instanceof PdfStream) explainPart(step, entry.get('TS'), 'TS');
    explainPart(step, value, 'entry');
  }
  explainPart(step, after, 'VRI');
}

function explainStreams(step: Step, value: PdfObject | undefined, lists: Set<PdfArray>): void {
  const list = step.after.resolve(value);
  if (!(list instanceof PdfArray) || lists.has(list)) return;
  lists.add(list);
  for (const item of list.items) {
    if (!(item instanceof PdfRef)) continue;
    if (step.isNew(item.num) && step.after.resolve(item) instanceof PdfStream) step.explain(item.num, 'security-store');
    // Validation data are no part of a page, a font or a form.
    else if (step.pointersBefore(item.num).some((user) => !storeUses.has(user.key) && user.key !== ''))
      step.note(item.num, 'unexplained', undefined, 'security store with other objects added');
  }
  explainPart(step, value, 'list');
}

/** The object itself: new, or an old one that was this part of the store and is used for nothing else. */
function explainPart(step: Step, value: PdfObject | undefined, role: StoreRole): void {
  if (!(value instanceof PdfRef)) return;
  const change = step.changed.get(value.num);
  if (!change) return;
  const sameKind = change.before?.constructor === change.after?.constructor;
  if (step.isNew(value.num) || (sameKind && wasPartOfStore(step, value.num, role)))
    step.explain(value.num, 'security-store');
}
