import type { PdfDocument, RevisionView } from '../../pdf/document.js';
import { PdfArray, PdfDict, type PdfObject, PdfRef, PdfStream } from '../../pdf/objects.js';
import { readable } from './reference-index.js';
import type { Step } from './step.js';

export const listKeys = ['Certs', 'CRLs', 'OCSPs'];
export const entryListKeys = ['Cert', 'CRL', 'OCSP'];
const storeKeys = new Set(['Type', 'VRI', ...listKeys]);
const entryKeys = new Set(['Type', 'TU', 'TS', ...entryListKeys]);

/** What an object is in the security store (EN 319 142-1 5.4.2). */
export type StoreRole = 'DSS' | 'VRI' | 'entry' | 'list' | 'TS';

export const isStore = (dict: PdfDict): boolean => [...dict.entries.keys()].every((key) => storeKeys.has(key));
export const isEntry = (dict: PdfDict): boolean => [...dict.entries.keys()].every((key) => entryKeys.has(key));

/**
 * Whether an old object was such a part of the security store and nothing else: led to from the store of the revision
 * before, of the shape of its role, and used by stores and catalogs alone. The names under /VRI are anybody's choice, so
 * the key of a reference says nothing: a page can be listed there as /Kids and a font as /F1.
 */
export function wasPartOfStore(step: Step, num: number, role: StoreRole): boolean {
  const parts = partsBefore(step);
  if (parts.now.get(num) !== role) return false;
  const catalogs = new Set(
    step.document.revisions.flatMap(({ sections }) => {
      const root = sections[0]?.trailer.get('Root');
      return root instanceof PdfRef ? [root.num] : [];
    }),
  );
  return step
    .pointersBefore(num)
    .every(
      ({ holder, key, outerKey }) =>
        parts.ever.has(holder) ||
        (catalogs.has(holder) &&
          (key === 'DSS' || key === 'TS' || outerKey === 'DSS' || outerKey === 'VRI' || entryListKeys.includes(key))),
    );
}

interface Parts {
  readonly revision: number;
  /** Role of each object; two roles: undefined. */
  readonly now: ReadonlyMap<number, StoreRole | undefined>;
  /** Also of stores before: their objects still refer to what the present store took over. */
  readonly ever: Set<number>;
}

const known = new WeakMap<PdfDocument, Parts>();

function partsBefore({ document, before }: Step): Parts {
  const last = known.get(document);
  if (last?.revision === before.revision) return last;
  const now = partsOf(before);
  const parts = { revision: before.revision, now, ever: new Set([...(last?.ever ?? []), ...now.keys()]) };
  known.set(document, parts);
  return parts;
}

function partsOf(view: RevisionView): Map<number, StoreRole | undefined> {
  const out = new Map<number, StoreRole | undefined>();
  const add = (value: PdfObject | undefined, role: StoreRole) => {
    if (value instanceof PdfRef)
      out.set(value.num, out.has(value.num) && out.get(value.num) !== role ? undefined : role);
  };
  const dictOf = (value: PdfObject | undefined) => {
    const found = readable(() => view.resolve(value) ?? null);
    return found instanceof PdfDict ? found : undefined;
  };
  const addLists = (dict: PdfDict, keys: readonly string[]) => {
    for (const key of keys) {
      const place = dict.get(key);
      // Thousands of entries may share one list.
      if (place instanceof PdfRef && out.get(place.num) === 'list') continue;
      const list = readable(() => view.resolve(place) ?? null);
      if (list instanceof PdfArray && list.items.every((item) => item instanceof PdfRef)) add(place, 'list');
    }
  };
  const place = view.catalog.get('DSS');
  const store = dictOf(place);
  if (!store || !isStore(store)) return out;
  add(place, 'DSS');
  addLists(store, listKeys);
  const vri = dictOf(store.get('VRI'));
  const entries = [...(vri?.entries.values() ?? [])].map((value) => ({ value, entry: dictOf(value) }));
  if (!entries.every(({ entry }) => entry && isEntry(entry))) return out;
  add(store.get('VRI'), 'VRI');
  for (const { value, entry } of entries) {
    add(value, 'entry');
    addLists(entry!, entryListKeys);
    if (readable(() => view.resolve(entry!.get('TS')) ?? null) instanceof PdfStream) add(entry!.get('TS'), 'TS');
  }
  return out;
}
