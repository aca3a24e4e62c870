import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { resolve as join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { transformSync } from '@swc/core';

/** Node runs the sources as jest does: through swc, `.js` meaning `.ts`, packages of the workspace from `src`. */

const root = join(import.meta.dirname, '../../../..');
const { $schema, exclude, ...options } = JSON.parse(readFileSync(join(root, '.swcrc'), 'utf8'));

export async function resolve(specifier, context, next) {
  const own = /^@vanthu\/([a-z0-9]+)$/.exec(specifier);
  if (own) {
    const folder = ['libs', 'apps'].map((kind) => join(root, kind, own[1], 'src/index.ts')).find(existsSync);
    if (folder) return { url: pathToFileURL(folder).href, shortCircuit: true };
  }
  if (specifier.startsWith('.') && specifier.endsWith('.js') && context.parentURL?.endsWith('.ts')) {
    const url = new URL(specifier.replace(/\.js$/, '.ts'), context.parentURL);
    if (existsSync(fileURLToPath(url))) return { url: url.href, shortCircuit: true };
  }
  return next(specifier, context);
}

const cache = join(tmpdir(), 'vanthu-compiled');
mkdirSync(cache, { recursive: true });

/** Compiled once for each content: tests start the same sources many times. */
function compiled(filename) {
  const source = readFileSync(filename, 'utf8');
  const file = join(cache, `${createHash('sha256').update(filename).update(source).digest('hex')}.js`);
  if (existsSync(file)) return readFileSync(file, 'utf8');
  const { code } = transformSync(source, { ...options, filename, swcrc: false, sourceMaps: 'inline' });
  writeFileSync(`${file}.${process.pid}`, code);
  renameSync(`${file}.${process.pid}`, file);
  return code;
}

export async function load(url, context, next) {
  if (!url.endsWith('.ts')) return next(url, context);
  return { format: 'module', source: compiled(fileURLToPath(url)), shortCircuit: true };
}
