import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

/** What start, test and bench need before anything of ours can run: only Node, no dependency. */

export const root = resolve(import.meta.dirname, '../..');
const at = (...parts) => join(root, ...parts);

const oldest = [20, 19];

/** One line when this Node is too old, else null. */
export function nodeProblem(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number);
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return null;
  return `Cần Node.js ${oldest.join('.')} trở lên, máy này có ${version}. Cài bản mới từ https://nodejs.org rồi chạy lại.`;
}

/** Runs a program with our terminal; in a shell on Windows, where npm is a script. */
export function run(program, args, options = {}) {
  const shell = process.platform === 'win32';
  return spawnSync(program, args, { cwd: root, stdio: 'inherit', shell, ...options }).status === 0;
}

const lockMark = at('node_modules/.vanthu-lock');
const lockHash = () =>
  createHash('sha256')
    .update(readFileSync(at('package-lock.json')))
    .digest('hex');

/** Whether what is installed is what the lock says. Git does not keep times, so the content is compared when it can be. */
export function isInstalled() {
  const installed = at('node_modules/.package-lock.json');
  if (!existsSync(installed)) return false;
  if (existsSync(lockMark) && readFileSync(lockMark, 'utf8') === lockHash()) return true;
  if (statSync(installed).mtimeMs < statSync(at('package-lock.json')).mtimeMs) return false;
  writeFileSync(lockMark, lockHash());
  return true;
}

/** @returns whether the dependencies are there */
export function install() {
  if (isInstalled()) return true;
  console.log('  Đang cài thư viện (npm ci); lần đầu mất một hai phút…');
  if (!run('npm', ['ci', '--no-fund', '--no-audit'])) return false;
  writeFileSync(lockMark, lockHash());
  return true;
}

const skipped = new Set(['node_modules', 'dist', '.turbo', 'test', 'bench']);

function filesBelow(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (skipped.has(entry.name)) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}

/** Changes with every source: names, sizes, times. */
function sourcesPrint() {
  const files = [...filesBelow(at('libs')), ...filesBelow(at('apps')), at('.swcrc'), at('package-lock.json')];
  const print = createHash('sha256');
  for (const file of files.sort()) {
    const { size, mtimeMs } = statSync(file);
    print.update(`${relative(root, file)} ${size} ${mtimeMs}\n`);
  }
  return print.digest('hex');
}

const builtMark = at('node_modules/.vanthu-built');

const packages = () => ['libs', 'apps'].flatMap((folder) => readdirSync(at(folder)).map((name) => at(folder, name)));

export function isBuilt() {
  const complete = packages().every(
    (folder) => !existsSync(join(folder, 'package.json')) || existsSync(join(folder, 'dist')),
  );
  return complete && existsSync(builtMark) && readFileSync(builtMark, 'utf8') === sourcesPrint();
}

/** @returns whether everything is built and up to date */
export function build() {
  if (isBuilt()) return true;
  console.log('  Đang dựng…');
  const env = { ...process.env, TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1' };
  const turbo = (...args) =>
    run(at('node_modules/.bin/turbo'), ['run', 'build', '--output-logs=errors-only', ...args], { env });
  const print = sourcesPrint();
  // The web bundles the contracts as they were built.
  if (!turbo('--filter=!@vanthu/web') || !turbo('--filter=@vanthu/web')) return false;
  writeFileSync(builtMark, print);
  return true;
}
