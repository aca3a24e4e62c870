import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { commandOf } from '../process-mark.js';

export interface Postmaster {
  readonly pid: number;
  readonly port: number;
}

const fileIn = (directory: string): string => join(directory, 'postmaster.pid');

/** PostgreSQL manual, "postmaster.pid": 1 process, 2 folder, 3 start, 4 port. */
export function parsePostmasterFile(text: string): Postmaster | null {
  const lines = text.split('\n');
  const pid = Number(lines[0]?.trim());
  const port = Number(lines[3]?.trim());
  return Number.isInteger(pid) && pid > 1 && Number.isInteger(port) && port > 0 ? { pid, port } : null;
}

/** The server that has this folder, null when there is none. A file left by a dead one is removed. */
export function runningPostmaster(directory: string): Postmaster | null {
  let text: string;
  try {
    text = readFileSync(fileIn(directory), 'utf8');
  } catch {
    return null;
  }
  const found = parsePostmasterFile(text);
  const command = found && commandOf(found.pid);
  if (found && command?.includes('postgres')) return found;
  // Dead, or its number now belongs to a stranger; PostgreSQL would refuse to start because of the stranger.
  rmSync(fileIn(directory), { force: true });
  return null;
}
