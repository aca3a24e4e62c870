import { PDFDocument, PDFName } from '@cantoo/pdf-lib';

/** A plain PDF of so many pages, as a word processor would print it. */
export async function plainPdf(text: string, pages = 1): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  pdf.setTitle(text);
  for (let i = 0; i < pages; i++) pdf.addPage([595.28, 841.89]).drawText(text, { x: 80, y: 700, size: 14 });
  return pdf.save();
}

export async function pdfWithScript(): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  pdf.addPage();
  pdf.addJavaScript('main', 'app.alert(1)');
  return pdf.save();
}

/** A sheet of A4 scanned in colour. */
export async function scannedPdf({ dpi = 200, colour = true, header = '1.7' } = {}): Promise<Uint8Array> {
  const [widthPt, heightPt] = [595.28, 841.89];
  const [width, height] = [widthPt, heightPt].map((points) => Math.ceil((points / 72) * dpi)) as [number, number];
  const pdf = await PDFDocument.create();
  const page = pdf.addPage([widthPt, heightPt]);
  const picture = pdf.context.flateStream(new Uint8Array(width * height * (colour ? 3 : 1)).fill(240), {
    Type: 'XObject',
    Subtype: 'Image',
    Width: width,
    Height: height,
    ColorSpace: colour ? 'DeviceRGB' : 'DeviceGray',
    BitsPerComponent: 8,
  });
  page.node.setXObject(PDFName.of('Scan'), pdf.context.register(picture));
  page.node.set(
    PDFName.of('Contents'),
    pdf.context.register(pdf.context.stream(`q ${widthPt} 0 0 ${heightPt} 0 0 cm /Scan Do Q`)),
  );
  const bytes = await pdf.save({ useObjectStreams: false });
  return Buffer.from(Buffer.from(bytes).toString('latin1').replace('%PDF-1.7', `%PDF-${header}`), 'latin1');
}
