import { degrees, PDFDocument } from '@cantoo/pdf-lib';
import { describe, expect, it } from '@jest/globals';
import { loadTinos } from '../layout/fonts.js';
import { findBlankRoom, type GreyPicture } from './blank-room.js';
import { stampArrival } from './stamp-arrival.js';

/** An A4 page at 20 dpi with ink in these rectangles, in millimetres. */
function page(ink: readonly { x: number; y: number; width: number; height: number }[]): GreyPicture {
  const [dpi, width, height] = [20, 165, 234];
  const dots = new Uint8Array(width * height).fill(250);
  const at = (mm: number) => Math.round((mm * dpi) / 25.4);
  for (const { x, y, width: wide, height: high } of ink)
    for (let row = at(y); row < at(y + high); row += 1) dots.fill(0, row * width + at(x), row * width + at(x + wide));
  return { width, height, dots, dpi };
}
const wanted = { widthMm: 50, heightMm: 35, near: { x: 25, y: 60 } };
const crosses = (a: { x: number; y: number }, b: { x: number; y: number; width: number; height: number }) =>
  a.x < b.x + b.width && a.x + 50 > b.x && a.y < b.y + b.height && a.y + 35 > b.y;

describe('room for the stamp', () => {
  it('is where it should stand when nothing is there', () => {
    expect(findBlankRoom(page([]), wanted)).toEqual({ x: 25, y: 60, width: 50, height: 35 });
  });

  it('R-FMT-09: covers nothing of what the page shows, and is the nearest such room', () => {
    const ink = [
      { x: 30, y: 20, width: 150, height: 30 },
      { x: 30, y: 90, width: 160, height: 180 },
      { x: 110, y: 50, width: 60, height: 5 },
    ];
    const room = findBlankRoom(page(ink), wanted);
    expect(room).not.toBeNull();
    expect(ink.filter((one) => room && crosses(room, one))).toEqual([]);
  });

  it('is nowhere on a page that is full', () => {
    expect(findBlankRoom(page([{ x: 10, y: 10, width: 190, height: 277 }]), wanted)).toBeNull();
  });
});

describe('the stamp "ĐẾN"', () => {
  const stamp = {
    agencyName: 'Ủy ban nhân dân xã Châu Minh',
    number: 342,
    date: '10/03/2025',
    forwardedTo: '',
    caseFile: '',
  };
  const sheet = async (turned: number): Promise<Uint8Array> => {
    const pdf = await PDFDocument.create({ updateMetadata: false });
    pdf.addPage([595.3, 841.9]).setRotation(degrees(turned));
    return pdf.save();
  };

  it.each([0, 90, 180, 270])('leaves the original as it is, also on a page turned by %d', async (turned) => {
    const original = await sheet(turned);
    const before = Uint8Array.from(original);
    const stamped = await stampArrival(original, stamp, {
      place: { x: 25, y: 60 },
      fonts: await loadTinos(),
      at: new Date(0),
    });
    expect(original).toEqual(before);
    expect((await PDFDocument.load(stamped)).getPageCount()).toBe(1);
  });

  it('stands on a sheet behind the last page where no page has room', async () => {
    const stamped = await stampArrival(await sheet(0), stamp, {
      place: null,
      fonts: await loadTinos(),
      at: new Date(0),
    });
    expect((await PDFDocument.load(stamped)).getPageCount()).toBe(2);
  });
});
