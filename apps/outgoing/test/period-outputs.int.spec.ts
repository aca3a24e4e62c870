import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type InputOf, outgoing } from '@vanthu/contracts';
import { PassingFiles } from '@vanthu/files';
import { isTableRefusal, readTable } from '@vanthu/spreadsheets';
import { people, stranger } from './people.js';
import { type Detail, decision, World } from './world.js';

const { CountCaseFiles, DescribeCaseFile, FileDocument, FindCaseFiles, GetFields, RecallDocument, WritePeriodOutput } =
  outgoing;
type Wish = InputOf<typeof WritePeriodOutput>;

let world: World;
let first: Detail;
let second: Detail;
const receiver = { kind: 'agency' as const, agencyId: randomUUID(), name: 'Ủy ban nhân dân xã Tân Thuận' };
beforeAll(async () => {
  world = await World.create();
  first = await world.until('issued', decision({ recipients: [receiver, { kind: 'other', name: 'Báo Đồng Tháp' }] }));
  second = await world.until('issued');
  await world.until('sealed');
  world.at = '2025-04-02T02:00:00.000Z';
  await world.until('issued');
});
afterAll(() => world?.close());

const march = { from: '2025-03-01', to: '2025-03-31', volume: '01' };
async function write(wish: Pick<Wish, 'output' | 'format' | 'caseFile'>) {
  const answer = await world.done(WritePeriodOutput, { ...march, ...wish }, people.clerk);
  const passing = new PassingFiles(world.bed.config.files);
  const content = await readFile(passing.pathOf(answer.passingId));
  await passing.remove(answer.passingId);
  return { ...answer, content };
}
async function rowsOf(wish: Pick<Wish, 'output' | 'caseFile'>) {
  const table = readTable((await write({ ...wish, format: 'xlsx' })).content);
  if (isTableRefusal(table)) throw new Error(table.message);
  return table.rows;
}
const put = ({ id: documentId }: Detail, caseFile = '07.VHXH') =>
  world.done(FileDocument, { documentId, caseFile }, people.clerk);

describe('R-SYS-06 the outputs of Annex VI part V of any period', () => {
  it('R-SYS-06: how outgoing documents were settled, by unit and in all, counted from the register of the period', async () => {
    const rows = await rowsOf({ output: 'handling' });
    expect(rows.flat().join(' ')).toContain('Từ ngày 01/03/2025 đến ngày 31/03/2025. Quyển số 01');
    expect(rows.at(-1)).toEqual(['Toàn cơ quan', '3', '2', '0', '1', '0', '1', '0', '0']);
    expect(rows.at(-2)?.[0]).toBe('VHXH');
  });

  it('R-SYS-06: the documents of a case file in the columns of Annex V, with the pages running through', async () => {
    await put(first);
    await put(second);
    const rows = await rowsOf({ output: 'documents-of-case-file', caseFile: '07.VHXH' });
    const at = rows.findIndex((row) => row[0] === 'STT');
    expect(rows[at]).toHaveLength(7);
    expect(rows.slice(at + 1).map((row) => [row[0], row[1], row[5]])).toEqual([
      ['1', '01/QĐ-UBND', '1'],
      ['2', '02/QĐ-UBND', '2'],
    ]);
    expect(rows.slice(0, at).flat().join(' ')).toContain('HỒ SƠ 07.VHXH');
  });

  it('R-SYS-06: the case files of the period, with title and retention as they were given', async () => {
    await put(first, '01.VP');
    const told = { notation: '01.VP', title: 'Hồ sơ tổ chức bộ máy năm 2025', retention: 'Vĩnh viễn' };
    await world.done(DescribeCaseFile, told, people.drafter);
    const rows = await rowsOf({ output: 'case-files' });
    const at = rows.findIndex((row) => row[0] === 'Số TT');
    expect(rows[at + 1]).toEqual(['1', '01.VP', told.title, '05/03/2025', 'Vĩnh viễn', '1', '1 văn bản']);
    const { caseFiles } = await world.done(FindCaseFiles, { year: 2025 }, people.leadership);
    expect(caseFiles.map(({ notation, documents }) => [notation, documents])).toEqual([
      ['01.VP', 1],
      ['07.VHXH', 2],
    ]);
    // The same, counted for the report on these outputs; agencies that are not asked for do not count.
    const { agencyId } = people.leadership;
    const counted = (agencyIds: string[]) =>
      world.bed.ask(CountCaseFiles, { agencyIds, ...march }, { service: 'stats' });
    expect(await counted([agencyId])).toEqual({ caseFiles: 2, documents: 3 });
    expect(await counted([])).toEqual({ caseFiles: 0, documents: 0 });
    expect(
      await world.bed.ask(CountCaseFiles, { agencyIds: [agencyId], ...march }, { service: 'incoming' }),
    ).toMatchObject({
      code: 'ACCESS.NOT_ALLOWED',
    });
  });

  it.each(['handling', 'case-files', 'documents-of-case-file'] as const)(
    'R-SYS-06: %s is a PDF with cover as well',
    async (output) => {
      const { content, mediaType, name } = await write({ output, format: 'pdf', caseFile: '07.VHXH' });
      expect([mediaType, name.endsWith('2025-03-01 2025-03-31.pdf')]).toEqual(['application/pdf', true]);
      expect(content.subarray(0, 5).toString('latin1')).toBe('%PDF-');
    },
  );

  it('R-SYS-06: is refused over the new year, for a case file without documents, and to others than clerks and leadership', async () => {
    const wish = { ...march, output: 'handling' as const, format: 'pdf' as const };
    await world.refuses('OUTGOING.BOOK_PERIOD', WritePeriodOutput, { ...wish, from: '2024-12-01' }, people.clerk);
    const empty = { ...wish, output: 'documents-of-case-file' as const, caseFile: '99.KHONG' };
    await world.refuses('OUTGOING.UNKNOWN_CASE_FILE', WritePeriodOutput, empty, people.clerk);
    await world.refuses('ACCESS.NOT_ALLOWED', WritePeriodOutput, wish, people.drafter);
    const unknown = { notation: '99.KHONG', title: 'Không có', retention: '5 năm' };
    await world.refuses('OUTGOING.UNKNOWN_CASE_FILE', DescribeCaseFile, unknown, people.drafter);
  });

  it('R-SYS-06: a recall shows in the report', async () => {
    await world.done(RecallDocument, { documentId: second.id, order: 'Công văn số 9', reason: 'Nhầm' }, people.clerk);
    expect((await rowsOf({ output: 'handling' })).at(-1)?.[5]).toBe('1');
  });
});

describe('R-OUT-15 what the system fills itself', () => {
  it('R-OUT-15: number, date, pages, place in the case file and codes of the receivers, under the names of Annex VI', async () => {
    await put(first);
    const fields = await world.done(GetFields, { documentId: first.id }, people.clerk);
    expect(fields).toMatchObject({
      FileCode: [
        { OrganId: 'H58.99', FileCatalog: 2025, FileNotation: '01.VP', DocOrdinal: 1 },
        { FileNotation: '07.VHXH', DocOrdinal: 1 },
      ],
      ...{ TypeName: 'Quyết định', CodeNumber: '01', CodeNotation: 'QĐ-UBND', IssuedDate: '2025-03-05', PageAmount: 1 },
      To: [
        { OrganId: 'H99', OrganName: receiver.name },
        { OrganId: null, OrganName: 'Báo Đồng Tháp' },
      ],
      Identifier: 'H58.99.2025.1',
    });
  });

  it('R-OUT-15: two that are put into a case file at once get places of their own, and none is skipped', async () => {
    const more = await Promise.all([1, 2, 3].map(() => world.until('issued')));
    await Promise.all(more.map((one) => put(one, '11.VHXH')));
    const fields = await Promise.all(
      more.map(({ id: documentId }) => world.done(GetFields, { documentId }, people.clerk)),
    );
    expect(fields.map(({ FileCode }) => FileCode[0]?.DocOrdinal).sort()).toEqual([1, 2, 3]);
  });

  it('R-OUT-15: there is nothing to read before the number is given, nor for strangers', async () => {
    const { id: documentId } = await world.until('signed');
    await world.refuses('OUTGOING.NOT_THE_TURN', GetFields, { documentId }, people.clerk);
    await world.refuses('REQUEST.NOT_FOUND', GetFields, { documentId: first.id }, stranger);
  });
});
