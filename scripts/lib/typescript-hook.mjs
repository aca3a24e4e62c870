import { existsSync, readFileSync } from 'node:fs';
import { register } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isMainThread } from 'node:worker_threads';
import { transformSync } from '@swc/core';

/**
 * Lets Node run our TypeScript as it stands: `node --import ./scripts/lib/typescript-hook.mjs FILE.ts`. Benchmarks measure
 * the sources of today, not the last build.
 */
const root = fileURLToPath(new URL('../..', import.meta.url));
const { $schema: _, exclude: __, ...options } = JSON.parse(readFileSync(join(root, '.swcrc'), 'utf8'));

/** `./x.js` of a source is `./x.ts` on disk; `@vanthu/x` is its index. */
function sourceOf(specifier, parent) {
  const own = /^@vanthu\/([a-z0-9]+)$/.exec(specifier);
  if (own) return ['libs', 'apps'].map((folder) => join(root, folder, own[1], 'src/index.ts')).find(existsSync);
  if (!/^\.{1,2}\//.test(specifier) || !parent?.startsWith('file:') || parent.includes('/node_modules/'))
    return undefined;
  const file = fileURLToPath(new URL(specifier.replace(/\.js$/, '.ts'), parent));
  return file.endsWith('.ts') && existsSync(file) ? file : undefined;
}

export async function resolve(specifier, context, next) {
  const source = sourceOf(specifier, context.parentURL);
  return source ? { url: pathToFileURL(source).href, shortCircuit: true } : next(specifier, context);
}

export async function load(url, context, next) {
  if (!url.startsWith('file:') || !url.endsWith('.ts')) return next(url, context);
  const filename = fileURLToPath(url);
  const { code } = transformSync(readFileSync(filename, 'utf8'), {
    ...options,
    filename,
    swcrc: false,
    sourceMaps: 'inline',
  });
  return { format: 'module', source: code, shortCircuit: true };
}

// Node loads this file a second time, in the thread of the hooks.
if (isMainThread) register(import.meta.url);
