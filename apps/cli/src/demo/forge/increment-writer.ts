/**
 * Appends objects to a PDF with a classic cross-reference table, as a desktop signer does (ISO 32000-1 7.5.6). Reads only what
 * `withoutFields` and this class write: annotations of a page and the form's fields lie in arrays of their own.
 */
export class IncrementWriter {
  private readonly text: string;
  private readonly changed = new Map<number, Buffer>();
  private readonly startXref: number;
  private readonly root: number;
  private size: number;

  constructor(private readonly source: Uint8Array) {
    this.text = Buffer.from(source.buffer, source.byteOffset, source.length).toString('latin1');
    const trailer = this.text.slice(this.text.lastIndexOf('trailer'));
    this.size = Number(/\/Size (\d+)/.exec(trailer)?.[1]);
    this.root = Number(/\/Root (\d+) 0 R/.exec(trailer)?.[1]);
    this.startXref = Number(/startxref\s+(\d+)/.exec(trailer)?.[1]);
  }

  /** The number of a new object. */
  next(): number {
    this.size += 1;
    return this.size - 1;
  }

  object(number: number, body: string): void {
    this.changed.set(number, Buffer.from(body, 'latin1'));
  }

  stream(number: number, entries: string, data: Uint8Array): void {
    const open = Buffer.from(`<<${entries}/Length ${data.length}>>stream\n`, 'latin1');
    this.changed.set(number, Buffer.concat([open, data, Buffer.from('\nendstream', 'latin1')]));
  }

  /** The object of the nth page, from 0. */
  page(index: number): number {
    const pages = this.reference(this.body(this.root), 'Pages');
    const kids = /\/Kids\s*\[([^\]]*)\]/.exec(this.body(pages))?.[1] ?? '';
    const number = [...kids.matchAll(/(\d+) 0 R/g)][index]?.[1];
    if (number === undefined) throw new Error(`the letter has no page ${index}`);
    return Number(number);
  }

  get fieldCount(): number {
    return [...this.body(this.fields()).matchAll(/\d+ 0 R/g)].length;
  }

  addField(number: number): void {
    this.push(this.fields(), number);
  }

  addToPage(page: number, annotation: number): void {
    this.push(this.reference(this.body(this.page(page)), 'Annots'), annotation);
  }

  /** Names the certifying signature in the catalogue (ISO 32000-1 table 258). */
  certify(signature: number): void {
    this.object(this.root, this.body(this.root).replace(/>>\s*$/, `/Perms<</DocMDP ${signature} 0 R>>>>`));
  }

  finish(): Buffer {
    let at = this.source.length + 1;
    const parts: Buffer[] = [Buffer.from(this.source), Buffer.from('\n')];
    const entries: string[] = [];
    for (const [number, body] of [...this.changed].sort(([a], [b]) => a - b)) {
      const whole = Buffer.concat([Buffer.from(`${number} 0 obj\n`), body, Buffer.from('\nendobj\n')]);
      entries.push(`${number} 1\n${String(at).padStart(10, '0')} 00000 n \n`);
      parts.push(whole);
      at += whole.length;
    }
    const trailer = `<</Size ${this.size}/Root ${this.root} 0 R/Prev ${this.startXref}>>`;
    parts.push(Buffer.from(`xref\n${entries.join('')}trailer\n${trailer}\nstartxref\n${at}\n%%EOF\n`, 'latin1'));
    return Buffer.concat(parts);
  }

  private fields(): number {
    return this.reference(this.body(this.reference(this.body(this.root), 'AcroForm')), 'Fields');
  }

  private push(array: number, reference: number): void {
    this.object(array, this.body(array).replace(/\]\s*$/, ` ${reference} 0 R]`));
  }

  private reference(body: string, name: string): number {
    const number = new RegExp(`/${name}\\s+(\\d+) 0 R`).exec(body)?.[1];
    if (number === undefined) throw new Error(`the letter has no /${name}`);
    return Number(number);
  }

  /** What stands in an object now: the last that was written. */
  private body(number: number): string {
    const own = this.changed.get(number);
    if (own) return own.toString('latin1');
    const head = `\n${number} 0 obj\n`;
    const from = this.text.lastIndexOf(head);
    if (from < 0) throw new Error(`the letter has no object ${number}`);
    return this.text.slice(from + head.length, this.text.indexOf('endobj', from)).trim();
  }
}
