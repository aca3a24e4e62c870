import { PDFArray, PDFDict, PDFDocument, PDFName, PDFNumber, type PDFObject, PDFRawStream } from '@cantoo/pdf-lib';
import type { ScanPage } from './scan-rules.js';

const mmPerPoint = 25.4 / 72;

/** Measures the pages of a scan: their size, and the pictures on them. @throws Error when the PDF cannot be read */
export async function readScan(pdf: Uint8Array): Promise<ScanPage[]> {
  const document = await PDFDocument.load(pdf, { updateMetadata: false });
  return document.getPages().map((page) => {
    const { width, height } = page.getSize();
    const named = page.node.Resources()?.lookupMaybe(PDFName.of('XObject'), PDFDict);
    const pictures = (named?.keys() ?? [])
      .map((key) => named?.lookup(key))
      .filter((object): object is PDFRawStream => object instanceof PDFRawStream && isPicture(object));
    const dots = pictures.reduce((sum, picture) => sum + side(picture, 'Width') * side(picture, 'Height'), 0);
    return {
      widthMm: width * mmPerPoint,
      heightMm: height * mmPerPoint,
      // A page may be scanned in strips: all its dots over its area.
      dpi: Math.sqrt(dots / ((width / 72) * (height / 72))),
      isColour: pictures.some((picture) => isColour(picture.dict.lookup(PDFName.of('ColorSpace')))),
    };
  });
}

const isPicture = ({ dict }: PDFRawStream): boolean => dict.lookup(PDFName.of('Subtype')) === PDFName.of('Image');

const side = ({ dict }: PDFRawStream, name: 'Width' | 'Height'): number =>
  dict.lookupMaybe(PDFName.of(name), PDFNumber)?.asNumber() ?? 0;

/** ISO 32000-1 §8.6; a JPEG 2000 picture may leave its colour space to its own data. */
function isColour(space: PDFObject | undefined): boolean {
  if (space === undefined) return true;
  if (space instanceof PDFName) return ['DeviceRGB', 'DeviceCMYK'].includes(space.decodeText());
  if (!(space instanceof PDFArray)) return false;
  const family = space.lookupMaybe(0, PDFName)?.decodeText();
  if (family === 'Indexed') return isColour(space.lookup(1));
  if (family === 'ICCBased') {
    const profile = space.lookup(1);
    return (
      profile instanceof PDFRawStream && (profile.dict.lookupMaybe(PDFName.of('N'), PDFNumber)?.asNumber() ?? 0) >= 3
    );
  }
  return family === 'CalRGB' || family === 'Lab' || family === 'DeviceN';
}
