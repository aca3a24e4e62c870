import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { kindByCode, kinds, layOutDocument, loadTinos } from '../src/index.js';
import { samplesByKind } from './kind-samples.js';
import { createdAt } from './samples.js';

/** One document of each of the 29 kinds, complete with number and date: the same bytes whenever it is called. */
export async function sampleFiles(): Promise<{ name: string; pdf: Uint8Array }[]> {
  const fonts = await loadTinos();
  const files = kinds.map(async ({ code }, index) => {
    const content = samplesByKind.get(code);
    if (!content) throw new Error(`no sample of ${kindByCode(code).nameVi}`);
    const paper = { number: '07', date: 'ngày 14 tháng 3 năm 2023' };
    const { pdf } = await layOutDocument(content, fonts, { createdAt, paper });
    return { name: `${String(index + 1).padStart(2, '0')}-${code}.pdf`, pdf };
  });
  return Promise.all(files);
}

export async function writeSamples(folder: string): Promise<number> {
  await mkdir(folder, { recursive: true });
  const files = await sampleFiles();
  for (const { name, pdf } of files) await writeFile(join(folder, name), pdf);
  return files.length;
}
