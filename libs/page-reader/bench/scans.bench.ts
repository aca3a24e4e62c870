import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findRecogniser, isReadingRefusal, readFields, recogniseScan } from '../src/index.js';
import { extractPdfText } from '../src/pdf/extract-pdf-text.js';
import { compare } from '../test/compare.js';
import type { Expected } from '../test/pages/varied.js';
import { scanned } from '../test/scanned.js';

/** Fields right on pages that others made, as they were made and as scans of 200 dpi of them; each wrong one is said. */
const pages = join(import.meta.dirname, '../test/pages');
/** What fills the clerk's form; place, capacity and recipients stand on the page only. */
const formFields = ({ place, capacityLines, recipients, ...nine }: Expected): Partial<Expected> => nine;
const share = ({ all, wrong }: { all: number; wrong: number }) => Math.round((1000 * (all - wrong)) / all) / 10;

/** `npm run bench -- scans`, `npm run bench -- scans tuned 5`: the set, how many of it. */
export async function scans(): Promise<void> {
  const [set = 'aside', count = '20'] = process.argv.slice(3);
  const programs = findRecogniser(process.env.PATH);
  if (programs === null)
    throw new Error('tesseract or pdftoppm is missing: sudo apt-get install tesseract-ocr-vie poppler-utils');

  const forms = { all: 0, wrong: 0 };
  const totals = { born: { all: 0, wrong: 0 }, scan: { all: 0, wrong: 0, seconds: 0 } };
  const expected = JSON.parse(readFileSync(join(pages, set, 'expected.json'), 'utf8')) as Record<string, Expected>;
  for (const [index, [name, fields]] of Object.entries(expected).slice(0, Number(count)).entries()) {
    const pdf = readFileSync(join(pages, set, `${name}.pdf`));
    const text = await extractPdfText(pdf);
    if (isReadingRefusal(text)) throw new Error(text.code);
    const born = compare(name, fields, readFields(text));
    totals.born.all += born.all;
    totals.born.wrong += born.wrong.length;
    const scan = scanned(pdf, programs.renderer, index + 1);
    const start = performance.now();
    const recognised = await recogniseScan(scan, { ...programs, pages: text.pages.length, timeLimitMs: 120_000 });
    totals.scan.seconds += (performance.now() - start) / 1e3;
    if (isReadingRefusal(recognised)) throw new Error(recognised.code);
    const read = compare(name, fields, readFields(recognised));
    const form = compare(name, formFields(fields), readFields(recognised));
    forms.all += form.all;
    forms.wrong += form.wrong.length;
    totals.scan.all += read.all;
    totals.scan.wrong += read.wrong.length;
    for (const wrong of [...born.wrong.map((one) => `born ${one}`), ...read.wrong.map((one) => `scan ${one}`)])
      console.log(JSON.stringify({ wrong }));
  }
  console.log(
    JSON.stringify({
      bench: 'scans',
      set,
      bornDigital: `${totals.born.all - totals.born.wrong} of ${totals.born.all}`,
      bornDigitalPercent: share(totals.born),
      scans: `${totals.scan.all - totals.scan.wrong} of ${totals.scan.all}`,
      scansPercent: share(totals.scan),
      nineFieldsOfScans: `${forms.all - forms.wrong} of ${forms.all}`,
      nineFieldsPercent: share(forms),
      secondsPerDocument: Math.round((100 * totals.scan.seconds) / Number(count)) / 100,
    }),
  );
}
