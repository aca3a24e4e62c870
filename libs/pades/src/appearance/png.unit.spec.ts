import { deflateSync, inflateSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { encodePng, PngError } from './png.js';

const chunk = (type: string, data: Uint8Array) => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  return Buffer.concat([length, Buffer.from(type, 'latin1'), data, Buffer.alloc(4)]);
};

interface Plan {
  readonly size: readonly [number, number];
  readonly depth: number;
  readonly type: number;
  readonly rows: readonly (readonly number[])[];
  readonly more?: readonly (readonly [string, readonly number[]])[];
  readonly interlace?: number;
}

function png({ size, depth, type, rows, more = [], interlace = 0 }: Plan): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size[0], 0);
  header.writeUInt32BE(size[1], 4);
  header.set([depth, type, 0, 0, interlace], 8);
  return Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
    chunk('IHDR', header),
    ...more.map(([name, data]) => chunk(name, Uint8Array.from(data))),
    chunk('IDAT', deflateSync(Buffer.from(rows.flat()))),
    chunk('IEND', new Uint8Array()),
  ]);
}

const pixels = (plan: Plan) => {
  const { rgb, alpha } = encodePng(png(plan));
  return { rgb: [...inflateSync(rgb)], alpha: alpha && [...inflateSync(alpha)] };
};

describe('PNG', () => {
  it('of a palette, with transparency by entry: how seals are mostly saved', () => {
    const palette = [
      ['PLTE', [255, 255, 255, 200, 0, 0]],
      ['tRNS', [0]],
    ] as const;
    const plan = { size: [3, 1], depth: 1, type: 3, rows: [[0, 0b01000000]], more: palette } as const;
    expect(pixels(plan)).toEqual({ rgb: [255, 255, 255, 200, 0, 0, 255, 255, 255], alpha: [0, 255, 0] });
  });

  it('of grey, with and without transparency, of few and of many bits', () => {
    expect(pixels({ size: [4, 1], depth: 2, type: 0, rows: [[0, 0b00011011]] })).toEqual({
      rgb: [0, 0, 0, 85, 85, 85, 170, 170, 170, 255, 255, 255],
      alpha: undefined,
    });
    expect(pixels({ size: [1, 1], depth: 8, type: 4, rows: [[0, 9, 100]] })).toEqual({ rgb: [9, 9, 9], alpha: [100] });
    expect(pixels({ size: [1, 1], depth: 16, type: 4, rows: [[0, 9, 1, 100, 1]] })).toEqual({
      rgb: [9, 9, 9],
      alpha: [100],
    });
  });

  it('of colour, opaque, with transparency, and with one transparent colour', () => {
    expect(pixels({ size: [1, 1], depth: 16, type: 2, rows: [[0, 1, 0, 2, 0, 3, 0]] }).rgb).toEqual([1, 2, 3]);
    expect(pixels({ size: [1, 1], depth: 8, type: 6, rows: [[0, 1, 2, 3, 4]] })).toEqual({
      rgb: [1, 2, 3],
      alpha: [4],
    });
    const keyed = { size: [2, 1], depth: 8, type: 2, rows: [[0, 1, 2, 3, 1, 2, 4]] } as const;
    expect(pixels({ ...keyed, more: [['tRNS', [0, 1, 0, 2, 0, 3]]] })).toEqual({
      rgb: [1, 2, 3, 1, 2, 4],
      alpha: [0, 255],
    });
  });

  it('is refused when interlaced, cut, of a wrong kind or size', () => {
    const plan = { size: [1, 1], depth: 8, type: 2, rows: [[0, 1, 2, 3]] } as const;
    expect(() => encodePng(png({ ...plan, interlace: 1 }))).toThrow(PngError);
    expect(() => encodePng(png({ ...plan, depth: 4 }))).toThrow(PngError);
    expect(() => encodePng(png({ ...plan, size: [2, 1] }))).toThrow(PngError);
    expect(() => encodePng(png({ ...plan, size: [100_000, 100_000] }))).toThrow(PngError);
    expect(() => encodePng(png({ ...plan, type: 3, rows: [[0, 7]], more: [['PLTE', [0, 0, 0]]] }))).toThrow(PngError);
    expect(() => encodePng(png(plan).subarray(0, 40))).toThrow(PngError);
  });
});
