import { describe, expect, it } from '@jest/globals';
import type { RevisionView } from '../../pdf/document.js';
import { PdfDict, PdfName, type PdfObject, PdfStream } from '../../pdf/objects.js';
import { lightShare } from './light-share.js';

const view = { resolve: (value: unknown) => value, decode: ({ raw }: PdfStream) => raw } as unknown as RevisionView;

/** Greys, row by row. */
function image(width: number, samples: Uint8Array): PdfStream {
  const entries: Record<string, PdfObject> = {
    ...{ Width: width, Height: samples.length / width, BitsPerComponent: 8 },
    ColorSpace: new PdfName('DeviceGray'),
  };
  const dict = new PdfDict(Object.keys(entries), Object.values(entries), [], new Uint8Array(), 0, 0, false);
  return new PdfStream(dict, samples);
}
const mask = (width: number, height: number, covers = (_x: number, _y: number) => true) => ({ width, height, covers });

describe('the share of an image that covers with the colour of paper', () => {
  it('counts what is light where the mask covers', () => {
    const half = image(2, Uint8Array.of(255, 0, 255, 0));
    expect(lightShare(view, half, mask(2, 2))).toBe(0.5);
    expect(
      lightShare(
        view,
        half,
        mask(2, 2, (x) => x === 1),
      ),
    ).toBe(0);
    expect(
      lightShare(
        view,
        half,
        mask(4, 4, (_x, y) => y < 1),
      ),
    ).toBe(0.125);
  });

  it('a mask coarser than the image hides nothing of it', () => {
    const side = 40;
    const samples = new Uint8Array(side * side).fill(255);
    for (let y = 0; y < side; y += 10) for (let x = 0; x < side; x += 10) samples[y * side + x] = 0;
    expect(lightShare(view, image(side, samples), mask(4, 4))).toBe(0.99);
  });

  it('is not told where the two together are more than can be looked at', () => {
    const narrow = image(1, new Uint8Array(100_000));
    expect(lightShare(view, narrow, mask(100_000, 1))).toBeUndefined();
  });
});
