import { type DocumentContent, type KindCode, loadTinos } from '../src/index.js';
import { informationOf, placeDocument } from '../src/layout/lay-out-document.js';
import type { PlacedText, Sheet, Sheets } from '../src/layout/sheets.js';
import { cleanAll } from '../src/layout/text.js';
import { writePdf } from '../src/layout/write-pdf.js';
import { sample } from './laid-out.js';
import { createdAt } from './samples.js';

/** Good documents on their sheets, spoiled on purpose before the file is written: what a checker must find. */

export type Spoil = (sheet: Sheet, sheets: Sheets) => void;

/** The sample of a kind, complete with number and date, page `page` changed by `spoil`. */
export async function spoiled(kind: KindCode, spoil: Spoil, page = 1): Promise<Uint8Array> {
  const fonts = await loadTinos();
  const content: DocumentContent = cleanAll(sample(kind));
  const options = { createdAt, paper: { number: '07', date: 'ngày 14 tháng 3 năm 2023' } };
  const sheets = placeDocument(content, fonts, options);
  spoil(sheets.sheet(page), sheets);
  return writePdf(sheets, fonts, informationOf(content, options));
}

const wordsOf = (text: PlacedText): string => text.runs.map((run) => run.text).join('');

/** Changes the lines whose words match. @throws Error when none does: a spoil that spoils nothing proves nothing */
export function change(match: RegExp, how: (text: PlacedText) => PlacedText | null): Spoil {
  return ({ texts }) => {
    const found = texts.filter((text) => match.test(wordsOf(text)));
    if (found.length === 0) throw new Error(`no line matches ${match}`);
    for (const text of found) {
      const changed = how(text);
      texts.splice(texts.indexOf(text), 1, ...(changed ? [changed] : []));
    }
  };
}

export const face =
  (name: PlacedText['runs'][number]['face']) =>
  (text: PlacedText): PlacedText => ({
    ...text,
    runs: text.runs.map((run) => ({ ...run, face: name })),
  });
export const size =
  (points: number) =>
  (text: PlacedText): PlacedText => ({ ...text, size: points });
export const moved =
  (x: number, y: number) =>
  (text: PlacedText): PlacedText => ({
    ...text,
    x: text.x + (x * 72) / 25.4,
    baseline: text.baseline + (y * 72) / 25.4,
  });
export const red = (text: PlacedText): PlacedText => ({ ...text, color: 'red' });
export const reworded =
  (from: RegExp, to: string) =>
  (text: PlacedText): PlacedText => ({
    ...text,
    runs: text.runs.map((run) => ({ ...run, text: run.text.replace(from, to) })),
  });
export const gone = (): null => null;

/** Every line of the page moved, millimetres. */
export const all =
  (x: number, y: number): Spoil =>
  ({ texts, strokes }) => {
    const move = moved(x, y);
    texts.splice(0, texts.length, ...texts.map(move));
    const dx = (x * 72) / 25.4;
    const dy = (y * 72) / 25.4;
    strokes.splice(
      0,
      strokes.length,
      ...strokes.map((one) => ({ ...one, rect: { ...one.rect, x: one.rect.x + dx, y: one.rect.y + dy } })),
    );
  };

/** The strokes of a page, by their order, made so many times as long; 0 takes them away. */
export const stroke =
  (index: number, times: number): Spoil =>
  ({ strokes }) => {
    const found = strokes[index];
    if (!found) throw new Error(`no stroke ${index}`);
    const width = found.rect.width * times;
    const rect = { ...found.rect, x: found.rect.x - (width - found.rect.width) / 2, width };
    strokes.splice(index, 1, ...(times === 0 ? [] : [{ ...found, rect }]));
  };
