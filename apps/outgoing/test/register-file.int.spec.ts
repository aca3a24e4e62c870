import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { outgoing } from '@vanthu/contracts';
import { PassingFiles } from '@vanthu/files';
import { isTableRefusal, readTable } from '@vanthu/spreadsheets';
import { people } from './people.js';
import { World } from './world.js';

const { WriteRegister } = outgoing;

let world: World;
beforeAll(async () => {
  world = await World.create();
  await world.until('issued');
  await world.until('issued');
  world.at = '2025-04-02T02:00:00.000Z';
  await world.until('issued');
});
afterAll(() => world?.close());

const march = { from: '2025-03-01', to: '2025-03-31', volume: '01' };
async function write(format: outgoing.BookFormat, period = march) {
  const answer = await world.done(WriteRegister, { ...period, format }, people.clerk);
  const passing = new PassingFiles(world.bed.config.files);
  const bytes = await readFile(passing.pathOf(answer.passingId));
  await passing.remove(answer.passingId);
  return { ...answer, content: bytes };
}
const rowsIn = (content: Uint8Array) => {
  const table = readTable(content);
  if (isTableRefusal(table)) throw new Error(table.message);
  return table.rows;
};

describe('R-SYS-06 the register of any period as a file', () => {
  it('R-SYS-06, R-OUT-14: a workbook has the lines of the period, and no others, under the ten headings', async () => {
    const { content, name } = await write('xlsx');
    const rows = rowsIn(content);
    const at = rows.findIndex((row) => row[0] === 'Số, ký hiệu văn bản');
    expect(rows[at]).toHaveLength(10);
    expect(rows.slice(at + 1).map((row) => row[0])).toEqual(['01/QĐ-UBND', '02/QĐ-UBND']);
    expect(rows.slice(0, at).flat().join(' ')).toContain('Từ ngày 01/03/2025 đến ngày 31/03/2025. Quyển số 01');
    expect(name).toBe('So dang ky van ban di 2025-03-01 2025-03-31.xlsx');
  });
  it('R-OUT-14: the same lines stand in CSV and, with cover, in a PDF to be bound', async () => {
    expect(rowsIn((await write('csv')).content).map((row) => row[0])).toEqual([
      'Số, ký hiệu văn bản',
      '01/QĐ-UBND',
      '02/QĐ-UBND',
    ]);
    const pdf = await write('pdf');
    expect(pdf.mediaType).toBe('application/pdf');
    expect(pdf.content.subarray(0, 5).toString('latin1')).toBe('%PDF-');
  });
  it('R-SYS-06: a period that runs backwards or over the new year is refused, and so are others than clerks', async () => {
    const wish = { ...march, format: 'csv' as const };
    await world.refuses('OUTGOING.BOOK_PERIOD', WriteRegister, { ...wish, to: '2025-02-01' }, people.clerk);
    await world.refuses('OUTGOING.BOOK_PERIOD', WriteRegister, { ...wish, from: '2024-12-01' }, people.clerk);
    await world.refuses('ACCESS.NOT_ALLOWED', WriteRegister, wish, people.signer);
  });
});
