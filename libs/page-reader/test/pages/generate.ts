import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Expected, varied, type Words } from './varied.js';
import { aside, tuned } from './words.js';
import { writeDocx } from './write-docx.js';

/**
 * Makes the pages anew: `node --import ./scripts/lib/typescript-hook.mjs libs/page-reader/test/pages/generate.ts` where
 * LibreOffice is installed. They are kept in the repository, so that the test needs none.
 */
const here = import.meta.dirname;

async function generate(set: string, words: Words, seed: number, count: number): Promise<void> {
  const folder = join(here, set);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const work = await mkdtemp(join(tmpdir(), 'vanthu-pages-'));
  const expected: Record<string, Expected> = {};
  for (let index = 0; index < count; index += 1) {
    const page = varied(index, seed, words);
    expected[page.name] = page.expected;
    await writeFile(join(work, `${page.name}.docx`), writeDocx(page.pieces));
  }
  const files = (await readdir(work)).map((name) => join(work, name));
  const profile = `-env:UserInstallation=${pathToFileURL(join(work, 'profile')).href}`;
  execFileSync('soffice', ['--headless', profile, '--convert-to', 'pdf', '--outdir', folder, ...files], {
    stdio: 'ignore',
  });
  await writeFile(join(folder, 'expected.json'), `${JSON.stringify(expected, null, 2)}\n`);
  await rm(work, { recursive: true, force: true });
}

await generate('tuned', tuned, 1, 20);
await generate('aside', aside, 2, 20);
