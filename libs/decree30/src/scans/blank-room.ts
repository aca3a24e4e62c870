import type { RectMm } from '../layout/layout-result.js';

/** A page as shown, one byte a dot from black (0) to white (255), rows from the top. */
export interface GreyPicture {
  readonly width: number;
  readonly height: number;
  readonly dots: Uint8Array;
  readonly dpi: number;
}

export interface RoomWanted {
  readonly widthMm: number;
  readonly heightMm: number;
  /** Where it should stand: the room whose top left corner is nearest to it is chosen. */
  readonly near: { readonly x: number; readonly y: number };
}

/** Kept free around it, and to the edges of the page, which printers and scanners cut. */
const clearMm = 2;
const edgeMm = 5;
const stepMm = 1;
/** So much darker than the paper is ink. */
const inkBelowPaper = 40;
/** Specks of a scanner: one dot of so many may be dark. */
const dotsPerSpeck = 2_000;

/** Room of that size in which the page shows nothing, in millimetres from its top left corner; null: there is none. */
export function findBlankRoom(picture: GreyPicture, { widthMm, heightMm, near }: RoomWanted): RectMm | null {
  const perMm = picture.dpi / 25.4;
  const ink = inkSums(picture);
  const [pageWidth, pageHeight] = [picture.width / perMm, picture.height / perMm];
  const [wide, high] = [widthMm + 2 * clearMm, heightMm + 2 * clearMm];
  let best: RectMm | null = null;
  let distance = Number.POSITIVE_INFINITY;
  for (let y = edgeMm - clearMm; y + high <= pageHeight - edgeMm + clearMm; y += stepMm)
    for (let x = edgeMm - clearMm; x + wide <= pageWidth - edgeMm + clearMm; x += stepMm) {
      const away = Math.hypot(x + clearMm - near.x, y + clearMm - near.y);
      if (away >= distance) continue;
      const [left, top] = [Math.floor(x * perMm), Math.floor(y * perMm)];
      const [right, bottom] = [Math.ceil((x + wide) * perMm), Math.ceil((y + high) * perMm)];
      const dark = ink(left, top, Math.min(right, picture.width), Math.min(bottom, picture.height));
      if (dark > ((right - left) * (bottom - top)) / dotsPerSpeck) continue;
      best = { x: x + clearMm, y: y + clearMm, width: widthMm, height: heightMm };
      distance = away;
    }
  return best;
}

/** How many dots of a rectangle are ink, from sums over the whole page (a summed-area table). */
function inkSums({ width, height, dots }: GreyPicture) {
  const limit = paperOf(dots) - inkBelowPaper;
  const row = width + 1;
  const sums = new Uint32Array(row * (height + 1));
  for (let y = 0; y < height; y += 1) {
    let inRow = 0;
    for (let x = 0; x < width; x += 1) {
      if ((dots[y * width + x] as number) < limit) inRow += 1;
      sums[(y + 1) * row + x + 1] = (sums[y * row + x + 1] as number) + inRow;
    }
  }
  const at = (x: number, y: number) => sums[y * row + x] as number;
  return (left: number, top: number, right: number, bottom: number): number =>
    at(right, bottom) - at(left, bottom) - at(right, top) + at(left, top);
}

/** The light grey that most of the page has: paper is not always white. */
function paperOf(dots: Uint8Array): number {
  const counts = new Uint32Array(256);
  for (const dot of dots) counts[dot] = (counts[dot] as number) + 1;
  let paper = 255;
  for (let grey = 128; grey < 256; grey += 1) if ((counts[grey] as number) > (counts[paper] as number)) paper = grey;
  return paper;
}
