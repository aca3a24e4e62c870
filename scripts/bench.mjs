import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { isInstalled, nodeProblem, root, run } from './lib/checkout.mjs';

/** npm run bench -- NAME: runs the benchmark of that name, which prints one JSON object per line. Without a name: which there are. */

const folders = ['libs', 'apps']
  .flatMap((kind) => readdirSync(join(root, kind)).map((name) => join(root, kind, name, 'bench')))
  .concat(join(root, 'e2e/bench'));
const ending = '.bench.ts';
const found = folders
  .filter((folder) => existsSync(folder))
  .flatMap((folder) =>
    readdirSync(folder)
      .filter((file) => file.endsWith(ending))
      .map((file) => join(folder, file)),
  );

const problem = nodeProblem();
if (problem) {
  console.error(`✕ ${problem}`);
  process.exit(1);
}
const [name, ...args] = process.argv.slice(2);
const matching = found.filter((file) => file.endsWith(`/${name}${ending}`));
if (matching.length === 0) {
  const list = found.map(
    (file) => `  ${relative(root, file).split('/').at(-1).slice(0, -ending.length).padEnd(24)} ${relative(root, file)}`,
  );
  console.error(`${name ? `✕ Không có phép đo "${name}". ` : ''}Cách dùng: npm run bench -- TÊN\n${list.join('\n')}`);
  process.exit(1);
}
// A measurement is taken in a checkout that is ready: it must not change what it measures, nor what others work with.
if (!isInstalled()) {
  console.error('✕ Thư viện chưa được cài theo package-lock.json. Hãy chạy npm ci trước.');
  process.exit(1);
}
const hook = join(root, 'scripts/lib/typescript-hook.mjs');
const runner = join(root, 'scripts/lib/run-bench.mjs');
const passed = matching.every((file) =>
  run(process.execPath, ['--no-warnings', '--enable-source-maps', '--import', hook, runner, file, ...args]),
);
process.exit(passed ? 0 : 1);
