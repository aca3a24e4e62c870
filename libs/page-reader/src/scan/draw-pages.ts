import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { GreyPicture } from '@vanthu/decree30';
import { runProgram } from '../convert/run-program.js';
import { parsePgm } from './pgm.js';

/** No page is drawn larger, whatever size it says it has: a hostile one asks for metres. */
const mostInches = 20;

export interface Drawing {
  /** Path of pdftoppm. */
  readonly renderer: string;
  /** The PDF, in a folder of its own in which the pictures are made. */
  readonly source: string;
  readonly folder: string;
  /** From 1, both drawn. */
  readonly first: number;
  readonly last: number;
  readonly dpi: number;
  readonly timeLimitMs: number;
}

/** Pages as they are shown, in grey, by their numbers; null when time was over. Pages that make no picture are left out. */
export async function drawPages(drawing: Drawing): Promise<Map<number, GreyPicture> | null> {
  const { renderer, source, folder, first, last, dpi, timeLimitMs } = drawing;
  const most = String(mostInches * dpi);
  const range = ['-f', String(first), '-l', String(last), '-x', '0', '-y', '0', '-W', most, '-H', most];
  const args = ['-q', '-gray', '-r', String(dpi), ...range, source, join(folder, `drawn-${first}`)];
  if (!(await runProgram(renderer, { args, folder, timeLimitMs }))) return null;
  const pages = new Map<number, GreyPicture>();
  for (const name of await readdir(folder)) {
    const number = Number(new RegExp(`^drawn-${first}-0*(\\d+)\\.pgm$`).exec(name)?.[1] ?? 0);
    const parsed = number > 0 ? parsePgm(await readFile(join(folder, name))) : null;
    if (parsed) pages.set(number, { ...parsed, dpi });
  }
  return pages;
}
