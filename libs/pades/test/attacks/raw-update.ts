import { PdfDocument, type RevisionView } from '../../src/pdf/document.js';
import { PdfArray, PdfDict, PdfName, type PdfObject, PdfRef, PdfStream, PdfString } from '../../src/pdf/objects.js';

/** A value as it may be written, strings in hex. */
export function textOf(value: PdfObject | undefined): string {
  if (value == null) return 'null';
  if (typeof value !== 'object') return String(value);
  if (value instanceof PdfName)
    return `/${value.name.replace(/[^!-~]|[#/()<>[\]{}%]/g, (c) => `#${hex(c.charCodeAt(0))}`)}`;
  if (value instanceof PdfRef) return `${value.num} ${value.gen} R`;
  if (value instanceof PdfString) return `<${Buffer.from(value.bytes).toString('hex')}>`;
  if (value instanceof PdfArray) return `[${value.items.map(textOf).join(' ')}]`;
  return edited(value instanceof PdfStream ? value.dict : value, {});
}

const hex = (code: number): string => code.toString(16).padStart(2, '0');

/** The dictionary with entries exchanged, put in, or (undefined) left out. */
export function edited(dict: PdfDict, values: Readonly<Record<string, string | undefined>>): string {
  const kept = [...dict.entries].filter(([key]) => !(key in values)).map(([key, value]) => [key, textOf(value)]);
  const put = Object.entries(values).filter(([, value]) => value !== undefined);
  return `<< ${[...kept, ...put].map(([key, value]) => `/${key} ${value}`).join(' ')} >>`;
}

/** An increment as somebody with an editor and bad intentions writes it: nothing is checked. */
export class RawUpdate {
  readonly document: PdfDocument;
  readonly view: RevisionView;
  /** Trailer entries beside those that must be there. */
  trailer: Record<string, string> = {};
  private readonly bodies = new Map<number, Buffer>();
  private readonly freed = new Set<number>();
  private next: number;

  constructor(readonly pdf: Uint8Array) {
    this.document = new PdfDocument(pdf);
    this.view = this.document.last;
    this.next = 1 + Math.max(Number(this.view.trailer.get('Size') ?? 0), 20_000);
  }

  set(num: number, body: string | Buffer): void {
    this.bodies.set(num, typeof body === 'string' ? Buffer.from(body, 'latin1') : body);
  }

  add(body: string | Buffer): number {
    const num = this.next++;
    this.set(num, body);
    return num;
  }

  stream(dict: string, data: string | Uint8Array): number {
    return this.add(streamOf(dict, data));
  }

  setStream(num: number, dict: string, data: string | Uint8Array): void {
    this.set(num, streamOf(dict, data));
  }

  free(num: number): void {
    this.freed.add(num);
  }

  get root(): PdfRef {
    return this.view.trailer.get('Root') as PdfRef;
  }

  catalog(values: Readonly<Record<string, string | undefined>>): void {
    this.set(this.root.num, edited(this.view.catalog, values));
  }

  bytes(): Buffer {
    const parts: Buffer[] = [Buffer.from(this.pdf), Buffer.from('\n')];
    let at = this.pdf.length + 1;
    const table: string[] = [];
    for (const num of [...new Set([...this.bodies.keys(), ...this.freed])].sort((a, b) => a - b)) {
      const body = this.bodies.get(num);
      if (!body) {
        table.push(`${num} 1\n0000000000 00001 f \n`);
        continue;
      }
      table.push(`${num} 1\n${String(at).padStart(10, '0')} 00000 n \n`);
      const object = Buffer.concat([Buffer.from(`${num} 0 obj\n`), body, Buffer.from('\nendobj\n')]);
      parts.push(object);
      at += object.length;
    }
    const prev = this.document.revisions.at(-1)!.startxref;
    const old = this.view.trailer;
    const kept = ['Info', 'ID', 'Encrypt'].flatMap((key) =>
      old.get(key) == null ? [] : [[key, textOf(old.get(key))]],
    );
    const entries = Object.entries({
      ...Object.fromEntries(kept),
      ...{ Size: String(this.next), Root: textOf(this.root), Prev: String(prev) },
      ...this.trailer,
    });
    const trailer = entries.map(([key, value]) => `/${key} ${value}`).join(' ');
    parts.push(Buffer.from(`xref\n${table.join('')}trailer\n<< ${trailer} >>\nstartxref\n${at}\n%%EOF\n`));
    return Buffer.concat(parts);
  }
}

function streamOf(dict: string, data: string | Uint8Array): Buffer {
  const bytes = Buffer.from(typeof data === 'string' ? Buffer.from(data, 'latin1') : data);
  return Buffer.concat([
    Buffer.from(`<< ${dict} /Length ${bytes.length} >>\nstream\n`),
    bytes,
    Buffer.from('\nendstream'),
  ]);
}
