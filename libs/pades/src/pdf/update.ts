import type { PdfDocument } from './document.js';
import { Lexer } from './lexer.js';
import { numberOf, PdfDict } from './objects.js';
import { PdfError } from './pdf-error.js';
import { enciphered } from './source-text.js';
import { type Chunk, concatenated, contentOf, copyEntries, joined, runs, type Verbatim } from './write-pdf.js';

export { type Chunk, rewriteDict, Verbatim, writeName, writeNumber } from './write-pdf.js';

interface NewObject {
  readonly num: number;
  readonly gen: number;
  readonly body: readonly Chunk[];
}

/** What an update adds, and the grown file. */
export class AppendedPdf {
  private whole: Uint8Array | undefined;

  constructor(
    readonly source: Uint8Array,
    /** What follows the source. A few bytes may still be exchanged in place, before `bytes` is asked for. */
    readonly increment: Uint8Array,
    /** Where each written object's body starts in the grown file. */
    readonly bodyOffsets: ReadonlyMap<number, number>,
    private readonly places: ReadonlyMap<Chunk, number>,
  ) {}

  get length(): number {
    return this.source.length + this.increment.length;
  }

  /** Offset in the grown file of a chunk that was handed in. */
  placeOf(chunk: Verbatim): number {
    const place = this.places.get(chunk);
    if (place === undefined) throw new Error('not a part of this update');
    return place;
  }

  /** The grown file in one piece: a copy of everything. Large files are better written as source and increment. */
  get bytes(): Uint8Array {
    this.whole ??= concatenated(this.source, this.increment);
    return this.whole;
  }
}

/**
 * An incremental update (ISO 32000-1 7.5.6): the source stays as it is, changed and new objects follow, then a
 * cross-reference section of the kind that the source's last one has. In an encrypted file the strings and streams
 * of the objects are enciphered under the same /Encrypt; all is handed in in clear.
 */
export class PdfUpdate {
  private readonly written = new Map<number, NewObject>();
  private nextNumber: number;

  constructor(private readonly document: PdfDocument) {
    if (document.encryption && !document.encryption.isOpen)
      throw new PdfError('PDF.ENCRYPTED', 'an encrypted file is not added to without its password', 0);
    this.nextNumber = Math.max(numberOf(document.last.trailer.get('Size')) ?? 0, document.index.size);
  }

  add(...body: Chunk[]): number {
    const num = this.nextNumber++;
    this.replace(num, 0, ...body);
    return num;
  }

  replace(num: number, gen: number, ...body: Chunk[]): void {
    const cipher = this.cipherFor(num, gen);
    const own = cipher ? body.map((chunk) => (typeof chunk === 'string' ? enciphered(chunk, cipher) : chunk)) : body;
    this.written.set(num, { num, gen, body: own });
  }

  addStream(dict: string, data: Uint8Array): number {
    const num = this.nextNumber++;
    const cipher = this.cipherFor(num, 0);
    const stored = cipher ? cipher.stream(data, this.parsed(dict)) : data;
    this.replace(num, 0, `<< ${dict} /Length ${stored.length} >>\nstream\n`, stored, '\nendstream');
    return num;
  }

  private cipherFor(num: number, gen: number) {
    return this.document.encryption?.cipherFor(num, gen)?.encipher;
  }

  private parsed(dict: string): PdfDict {
    const value = new Lexer(Buffer.from(`<< ${dict} >>`, 'latin1'), 0, this.document.limits).object();
    if (!(value instanceof PdfDict)) throw new PdfError('PDF.SYNTAX', 'stream without a dictionary', 0);
    return value;
  }

  append(): AppendedPdf {
    const source = this.document.bytes;
    const chunks: Chunk[] = [];
    const places = new Map<Chunk, number>();
    let at = source.length;
    const push = (chunk: Chunk) => {
      if (typeof chunk !== 'string') places.set(chunk, at);
      chunks.push(chunk);
      at += contentOf(chunk).length;
    };
    const last = source[source.length - 1];
    if (last !== 10 && last !== 13) push('\n');
    const offsets = new Map<number, number>();
    const bodyOffsets = new Map<number, number>();
    const objects = [...this.written.values()].sort((a, b) => a.num - b.num);
    for (const { num, gen, body } of objects) {
      offsets.set(num, at);
      push(`${num} ${gen} obj\n`);
      bodyOffsets.set(num, at);
      for (const chunk of body) push(chunk);
      push('\nendobj\n');
    }
    const xref = at;
    for (const chunk of this.crossReference(objects, offsets, xref)) push(chunk);
    push(`startxref\n${xref}\n%%EOF\n`);
    return new AppendedPdf(source, joined(chunks, at - source.length), bodyOffsets, places);
  }

  private crossReference(objects: readonly NewObject[], offsets: Map<number, number>, xref: number): Chunk[] {
    const last = this.document.revisions.at(-1)!;
    const section = last.sections[0]!;
    return section.kind === 'stream'
      ? this.crossReferenceStream(objects, offsets, xref, section.trailer, last.startxref)
      : [this.crossReferenceTable(objects, offsets, section.trailer, last.startxref)];
  }

  private crossReferenceTable(
    objects: readonly NewObject[],
    offsets: Map<number, number>,
    trailer: PdfDict,
    prev: number,
  ): string {
    let table = 'xref\n';
    for (const run of runs(objects.map(({ num }) => num))) {
      table += `${run[0]} ${run.length}\n`;
      for (const num of run) {
        const { gen } = this.written.get(num)!;
        table += `${String(offsets.get(num)).padStart(10, '0')} ${String(gen).padStart(5, '0')} n\r\n`;
      }
    }
    const kept = copyEntries(trailer, ['Size', 'Prev', 'XRefStm']);
    return `${table}trailer\n<< /Size ${this.nextNumber} /Prev ${prev}${kept} >>\n`;
  }

  private crossReferenceStream(
    objects: readonly NewObject[],
    offsets: Map<number, number>,
    xref: number,
    trailer: PdfDict,
    prev: number,
  ): Chunk[] {
    const num = this.nextNumber++;
    const rows = [
      ...objects.map((o) => ({ num: o.num, offset: offsets.get(o.num)!, gen: o.gen })),
      { num, offset: xref, gen: 0 },
    ];
    const data = Buffer.alloc(rows.length * 8);
    rows.forEach((row, i) => {
      data.writeUInt8(1, i * 8);
      data.writeUIntBE(row.offset, i * 8 + 1, 5);
      data.writeUInt16BE(row.gen, i * 8 + 6);
    });
    const index = runs(rows.map((row) => row.num)).map((run) => `${run[0]} ${run.length}`);
    const kept = copyEntries(trailer, [
      ...['Size', 'Prev', 'XRefStm', 'Type', 'W', 'Index', 'Length', 'Filter', 'DecodeParms', 'F', 'DL'],
    ]);
    return [
      `${num} 0 obj\n<< /Type /XRef /W [1 5 2] /Index [${index.join(' ')}] /Size ${this.nextNumber} /Prev ${prev}${kept} /Length ${data.length} >>\nstream\n`,
      data,
      '\nendstream\nendobj\n',
    ];
  }
}
