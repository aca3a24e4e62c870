import { PdfArray, type PdfObject, PdfRef } from '../../pdf/objects.js';
import { sameObject } from './semantic-equality.js';
import type { Step } from './step.js';

/** `after` is `before` in its order, with allowed references put in. */
export function grewBy(
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
