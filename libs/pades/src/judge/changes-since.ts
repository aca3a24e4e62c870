import { formFields, rectangle } from '../form/fields.js';
import { PdfDocument } from '../pdf/document.js';
import { PdfDict, PdfRef } from '../pdf/objects.js';
import { PdfError } from '../pdf/pdf-error.js';
import { findChanges } from './changes/find-changes.js';
import { readable } from './changes/reference-index.js';
import { rules } from './changes/rules.js';
import { changedKeys } from './changes/semantic-equality.js';
import { describedIn } from './described-in.js';
import type { ChangeFact, MarkFact } from './facts.js';
import { lookOf, NOTHING_DRAWN } from './marks/read-mark.js';
import type { ChangeLevel } from './report.js';

export interface ChangeSince extends ChangeFact {
  readonly level: ChangeLevel;
  /** The catalog names a certification, and nothing else of it is new (ISO 32000-1 12.8.2.2, table 258). */
  readonly certifies: boolean;
}

/** What a field shows that was signed since, also beside other changes of its revision. */
export interface DrawnSignature extends Omit<MarkFact, 'revision'> {
  /** On the page, in points: left, bottom, right, top; undefined: invisible, or not to be told. */
  readonly box: readonly [number, number, number, number] | undefined;
  /** Share of its one image that lets the page through; undefined without one. */
  readonly clear: number | undefined;
  /** Share of its one image that covers the page with the colour of paper; undefined where that cannot be told. */
  readonly light: number | undefined;
  readonly isEmpty: boolean;
}

export interface ChangesSince {
  /** Title, author, subject or keywords are others: viewers show the title in place of the name of the file (14.3). */
  readonly isRetitled: boolean;
  /** Index of the revision that ends at the given length. */
  readonly revision: number;
  /** Every changed object of each later revision, with its rule and how far that goes. */
  readonly changes: readonly ChangeSince[];
  readonly drawn: readonly DrawnSignature[];
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
    const { changes } = findChanges(document, known.index);
    const told = changes.map((change) => ({
      ...change,
      level: rules[change.rule].level,
      certifies: certifies(document, change),
    }));
    const isRetitled = describedIn(document.view(known.index)) !== describedIn(document.last);
    return { revision: known.index, changes: told, isRetitled, drawn: drawnSince(document, known.index) };
  } catch (error) {
    if (!(error instanceof PdfError)) throw error;
    return null;
  }
}

/* As many as the judge of marks looks at. */
const maxMaskSamples = 60_000_000;
const nothing = {
  light: undefined,
  page: 0,
  kind: 'unknown',
  shows: '',
  widthMm: 0,
  heightMm: 0,
  box: undefined,
  clear: undefined,
} as const;

function drawnSince(document: PdfDocument, from: number): DrawnSignature[] {
  const { last } = document;
  const signed = (view: typeof last) =>
    formFields(view).filter(({ type, value }) => type === 'Sig' && view.resolve(value) instanceof PdfDict);
  const before = new Set(signed(document.view(from)).map(({ name }) => name));
  const sight = { after: last, hasColours: true, allowance: { maskSamples: maxMaskSamples } };
  return signed(last).flatMap((field) => {
    if (before.has(field.name)) return [];
    const isInvisible = field.widgets.every(({ dict }) => isFlat(rectangle(last, dict)));
    const look = isInvisible
      ? { problem: NOTHING_DRAWN }
      : (readable(() => lookOf(sight, field)) ?? { problem: 'appearance not readable' });
    return [{ ...nothing, field: field.name, isEmpty: look.problem === NOTHING_DRAWN, ...look }];
  });
}

const isFlat = (rect: ReturnType<typeof rectangle>): boolean =>
  rect !== undefined && (rect[2] === rect[0] || rect[3] === rect[1]);

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
