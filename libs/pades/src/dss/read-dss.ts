import type { RevisionView } from '../pdf/document.js';
import { PdfArray, PdfDict, type PdfObject, PdfRef, PdfStream } from '../pdf/objects.js';
import { readDate, textOf } from '../pdf/text-string.js';

/** One stream of the security store; inflated when first asked for. Reading a damaged one throws `PdfError`. */
export interface DssValue {
  /** undefined for a stream that cannot be addressed; never so in a file that follows 7.3.8. */
  readonly ref: PdfRef | undefined;
  /** DER of one certificate, CRL or OCSP response, or of the timestamp token of a VRI. */
  readonly bytes: Uint8Array;
}

/** Validation-related information of one signature (EN 319 142-1 5.4.2.3). */
export interface VriEntry {
  /** Upper-case hex of the SHA-1 of the signature's /Contents, padding included. */
  readonly key: string;
  readonly certificates: readonly DssValue[];
  readonly crls: readonly DssValue[];
  readonly ocsps: readonly DssValue[];
  /** /TU: when the data were gathered, as somebody wrote. */
  readonly updatedAt: Date | undefined;
  /** /TS */
  readonly timestamp: DssValue | undefined;
}

/** The document security store (EN 319 142-1 5.4.2.2). */
export interface SecurityStore {
  readonly ref: PdfRef | undefined;
  readonly dict: PdfDict;
  readonly certificates: readonly DssValue[];
  readonly crls: readonly DssValue[];
  readonly ocsps: readonly DssValue[];
  readonly vri: ReadonlyMap<string, VriEntry>;
}

/** Entries of one array; more is no security store but an attack. */
const maxValues = 10_000;

/** The security store as of one revision, or undefined when the catalog names none. Nothing is inflated here. */
export function readDss(view: RevisionView): SecurityStore | undefined {
  const place = view.catalog.get('DSS');
  const dict = view.resolve(place);
  if (!(dict instanceof PdfDict)) return undefined;
  const values = listReader(view);
  return {
    ref: place instanceof PdfRef ? place : undefined,
    dict,
    certificates: values(dict.get('Certs')),
    crls: values(dict.get('CRLs')),
    ocsps: values(dict.get('OCSPs')),
    vri: readVri(view, view.resolve(dict.get('VRI')), values),
  };
}

function readVri(view: RevisionView, value: PdfObject | undefined, values: ListReader): ReadonlyMap<string, VriEntry> {
  const out = new Map<string, VriEntry>();
  if (!(value instanceof PdfDict)) return out;
  for (const [name, item] of value.entries) {
    const dict = view.resolve(item);
    if (!(dict instanceof PdfDict) || out.size >= maxValues) continue;
    const key = name.toUpperCase();
    out.set(key, {
      key,
      certificates: values(dict.get('Cert')),
      crls: values(dict.get('CRL')),
      ocsps: values(dict.get('OCSP')),
      updatedAt: readDate(textOf(view.resolve(dict.get('TU')))),
      timestamp: stored(view, dict.get('TS')),
    });
  }
  return out;
}

type ListReader = (list: PdfObject | undefined) => readonly DssValue[];

/* Thousands of VRI entries may share one list: it is read once, and all get the same. */
function listReader(view: RevisionView): ListReader {
  const known = new Map<PdfArray, readonly DssValue[]>();
  return (list) => {
    const array = view.resolve(list);
    if (!(array instanceof PdfArray)) return [];
    const found = known.get(array) ?? array.items.slice(0, maxValues).flatMap((item) => stored(view, item) ?? []);
    known.set(array, found);
    return found;
  };
}

function stored(view: RevisionView, item: PdfObject | undefined): DssValue | undefined {
  const stream = view.resolve(item);
  return stream instanceof PdfStream
    ? new StoredStream(view, item instanceof PdfRef ? item : undefined, stream)
    : undefined;
}

class StoredStream implements DssValue {
  private decoded: Uint8Array | undefined;

  constructor(
    private readonly view: RevisionView,
    readonly ref: PdfRef | undefined,
    private readonly stream: PdfStream,
  ) {}

  get bytes(): Uint8Array {
    this.decoded ??= this.view.decode(this.stream);
    return this.decoded;
  }
}
