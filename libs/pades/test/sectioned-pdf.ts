/** A PDF with classic cross-references, written one revision after the other from the bodies of its objects. */
export class SectionedPdf {
  private readonly parts: string[] = ['%PDF-1.7\n'];
  private length = '%PDF-1.7\n'.length;
  private previous = 0;
  private highest = 0;

  /** Object 1 is the catalog. */
  add(objects: Readonly<Record<number, string>>): this {
    let table = this.previous === 0 ? 'xref\n0 1\n0000000000 65535 f\r\n' : 'xref\n';
    for (const [num, content] of Object.entries(objects)) {
      table += `${num} 1\n${String(this.length).padStart(10, '0')} 00000 n\r\n`;
      this.write(`${num} 0 obj\n${content}\nendobj\n`);
      this.highest = Math.max(this.highest, Number(num));
    }
    const prev = this.previous === 0 ? '' : `/Prev ${this.previous}`;
    const startxref = this.length;
    this.write(
      `${table}trailer\n<< /Root 1 0 R /Size ${this.highest + 1} ${prev} >>\nstartxref\n${startxref}\n%%EOF\n`,
    );
    this.previous = startxref;
    return this;
  }

  private write(text: string): void {
    this.parts.push(text);
    this.length += text.length;
  }

  get bytes(): Uint8Array {
    return Buffer.from(this.parts.join(''), 'latin1');
  }
}
