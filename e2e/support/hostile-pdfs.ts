/** Files that a reception must not take, each as small as it can be. */

function pdf(objects: readonly string[], trailer = ''): Buffer {
  let text = '%PDF-1.7\n';
  const offsets = objects.map((object, index) => {
    const offset = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const xref = text.length;
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}`;
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${xref}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
}

const pages = '<< /Type /Pages /Kids [3 0 R] /Count 1 >>';
const page = '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>';

export const plainPdf = (): Buffer => pdf(['<< /Type /Catalog /Pages 2 0 R >>', pages, page]);

/** Runs when it is opened. */
export const withScript = (): Buffer =>
  pdf([
    '<< /Type /Catalog /Pages 2 0 R /OpenAction 4 0 R >>',
    pages,
    page,
    '<< /Type /Action /S /JavaScript /JS (app.alert\\(1\\)) >>',
  ]);

export const withLaunch = (): Buffer =>
  pdf([
    '<< /Type /Catalog /Pages 2 0 R /OpenAction 4 0 R >>',
    pages,
    page,
    '<< /Type /Action /S /Launch /F (calc.exe) >>',
  ]);

/** The standard handler of 40 bits: nobody needs to open it, only to see that it is shut. */
export const withPassword = (): Buffer =>
  pdf(
    [
      '<< /Type /Catalog /Pages 2 0 R >>',
      pages,
      page,
      `<< /Filter /Standard /V 1 /R 2 /P -44 /O <${'28'.repeat(32)}> /U <${'5e'.repeat(32)}> >>`,
    ],
    `/Encrypt 4 0 R /ID [<${'00'.repeat(16)}> <${'00'.repeat(16)}>]`,
  );

/** What a download that broke off leaves. */
export const truncated = (whole: Buffer): Buffer => whole.subarray(0, Math.floor(whole.length / 2));

/** Something drawn over the page by a later revision: an annotation that is in no plan. */
export function withAnnotation(whole: Buffer): Buffer {
  const text = whole.toString('latin1');
  const trailer = text.slice(text.lastIndexOf('trailer'));
  const previous = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(text)?.[1];
  const size = Number(/\/Size (\d+)/.exec(trailer)?.[1]);
  const root = /\/Root (\d+ \d+ R)/.exec(trailer)?.[1];
  const object = `\n${size} 0 obj\n<</Type/Annot/Subtype/FreeText/Rect[60 60 300 90]/Contents(1.000.000.000)>>\nendobj\n`;
  const entry = `${String(whole.length + 1).padStart(10, '0')} 00000 n \n`;
  const end = `trailer\n<</Size ${size + 1}/Root ${root}/Prev ${previous}>>\nstartxref\n${whole.length + object.length}\n%%EOF\n`;
  return Buffer.concat([whole, Buffer.from(`${object}xref\n${size} 1\n${entry}${end}`, 'latin1')]);
}
