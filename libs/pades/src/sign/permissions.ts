import { locks, readLock, readTransforms } from '../form/field-lock.js';
import { type FormField, formFields } from '../form/fields.js';
import type { RevisionView } from '../pdf/document.js';
import { PdfDict } from '../pdf/objects.js';
import type { FieldLock } from './signing-options.js';
import { stop } from './signing-refusal.js';

/** What the signatures already in the document forbid. */
export interface Permissions {
  /** The strictest DocMDP P in force (ISO 32000-1 table 254, and /P of lock dictionaries, ISO 32000-2 table 236). */
  readonly docMdp: 1 | 2 | 3 | undefined;
  readonly locks: readonly { readonly by: string; readonly lock: FieldLock }[];
}

export function permissions(view: RevisionView, fields: readonly FormField[] = formFields(view)): Permissions {
  let docMdp: 1 | 2 | 3 | undefined;
  const tighten = (p: unknown) => {
    if (p === 1 || p === 2 || p === 3) docMdp = Math.min(docMdp ?? 3, p) as 1 | 2 | 3;
  };
  const found: { by: string; lock: FieldLock }[] = [];
  for (const field of fields) {
    if (field.type !== 'Sig' || !(field.value instanceof PdfDict)) continue;
    const transforms = readTransforms(view, field.value);
    tighten(transforms.docMdp);
    tighten(view.resolve(view.dict(field.dict.get('Lock'))?.get('P')));
    const own = readLock(view, field.dict.get('Lock'));
    for (const lock of own ? [...transforms.fieldMdp, own] : transforms.fieldMdp) found.push({ by: field.name, lock });
  }
  const certified = view.dict(view.dict(view.catalog.get('Perms'))?.get('DocMDP'));
  if (certified) tighten(readTransforms(view, certified).docMdp ?? 2);
  return { docMdp, locks: found };
}

export interface IntendedChange {
  readonly signature: string;
  readonly filled: readonly string[];
  /** A visible signature field is made for it. */
  readonly addsVisible: boolean;
}

/** Stops when the change would break a signature that is already there. */
export function stopIfForbidden(allowed: Permissions, { signature, filled, addsVisible }: IntendedChange): void {
  if (allowed.docMdp === 1)
    stop('PADES.DOCMDP_FORBIDS', 'an earlier signature forbids every change (DocMDP P=1)', { permission: 1 });
  // Table 254: P=2 and P=3 allow to sign what is there; strict judges take a new mark on a page for a change of it
  if (allowed.docMdp !== undefined && addsVisible)
    stop('PADES.DOCMDP_FORBIDS', 'a certified document takes no new visible field', { permission: allowed.docMdp });
  for (const field of [signature, ...filled]) {
    const holder = allowed.locks.find(({ lock }) => locks(lock, field));
    if (holder)
      stop('PADES.FIELD_LOCKED', `field ${field} is locked by the signature in ${holder.by}`, {
        field,
        lockedBy: holder.by,
      });
  }
}
