import { locks } from '../form/field-lock.js';
import { findPage } from '../form/page-tree.js';
import { PdfDocument } from '../pdf/document.js';
import { permissions } from '../sign/permissions.js';
import type { FieldLock } from '../sign/signing-options.js';

/** What the signatures of a PDF leave to others. */
export interface WhatMayFollow {
  /** The strictest DocMDP P in force: 1 nothing, 2 and 3 what has a field; undefined: nobody has certified it. */
  readonly certified: 1 | 2 | 3 | undefined;
  readonly locks: readonly FieldLock[];
  /** Left, bottom, right, top of the visible part of a page, from 1, in points; undefined: there is none. */
  pageBox(page: number): readonly [number, number, number, number] | undefined;
}

/** Asked before a number is given, since afterwards a file that takes no seal is a fault. @throws PdfError when unreadable */
export function whatMayFollow(pdf: Uint8Array): WhatMayFollow {
  const view = new PdfDocument(pdf).last;
  const { docMdp, locks: held } = permissions(view);
  return {
    certified: docMdp,
    locks: held.map(({ lock }) => lock),
    pageBox: (page) => findPage(view, page)?.box,
  };
}

/** Whether one of the locks holds a field of that name, one that is there or one to be made (ISO 32000-1 table 233). */
export const isLocked = (held: readonly FieldLock[], field: string): boolean => held.some((lock) => locks(lock, field));
