import { deflateSync, inflateSync } from 'node:zlib';
import { unfilterPng } from '../pdf/filters.js';

/** An image as PDF stores it: colours and transparency apart, both deflated. */
export interface EncodedImage {
  readonly kind: 'encoded-image';
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
  /** undefined: opaque */
  readonly alpha: Uint8Array | undefined;
}

export class PngError extends Error {
  override readonly name = 'PngError';
}

const signature = [137, 80, 78, 71, 13, 10, 26, 10];
const maxPixels = 16_000_000;

/** Reads an 8-bit RGB or RGBA PNG without interlacing (ISO/IEC 15948). Keep the result when one seal signs often. */
export function encodePng(png: Uint8Array): EncodedImage {
  if (!signature.every((byte, i) => png[i] === byte)) throw new PngError('not a PNG');
  const buffer = Buffer.from(png.buffer, png.byteOffset, png.length);
  let header: Buffer | undefined;
  const data: Buffer[] = [];
  for (let at = 8; at + 12 <= buffer.length; ) {
    const length = buffer.readUInt32BE(at);
    const type = buffer.toString('latin1', at + 4, at + 8);
    if (at + 12 + length > buffer.length) throw new PngError('PNG cut short');
    const body = buffer.subarray(at + 8, at + 8 + length);
    if (type === 'IHDR') header = body;
    else if (type === 'IDAT') data.push(body);
    else if (type === 'IEND') break;
    at += 12 + length;
  }
  if (header?.length !== 13) throw new PngError('PNG without header');
  const width = header.readUInt32BE(0);
  const height = header.readUInt32BE(4);
  const colors = header[9] === 6 ? 4 : header[9] === 2 ? 3 : 0;
  if (header[8] !== 8 || colors === 0 || header[12] !== 0)
    throw new PngError('only 8-bit RGB or RGBA PNG without interlacing');
  if (width === 0 || height === 0 || width * height > maxPixels) throw new PngError('PNG size out of range');
  return encodeRows(width, height, colors, inflateRows(Buffer.concat(data), (width * colors + 1) * height));
}

function inflateRows(data: Uint8Array, expected: number): Uint8Array {
  let rows: Uint8Array;
  try {
    rows = inflateSync(data, { maxOutputLength: expected + 1 });
  } catch (cause) {
    throw new PngError('PNG data do not inflate', { cause });
  }
  if (rows.length !== expected) throw new PngError('PNG data have the wrong length');
  return rows;
}

function encodeRows(width: number, height: number, colors: number, rows: Uint8Array): EncodedImage {
  const pixels = unfilterPng(rows, width * colors, colors);
  if (colors === 3) return { kind: 'encoded-image', width, height, rgb: deflateSync(pixels), alpha: undefined };
  const rgb = new Uint8Array(width * height * 3);
  const alpha = new Uint8Array(width * height);
  for (let i = 0; i < alpha.length; i++) {
    rgb[i * 3] = pixels[i * 4]!;
    rgb[i * 3 + 1] = pixels[i * 4 + 1]!;
    rgb[i * 3 + 2] = pixels[i * 4 + 2]!;
    alpha[i] = pixels[i * 4 + 3]!;
  }
  return { kind: 'encoded-image', width, height, rgb: deflateSync(rgb), alpha: deflateSync(alpha) };
}
