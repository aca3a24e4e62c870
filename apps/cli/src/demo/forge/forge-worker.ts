import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { loadTinos } from '@vanthu/decree30';
import type { AgencySeed } from '../district/agencies.js';
import type { LetterPlan } from '../plan/plan.js';
import { forgeLetter } from './forge-letter.js';
import { hasPdfsig } from './other-signers.js';
import { Pictures, type SenderKeys } from './signers.js';

/** One of the threads that prepare the letters: takes a letter, writes its file, asks for the next. */
export interface WorkerInput {
  readonly folder: string;
  readonly agencies: ReadonlyMap<string, AgencySeed>;
  readonly keys: ReadonlyMap<string, SenderKeys>;
}

const { folder, agencies, keys } = workerData as WorkerInput;
const workshop = { fonts: await loadTinos(), pictures: new Pictures(), hasPdfsig: hasPdfsig() };

parentPort?.on('message', (letter: LetterPlan) => {
  const sender = agencies.get(letter.sender);
  const own = keys.get(letter.sender);
  if (!sender || !own) throw new Error(`nobody writes ${letter.key}`);
  forgeLetter(letter, sender, own, workshop).then(
    (pdf) => {
      writeFileSync(join(folder, `${letter.key}.pdf`), pdf);
      parentPort?.postMessage({ key: letter.key });
    },
    (error: unknown) => parentPort?.postMessage({ key: letter.key, error: String((error as Error).stack ?? error) }),
  );
});
