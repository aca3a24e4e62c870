import { deflateSync, inflateSync } from 'node:zlib';
import { bufferOf } from '../pdf/characters.js';
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

/** Samples of one pixel by colour type (ISO/IEC 15948 11.2.2): grey, colour, palette, grey and colour with transparency. */
const channelsOf: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const depthsOf: Readonly<Record<number, readonly number[]>> = {
  ...{ 0: [1, 2, 4, 8, 16], 2: [8, 16], 3: [1, 2, 4, 8], 4: [8, 16], 6: [8, 16] },
};

interface PngFile {
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  readonly colorType: number;
  readonly palette: Uint8Array | undefined;
  /** tRNS: alpha by palette entry, or the one colour that is transparent. */
  readonly transparency: Buffer | undefined;
  readonly data: Uint8Array;
}

/** Reads a PNG without interlacing (ISO/IEC 15948). Keep the result when one seal signs often. */
export function encodePng(png: Uint8Array): EncodedImage {
  const file = readChunks(bufferOf(png));
  const { width, height, depth, colorType } = file;
  const channels = channelsOf[colorType]!;
  const rowBytes = Math.ceil((width * channels * depth) / 8);
  const rows = unfilterPng(
    inflateRows(file.data, (rowBytes + 1) * height),
    rowBytes,
    Math.max(1, (channels * depth) >> 3),
  );
  const samples = depth === 8 ? rows : eightBits(rows, file, channels, rowBytes);
  return compressed(width, height, colorsOf(samples, rows, file));
}

function readChunks(buffer: Buffer): PngFile {
  if (!signature.every((byte, i) => buffer[i] === byte)) throw new PngError('not a PNG');
  const found = new Map<string, Buffer>();
  const data: Buffer[] = [];
  for (let at = 8; at + 12 <= buffer.length; ) {
    const length = buffer.readUInt32BE(at);
    const type = buffer.toString('latin1', at + 4, at + 8);
    if (at + 12 + length > buffer.length) throw new PngError('PNG cut short');
    const body = buffer.subarray(at + 8, at + 8 + length);
    if (type === 'IDAT') data.push(body);
    else if (!found.has(type)) found.set(type, body);
    if (type === 'IEND') break;
    at += 12 + length;
  }
  const header = found.get('IHDR');
  if (header?.length !== 13) throw new PngError('PNG without header');
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const [depth, colorType] = [header[8]!, header[9]!];
  if (!depthsOf[colorType]?.includes(depth)) throw new PngError('PNG of an unknown kind');
  if (header[12] !== 0) throw new PngError('only a PNG without interlacing');
  if (width === 0 || height === 0 || width * height > maxPixels) throw new PngError('PNG size out of range');
  const palette = found.get('PLTE');
  if (colorType === 3 && !palette) throw new PngError('PNG without its palette');
  const about = { width, height, depth, colorType };
  return { ...about, palette, transparency: found.get('tRNS'), data: Buffer.concat(data) };
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

/** One byte for each sample: the high one of 16 bits; grey of fewer bits spread out, palette indexes as they are. */
function eightBits(rows: Uint8Array, { width, height, depth, colorType }: PngFile, channels: number, rowBytes: number) {
  const perRow = width * channels;
  const samples = new Uint8Array(perRow * height);
  const factor = colorType === 3 || depth === 16 ? 1 : 255 / ((1 << depth) - 1);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < perRow; x++)
      samples[y * perRow + x] = Math.round(sampleAt(rows, y * rowBytes, x, depth) * factor);
  return samples;
}

function sampleAt(rows: Uint8Array, row: number, index: number, depth: number): number {
  if (depth === 16) return rows[row + index * 2]!;
  const bit = index * depth;
  return (rows[row + (bit >> 3)]! >> (8 - depth - (bit & 7))) & ((1 << depth) - 1);
}

interface Colors {
  readonly rgb: Uint8Array;
  readonly alpha: Uint8Array | undefined;
}

function colorsOf(samples: Uint8Array, rows: Uint8Array, file: PngFile): Colors {
  const { width, height, colorType, palette, transparency } = file;
  const channels = channelsOf[colorType]!;
  const count = width * height;
  const hasAlpha = colorType >= 4 || transparency !== undefined;
  if (colorType === 2 && !hasAlpha) return { rgb: samples, alpha: undefined };
  const rgb = new Uint8Array(count * 3);
  const alpha = hasAlpha ? new Uint8Array(count).fill(255) : undefined;
  for (let i = 0; i < count; i++) {
    const at = i * channels;
    if (colorType === 3) {
      const entry = samples[at]!;
      if (entry * 3 + 2 >= palette!.length) throw new PngError('PNG names a colour that its palette has not');
      rgb.set(palette!.subarray(entry * 3, entry * 3 + 3), i * 3);
      if (alpha) alpha[i] = transparency?.[entry] ?? 255;
    } else if (channels >= 3) rgb.set(samples.subarray(at, at + 3), i * 3);
    else rgb.fill(samples[at]!, i * 3, i * 3 + 3);
    if (alpha && colorType >= 4) alpha[i] = samples[at + channels - 1]!;
  }
  if (alpha && colorType < 3 && transparency) hideColor(alpha, rows, file, transparency);
  return { rgb, alpha };
}

/* 11.3.2.1: pixels of exactly that colour, compared at full depth, are transparent. */
function hideColor(alpha: Uint8Array, rows: Uint8Array, file: PngFile, transparency: Buffer): void {
  const { width, height, depth, colorType } = file;
  const channels = channelsOf[colorType]!;
  const rowBytes = Math.ceil((width * channels * depth) / 8);
  if (transparency.length < channels * 2) throw new PngError('PNG transparency cut short');
  const full = (row: number, index: number) =>
    depth === 16 ? (rows[row + index * 2]! << 8) | rows[row + index * 2 + 1]! : sampleAt(rows, row, index, depth);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      let isHidden = true;
      for (let c = 0; c < channels; c++)
        if (full(y * rowBytes, x * channels + c) !== transparency.readUInt16BE(c * 2)) isHidden = false;
      if (isHidden) alpha[y * width + x] = 0;
    }
}

function compressed(width: number, height: number, { rgb, alpha }: Colors): EncodedImage {
  return { kind: 'encoded-image', width, height, rgb: deflateSync(rgb), alpha: alpha && deflateSync(alpha) };
}
