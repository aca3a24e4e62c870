import { describe, expect, it } from '@jest/globals';
import { PdfDocument } from '../../pdf/document.js';
import { findChanges } from './find-changes.js';

/** A tagged file that takes up a new, visible signature field and its structure element with every update. */
function taggedPdf(numbers: number, updates: number, element = '/S /Form'): Uint8Array {
  const parts: string[] = ['%PDF-1.7\n'];
  let at = parts[0]!.length;
  let previous = 0;
  const section = (objects: Readonly<Record<number, string>>) => {
    let table = previous === 0 ? 'xref\n0 1\n0000000000 65535 f\r\n' : 'xref\n';
    const nums = Object.keys(objects).map(Number);
    for (const num of nums) {
      const body = `${num} 0 obj\n${objects[num]}\nendobj\n`;
      table += `${num} 1\n${String(at).padStart(10, '0')} 00000 n\r\n`;
      parts.push(body);
      at += body.length;
    }
    const prev = previous === 0 ? '' : `/Prev ${previous}`;
    const end = `${table}trailer\n<< /Root 1 0 R /Size ${30 + 3 * updates} ${prev} >>\nstartxref\n${at}\n%%EOF\n`;
    previous = at;
    parts.push(end);
    at += end.length;
  };
  const form = (fields: readonly number[]) => `<< /SigFlags 3 /Fields [${list(fields)}] >>`;
  const page = (fields: readonly number[]) =>
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Annots [${list(fields)}] >>`;
  const root = (elements: readonly number[]) => `<< /Type /StructTreeRoot /K [${list(elements)}] /ParentTree 8 0 R >>`;
  const list = (nums: readonly number[]) => nums.map((num) => `${num} 0 R`).join(' ');
  const value = '<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /Contents <00> >>';
  section({
    1: '<< /Type /Catalog /Pages 2 0 R /AcroForm 5 0 R /StructTreeRoot 4 0 R >>',
    2: '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    3: page([]),
    4: root([]),
    5: form([]),
    8: `<< /Nums [${Array.from({ length: numbers }, (_, i) => `${i} 3 0 R`).join(' ')}] >>`,
  });
  const fields: number[] = [];
  const elements: number[] = [];
  for (let i = 0; i < updates; i++) {
    const [widget, signature, tag] = [20 + 3 * i, 21 + 3 * i, 22 + 3 * i] as const;
    fields.push(widget);
    elements.push(tag);
    section({
      3: page(fields),
      4: root(elements),
      5: form(fields),
      [widget]: `<< /FT /Sig /T (ky_${i}) /Subtype /Widget /Rect [0 0 50 50] /P 3 0 R /V ${signature} 0 R >>`,
      [signature]: value,
      [tag]: `<< ${element} /P 4 0 R /K << /Type /OBJR /Obj ${widget} 0 R >> >>`,
    });
  }
  return Buffer.from(parts.join(''), 'latin1');
}

const rulesOf = (pdf: Uint8Array, object: number) =>
  findChanges(new PdfDocument(pdf), 0)
    .changes.filter((change) => change.object === object)
    .map(({ rule }) => rule);

describe('the structure tree behind a signature', () => {
  it('may take up the widget of a new signature field', () => {
    expect(rulesOf(taggedPdf(3, 1), 4)).toEqual(['structure']);
    expect(rulesOf(taggedPdf(3, 1), 22)).toEqual(['structure']);
  });

  it.each(['/S /Form /Alt (read this aloud)', '/S /Form /ActualText (other words)'])('not with %s', (element) => {
    expect(rulesOf(taggedPdf(3, 1, element), 22)).toEqual(['unexplained']);
  });

  it('is read so often that a file of many updates of a large tree cannot hold up its reader', () => {
    const rules = rulesOf(taggedPdf(60_000, 40), 4);
    expect(rules).toHaveLength(40);
    // Four million nodes and numbers, of which each update reads those before it and those after it.
    expect(rules.filter((rule) => rule === 'structure')).toHaveLength(16);
    expect(rules.slice(17)).toEqual(Array(23).fill('unexplained'));
  });
});
