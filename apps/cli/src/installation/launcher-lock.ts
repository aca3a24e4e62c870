import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { markOf, type ProcessMark, stillRuns } from '@vanthu/servers';

const holderOf = (file: string): ProcessMark | null => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as ProcessMark;
  } catch {
    return null;
  }
};

/**
 * Takes the data folder for this launcher. Two that start at the same moment cannot both have it; what a killed one left
 * is taken over.
 *
 * @returns a function that gives it back; null when another launcher has it
 */
export function takeLock(file: string): (() => void) | null {
  const mine = JSON.stringify(markOf(process.pid));
  for (let attempt = 1; attempt <= 2; attempt++) {
    try {
      writeFileSync(file, mine, { flag: 'wx', mode: 0o600 });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const holder = holderOf(file);
      if (holder && stillRuns(holder)) return null;
      rmSync(file, { force: true });
    }
  }
  return null;
}
