import type { KeyProvider } from '@vanthu/pki';
import { SectionedPdf } from '../sectioned-pdf.js';
import { textMark } from './mark-appearances.js';
import { RawUpdate } from './raw-update.js';
import { listInForm, listOnPage, sealUpdate, signatureDict } from './signed-update.js';

const stream = (dict: string, data: string) => `<< ${dict} /Length ${data.length} >>\nstream\n${data}\nendstream`;
const shown = (text: string) =>
  stream(
    '/Type /XObject /Subtype /Form /BBox [0 0 120 20] /Resources << /Font << /F1 6 0 R >> >>',
    `BT /F1 12 Tf (${text}) Tj ET`,
  );
const widget = (extra: string) => `<< /Type /Annot /Subtype /Widget ${extra} >>`;

/**
 * Tagged, two pages that nothing but the page tree leads to, resources under the names of other things, a form. Numbers are
 * part of it: 3 and 8 pages, 5 resources, 6 font, 7 XObjects, 9 and 10 drawn under the names Metadata and Extensions, 30 to 34
 * the fields tien, anh, ky_co_quan_1, an, Signature1.
 */
export const twoPageDocument = (): Uint8Array =>
  new SectionedPdf().add({
    1: '<< /Type /Catalog /Pages 2 0 R /AcroForm 20 0 R /StructTreeRoot 50 0 R >>',
    2: '<< /Type /Pages /Kids [3 0 R 8 0 R] /Count 2 >>',
    3: '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources 5 0 R >>',
    4: stream('', 'BT /F1 12 Tf 80 700 Td (Ho tro 100 trieu) Tj ET /Metadata Do /Extensions Do'),
    5: '<< /Font << /F1 6 0 R >> /XObject 7 0 R >>',
    6: '<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>',
    7: '<< /Metadata 9 0 R /Extensions 10 0 R >>',
    8: '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources 5 0 R >>',
    9: shown('Khong'),
    10: shown('Khong'),
    20: '<< /Fields [30 0 R 31 0 R 32 0 R 33 0 R] /DR << /Font << /F1 6 0 R >> >> /DA (/F1 12 Tf) >>',
    30: widget('/FT /Tx /T (tien) /V (100) /F 4 /Rect [80 500 200 520] /AP << /N 40 0 R >>'),
    31: widget('/FT /Btn /Ff 65536 /T (anh) /F 4 /Rect [80 400 300 490] /AP << /N 40 0 R >>'),
    32: widget('/FT /Sig /T (ky_co_quan_1) /F 4 /Rect [270 190 390 310]'),
    33: widget('/FT /Tx /T (an) /V (An) /F 2 /Rect [80 100 500 800] /AP << /N 40 0 R >>'),
    40: shown('100'),
    50: '<< /Type /StructTreeRoot /K 51 0 R /ParentTree << /Nums [] >> >>',
    51: '<< /Type /StructElem /S /Document /P 50 0 R /K [] >>',
  }).bytes;

/** Signed in a field that is made for it, without certification. */
export async function signedTwoPages(key: KeyProvider): Promise<Uint8Array> {
  const update = new RawUpdate(twoPageDocument());
  const value = update.add(signatureDict());
  const appearance = textMark(update, '1');
  const field = update.add(
    widget(`/FT /Sig /T (Signature1) /V ${value} 0 R /F 132 /Rect [330 60 430 90] /AP << /N ${appearance} 0 R >>`),
  );
  listOnPage(update, 0, field);
  listInForm(update, field);
  return sealUpdate(update, key);
}
