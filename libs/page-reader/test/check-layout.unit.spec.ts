import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { spoiled } from '../../decree30/test/spoiled.js';
import { sampleFiles } from '../../decree30/test/write-samples.js';
import { checkLayout } from '../src/check/check-layout.js';
import { extractPdfText } from '../src/pdf/extract-pdf-text.js';
import { isReadingRefusal } from '../src/refusal.js';
import { seeds } from './seeds.js';

async function checked(pdf: Uint8Array) {
  const text = await extractPdfText(pdf);
  if (isReadingRefusal(text)) throw new Error(text.code);
  return checkLayout(text);
}

const inWords = (violations: Awaited<ReturnType<typeof checked>>['violations']) =>
  violations.map(({ code, page, found }) => `${code} ${page} ${found ?? ''}`);

describe('R-FMT-01 R-FMT-02 R-FMT-03 R-FMT-04 R-FMT-05 R-FMT-06 R-FMT-07 R-FMT-08: the layout checker', () => {
  test('finds nothing in the samples of the 29 kinds, and their fields', async () => {
    const files = await sampleFiles();
    expect(files).toHaveLength(29);
    const found: string[] = [];
    for (const { name, pdf } of files) {
      const { violations } = await checked(pdf);
      found.push(...inWords(violations).map((words) => `${name}: ${words}`));
    }
    expect(found).toEqual([]);
  });

  test('docs/samples are what the command makes', async () => {
    const folder = join(import.meta.dirname, '../../../docs/samples');
    const files = await sampleFiles();
    expect(readdirSync(folder).filter((name) => name.endsWith('.pdf'))).toEqual(files.map(({ name }) => name).sort());
    const other = files
      .filter(({ name, pdf }) => !readFileSync(join(folder, name)).equals(pdf))
      .map(({ name }) => name);
    expect(other).toEqual([]);
  });

  test('finds every one of at least 100 seeded violations', async () => {
    expect(seeds.length).toBeGreaterThanOrEqual(100);
    const missed: string[] = [];
    for (const { kind, code, what, spoil, page } of seeds) {
      const { violations } = await checked(await spoiled(kind, spoil, page));
      if (!violations.some((one) => one.code === code))
        missed.push(`${kind}: ${what} (${code}); said ${inWords(violations).join(', ')}`);
    }
    console.log(`seeded violations found: ${seeds.length - missed.length} of ${seeds.length}`);
    expect(missed).toEqual([]);
    // More than a hundred documents are laid out and read: on busy cores that takes its time.
  }, 240_000);
});
