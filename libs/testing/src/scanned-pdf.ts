import { deflateSync } from 'node:zlib';

export interface ScannedPage {
  readonly width: number;
  readonly height: number;
  /** One byte a dot for grey, three for colour; rows from the top. */
  readonly dots: Uint8Array;
  readonly dpi: number;
}

/** A sheet as a scanner gives it: PDF 1.4, colour, A4 at 1:1. `dark`: the page is full of ink, nowhere is room. `text` tells files apart. */
export function scannedPdf(own: { dpi?: number; dark?: boolean; text?: string } = {}): Buffer {
  const { dpi = 200, dark = false, text = 'a' } = own;
  const [width, height] = [210, 297].map((mm) => Math.ceil((mm / 25.4) * dpi)) as [number, number];
  return pdfOfPages([{ width, height, dots: Buffer.alloc(width * height * 3, dark ? 30 : 240), dpi }], text);
}

/** Pictures as the pages of a PDF, each as large as it was scanned. */
export function pdfOfPages(pages: readonly ScannedPage[], text = ''): Buffer {
  const objects: Buffer[] = [Buffer.from('<< /Type /Catalog /Pages 2 0 R >>'), Buffer.alloc(0)];
  const kids = pages.map(({ width, height, dots, dpi }) => {
    const first = objects.length + 1;
    const [wide, high] = [width, height].map((side) => ((side / dpi) * 72).toFixed(2));
    const space = dots.length === width * height ? '/DeviceGray' : '/DeviceRGB';
    const image = `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace ${space} /BitsPerComponent 8`;
    const page = `/Type /Page /Parent 2 0 R /MediaBox [0 0 ${wide} ${high}] /Contents ${first + 1} 0 R`;
    objects.push(
      stream(`${image} /Filter /FlateDecode`, deflateSync(dots, { level: 1 })),
      stream('', Buffer.from(`q ${wide} 0 0 ${high} 0 0 cm /Quet Do Q % ${text}`)),
      Buffer.from(`<< ${page} /Resources << /XObject << /Quet ${first} 0 R >> >> >>`),
    );
    return `${first + 2} 0 R`;
  });
  objects[1] = Buffer.from(`<< /Type /Pages /Kids [${kids.join(' ')}] /Count ${kids.length} >>`);
  const parts: Buffer[] = [Buffer.from('%PDF-1.4\n')];
  let length = parts[0]?.length ?? 0;
  const offsets = objects.map((object, index) => {
    const at = length;
    const framed = Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), object, Buffer.from('\nendobj\n')]);
    parts.push(framed);
    length += framed.length;
    return at;
  });
  const lines = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const trailer = `<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${length}\n%%EOF\n`;
  parts.push(Buffer.from(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${lines}trailer\n${trailer}`));
  return Buffer.concat(parts);
}

const stream = (entries: string, data: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`<< ${entries} /Length ${data.length} >>\nstream\n`), data, Buffer.from('\nendstream')]);
