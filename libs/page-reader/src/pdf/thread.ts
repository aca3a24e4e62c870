import { parentPort } from 'node:worker_threads';
import { openedAsWord } from '../docx/open-docx.js';
import { readDocxText } from '../docx/read-docx-text.js';
import type { ReadingRefusal } from '../refusal.js';
import type { DocumentText } from '../text.js';
import { extractPdfText, type ReadingLimits } from './extract-pdf-text.js';

/** To the thread: one file. */
export interface ReadingJob {
  readonly bytes: Uint8Array;
  readonly limits: ReadingLimits;
}

export type ReadingAnswer = DocumentText | ReadingRefusal;

/** A thread that reads one file after the other; a file that makes it hang or eat memory costs this thread only. */
const read = async ({ bytes, limits }: ReadingJob): Promise<ReadingAnswer> =>
  openedAsWord(bytes) ? readDocxText(bytes, limits) : extractPdfText(bytes, limits);

const port = parentPort;
if (!port) throw new Error('this file runs as a thread of readPdfText');
port.on('message', (job: ReadingJob) => {
  void read(job).then((answer) => port.postMessage(answer satisfies ReadingAnswer));
});
