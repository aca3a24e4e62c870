import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { collect, inspectPdf, prepareSignature } from '../src/index.js';
import { flowPdf } from '../test/flow-pdf.js';
import { hostileFiles } from '../test/hostile-files.js';

const corpus = new URL('../../../../shared/corpus/', import.meta.url);

/** Processor time in milliseconds of everything that a stranger's file goes through. */
function cost(pdf: Uint8Array): number {
  const start = process.cpuUsage();
  inspectPdf(pdf);
  collect(pdf);
  prepareSignature(pdf, { fieldName: 'x' });
  const { user, system } = process.cpuUsage(start);
  return Math.round((user + system) / 1e3);
}

function* corpusFiles(): Generator<readonly [string, () => Uint8Array]> {
  const expected = new URL('expected.jsonl', corpus);
  if (!existsSync(expected)) return;
  for (const line of readFileSync(expected, 'utf8').split('\n').filter(Boolean)) {
    const { file } = JSON.parse(line) as { file: string };
    if (file.endsWith('.pdf')) yield [file, () => readFileSync(fileURLToPath(new URL(file, corpus)))];
  }
}

// The baseline is a plain file of three pages: how much dearer may a stranger make his?
const plain = await flowPdf();
cost(plain);
const baselineMs = Math.max(1, cost(plain));
const costs = [...hostileFiles, ...corpusFiles()].map(([name, make]) => ({ name, ms: cost(make()) }));
costs.sort((a, b) => b.ms - a.ms);
for (const { name, ms } of costs.slice(0, 5)) process.stderr.write(`${ms} ms  ${name}\n`);
const worst = costs[0]?.ms ?? 0;
const line = { bench: 'hostile', files: costs.length, worst: costs[0]?.name, worstMs: worst, baselineMs };
process.stdout.write(`${JSON.stringify({ ...line, ratio: Math.round(worst / baselineMs) })}\n`);
