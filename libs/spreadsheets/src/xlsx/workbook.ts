import { Refused } from '../table.js';
import { walkXml } from './walk-xml.js';

type Parts = ReadonlyMap<string, Uint8Array>;

export interface Workbook {
  readonly sheet: string;
  readonly cells: Uint8Array;
  /** Days are counted from 1904 (ECMA-376 part 1, 18.2.28 `date1904`). */
  readonly from1904: boolean;
}

/** Finds the sheet that is asked for (18.2.27 `workbook`, and its relationships). */
export function openWorkbook(parts: Parts, wanted?: string): Workbook {
  const book = parts.get('xl/workbook.xml');
  if (book === undefined) throw new Refused('TABLE.NOT_A_WORKBOOK', { problem: 'workbook.xml' });
  const sheets: { name: string; relation: string; hidden: boolean }[] = [];
  let from1904 = false;
  walkXml(book, {
    open(name, attributes) {
      if (name === 'workbookPr') from1904 = ['1', 'true'].includes(attributes.date1904 ?? '');
      if (name !== 'sheet') return;
      const relation = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? '';
      const hidden = (attributes.state ?? 'visible') !== 'visible';
      sheets.push({ name: attributes.name ?? '', relation, hidden });
    },
  });
  const found =
    wanted === undefined
      ? (sheets.find(({ hidden }) => !hidden) ?? sheets[0])
      : sheets.find(({ name }) => name.normalize('NFC') === wanted.normalize('NFC'));
  if (found === undefined) {
    if (sheets.length === 0) throw new Refused('TABLE.NOT_A_WORKBOOK', { problem: 'sheets' });
    throw new Refused('TABLE.NO_SUCH_SHEET', { sheet: wanted, sheets: sheets.map(({ name }) => name).join(', ') });
  }
  const cells = parts.get(targetOf(parts, found.relation));
  if (cells === undefined) throw new Refused('TABLE.NOT_A_WORKBOOK', { problem: found.name });
  return { sheet: found.name, cells, from1904 };
}

function targetOf(parts: Parts, relation: string): string {
  let target = '';
  const relations = parts.get('xl/_rels/workbook.xml.rels');
  if (relations !== undefined) {
    walkXml(relations, {
      open(name, attributes) {
        if (name === 'Relationship' && attributes.Id === relation) target = attributes.Target ?? '';
      },
    });
  }
  return (target.startsWith('/') ? target.slice(1) : `xl/${target}`).toLowerCase();
}
