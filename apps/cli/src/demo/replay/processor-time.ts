import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

interface Row {
  readonly pid: number;
  readonly parent: number;
  /** Of the process and of its children that have ended. */
  readonly seconds: number;
}

/** Seconds of processor time that each service and server has used, its children included (PostgreSQL has many). */
export function processorSeconds(pids: Readonly<Record<string, number>>): Record<string, number> {
  const rows = existsSync('/proc/self/stat') ? fromProc() : fromPs();
  const named = { ...pids, driver: process.pid };
  return Object.fromEntries(
    Object.entries(named).map(([name, pid]) => {
      const own = rows.filter((row) => row.pid === pid || (name === 'postgres' && row.parent === pid));
      return [name, own.reduce((sum, row) => sum + row.seconds, 0)];
    }),
  );
}

/** Ticks are hundredths of a second wherever Linux runs Node. */
const tick = 0.01;

function fromProc(): Row[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/u.test(name))
    .flatMap((name) => {
      try {
        const text = readFileSync(`/proc/${name}/stat`, 'utf8');
        // The name of the program stands in parentheses and may hold anything; numbers follow (proc(5): 3 state, 4 ppid, 14-17 times).
        const fields = text
          .slice(text.lastIndexOf(')') + 2)
          .split(' ')
          .map(Number);
        const ticks = [11, 12, 13, 14].reduce((sum, i) => sum + (fields[i] ?? 0), 0);
        return [{ pid: Number(name), parent: fields[1] ?? 0, seconds: ticks * tick }];
      } catch {
        // It has ended since the folder was listed.
        return [];
      }
    });
}

/** Elsewhere `ps` says it, in whole seconds or hundredths. */
function fromPs(): Row[] {
  return execFileSync('ps', ['-A', '-o', 'pid=,ppid=,time='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => {
      const [pid = '', parent = '', time = ''] = line.trim().split(/\s+/u);
      return { pid: Number(pid), parent: Number(parent), seconds: secondsOf(time) };
    });
}

/** `[[dd-]hh:]mm:ss[.cc]` */
function secondsOf(time: string): number {
  const [days, rest] = time.includes('-') ? time.split('-') : ['0', time];
  const parts = (rest ?? '').split(':').map(Number);
  return Number(days) * 86_400 + parts.reduce((sum, part) => sum * 60 + part, 0);
}
