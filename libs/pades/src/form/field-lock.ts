import type { RevisionView } from '../pdf/document.js';
import { nameOf, PdfArray, PdfDict, type PdfObject } from '../pdf/objects.js';
import { textOf, writeText } from '../pdf/text-string.js';
import type { FieldLock } from '../sign/signing-options.js';

/** Reads a signature field lock or FieldMDP parameters: ISO 32000-1 tables 233 and 256 have the same keys. */
export function readLock(view: RevisionView, value: PdfObject | undefined): FieldLock | undefined {
  const dict = view.dict(value);
  const action = nameOf(view.resolve(dict?.get('Action')));
  if (action === 'All') return { action };
  if (action !== 'Include' && action !== 'Exclude') return undefined;
  const fields = view.resolve(dict?.get('Fields'));
  const names = fields instanceof PdfArray ? fields.items.map((item) => textOf(view.resolve(item)) ?? '') : [];
  return { action, fields: names };
}

/** A name in the list stands for the field and everything below it. */
export function locks(lock: FieldLock, field: string): boolean {
  if (lock.action === 'All') return true;
  const listed = lock.fields.some((name) => field === name || field.startsWith(`${name}.`));
  return lock.action === 'Include' ? listed : !listed;
}

export function sameLock(a: FieldLock, b: FieldLock): boolean {
  const key = (lock: FieldLock) => (lock.action === 'All' ? '' : [...lock.fields].sort().join('\n'));
  return a.action === b.action && key(a) === key(b);
}

const lockEntries = (lock: FieldLock): string =>
  `/Action /${lock.action}${lock.action === 'All' ? '' : ` /Fields [${lock.fields.map(writeText).join(' ')}]`}`;

/** The /Lock of a signature field (table 233). */
export const writeFieldLock = (lock: FieldLock): string => `<< /Type /SigFieldLock ${lockEntries(lock)} >>`;

/** Signature references that bind certification and lock (12.8.2.2, 12.8.2.4, tables 253, 254, 256); empty without either. */
export function writeReferences(
  { certify, lock }: { readonly certify?: 1 | 2 | 3 | undefined; readonly lock: FieldLock | undefined },
  catalogReference: string,
): string {
  const reference = (method: string, parameters: string) =>
    `<< /Type /SigRef /TransformMethod /${method} /DigestMethod /SHA256 /Data ${catalogReference} ` +
    `/TransformParams << /Type /TransformParams /V /1.2 ${parameters} >> >>`;
  const references = [
    ...(certify ? [reference('DocMDP', `/P ${certify}`)] : []),
    ...(lock ? [reference('FieldMDP', lockEntries(lock))] : []),
  ];
  return references.length === 0 ? '' : `[${references.join(' ')}]`;
}

export interface TransformMethods {
  /** DocMDP P; 2 when the entry is missing (table 254). */
  readonly docMdp: 1 | 2 | 3 | undefined;
  readonly fieldMdp: readonly FieldLock[];
}

/** The /Reference array of a signature dictionary (table 252). */
export function readTransforms(view: RevisionView, signature: PdfDict): TransformMethods {
  const list = view.resolve(signature.get('Reference'));
  let docMdp: 1 | 2 | 3 | undefined;
  const fieldMdp: FieldLock[] = [];
  for (const item of list instanceof PdfArray ? list.items : []) {
    const reference = view.resolve(item);
    if (!(reference instanceof PdfDict)) continue;
    const method = nameOf(view.resolve(reference.get('TransformMethod')));
    const parameters = view.dict(reference.get('TransformParams'));
    if (method === 'DocMDP') {
      const p = view.resolve(parameters?.get('P'));
      docMdp = p === 1 || p === 3 ? p : 2;
    }
    const lock = method === 'FieldMDP' ? readLock(view, parameters) : undefined;
    if (lock) fieldMdp.push(lock);
  }
  return { docMdp, fieldMdp };
}
