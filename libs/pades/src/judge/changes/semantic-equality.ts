import { PdfArray, PdfDict, PdfName, type PdfObject, PdfRef, PdfStream, PdfString } from '../../pdf/objects.js';

/** Same meaning, whatever the spelling: 1.0 and 1, (a) and <61>, /A and /#41. References are compared, not followed. */
export function sameObject(a: PdfObject | undefined, b: PdfObject | undefined): boolean {
  const left = a ?? null;
  const right = b ?? null;
  if (left === right) return true;
  if (left === null || right === null || typeof left !== 'object' || typeof right !== 'object') return false;
  if (left instanceof PdfName) return right instanceof PdfName && left.name === right.name;
  if (left instanceof PdfRef) return right instanceof PdfRef && left.num === right.num && left.gen === right.gen;
  if (left instanceof PdfString) return right instanceof PdfString && Buffer.compare(left.bytes, right.bytes) === 0;
  if (left instanceof PdfArray)
    return (
      right instanceof PdfArray &&
      left.items.length === right.items.length &&
      left.items.every((item, i) => sameObject(item, right.items[i]))
    );
  if (left instanceof PdfStream)
    return (
      right instanceof PdfStream &&
      Buffer.compare(left.raw, right.raw) === 0 &&
      changedKeys(left.dict, right.dict).every((key) => key === 'Length')
    );
  return right instanceof PdfDict && changedKeys(left, right).length === 0;
}

/**
 * Keys whose values differ; null counts as absent (7.3.7). A dictionary that has a key twice differs from everything,
 * since readers disagree on which value it has.
 */
export function changedKeys(a: PdfDict | undefined, b: PdfDict | undefined): string[] {
  const keys = new Set([...(a?.entries.keys() ?? []), ...(b?.entries.keys() ?? [])]);
  if (a?.hasDuplicateKeys || b?.hasDuplicateKeys) return ['(key twice)', ...keys];
  return [...keys].filter((key) => !sameObject(a?.get(key), b?.get(key)));
}
