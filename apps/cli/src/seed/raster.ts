import { deflateSync } from 'node:zlib';

/** Fills outlines on a small transparent picture: enough for a demonstration seal and signature, without an image library. */

export type Point = readonly [x: number, y: number];
export type Outline = readonly Point[];

const SAMPLES = 4;

export class Picture {
  private readonly coverage: Uint8Array;

  constructor(
    readonly width: number,
    readonly height: number,
  ) {
    this.coverage = new Uint8Array(width * SAMPLES * height * SAMPLES);
  }

  /** Fills the outlines by the even-odd rule: an outline inside another is a hole. Coordinates in pixels, y downwards. */
  fill(outlines: readonly Outline[]): void {
    const width = this.width * SAMPLES;
    const [top, bottom] = heightsOf(outlines);
    const last = Math.min(this.height * SAMPLES, Math.ceil(bottom * SAMPLES));
    for (let row = Math.max(0, Math.floor(top * SAMPLES)); row < last; row++) {
      const y = (row + 0.5) / SAMPLES;
      const crossings = outlines.flatMap((outline) => crossingsAt(outline, y)).sort((a, b) => a - b);
      for (let i = 0; i + 1 < crossings.length; i += 2) {
        const from = Math.max(0, Math.round((crossings[i] ?? 0) * SAMPLES));
        const to = Math.min(width, Math.round((crossings[i + 1] ?? 0) * SAMPLES));
        if (to > from) this.coverage.fill(1, row * width + from, row * width + to);
      }
    }
  }

  /** Draws a line of a width that may change along the way, as a pen does. */
  stroke(points: readonly Point[], widthAt: (part: number) => number): void {
    points.slice(1).forEach((to, i) => {
      const from = points[i] as Point;
      const half = widthAt(i / points.length) / 2;
      const length = Math.hypot(to[0] - from[0], to[1] - from[1]) || 1;
      const [nx, ny] = [(-(to[1] - from[1]) / length) * half, ((to[0] - from[0]) / length) * half];
      this.fill([
        [
          [from[0] + nx, from[1] + ny],
          [to[0] + nx, to[1] + ny],
          [to[0] - nx, to[1] - ny],
          [from[0] - nx, from[1] - ny],
        ],
      ]);
      this.fill([circle(to[0], to[1], half, 8)]);
    });
  }

  /** PNG, 8-bit RGBA, one colour on a transparent ground. */
  png([red, green, blue]: readonly [number, number, number]): Uint8Array {
    const rows = Buffer.alloc(this.height * (1 + this.width * 4));
    for (let y = 0; y < this.height; y++) {
      for (let x = 0; x < this.width; x++) {
        const at = y * (1 + this.width * 4) + 1 + x * 4;
        rows.set([red, green, blue, this.alpha(x, y)], at);
      }
    }
    const header = Buffer.alloc(13);
    header.writeUInt32BE(this.width, 0);
    header.writeUInt32BE(this.height, 4);
    header.set([8, 6, 0, 0, 0], 8);
    return Buffer.concat([
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
      chunk('IHDR', header),
      chunk('IDAT', deflateSync(rows)),
      chunk('IEND', Buffer.alloc(0)),
    ]);
  }

  /** Black on white, one byte for each point, row by row. */
  grey(): Uint8Array {
    const out = new Uint8Array(this.width * this.height);
    for (let y = 0; y < this.height; y++) {
      for (let x = 0; x < this.width; x++) out[y * this.width + x] = 255 - this.alpha(x, y);
    }
    return out;
  }

  /** Draws itself in one colour over an RGB picture of that width. */
  paint(
    rgb: Uint8Array,
    width: number,
    [left, top]: Point,
    [red, green, blue]: readonly [number, number, number],
  ): void {
    for (let y = 0; y < this.height; y++) {
      for (let x = 0; x < this.width; x++) {
        const alpha = this.alpha(x, y) / 255;
        if (alpha === 0) continue;
        const at = ((Math.round(top) + y) * width + Math.round(left) + x) * 3;
        rgb[at] = (rgb[at] ?? 0) * (1 - alpha) + red * alpha;
        rgb[at + 1] = (rgb[at + 1] ?? 0) * (1 - alpha) + green * alpha;
        rgb[at + 2] = (rgb[at + 2] ?? 0) * (1 - alpha) + blue * alpha;
      }
    }
  }

  private alpha(x: number, y: number): number {
    let covered = 0;
    for (let dy = 0; dy < SAMPLES; dy++) {
      for (let dx = 0; dx < SAMPLES; dx++) {
        covered += this.coverage[(y * SAMPLES + dy) * this.width * SAMPLES + x * SAMPLES + dx] ?? 0;
      }
    }
    return Math.round((covered * 255) / (SAMPLES * SAMPLES));
  }
}

function heightsOf(outlines: readonly Outline[]): [top: number, bottom: number] {
  let [top, bottom] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const outline of outlines) {
    for (const [, y] of outline) {
      if (y < top) top = y;
      if (y > bottom) bottom = y;
    }
  }
  return [top, bottom];
}

export const circle = (cx: number, cy: number, radius: number, corners = 180): Outline =>
  Array.from({ length: corners }, (_, i) => {
    const angle = (i * 2 * Math.PI) / corners;
    return [cx + radius * Math.cos(angle), cy + radius * Math.sin(angle)];
  });

export const star = (cx: number, cy: number, radius: number): Outline =>
  Array.from({ length: 10 }, (_, i) => {
    const angle = (i * Math.PI) / 5 - Math.PI / 2;
    const r = i % 2 === 0 ? radius : radius * 0.382;
    return [cx + r * Math.cos(angle), cy + r * Math.sin(angle)];
  });

function crossingsAt(outline: Outline, y: number): number[] {
  const found: number[] = [];
  outline.forEach(([x1, y1], i) => {
    const [x2, y2] = outline[(i + 1) % outline.length] as Point;
    if (y1 <= y !== y2 <= y) found.push(x1 + ((y - y1) * (x2 - x1)) / (y2 - y1));
  });
  return found;
}

function chunk(type: string, body: Uint8Array): Buffer {
  const out = Buffer.alloc(12 + body.length);
  out.writeUInt32BE(body.length, 0);
  out.write(type, 4, 'latin1');
  out.set(body, 8);
  out.writeUInt32BE(crc32(out.subarray(4, 8 + body.length)), 8 + body.length);
  return out;
}

/** CRC-32 of PNG (ISO 3309). */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
