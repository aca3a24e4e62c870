import type { PdfDocument } from './document.js';
import { latin1 } from './lexer.js';
import { numberOf, type PdfDict } from './objects.js';
import { PdfError } from './pdf-error.js';

/** Text is written as Latin-1. */
export type Chunk = string | Uint8Array;

interface NewObject {
  readonly num: number;
  readonly gen: number;
  readonly body: readonly Chunk[];
}

/** Bytes of the grown file and where each written object's body starts. */
export interface AppendedPdf {
  readonly bytes: Uint8Array;
  readonly bodyOffsets: ReadonlyMap<number, number>;
}

/**
 * An incremental update (ISO 32000-1 7.5.6): the source is copied as it is, changed and new objects follow, then a
 * cross-reference section of the kind that the source's last one has.
 */
export class PdfUpdate {
  private readonly written = new Map<number, NewObject>();
  private nextNumber: number;

  constructor(private readonly document: PdfDocument) {
    let size = numberOf(document.last.trailer.get('Size')) ?? 0;
    for (const revision of document.revisions)
      for (const section of revision.sections)
        for (const num of section.entries.keys()) if (num >= size) size = num + 1;
    this.nextNumber = size;
  }

  add(...body: Chunk[]): number {
    const num = this.nextNumber++;
    this.written.set(num, { num, gen: 0, body });
    return num;
  }

  replace(num: number, gen: number, ...body: Chunk[]): void {
    this.written.set(num, { num, gen, body });
  }

  addStream(dict: string, data: Uint8Array): number {
    return this.add(`<< ${dict} /Length ${data.length} >>\nstream\n`, data, '\nendstream');
  }

  append(): AppendedPdf {
    const source = this.document.bytes;
    const chunks: Chunk[] = [];
    let at = source.length;
    const push = (chunk: Chunk) => {
      chunks.push(chunk);
      at += chunk.length;
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
    return { bytes: assemble(source, chunks, at), bodyOffsets };
  }

  private crossReference(objects: readonly NewObject[], offsets: Map<number, number>, xref: number): Chunk[] {
    const section = this.document.revisions.at(-1)!.sections[0]!;
    const prev = this.document.revisions.at(-1)!.startxref;
    if (section.kind === 'table') {
      let table = 'xref\n';
      for (const run of runs(objects.map(({ num }) => num))) {
        table += `${run[0]} ${run.length}\n`;
        for (const num of run) {
          const { gen } = this.written.get(num)!;
          table += `${String(offsets.get(num)).padStart(10, '0')} ${String(gen).padStart(5, '0')} n\r\n`;
        }
      }
      const kept = copyEntries(section.trailer, ['Size', 'Prev', 'XRefStm']);
      return [table, `trailer\n<< /Size ${this.nextNumber} /Prev ${prev}${kept} >>\n`];
    }
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
    const kept = copyEntries(section.trailer, [
      ...['Size', 'Prev', 'XRefStm', 'Type', 'W', 'Index', 'Length', 'Filter', 'DecodeParms', 'F', 'DL'],
    ]);
    return [
      `${num} 0 obj\n<< /Type /XRef /W [1 5 2] /Index [${index.join(' ')}] /Size ${this.nextNumber} /Prev ${prev}${kept} /Length ${data.length} >>\nstream\n`,
      data,
      '\nendstream\nendobj\n',
    ];
  }
}

function assemble(source: Uint8Array, chunks: readonly Chunk[], length: number): Uint8Array {
  const out = Buffer.allocUnsafeSlow(length);
  out.set(source);
  let at = source.length;
  for (const chunk of chunks) {
    if (typeof chunk === 'string') out.write(chunk, at, 'latin1');
    else out.set(chunk, at);
    at += chunk.length;
  }
  return new Uint8Array(out.buffer, 0, length);
}

function runs(sorted: readonly number[]): number[][] {
  const out: number[][] = [];
  for (const num of sorted) {
    const run = out.at(-1);
    if (run && run.at(-1) === num - 1) run.push(num);
    else out.push([num]);
  }
  return out;
}

function copyEntries(dict: PdfDict, without: readonly string[]): string {
  let text = '';
  for (const [key, span] of dict.spans)
    if (!without.includes(key)) text += ` ${writeName(key)} ${latin1(dict.source, span.start, span.end)}`;
  return text;
}

/**
 * The dictionary as it stands in its source, with some values exchanged or added. Nothing else is typed anew: a
 * number written differently already counts as a change for some judges.
 */
export function rewriteDict(dict: PdfDict, values: Readonly<Record<string, string>>): string {
  if (dict.hasDuplicateKeys) throw new PdfError('PDF.STRUCTURE', 'dictionary with a key twice', dict.span.start);
  const { source, span } = dict;
  let text = '';
  let at = span.start;
  const replaced = [...dict.spans].filter(([key]) => values[key] !== undefined).sort((a, b) => a[1].start - b[1].start);
  for (const [key, place] of replaced) {
    text += latin1(source, at, place.start) + pad(source[place.start - 1], values[key]!);
    at = place.end;
  }
  text += latin1(source, at, span.end - 2);
  for (const [key, value] of Object.entries(values)) if (!dict.spans.has(key)) text += ` ${writeName(key)} ${value}`;
  return `${text} >>`;
}

/* `/SigFlags/Off` and `/A(x)` need no space before their value; what replaces it may. */
function pad(before: number | undefined, value: string): string {
  return before !== undefined && before > 32 ? ` ${value} ` : `${value} `;
}

export const writeName = (name: string): string =>
  `/${name.replace(/[^!-~]|[#()<>[\]{}/%]/g, (char) => `#${char.charCodeAt(0).toString(16).padStart(2, '0')}`)}`;

/** A number without exponent and with at most four decimals. */
export const writeNumber = (value: number): string => String(Math.round(value * 10_000) / 10_000);
