import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GreyPicture } from '@vanthu/decree30';
import { findProgram } from '../convert/run-program.js';
import { drawPages } from './draw-pages.js';

/** `pdftoppm` of poppler on this machine, or null. `path`: as in PATH. */
export const findPageRenderer = (path: string | undefined): string | null => findProgram(['pdftoppm'], path);

export interface RenderingOptions {
  /** Path of pdftoppm, from `findPageRenderer`. */
  readonly renderer: string;
  readonly dpi: number;
  /** Milliseconds. Default 20,000. */
  readonly timeLimitMs?: number;
}

/**
 * Page 1 as it is shown, in grey; null when the program makes nothing of it in time.
 *
 * @throws Error when the program cannot be started
 */
export function renderFirstPage(
  pdf: Uint8Array,
  { renderer, dpi, timeLimitMs = 20_000 }: RenderingOptions,
): Promise<GreyPicture | null> {
  return inFolder(pdf, async (source, folder) => {
    const drawn = await drawPages({ ...{ renderer, source, folder, dpi, timeLimitMs }, first: 1, last: 1 });
    return drawn?.get(1) ?? null;
  });
}

/** The PDF as a file that only we read, in a folder that is removed afterwards. */
export async function inFolder<T>(pdf: Uint8Array, work: (source: string, folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'vanthu-page-'));
  try {
    const source = join(folder, 'document.pdf');
    await writeFile(source, pdf, { mode: 0o600 });
    return await work(source, folder);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}
