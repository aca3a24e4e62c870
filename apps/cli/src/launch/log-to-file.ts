import { closeSync, openSync } from 'node:fs';
import { openLog } from '@vanthu/servers';

/**
 * Sends what this process logs (standard error) into a file, rotated at its start, so that the terminal stays with the
 * lines that are for a person. Loggers write to descriptor 2 itself; the lowest free number is given to the next file that
 * is opened (POSIX open), which is 2 again right after it was closed. Nothing asynchronous may be under way.
 */
export function sendLogTo(file: string): void {
  closeSync(openLog(file));
  closeSync(2);
  const descriptor = openSync(file, 'a', 0o600);
  if (descriptor !== 2) throw new Error(`The log got descriptor ${descriptor}.`);
}
