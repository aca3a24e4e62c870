import { decodeString } from './string-bytes.js';

/** The eight basic types of ISO 32000-1 7.3. Numbers, booleans and null are JavaScript's own. */
export type PdfObject = null | boolean | number | PdfName | PdfString | PdfArray | PdfDict | PdfStream | PdfRef;

/** Deciphers the strings and the stream of one object of an encrypted file (ISO 32000-2 7.6). */
export interface ObjectCipher {
  string(stored: Uint8Array): Uint8Array;
  stream(stored: Uint8Array, dict: PdfDict): Uint8Array;
}

export class PdfName {
  constructor(readonly name: string) {}

  get kind(): 'name' {
    return 'name';
  }
}

/** A string, decoded when asked: most strings of a file are never looked at. */
export class PdfString {
  private decoded: Uint8Array | undefined;

  constructor(
    private readonly source: Uint8Array,
    /** Of the opening bracket; with `end` behind the closing one. */
    private readonly start = -1,
    private readonly end = -1,
    private readonly cipher?: ObjectCipher,
  ) {
    if (start < 0) this.decoded = source;
  }

  get kind(): 'string' {
    return 'string';
  }

  get bytes(): Uint8Array {
    if (this.decoded) return this.decoded;
    const stored = decodeString(this.source, this.start, this.end);
    this.decoded = this.cipher ? this.cipher.string(stored) : stored;
    return this.decoded;
  }

  /** The same string as one that is never encrypted: /Contents of a signature (ISO 32000-2 7.6.2). */
  asStored(): PdfString {
    return this.cipher ? new PdfString(this.source, this.start, this.end) : this;
  }
}

export class PdfRef {
  constructor(
    readonly num: number,
    readonly gen: number,
  ) {}

  get kind(): 'ref' {
    return 'ref';
  }
}

/** Where a value stands in the bytes it was read from, so that it can be copied without being typed anew. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export class PdfArray {
  private readonly start: number;
  private readonly end: number;

  constructor(
    readonly items: readonly PdfObject[],
    readonly source: Uint8Array,
    span: Span,
    readonly cipher?: ObjectCipher,
  ) {
    this.start = span.start;
    this.end = span.end;
  }

  get kind(): 'array' {
    return 'array';
  }

  get span(): Span {
    return { start: this.start, end: this.end };
  }
}

/** From this many keys on, a dictionary is looked up through an index. */
const indexedFrom = 12;

/** A dictionary as it stands in its source: keys, values and their places in the order read. */
export class PdfDict {
  private index: ReadonlyMap<string, PdfObject> | undefined;

  constructor(
    private readonly keys: readonly string[],
    private readonly values: readonly PdfObject[],
    /** Start and end of each value. */
    private readonly places: readonly number[],
    readonly source: Uint8Array,
    private readonly start: number,
    private readonly end: number,
    /** A key stood twice: readers differ on which one counts. The last is taken. */
    readonly hasDuplicateKeys: boolean,
    readonly cipher?: ObjectCipher,
  ) {}

  get kind(): 'dict' {
    return 'dict';
  }

  get span(): Span {
    return { start: this.start, end: this.end };
  }

  get size(): number {
    return this.keys.length;
  }

  get(key: string): PdfObject | undefined {
    if (this.keys.length >= indexedFrom) return this.entries.get(key);
    const at = this.keys.lastIndexOf(key);
    return at < 0 ? undefined : this.values[at];
  }

  has(key: string): boolean {
    return this.get(key) !== undefined;
  }

  get entries(): ReadonlyMap<string, PdfObject> {
    this.index ??= new Map(this.keys.map((key, i) => [key, this.values[i]!]));
    return this.index;
  }

  get spans(): ReadonlyMap<string, Span> {
    return new Map(this.keys.map((key, i) => [key, { start: this.places[2 * i]!, end: this.places[2 * i + 1]! }]));
  }

  /** Each value with its key, without building an index. */
  forEach(visit: (value: PdfObject, key: string) => void): void {
    for (let i = 0; i < this.keys.length; i++) visit(this.values[i]!, this.keys[i]!);
  }
}

export class PdfStream {
  constructor(
    readonly dict: PdfDict,
    /** The stored (encoded, perhaps encrypted) bytes. */
    readonly raw: Uint8Array,
  ) {}

  get kind(): 'stream' {
    return 'stream';
  }
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
