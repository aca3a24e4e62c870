import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GreyPicture } from '@vanthu/decree30';
import { pdfOfPages } from '@vanthu/testing';
import { parsePgm } from '../src/scan/pgm.js';
import { turned } from '../src/scan/straighten.js';

const dpi = 200;

/** The same numbers for the same seed (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** All pages drawn at 200 dpi, askew by up to 0.8 degrees, on grey paper with noise and specks, as pictures of a new PDF. */
export function scanned(pdf: Uint8Array, renderer: string, seed: number): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'vanthu-scanned-'));
  try {
    writeFileSync(join(folder, 'in.pdf'), pdf);
    spawnSync(renderer, ['-q', '-gray', '-r', String(dpi), join(folder, 'in.pdf'), join(folder, 'p')]);
    const pictures: GreyPicture[] = [];
    for (let page = 1; ; page += 1) {
      const parsed = drawn(folder, page);
      if (parsed === null) break;
      pictures.push(worn({ ...parsed, dpi }, random(seed * 100 + page)));
    }
    return pdfOfPages(pictures);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function drawn(folder: string, page: number): Omit<GreyPicture, 'dpi'> | null {
  for (const name of [`p-${page}.pgm`, `p-${String(page).padStart(2, '0')}.pgm`]) {
    try {
      return parsePgm(readFileSync(join(folder, name)));
    } catch {}
  }
  return null;
}

function worn(picture: GreyPicture, roll: () => number): GreyPicture {
  const { width, height, dots } = turned(picture, (roll() - 0.5) * 1.6);
  const paper = 232 + roll() * 18;
  const made = dots.map((grey) => {
    const noise = (roll() + roll() + roll() - 1.5) * 26;
    const speck = roll() < 0.00004 ? -150 : 0;
    return Math.max(0, Math.min(255, 25 + (grey / 255) * (paper - 25) + noise + speck));
  });
  return { width, height, dots: made, dpi };
}
