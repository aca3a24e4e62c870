import { existsSync, mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { LetterPlan } from '../plan/plan.js';
import type { WorkerInput } from './forge-worker.js';

interface Told {
  readonly key: string;
  readonly error?: string;
}

/**
 * Makes the files of all letters, in as many threads as the machine has cores. What is there already stays: a replay that was
 * interrupted goes on with the same files.
 *
 * @param progress  how many are made, now and then
 */
export async function forgeLetters(
  letters: readonly LetterPlan[],
  input: WorkerInput,
  progress: (done: number, of: number) => void,
): Promise<void> {
  mkdirSync(input.folder, { recursive: true });
  const waiting = letters.filter((letter) => !existsSync(join(input.folder, `${letter.key}.pdf`)));
  const total = waiting.length;
  let done = 0;
  const one = () =>
    new Promise<void>((resolve, reject) => {
      const worker = new Worker(new URL('./forge-worker.js', import.meta.url), { workerData: input });
      const next = () => {
        const letter = waiting.shift();
        if (letter) worker.postMessage(letter);
        else void worker.terminate().then(() => resolve());
      };
      worker.on('message', ({ key, error }: Told) => {
        if (error !== undefined) return reject(new Error(`${key}: ${error}`));
        done += 1;
        if (done % 200 === 0) progress(done, total);
        next();
      });
      worker.on('error', reject);
      next();
    });
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), Math.max(1, total)) }, one));
}
