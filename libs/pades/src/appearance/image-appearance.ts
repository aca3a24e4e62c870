import { type PdfUpdate, writeNumber } from '../pdf/update.js';
import type { EncodedImage } from './png.js';
import type { Drawing } from './text-appearance.js';

/** The image in the middle of a box, as large as fits, with its transparency as a soft mask (8.9.5, 11.6.5.3). */
export function drawnImage(update: PdfUpdate, image: EncodedImage, width: number, height: number): Drawing {
  const size = `/Type /XObject /Subtype /Image /Width ${image.width} /Height ${image.height} /BitsPerComponent 8 /Filter /FlateDecode`;
  const mask = image.alpha && update.addStream(`${size} /ColorSpace /DeviceGray`, image.alpha);
  const soft = mask === undefined ? '' : ` /SMask ${mask} 0 R`;
  const num = update.addStream(`${size} /ColorSpace /DeviceRGB${soft}`, image.rgb);
  const scale = Math.min(width / image.width, height / image.height);
  const w = image.width * scale;
  const h = image.height * scale;
  const matrix = [w, 0, 0, h, (width - w) / 2, (height - h) / 2].map(writeNumber).join(' ');
  return { resources: `/XObject << /Im0 ${num} 0 R >>`, content: `q\n${matrix} cm\n/Im0 Do\nQ` };
}
