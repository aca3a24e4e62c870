import { describe, expect, it } from '@jest/globals';
import { SectionedPdf } from '../../../test/sectioned-pdf.js';
import { PdfDocument } from '../../pdf/document.js';
import { findChanges } from './find-changes.js';

/** A tagged file that takes up a new, visible signature field and its structure element with every update. */
function taggedPdf(numbers: number, updates: number, element = '/S /Form'): Uint8Array {
  const pdf = new SectionedPdf();
  const form = (fields: readonly number[]) => `<< /SigFlags 3 /Fields [${list(fields)}] >>`;
  const page = (fields: readonly number[]) =>
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Annots [${list(fields)}] >>`;
  const root = (elements: readonly number[]) => `<< /Type /StructTreeRoot /K [${list(elements)}] /ParentTree 8 0 R >>`;
  const list = (nums: readonly number[]) => nums.map((num) => `${num} 0 R`).join(' ');
  const value = '<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /Contents <00> >>';
  pdf.add({
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
    pdf.add({
      3: page(fields),
      4: root(elements),
      5: form(fields),
      [widget]: `<< /FT /Sig /T (ky_${i}) /Subtype /Widget /Rect [0 0 50 50] /P 3 0 R /V ${signature} 0 R >>`,
      [signature]: value,
      [tag]: `<< ${element} /P 4 0 R /K << /Type /OBJR /Obj ${widget} 0 R >> >>`,
    });
  }
  return pdf.bytes;
}

/** The rules by which changes of that object are explained. */
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

describe('a signature field that is added and never signed', () => {
  const added = (entries: string) =>
    new SectionedPdf()
      .add({
        1: '<< /Type /Catalog /Pages 2 0 R /AcroForm 4 0 R >>',
        2: '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
        3: '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Annots [] >>',
        4: '<< /Fields [] >>',
      })
      .add({
        3: '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Annots [5 0 R] >>',
        4: '<< /Fields [5 0 R] /SigFlags 3 >>',
        5: `<< /FT /Sig /T (x) /Type /Annot /Subtype /Widget /P 3 0 R ${entries} >>`,
        6: '<< /Type /XObject /Subtype /Form /BBox [0 0 500 500] /Length 0 >>\nstream\n\nendstream',
      }).bytes;

  it('may wait for its signer when it shows nothing', () => {
    expect(rulesOf(added('/Rect [0 0 0 0]'), 5)).toEqual(['invisible-signature-field']);
  });

  it.each([
    '/Rect [0 0 0 0] /AP << /N 6 0 R >>',
    '/Rect [300 0 300 800] /BS << /W 400 /S /S >> /MK << /BC [1 0 0] >>',
    '/Rect [300 0 300 800] /Border [0 0 400]',
    '/Rect [0 0 50 50]',
  ])('not with %s', (entries) => {
    expect(rulesOf(added(entries), 5)).toContain('unexplained');
  });
});
