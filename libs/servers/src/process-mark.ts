import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** A process as it is remembered in a file. Its number alone may belong to a stranger by the next start. */
export interface ProcessMark {
  readonly pid: number;
  /** When it was started, as the operating system tells it; only compared, never read. */
  readonly since: string;
}

interface Seen {
  since: string;
  command: string;
}

const bootId = (): string => {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return '';
  }
};

function seenInProc(pid: number): Seen | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name of the command, in brackets, may contain spaces and brackets of its own.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // A zombie holds nothing any more; where nobody reaps, it stays for ever.
    if (fields[0] === 'Z' || fields[0] === 'X') return null;
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    return { since: `${bootId()}:${fields[19]}`, command };
  } catch {
    return null;
  }
}

function seenByPs(pid: number): Seen | null {
  try {
    const ps = (column: string) =>
      execFileSync('ps', ['-p', String(pid), '-o', `${column}=`], { encoding: 'utf8', stdio: 'pipe' }).trim();
    return ps('stat').startsWith('Z') ? null : { since: ps('lstart'), command: ps('command') };
  } catch {
    return null;
  }
}

const see = (pid: number): Seen | null => {
  if (!Number.isInteger(pid) || pid <= 1) return null;
  return process.platform === 'linux' ? seenInProc(pid) : seenByPs(pid);
};

/** The command line of a living process, null when there is none of that number. */
export const commandOf = (pid: number): string | null => see(pid)?.command ?? null;

export const isAlive = (pid: number): boolean => see(pid) !== null;

export function markOf(pid: number): ProcessMark | null {
  const seen = see(pid);
  return seen && { pid, since: seen.since };
}

/** Whether the very process that was marked still lives. */
export const stillRuns = (mark: ProcessMark): boolean => see(mark.pid)?.since === mark.since;

/** @returns whether it was gone in time */
export async function waitUntilGone(pid: number, timeoutMs: number): Promise<boolean> {
  const end = Date.now() + timeoutMs;
  while (isAlive(pid)) {
    if (Date.now() > end) return false;
    await pause(20);
  }
  return true;
}

export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Asks a process to end, and ends it when it has not obeyed in time. */
export async function endProcess(pid: number, politely: NodeJS.Signals, timeoutMs: number): Promise<void> {
  signal(pid, politely);
  if (await waitUntilGone(pid, timeoutMs)) return;
  signal(pid, 'SIGKILL');
  await waitUntilGone(pid, 5_000);
}
