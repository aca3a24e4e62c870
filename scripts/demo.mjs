import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { build, install, nodeProblem, root } from './lib/checkout.mjs';

/** npm run demo: from a fresh clone to the replayed quarter. What follows `--` is passed to `vanthu demo`. */

const stop = (line) => {
  console.error(`✕ ${line}`);
  process.exit(1);
};

const problem = nodeProblem();
if (problem) stop(problem);
if (!install()) stop('npm ci không thành công; xem lỗi ở trên.');
if (!build()) stop('Dựng không thành công; xem lỗi ở trên.');

const demo = spawn(process.execPath, [join(root, 'apps/cli/bin/vanthu.mjs'), 'demo', ...process.argv.slice(2)], {
  stdio: 'inherit',
});
// Ctrl-C reaches both; the servers need a moment to stop in order, and we wait for it.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => demo.kill('SIGTERM'));
demo.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
