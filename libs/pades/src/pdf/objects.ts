/** The eight basic types of ISO 32000-1 7.3. Numbers, booleans and null are JavaScript's own. */
export type PdfObject = null | boolean | number | PdfName | PdfString | PdfArray | PdfDict | PdfStream | PdfRef;

export class PdfName {
  readonly kind = 'name';
  constructor(readonly name: string) {}
}

export class PdfString {
  readonly kind = 'string';
  constructor(readonly bytes: Uint8Array) {}
}

export class PdfRef {
  readonly kind = 'ref';
  constructor(
    readonly num: number,
    readonly gen: number,
  ) {}
}

/** Where a value stands in the bytes it was read from, so that it can be copied without being typed anew. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export class PdfArray {
  readonly kind = 'array';
  constructor(
    readonly items: readonly PdfObject[],
    readonly source: Uint8Array,
    readonly span: Span,
  ) {}
}

export class PdfDict {
  readonly kind = 'dict';
  constructor(
    readonly entries: ReadonlyMap<string, PdfObject>,
    readonly spans: ReadonlyMap<string, Span>,
    readonly source: Uint8Array,
    readonly span: Span,
    /** A key stood twice: readers differ on which one counts. */
    readonly hasDuplicateKeys: boolean,
  ) {}

  get(key: string): PdfObject | undefined {
    return this.entries.get(key);
  }
}

export class PdfStream {
  readonly kind = 'stream';
  constructor(
    readonly dict: PdfDict,
    /** The stored (encoded) bytes. */
    readonly raw: Uint8Array,
  ) {}
}

export const isName = (value: PdfObject | undefined, name?: string): value is PdfName =>
  value instanceof PdfName && (name === undefined || value.name === name);

export const nameOf = (value: PdfObject | undefined): string | undefined =>
  value instanceof PdfName ? value.name : undefined;

export const numberOf = (value: PdfObject | undefined): number | undefined =>
  typeof value === 'number' ? value : undefined;

/** A dictionary, or the dictionary of a stream. */
export const dictOf = (value: PdfObject | undefined): PdfDict | undefined =>
  value instanceof PdfDict ? value : value instanceof PdfStream ? value.dict : undefined;
