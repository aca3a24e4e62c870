import { createHash } from 'node:crypto';
import { PdfDict, PdfRef } from '../pdf/objects.js';
import { rewriteDict } from '../pdf/update.js';
import type { Increment } from '../sign/increment.js';
import { type DssValue, readDss, type SecurityStore } from './read-dss.js';

/** DER of what proves one signature or timestamp. */
export interface SecurityData {
  readonly certificates: readonly Uint8Array[];
  readonly crls: readonly Uint8Array[];
  readonly ocsps: readonly Uint8Array[];
}

/** Data by the VRI key of the signature that they belong to. */
export type SecurityAdditions = ReadonlyMap<string, SecurityData>;

/** The key of a signature in VRI: SHA-1 of the whole /Contents string, upper case (EN 319 142-1 5.4.2.3). */
export const vriKey = (contents: Uint8Array): string => createHash('sha1').update(contents).digest('hex').toUpperCase();

const kinds = [
  { of: 'certificates', store: 'Certs', entry: 'Cert' },
  { of: 'crls', store: 'CRLs', entry: 'CRL' },
  { of: 'ocsps', store: 'OCSPs', entry: 'OCSP' },
] as const;

type Kind = (typeof kinds)[number];

/**
 * Puts into the document security store what it does not have yet; what is there stays, in its order (EN 319 142-1
 * 5.4.2). Each value is stored once, however many signatures use it.
 *
 * @returns whether anything was missing
 */
export function addToStore(increment: Increment, additions: SecurityAdditions): boolean {
  const store = readDss(increment.view);
  const lists = kinds.map((kind) => new StoredList(increment, store?.[kind.of] ?? []));
  let isChanged = false;
  const entries: Record<string, string> = {};
  for (const [key, data] of additions) {
    const known = store?.vri.get(key);
    const values: Record<string, string> = {};
    kinds.forEach((kind, i) => {
      const before = (known?.[kind.of] ?? []).flatMap(({ ref }) => (ref ? [reference(ref)] : []));
      const wanted = [...new Set([...before, ...data[kind.of].map((bytes) => lists[i]!.referenceOf(bytes))])];
      if (wanted.length > before.length) values[kind.entry] = `[${wanted.join(' ')}]`;
    });
    if (known && Object.keys(values).length === 0) continue;
    isChanged = true;
    entries[key] = entryText(increment, store, key, values);
  }
  if (isChanged) writeStore(increment, store, lists, entries);
  return isChanged;
}

/** One array of the store: what stands in it, and what is added. */
class StoredList {
  readonly references: string[] = [];
  added = 0;
  private readonly byHash = new Map<string, string>();

  constructor(
    private readonly increment: Increment,
    known: readonly DssValue[],
  ) {
    for (const { ref, bytes } of known) {
      if (!ref) continue;
      this.references.push(reference(ref));
      this.byHash.set(hashOf(bytes), reference(ref));
    }
  }

  referenceOf(bytes: Uint8Array): string {
    const hash = hashOf(bytes);
    const known = this.byHash.get(hash);
    if (known) return known;
    const written = `${this.increment.update.addStream('', bytes)} 0 R`;
    this.references.push(written);
    this.byHash.set(hash, written);
    this.added++;
    return written;
  }
}

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('base64');
const reference = ({ num, gen }: PdfRef): string => `${num} ${gen} R`;
const dictionary = (values: Readonly<Record<string, string>>): string =>
  `<<${Object.entries(values)
    .map(([key, value]) => ` /${key} ${value}`)
    .join('')} >>`;

function entryText(
  increment: Increment,
  store: SecurityStore | undefined,
  key: string,
  values: Record<string, string>,
): string {
  const place = increment.view.dict(store?.dict.get('VRI'))?.get(key);
  const known = increment.view.resolve(place);
  if (!(known instanceof PdfDict)) return dictionary({ Type: '/VRI', ...values });
  const text = rewriteDict(known, values);
  if (!(place instanceof PdfRef)) return text;
  increment.update.replace(place.num, place.gen, text);
  return reference(place);
}

/* Each dictionary is rewritten where it stands: an object of its own, or inline in the one above. */
function writeStore(
  increment: Increment,
  store: SecurityStore | undefined,
  lists: readonly StoredList[],
  entries: Record<string, string>,
): void {
  const { update, view } = increment;
  const values: Record<string, string> = {};
  kinds.forEach(({ store: key }: Kind, i) => {
    if (lists[i]!.added > 0) values[key] = `[${lists[i]!.references.join(' ')}]`;
  });
  const place = store?.dict.get('VRI');
  const known = view.resolve(place);
  const vri = known instanceof PdfDict ? rewriteDict(known, entries) : dictionary(entries);
  if (known instanceof PdfDict && place instanceof PdfRef) update.replace(place.num, place.gen, vri);
  else values.VRI = vri;
  if (!store) increment.changeCatalog({ DSS: `${update.add(dictionary({ Type: '/DSS', ...values }))} 0 R` });
  else if (store.ref) update.replace(store.ref.num, store.ref.gen, rewriteDict(store.dict, values));
  else increment.changeCatalog({ DSS: rewriteDict(store.dict, values) });
}
