import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { GreyPicture } from '@vanthu/decree30';
import { findProgram, runProgram } from '../convert/run-program.js';
import { type ReadingRefusal, refuse } from '../refusal.js';
import type { DocumentText, TextPage } from '../text.js';
import { drawPages } from './draw-pages.js';
import { pageOfHocr } from './hocr.js';
import { writePgm } from './pgm.js';
import { findPageRenderer, inFolder } from './render-page.js';
import { softened } from './soften.js';
import { straightened } from './straighten.js';

export interface RecognitionPrograms {
  /** Path of tesseract with the Vietnamese model. */
  readonly tesseract: string;
  /** Path of pdftoppm. */
  readonly renderer: string;
}

export interface RecognitionOptions extends RecognitionPrograms {
  /** Pages of the file. */
  readonly pages: number;
  /** Milliseconds for the whole file. Default 60,000. */
  readonly timeLimitMs?: number;
}

/** What the model reads best; scans of 200 dpi are drawn larger. */
const dpi = 300;
/** The head is on the first page, signer and recipients where the document ends: so many of the last ones are read. */
const lastPages = 2;

/** The programs on this machine, or null when one is missing. `path`: as in PATH. */
export function findRecogniser(path: string | undefined): RecognitionPrograms | null {
  const [tesseract, renderer] = [findProgram(['tesseract'], path), findPageRenderer(path)];
  return tesseract === null || renderer === null ? null : { tesseract, renderer };
}

/**
 * Reads the words of a scan with tesseract: the first page and the last ones, pages between have no words. Programs run with one
 * thread in a folder that is removed, and are ended when the time is over; the pictures are prepared in a thread of ours, so whoever
 * asks goes on.
 *
 * @throws Error when a program cannot be started
 */
export function recogniseScan(pdf: Uint8Array, options: RecognitionOptions): Promise<DocumentText | ReadingRefusal> {
  const job: RecognitionJob = { pdf, options };
  // Options of the process are not for a thread (a test runner's, say).
  const worker = new Worker(builtThread(), { workerData: job, execArgv: [] });
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('the recognising thread ended')));
  });
}

export interface RecognitionJob {
  readonly pdf: Uint8Array;
  readonly options: RecognitionOptions;
}

/** What is built lies beside; tests run from the sources, and a thread of Node runs only what is built. */
function builtThread(): URL {
  const beside = new URL('./recognising-thread.js', import.meta.url);
  return existsSync(beside) ? beside : new URL('../../dist/scan/recognising-thread.js', import.meta.url);
}

/** The same in this thread. */
export function recogniseHere(
  pdf: Uint8Array,
  { tesseract, renderer, pages, timeLimitMs = 60_000 }: RecognitionOptions,
): Promise<DocumentText | ReadingRefusal> {
  const end = Date.now() + timeLimitMs;
  const left = () => Math.max(1, end - Date.now());
  return inFolder(pdf, async (source, folder) => {
    const draw = (first: number, last: number) =>
      drawPages({ ...{ renderer, source, folder, dpi, first, last }, timeLimitMs: left() });
    const head = await draw(1, 1);
    const closing = pages > 1 ? await draw(Math.max(2, pages - lastPages + 1), pages) : new Map<number, GreyPicture>();
    if (head === null || closing === null) return refuse('PAGES.TOO_LONG');
    const read: TextPage[] = [];
    for (const [number, drawn] of [...head, ...closing].toSorted(([a], [b]) => a - b)) {
      const picture = straightened(softened(drawn));
      const hocr = await hocrOf(picture, { tesseract, folder, timeLimitMs: left() });
      if (hocr === null) return refuse('PAGES.TOO_LONG');
      read.push(pageOfHocr(hocr, picture, number));
    }
    return read.length === 0 ? refuse('PAGES.DAMAGED') : { source: 'pdf', positions: 'measured', pages: read };
  });
}

interface Recognition {
  readonly tesseract: string;
  readonly folder: string;
  readonly timeLimitMs: number;
}

async function hocrOf(picture: GreyPicture, { tesseract, folder, timeLimitMs }: Recognition): Promise<string | null> {
  const [image, base] = [join(folder, 'straight.pgm'), join(folder, 'straight')];
  await writeFile(image, writePgm(picture));
  const args = [image, base, '-l', 'vie', '--oem', '1', '--psm', '3', '--dpi', String(dpi), 'hocr'];
  const env = { OMP_THREAD_LIMIT: '1' };
  if (!(await runProgram(tesseract, { args, folder, timeLimitMs, env }))) return null;
  return readFile(`${base}.hocr`, 'utf8').catch((cause: unknown) => {
    throw new Error('tesseract wrote nothing: is the Vietnamese model installed?', { cause });
  });
}
