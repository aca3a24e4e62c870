/** The file with one object written by a later revision (classic cross-reference, as our layout writes); `num` null: a new one. */
function withObject(pdf: Buffer, num: number | null, body: string): Uint8Array {
  const text = pdf.toString('latin1');
  const trailer = text.slice(text.lastIndexOf('trailer'));
  const previous = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(text)?.[1];
  const size = Number(/\/Size (\d+)/.exec(trailer)?.[1]);
  const root = /\/Root (\d+ \d+ R)/.exec(trailer)?.[1];
  const information = /\/Info (\d+) \d+ R/.exec(trailer)?.[1];
  const info = information === undefined ? '' : `/Info ${information} 0 R`;
  const written = num ?? size;
  const object = `\n${written} 0 obj\n${body}\nendobj\n`;
  const entry = `${String(pdf.length + 1).padStart(10, '0')} 00000 n \n`;
  const end = `trailer\n<</Size ${Math.max(size, written + 1)}/Root ${root}${info}/Prev ${previous}>>\nstartxref\n${pdf.length + object.length}\n%%EOF\n`;
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

/** The same file under another title, which viewers show above the page. */
export function withOtherTitle(pdf: Buffer): Uint8Array {
  const information = /\/Info (\d+) \d+ R/.exec(pdf.toString('latin1'))?.[1];
  if (information === undefined) throw new Error('no information dictionary found');
  return withObject(pdf, Number(information), '<</Title(Quyet dinh so 99)>>');
}

/** The same file with metadata in which another title stands under a prefix of its own. */
export function withOtherMetadata(pdf: Buffer): Uint8Array {
  const num = /\/Metadata (\d+) 0 R/.exec(pdf.toString('latin1'))?.[1];
  const packet = /<\?xpacket begin[\s\S]*?<\?xpacket end[^>]*>/.exec(pdf.toString('latin1'))?.[0];
  if (num === undefined || packet === undefined) throw new Error('no metadata found');
  const other = packet.replace(
    '</rdf:RDF>',
    '<rdf:Description rdf:about="" xmlns:d="http://purl.org/dc/elements/1.1/"><d:title>99</d:title></rdf:Description></rdf:RDF>',
  );
  return withObject(
    pdf,
    Number(num),
    `<</Type/Metadata/Subtype/XML/Length ${other.length}>>\nstream\n${other}\nendstream`,
  );
}
