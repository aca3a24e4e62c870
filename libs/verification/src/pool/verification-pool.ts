import { stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import type { VerificationTrust } from '../verification-trust.js';
import type { Verified, VerifyOptions } from '../verify-pdf.js';
import type { Job } from './messages.js';
import { type Outcome, WorkerThread } from './worker-thread.js';

export type VerificationProblemCode =
  | 'UNREADABLE'
  | 'LOCKED'
  | 'TOO_LARGE'
  | 'TOO_LONG'
  | 'TOO_MUCH_MEMORY'
  | 'BUSY'
  | 'FAULT';

/** Why a file has no judgement. Never "valid", never an exception. */
export interface VerificationProblem {
  readonly kind: 'problem';
  readonly code: VerificationProblemCode;
  readonly messageVi: string;
  /** For the log: an error code of the system, or the words of a fault. */
  readonly detail: string | undefined;
}

export type Verification = ({ readonly kind: 'verified' } & Verified) | VerificationProblem;

export interface VerificationPoolOptions {
  /** Threads. Default: as many as there are processors, 8 at most. */
  readonly threads?: number;
  /** Seconds of a processor for a file, beside 20 ms for each megabyte. Default 2. */
  readonly processorSeconds?: number;
  /** Seconds on the clock. Default 30. */
  readonly clockSeconds?: number;
  /** Heap of each thread in MiB; the file itself lies beside it. Default 256. */
  readonly heapMegabytes?: number;
  /** Files larger than that are not opened, MiB. Default 1,024. */
  readonly maxFileMegabytes?: number;
  /** Files that may wait for a thread; more are answered as `BUSY`. Default: any number. */
  readonly mostWaiting?: number;
  /** Seconds after which a thread with nothing to do is ended; it holds some 40 MB. Default 60. */
  readonly idleSeconds?: number;
  /** Another program for the threads; tests let one hang. */
  readonly workerFile?: URL;
}

const megabyte = 1_048_576;
const words: Record<VerificationProblemCode, string> = {
  UNREADABLE: 'Không mở được tệp.',
  LOCKED: 'Tệp đặt mật khẩu; cần bản mở được không có mật khẩu.',
  TOO_LARGE: 'Tệp lớn quá mức kiểm tra được.',
  TOO_LONG: 'Tệp quá phức tạp: không kiểm tra xong trong thời gian cho phép.',
  TOO_MUCH_MEMORY: 'Tệp quá phức tạp: cần nhiều bộ nhớ hơn mức cho phép.',
  BUSY: 'Đang có quá nhiều tệp chờ kiểm tra. Hãy thử lại sau ít phút.',
  FAULT: 'Không kiểm tra được tệp này.',
};

const problem = (code: VerificationProblemCode, detail?: string): VerificationProblem => ({
  ...{ kind: 'problem', code, messageVi: words[code], detail },
});

interface Waiting {
  readonly job: Omit<Job, 'trust'>;
  readonly trust: VerificationTrust;
  readonly bytes: number;
  readonly tell: (verification: Verification) => void;
}

/** Threads that judge files. A file that makes one hang or eat memory costs that thread and is answered as a problem. */
export class VerificationPool {
  private readonly idle: WorkerThread[] = [];
  private readonly busy = new Set<WorkerThread>();
  private readonly waiting: Waiting[] = [];
  private readonly resting = new WeakMap<WorkerThread, NodeJS.Timeout>();
  private isClosed = false;

  constructor(private readonly options: VerificationPoolOptions = {}) {}

  /** How many files may be handed over so that every thread has something to do. */
  get threads(): number {
    return this.options.threads ?? Math.min(8, availableParallelism());
  }

  /** Judges the file at a path. Resolves with an answer, whatever the file is. */
  async verify(path: string, trust: VerificationTrust, options: VerifyOptions): Promise<Verification> {
    const bytes = await sizeOf(path);
    if (typeof bytes === 'string') return problem('UNREADABLE', bytes);
    if (bytes > (this.options.maxFileMegabytes ?? 1_024) * megabyte) return problem('TOO_LARGE');
    if (this.waiting.length >= (this.options.mostWaiting ?? Number.POSITIVE_INFINITY)) return problem('BUSY');
    if (this.isClosed) return problem('FAULT', 'closed');
    return new Promise((tell) => {
      this.waiting.push({ job: { path, options }, trust, bytes, tell });
      this.next();
    });
  }

  /** Ends the threads; files that are being judged are answered as `FAULT`. */
  async close(): Promise<void> {
    this.isClosed = true;
    const left = this.waiting.splice(0);
    for (const { tell } of left) tell(problem('FAULT', 'closed'));
    const threads = [...this.idle.splice(0), ...this.busy];
    await Promise.all(threads.map((thread) => thread.end({ kind: 'fault', message: 'closed' })));
  }

  private next(): void {
    if (this.busy.size >= this.threads) return;
    const one = this.waiting.shift();
    if (!one) return;
    const thread = this.idle.pop() ?? this.start();
    clearTimeout(this.resting.get(thread));
    this.busy.add(thread);
    void this.run(thread, one);
  }

  private start(): WorkerThread {
    const { clockSeconds = 30, heapMegabytes = 256, workerFile } = this.options;
    return new WorkerThread({ clockSeconds, heapMegabytes }, workerFile);
  }

  private async run(thread: WorkerThread, { job, trust, bytes, tell }: Waiting): Promise<void> {
    // Reading and hashing grow with the file; what a hostile one costs beyond that does not.
    const processorSeconds = (this.options.processorSeconds ?? 2) + (bytes / megabyte) * 0.02;
    const outcome = await thread.run(job, trust, processorSeconds);
    this.busy.delete(thread);
    if (thread.isEnded || this.isClosed) void thread.end();
    else this.rest(thread);
    tell(verificationOf(outcome));
    this.next();
  }

  private rest(thread: WorkerThread): void {
    this.idle.push(thread);
    const leave = () => {
      const place = this.idle.indexOf(thread);
      if (place >= 0) void this.idle.splice(place, 1)[0]?.end();
    };
    this.resting.set(thread, setTimeout(leave, (this.options.idleSeconds ?? 60) * 1_000).unref());
  }
}

function verificationOf(outcome: Outcome): Verification {
  switch (outcome.kind) {
    case 'verified':
      return outcome.verified.isLocked ? problem('LOCKED') : { kind: 'verified', ...outcome.verified };
    case 'unreadable':
      return problem('UNREADABLE', outcome.code);
    case 'too-long':
      return problem('TOO_LONG');
    case 'too-much-memory':
      return problem('TOO_MUCH_MEMORY');
    case 'fault':
      return problem('FAULT', outcome.message);
  }
}

/** Bytes, or why it cannot be read: a pipe or a device may never end, and a thread that waits in it cannot be ended. */
async function sizeOf(path: string): Promise<number | string> {
  try {
    const found = await stat(path);
    if (found.isFile()) return found.size;
    return found.isDirectory() ? 'EISDIR' : 'EINVAL';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'EIO';
  }
}
