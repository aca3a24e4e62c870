/** The file with one object written by a later revision (classic cross-reference, as our layout writes); `num` null: a new one. */
function withObject(pdf: Buffer, num: number | null, body: string): Uint8Array {
  const text = pdf.toString('latin1');
  const trailer = text.slice(text.lastIndexOf('trailer'));
  const previous = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(text)?.[1];
  const size = Number(/\/Size (\d+)/.exec(trailer)?.[1]);
  const root = /\/Root (\d+ \d+ R)/.exec(trailer)?.[1];
  const written = num ?? size;
  const object = `\n${written} 0 obj\n${body}\nendobj\n`;
  const entry = `${String(pdf.length + 1).padStart(10, '0')} 00000 n \n`;
  const end = `trailer\n<</Size ${Math.max(size, written + 1)}/Root ${root}/Prev ${previous}>>\nstartxref\n${pdf.length + object.length}\n%%EOF\n`;
  return Buffer.concat([pdf, Buffer.from(`${object}xref\n${written} 1\n${entry}${end}`, 'latin1')]);
}

/** The same file with something drawn over it by a later revision. */
export const withForeignAnnotation = (pdf: Buffer): Uint8Array =>
  withObject(pdf, null, '<</Type/Annot/Subtype/FreeText/Rect[60 60 300 90]/Contents(1.000.000.000)>>');

/** The same file with another content of its first page. */
export function withAlteredPage(pdf: Buffer): Uint8Array {
  const contents = /\/Type\s*\/Page\b[^s][\s\S]*?\/Contents\s*\[?\s*(\d+) 0 R/.exec(pdf.toString('latin1'))?.[1];
  if (contents === undefined) throw new Error('no content of a page found');
  return withObject(pdf, Number(contents), '<</Length 12>>\nstream\n0 0 9 9 re f\nendstream');
}
