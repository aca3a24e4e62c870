import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/**
 * The replayed quarter as `npm run demo` makes it, in a directory of its own: what each act at the desks took, what each service
 * and server used, and the figures with `seconds` from the first reception to the last issue. Arguments are those of `vanthu demo`.
 */
export function quarterBench(args: readonly string[] = process.argv.slice(3)): void {
  const directory = mkdtempSync(join(tmpdir(), 'vanthu-quarter-'));
  // PostgreSQL may run as another user (when we are root) and has to get down to its folder.
  chmodSync(directory, 0o711);
  const vanthu = resolve(import.meta.dirname, '../bin/vanthu.mjs');
  try {
    const run = spawnSync(process.execPath, [vanthu, 'demo', '--out', directory, '--timings', ...args], {
      encoding: 'utf8',
      maxBuffer: 64 * 1_048_576,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    if (run.status !== 0) throw new Error(`the quarter ended with ${run.status}:\n${run.stdout}`);
    process.stdout.write(
      `${run.stdout
        .split('\n')
        .filter((line) => line.startsWith('{'))
        .join('\n')}\n`,
    );
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
