import {
  concatTransformationMatrix,
  PDFDocument,
  type PDFPage,
  popGraphicsState,
  pushGraphicsState,
  rgb,
} from '@cantoo/pdf-lib';
import type { DocumentFonts, Typeface } from '../layout/fonts.js';
import type { RectMm } from '../layout/layout-result.js';
import { annexI, mm } from '../layout/style.js';
import { embed } from '../layout/write-pdf.js';
import { arrivalStamp } from '../registers/register-columns.js';

export interface ArrivalStamp {
  readonly agencyName: string;
  /** Số đến. */
  readonly number: number;
  /** Ngày đến as it is printed: `10/03/2025`. */
  readonly date: string;
  /** Chuyển; empty as long as nobody has directed it. */
  readonly forwardedTo: string;
  /** Số và ký hiệu HS; empty as long as it is in no case file. */
  readonly caseFile: string;
}

/** Where it stands on page 1 as shown; null: nowhere is room, then it stands alone on a sheet behind the last page. */
export type StampPlace = Pick<RectMm, 'x' | 'y'> | null;

const red = rgb(0.8, 0, 0);
const padding = mm(1.5);
const [, arrivedVi, numberVi, dateVi, forwardedVi, caseFileVi] = arrivalStamp.textsVi;

/**
 * A copy of the PDF with the stamp "ĐẾN", 35 mm high and 50 mm wide, its six texts and what is known of them. The bytes that
 * were given stay as they are. Annex IV part V (R-FMT-09); Art. 21.1.b.
 *
 * @throws Error when the PDF cannot be read
 */
export async function stampArrival(
  original: Uint8Array,
  stamp: ArrivalStamp,
  { place, fonts, at }: { readonly place: StampPlace; readonly fonts: DocumentFonts; readonly at: Date },
): Promise<Uint8Array> {
  const pdf = await PDFDocument.load(original, { updateMetadata: false });
  pdf.setModificationDate(at);
  const page = place === null ? pdf.addPage([mm(annexI.page.widthMm), mm(annexI.page.heightMm)]) : pdf.getPage(0);
  const size = { width: mm(arrivalStamp.widthMm), height: mm(arrivalStamp.heightMm) };
  const embedded = await embed(pdf, fonts, new Set(['regular', 'bold']));
  const [regular, bold] = [embedded.get('regular'), embedded.get('bold')];
  if (!regular || !bold) throw new Error('the faces of the stamp are embedded');
  const write = (text: string, x: number, y: number, sizePt: number, face: 'regular' | 'bold' = 'regular') =>
    page.drawText(text, { x, y, size: sizePt, font: face === 'bold' ? bold : regular, color: red });
  const line = (x0: number, y0: number, x1: number, y1: number) =>
    page.drawLine({ start: { x: x0, y: y0 }, end: { x: x1, y: y1 }, thickness: 0.7, color: red });

  page.pushOperators(
    pushGraphicsState(),
    concatTransformationMatrix(...uprightAt(page, place ?? { x: 30, y: 25 }, size)),
  );
  const { width, height } = size;
  const [nameBottom, middle, divide] = [height - mm(9), mm(14), mm(15)];
  page.drawRectangle({ x: 0, y: 0, width, height, borderWidth: 1, borderColor: red });
  line(0, nameBottom, width, nameBottom);
  line(0, middle, width, middle);
  line(divide, middle, divide, nameBottom);
  const name = fitted(stamp.agencyName.toUpperCase(), fonts.bold, width - 2 * padding, 2);
  name.lines.forEach((text, index) => {
    const x = (width - fonts.bold.widthOf(text, name.size)) / 2;
    const top = nameBottom + mm(4.5) + ((name.lines.length - 1) / 2 - index) * name.size * 1.15 - name.size * 0.35;
    write(text, x, top, name.size, 'bold');
  });
  write(arrivedVi, (divide - fonts.bold.widthOf(arrivedVi, 12)) / 2, middle + mm(4.5), 12, 'bold');
  write(`${numberVi} ${stamp.number}`, divide + padding, middle + mm(7.5), 10);
  write(`${dateVi} ${stamp.date}`, divide + padding, middle + mm(2.5), 10);
  const forwarded = fitted(`${forwardedVi} ${stamp.forwardedTo || dots(4)}`, fonts.regular, width - 2 * padding, 2);
  forwarded.lines.forEach((text, index) => {
    write(text, padding, mm(10) - index * forwarded.size * 1.15, forwarded.size);
  });
  write(`${caseFileVi} ${stamp.caseFile || dots(3)}`, padding, mm(2), 9);
  page.pushOperators(popGraphicsState());
  return pdf.save({ useObjectStreams: false, addDefaultPage: false, updateFieldAppearances: false });
}

const dots = (tens: number): string => '..........'.repeat(tens).slice(0, tens * 8);

/** Broken at blanks over so many lines, smaller when they do not hold it; what even 6 pt cannot hold ends with an ellipsis. */
function fitted(text: string, face: Typeface, room: number, most: number): { lines: string[]; size: number } {
  for (const size of [9, 8, 7, 6]) {
    const lines = broken(text, face, room, size);
    if (lines.length <= most) return { lines, size };
  }
  const lines = broken(text, face, room, 6).slice(0, most);
  return { lines: lines.map((one, index) => (index === most - 1 ? `${one.slice(0, -1)}…` : one)), size: 6 };
}

function broken(text: string, face: Typeface, room: number, size: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && face.widthOf(`${last} ${word}`, size) <= room)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

type Matrix = [number, number, number, number, number, number];

/** Coordinates whose origin is the lower left corner of the stamp as the page is shown, also when it is turned (ISO 32000-1 §7.7.3.3). */
function uprightAt(page: PDFPage, place: { x: number; y: number }, { height }: { height: number }): Matrix {
  const box = page.getCropBox();
  const [fromLeft, fromTop] = [mm(place.x), mm(place.y) + height];
  const [left, bottom, right, top] = [box.x, box.y, box.x + box.width, box.y + box.height];
  switch (((page.getRotation().angle % 360) + 360) % 360) {
    case 90:
      return [0, 1, -1, 0, left + fromTop, bottom + fromLeft];
    case 180:
      return [-1, 0, 0, -1, right - fromLeft, bottom + fromTop];
    case 270:
      return [0, -1, 1, 0, right - fromTop, top - fromLeft];
    default:
      return [1, 0, 0, 1, left + fromLeft, top - fromTop];
  }
}
