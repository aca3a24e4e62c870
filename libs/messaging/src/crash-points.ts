import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';

let reached = false;

/**
 * Where a test lets the power go: the process is killed as by SIGKILL, once, without any cleaning up. Does nothing outside
 * `VANTHU_ENV=test`. `VANTHU_CRASH_AT` names the point for a process; a file `<service>.<point>` in the folder `VANTHU_CRASH_DIR`
 * arms it in a running system, and is gone when the process is.
 */
export function crashPoint(name: string): void {
  if (process.env.VANTHU_ENV !== 'test' || reached || !isArmed(name)) return;
  reached = true;
  process.kill(process.pid, 'SIGKILL');
}

function isArmed(name: string): boolean {
  const { VANTHU_CRASH_AT, VANTHU_CRASH_DIR, VANTHU_SERVICE } = process.env;
  if (VANTHU_CRASH_AT === name) return true;
  if (VANTHU_CRASH_DIR === undefined) return false;
  const file = join(VANTHU_CRASH_DIR, `${VANTHU_SERVICE}.${name}`);
  if (!existsSync(file)) return false;
  rmSync(file);
  return true;
}
