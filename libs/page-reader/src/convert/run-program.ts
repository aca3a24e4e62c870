import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The first of these programs on this machine, or null. `path`: as in PATH. */
export function findProgram(names: readonly string[], path: string | undefined): string | null {
  const folders = (path ?? '').split(delimiter).filter((one) => one !== '');
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find((one) => existsSync(one)) ?? null;
}

export interface Run {
  readonly args: readonly string[];
  /** Where it works and what it takes for its home; nothing else of ours is told to it. */
  readonly folder: string;
  /** Milliseconds, after which it and all that it has started are ended. */
  readonly timeLimitMs: number;
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * Runs a program on somebody's file.
 *
 * @returns false when it had to be ended
 * @throws Error when it cannot be started
 */
export function runProgram(program: string, { args, folder, timeLimitMs, env = {} }: Run): Promise<boolean> {
  return new Promise((resolve, reject) => {
    // A group of its own: what the program starts is to end with it.
    const child = spawn(program, args, {
      cwd: folder,
      stdio: 'ignore',
      detached: true,
      env: { PATH: process.env.PATH, HOME: folder, ...env },
    });
    let isInTime = true;
    const clock = setTimeout(() => {
      isInTime = false;
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    }, timeLimitMs);
    child.once('error', (error) => {
      clearTimeout(clock);
      reject(new Error(`${program} could not be started`, { cause: error }));
    });
    child.once('exit', () => {
      clearTimeout(clock);
      resolve(isInTime);
    });
  });
}
