import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { type ReadingRefusal, refuse } from '../refusal.js';
import type { DocumentText } from '../text.js';
import { type ReadingLimits, usualLimits } from './extract-pdf-text.js';
import type { ReadingAnswer, ReadingJob } from './thread.js';

export interface PdfReadingOptions extends ReadingLimits {
  /** Milliseconds for one file, beginning when its turn comes. Default 20,000. */
  readonly timeLimitMs?: number;
  /** Heap of the thread in MiB. Default 320. */
  readonly heapMegabytes?: number;
}

/** What is built lies beside; tests run from the sources, and a thread of Node runs only what is built. */
function builtThread(): URL {
  const beside = new URL('./thread.js', import.meta.url);
  return existsSync(beside) ? beside : new URL('../../dist/pdf/thread.js', import.meta.url);
}

let idle: Worker | null = null;
let turn: Promise<unknown> = Promise.resolve();

/**
 * Words with their places from any PDF, also a hostile one: it is read in a thread of its own that ends when the file takes too
 * long or too much memory. Files are read one after the other. Reads text, form fields and the appearances of signatures;
 * of a scan without text it gives pages without words.
 *
 * @throws Error for a fault of ours, never for what the file is
 */
export function readPdfText(
  bytes: Uint8Array,
  options: PdfReadingOptions = {},
): Promise<DocumentText | ReadingRefusal> {
  if (bytes.length > (options.maxBytes ?? usualLimits.maxBytes)) return Promise.resolve(refuse('PAGES.TOO_LARGE'));
  if (!startsAsPdf(bytes)) return Promise.resolve(refuse('PAGES.NOT_THIS_FORMAT'));
  return readGuarded(bytes, options);
}

/** One file after the other, each in the thread, which ends when a file takes too long or too much memory. */
export function readGuarded(bytes: Uint8Array, options: PdfReadingOptions): Promise<DocumentText | ReadingRefusal> {
  const mine = turn.then(() => readInThread(bytes, options));
  turn = mine.catch(() => {});
  return mine;
}

/** ISO 32000-1 §7.5.2; readers look for it in the first kilobyte. */
const startsAsPdf = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(1_024, bytes.length)).includes('%PDF-');

async function readInThread(
  bytes: Uint8Array,
  { timeLimitMs = 20_000, heapMegabytes = 320, ...limits }: PdfReadingOptions,
): Promise<DocumentText | ReadingRefusal> {
  const resourceLimits = { maxOldGenerationSizeMb: heapMegabytes };
  // Options of the process are not for a thread (a test runner's, say).
  const worker = idle ?? new Worker(builtThread(), { resourceLimits, execArgv: [] });
  idle = null;
  worker.ref();
  const outcome = await outcomeOf(worker, { bytes, limits }, timeLimitMs).catch(async (fault: unknown) => {
    await worker.terminate();
    throw fault;
  });
  // What it refused because of the file it has finished with; what it did not finish ends it.
  if (outcome.isFinished) {
    worker.unref();
    idle = worker;
  } else await worker.terminate();
  return outcome.answer;
}

interface ReadingOutcome {
  readonly answer: ReadingAnswer;
  readonly isFinished: boolean;
}

function outcomeOf(worker: Worker, job: ReadingJob, timeLimitMs: number): Promise<ReadingOutcome> {
  return new Promise((resolve, reject) => {
    const end = (settle: () => void) => {
      clearTimeout(clock);
      worker.off('message', onMessage);
      worker.off('error', onError);
      worker.off('exit', onExit);
      settle();
    };
    const refused = (code: 'PAGES.TOO_LONG' | 'PAGES.TOO_MUCH_MEMORY') =>
      end(() => resolve({ answer: refuse(code), isFinished: false }));
    const onMessage = (answer: ReadingAnswer) => end(() => resolve({ answer, isFinished: true }));
    const onError = (error: NodeJS.ErrnoException) =>
      error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? refused('PAGES.TOO_MUCH_MEMORY') : end(() => reject(error));
    const onExit = () => end(() => reject(new Error('the reading thread ended')));
    const clock = setTimeout(() => refused('PAGES.TOO_LONG'), timeLimitMs);
    worker.on('message', onMessage);
    worker.on('error', onError);
    worker.on('exit', onExit);
    worker.postMessage(job);
  });
}
