import { PdfDocument } from '../pdf/document.js';
import { PdfRef } from '../pdf/objects.js';
import { PdfError } from '../pdf/pdf-error.js';
import { findChanges } from './changes/find-changes.js';
import { rules } from './changes/rules.js';
import { changedKeys } from './changes/semantic-equality.js';
import type { ChangeFact, MarkFact } from './facts.js';
import type { ChangeLevel } from './report.js';

export interface ChangeSince extends ChangeFact {
  readonly level: ChangeLevel;
  /** The catalog names a certification, and nothing else of it is new (ISO 32000-1 12.8.2.2, table 258). */
  readonly certifies: boolean;
}

export interface ChangesSince {
  /** Index of the revision that ends at the given length. */
  readonly revision: number;
  /** Every changed object of each later revision, with its rule and how far that goes. */
  readonly changes: readonly ChangeSince[];
  readonly marks: readonly MarkFact[];
}

/**
 * What was appended to a file that was given away, whether or not it was signed before: with nothing signed, no signature protects
 * the pages, so whoever takes the file back looks himself. Never throws on hostile input.
 *
 * @param length  bytes of the file as it was given away; the caller has compared them (`isPrefix`)
 * @returns       null when no revision ends there, or the file cannot be read
 */
export function changesSince(pdf: Uint8Array, length: number): ChangesSince | null {
  try {
    const document = new PdfDocument(pdf);
    // A file may end with or without the line break that another program puts behind its %%EOF.
    const known = document.revisions.find((revision) => revision.eof <= length && length <= revision.length);
    if (!known) return null;
    const { changes, marks } = findChanges(document, known.index);
    const told = changes.map((change) => ({
      ...change,
      level: rules[change.rule].level,
      certifies: certifies(document, change),
    }));
    return { revision: known.index, changes: told, marks };
  } catch (error) {
    if (!(error instanceof PdfError)) throw error;
    return null;
  }
}

/* A file that a program signs first is often certified by it; for a signature that is there already that is no explanation. */
function certifies(document: PdfDocument, { rule, object, revision }: ChangeFact): boolean {
  if (rule !== 'unexplained' || revision === 0) return false;
  const [before, after] = [document.view(revision - 1), document.view(revision)];
  const root = after.trailer.get('Root');
  const place = after.catalog.get('Perms');
  const isPlace = (root instanceof PdfRef && root.num === object) || (place instanceof PdfRef && place.num === object);
  const permissions = after.dict(place);
  const isBare = permissions?.entries.size === 1 && permissions.get('DocMDP') instanceof PdfRef;
  const changed = changedKeys(before.catalog, after.catalog);
  const isNew =
    before.catalog.get('Perms') === undefined && changed.every((key) => key === 'Perms' || key === 'AcroForm');
  return isPlace && isBare && isNew;
}
