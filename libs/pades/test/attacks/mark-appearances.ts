import { deflateSync } from 'node:zlib';
import type { RawUpdate } from './raw-update.js';

const box = (width: number, height: number) => `/BBox [0 0 ${width} ${height}]`;

export const form = (update: RawUpdate, width: number, height: number, resources: string, content: string): number =>
  update.stream(`/Type /XObject /Subtype /Form ${box(width, height)} /Resources << ${resources} >>`, content);

/** Text as the desktop programs draw it: one line, 13 points, in a font that needs no file. */
export function textMark(update: RawUpdate, text: string, width = 40, height = 14, size = 13): number {
  const font = update.add('<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>');
  const shown = Buffer.from(text, 'latin1').toString('hex');
  return form(
    update,
    width,
    height,
    `/Font << /F1 ${font} 0 R >>`,
    `q BT /F1 ${size} Tf 0 3.14 Td 0 0 0 rg <${shown}>Tj ET Q`,
  );
}

export interface ImagePlan {
  readonly width: number;
  readonly height: number;
  /** Share of the rows that the mask makes clear; undefined: no mask at all. */
  readonly clear?: number;
  readonly content?: string;
  readonly resources?: string;
  /** A further entry of the image. */
  readonly entry?: string;
}

/** An image with a soft mask, in layers as iText writes them. */
export function imageMark(
  update: RawUpdate,
  { width, height, clear, content, resources, entry = '' }: ImagePlan,
): number {
  const rows = 20;
  const common = `/Type /XObject /Subtype /Image /Width ${rows} /Height ${rows} /BitsPerComponent 8 /Filter /FlateDecode`;
  const greys = Buffer.alloc(rows * rows, 255).fill(0, 0, Math.round((clear ?? 0) * rows) * rows);
  const mask =
    clear === undefined ? '' : `/SMask ${update.stream(`${common} /ColorSpace /DeviceGray`, deflateSync(greys))} 0 R`;
  const image = update.stream(
    `${common} /ColorSpace /DeviceGray ${mask} ${entry}`,
    deflateSync(Buffer.alloc(rows * rows, 90)),
  );
  const drawn = content ?? `q ${width} 0 0 ${height} 0 0 cm /Im1 Do Q`;
  const layer = form(update, width, height, `/XObject << /Im1 ${image} 0 R >> ${resources ?? ''}`, drawn);
  const blank = form(update, 100, 100, '', '% DSBlank\n');
  const layers = form(
    update,
    width,
    height,
    `/XObject << /n0 ${blank} 0 R /n2 ${layer} 0 R >>`,
    'q 1 0 0 1 0 0 cm /n0 Do Q q 1 0 0 1 0 0 cm /n2 Do Q',
  );
  return form(update, width, height, `/XObject << /FRM ${layers} 0 R >>`, 'q /FRM Do Q');
}
