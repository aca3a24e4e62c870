/** Three pages of text and a picture, some 205 KB, written by hand: nothing stays loaded that a measurement would pay for. */
export function plainPages(): Uint8Array {
  const pages = [1, 2, 3].map((page) => {
    const lines = Array.from({ length: 45 }, (_, line) => `(Page ${page}, line ${line}: made for measuring) Tj T*`);
    return Buffer.from(`BT /F1 11 Tf 16 TL 60 780 Td ${lines.join('\n')} ET`, 'latin1');
  });
  const picture = Buffer.alloc(194_400, Buffer.from(Array.from({ length: 251 }, (_, i) => (i * 97) % 256)));
  const stream = (dict: string, data: Buffer) =>
    Buffer.concat([Buffer.from(`<< ${dict} /Length ${data.length} >>\nstream\n`), data, Buffer.from('\nendstream')]);
  const objects = [
    Buffer.from('<< /Type /Catalog /Pages 2 0 R >>'),
    Buffer.from('<< /Type /Pages /Count 3 /Kids [3 0 R 4 0 R 5 0 R] >>'),
    ...pages.map((_, i) =>
      Buffer.from(
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${6 + i} 0 R /Resources << /Font << /F1 9 0 R >> /XObject << /Im1 10 0 R >> >> >>`,
      ),
    ),
    ...pages.map((content) => stream('', content)),
    Buffer.from('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>'),
    stream('/Type /XObject /Subtype /Image /Width 270 /Height 240 /BitsPerComponent 8 /ColorSpace /DeviceRGB', picture),
  ];
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n')];
  let at = parts[0]!.length;
  let table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f\r\n`;
  objects.forEach((body, i) => {
    const object = Buffer.concat([Buffer.from(`${i + 1} 0 obj\n`), body, Buffer.from('\nendobj\n')]);
    table += `${String(at).padStart(10, '0')} 00000 n\r\n`;
    parts.push(object);
    at += object.length;
  });
  const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${at}\n%%EOF\n`;
  return new Uint8Array(Buffer.concat([...parts, Buffer.from(table + trailer)]));
}
