import { describe, expect, test } from '@jest/globals';
import { type DocumentContent, layOutDocument, layOutWord, loadTinos } from '@vanthu/decree30';
import { figures, long } from '../../decree30/test/kind-samples.js';
import { sample } from '../../decree30/test/laid-out.js';
import { createdAt } from '../../decree30/test/samples.js';
import {
  checkLayout,
  convertWordToPdf,
  type DocumentText,
  findLibreOffice,
  isReadingRefusal,
  readDocumentText,
} from '../src/index.js';

/** The whole structured document goes out as DOCX, not its heads alone: everything that the PDF says, in the same order of parts. */

const fonts = loadTinos();
const kinds = ['quyet-dinh', 'cong-van', 'bao-cao', 'to-trinh', 'thong-bao'] as const;

/** With what makes a page difficult: divisions, a table, a long abstract, two annexes, one of them lying. */
function difficult(kind: (typeof kinds)[number]): DocumentContent {
  const content = sample(kind);
  const annexes = [
    { title: 'Danh sách thành viên Tổ công tác', body: [long] },
    { title: 'Tổng hợp số liệu', landscape: true, body: [figures] },
  ] as const;
  const abstract = `${content.abstract} và việc phối hợp giữa các cơ quan, đơn vị, tổ chức trên địa bàn trong giai đoạn 2026-2030`;
  return { ...content, abstract, annexes } as DocumentContent;
}

const read = async (bytes: Uint8Array): Promise<DocumentText> => {
  const text = await readDocumentText(bytes);
  if (isReadingRefusal(text)) throw new Error(text.code);
  return text;
};

const textOf = ({ pages }: DocumentText): string =>
  pages.flatMap(({ words }) => words.map(({ text }) => text)).join(' ');

/** Every word with how often it stands there; page numbers, and dots that leave room for the pen, are no words. */
function wordsOf(text: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of text.match(/\p{L}[\p{L}\p{N}/-]*/gu) ?? []) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}

describe('a structured draft as DOCX', () => {
  test.each(kinds)(
    'R-FMT-04: a %s says everything that its PDF says: head, body, divisions, tables, annexes',
    async (kind) => {
      const content = difficult(kind);
      const { pdf } = await layOutDocument(content, await fonts, { createdAt, paper: { number: null, date: null } });
      const word = await read(await layOutWord(content, await fonts));
      const [printed, written] = [wordsOf(textOf(await read(pdf))), wordsOf(textOf(word))];
      const lost = Object.entries(printed).flatMap(([one, count]) =>
        count === written[one] ? [] : [[one, count - (written[one] ?? 0)]],
      );
      // A table that goes over the page repeats its heading there; a DOCX has it once.
      const heading = wordsOf(figures.columns.map((column) => column.heading).join(' '));
      expect([{}, heading]).toContainEqual(Object.fromEntries(lost));
      expect(Object.keys(written).filter((one) => !(one in printed))).toEqual([]);
      expect(Object.keys(written).length).toBeGreaterThan(80);
      expect(checkLayout(word).violations.map(({ code, found }) => `${code} ${found ?? ''}`)).toEqual([]);
    },
  );

  const program = findLibreOffice(process.env.PATH);
  (program ? test : test.skip)(
    'R-FMT-08: printed by LibreOffice the second annex lies on its side, numbered in Roman [skipped: libreoffice-writer-nogui is not installed]',
    async () => {
      const pdf = await convertWordToPdf(await layOutWord(difficult('bao-cao'), await fonts), {
        program: program ?? '',
      });
      if (isReadingRefusal(pdf)) throw new Error(pdf.code);
      const text = await read(pdf);
      const sheets = text.pages.map(({ widthMm, heightMm }) => [Math.round(widthMm), Math.round(heightMm)]);
      expect(sheets[0]).toEqual([210, 297]);
      expect(sheets.at(-1)).toEqual([297, 210]);
      const last = text.pages
        .at(-1)
        ?.words.map((word) => word.text)
        .join(' ');
      expect(last).toContain('Phụ lục II');
      expect(checkLayout(text).violations.map(({ code, page, found }) => `${code} ${page} ${found ?? ''}`)).toEqual([]);
    },
  );
});
