import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { VerificationTrust } from '../verification-trust.js';
import type { Job, Message } from './messages.js';
import { threadSeconds } from './thread-time.js';

/** How one job ended. */
export type Outcome = Exclude<Message, { kind: 'ready' }> | { readonly kind: 'too-long' | 'too-much-memory' };

export interface ThreadLimits {
  /** Seconds on the clock for one file, however busy the machine is. */
  readonly clockSeconds: number;
  /** Of the heap of one thread, in MiB. */
  readonly heapMegabytes: number;
}

const lookEveryMs = 50;

/** What is built lies beside; tests run from the sources, and a thread of Node runs only what is built. */
function builtWorker(): URL {
  const beside = new URL('./worker.js', import.meta.url);
  return existsSync(beside) ? beside : new URL('../../dist/pool/worker.js', import.meta.url);
}

/** One thread with one job at a time. After a limit was reached it is ended and of no more use. */
export class WorkerThread {
  private readonly worker: Worker;
  private readonly ready: Promise<number | undefined>;
  private trust: VerificationTrust | undefined;
  private settle: ((outcome: Outcome) => void) | undefined;
  isEnded = false;

  constructor(
    private readonly limits: ThreadLimits,
    file: URL = builtWorker(),
  ) {
    this.worker = new Worker(file, {
      resourceLimits: { maxOldGenerationSizeMb: limits.heapMegabytes },
      // Options of the process are not for a thread (a test runner's, say).
      execArgv: [],
    });
    this.worker.unref();
    this.ready = new Promise((resolve, reject) => {
      this.worker.once('error', reject);
      this.worker.once('exit', () => reject(new Error('the thread ended before it began')));
      this.worker.on('message', (message: Message) => {
        if (message.kind === 'ready') resolve(message.thread);
        else this.settle?.(message);
      });
    });
    this.ready.catch(() => {});
    this.worker.on('error', (error: NodeJS.ErrnoException) => this.died(error));
    this.worker.on('exit', () => this.died(undefined));
  }

  /** @param processorSeconds  of a processor; where the system does not tell (not Linux), seconds on the clock */
  async run(job: Omit<Job, 'trust'>, trust: VerificationTrust, processorSeconds: number): Promise<Outcome> {
    this.worker.ref();
    try {
      const thread = await this.ready;
      const sent = trust === this.trust ? job : { ...job, trust };
      this.trust = trust;
      return await this.judge(sent, thread, processorSeconds);
    } catch (error) {
      this.isEnded = true;
      return { kind: 'fault', message: String(error) };
    } finally {
      this.worker.unref();
    }
  }

  private async judge(job: Job, thread: number | undefined, processorSeconds: number): Promise<Outcome> {
    const begun = performance.now();
    const usedBefore = thread === undefined ? undefined : threadSeconds(thread);
    const isOver = (): boolean => {
      const passed = (performance.now() - begun) / 1000;
      const now = thread === undefined ? undefined : threadSeconds(thread);
      const used = now === undefined || usedBefore === undefined ? passed : now - usedBefore;
      return used > processorSeconds || passed > this.limits.clockSeconds;
    };
    const ended = new Promise<Outcome>((resolve) => {
      this.settle = resolve;
    });
    const watch = setInterval(() => {
      if (isOver()) void this.end({ kind: 'too-long' });
    }, lookEveryMs);
    this.worker.postMessage(job);
    try {
      return await ended;
    } finally {
      clearInterval(watch);
      this.settle = undefined;
    }
  }

  private died(error: NodeJS.ErrnoException | undefined): void {
    this.isEnded = true;
    if (error?.code === 'ERR_WORKER_OUT_OF_MEMORY') this.settle?.({ kind: 'too-much-memory' });
    else this.settle?.({ kind: 'fault', message: error?.stack ?? 'the thread ended' });
  }

  async end(outcome?: Outcome): Promise<void> {
    this.isEnded = true;
    if (outcome) this.settle?.(outcome);
    await this.worker.terminate();
  }
}
