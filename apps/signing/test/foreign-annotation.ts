/** The same file with something drawn over it by a later revision (classic cross-reference, as our layout writes). */
export function withForeignAnnotation(pdf: Buffer): Uint8Array {
  const text = pdf.toString('latin1');
  const trailer = text.slice(text.lastIndexOf('trailer'));
  const previous = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(text)?.[1];
  const size = Number(/\/Size (\d+)/.exec(trailer)?.[1]);
  const root = /\/Root (\d+ \d+ R)/.exec(trailer)?.[1];
  const object = `\n${size} 0 obj\n<</Type/Annot/Subtype/FreeText/Rect[60 60 300 90]/Contents(1.000.000.000)>>\nendobj\n`;
  const entry = `${String(pdf.length + 1).padStart(10, '0')} 00000 n \n`;
  const end = `trailer\n<</Size ${size + 1}/Root ${root}/Prev ${previous}>>\nstartxref\n${pdf.length + object.length}\n%%EOF\n`;
  return Buffer.concat([pdf, Buffer.from(`${object}xref\n${size} 1\n${entry}${end}`, 'latin1')]);
}
