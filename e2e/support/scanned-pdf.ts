import { deflateSync } from 'node:zlib';

const inch = 72;
const [widthPt, heightPt] = [595, 842];

/** A sheet of A4 as a scanner gives it: one colour picture over the page, 200 dpi, PDF 1.4. */
export function scannedPdf(dpi = 200): Buffer {
  const [width, height] = [widthPt, heightPt].map((points) => Math.ceil((points / inch) * dpi)) as [number, number];
  const picture = deflateSync(Buffer.alloc(width * height * 3, 240));
  const drawing = `q ${widthPt} 0 0 ${heightPt} 0 0 cm /Quet Do Q`;
  const image = `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceRGB /BitsPerComponent 8`;
  const objects = [
    Buffer.from('<< /Type /Catalog /Pages 2 0 R >>'),
    Buffer.from('<< /Type /Pages /Kids [3 0 R] /Count 1 >>'),
    Buffer.from(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${widthPt} ${heightPt}] /Contents 4 0 R /Resources << /XObject << /Quet 5 0 R >> >> >>`,
    ),
    stream('', Buffer.from(drawing)),
    stream(`${image} /Filter /FlateDecode`, picture),
  ];
  const parts: Buffer[] = [Buffer.from('%PDF-1.4\n%\u00e2\u00e3\u00cf\u00d3\n', 'latin1')];
  const offsets = objects.map((object, i) => {
    const offset = parts.reduce((sum, part) => sum + part.length, 0);
    parts.push(Buffer.from(`${i + 1} 0 obj\n`), object, Buffer.from('\nendobj\n'));
    return offset;
  });
  const start = parts.reduce((sum, part) => sum + part.length, 0);
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const trailer = `<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  parts.push(Buffer.from(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries}trailer\n${trailer}`));
  return Buffer.concat(parts);
}

const stream = (entries: string, data: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`<< ${entries} /Length ${data.length} >>\nstream\n`), data, Buffer.from('\nendstream')]);
