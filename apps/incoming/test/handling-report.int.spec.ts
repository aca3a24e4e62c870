import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { directory, incoming, isRefusal, routing } from '@vanthu/contracts';
import { PassingFiles } from '@vanthu/files';
import { isTableRefusal, readTable } from '@vanthu/spreadsheets';
import { agencyId, fieldsOf, Office } from './office.js';

const { WriteHandlingReport } = incoming;
const march = { from: '2025-03-01', to: '2025-03-31', volume: '01' };
const lead = { kind: 'unit' as const, unitId: randomUUID(), name: 'Phòng Kinh tế' };

let office: Office;
beforeAll(async () => {
  office = await Office.open();
  await office.bed.answer(directory.GetAgency, () => ({
    ...{ id: agencyId, code: 'H58.99', name: 'Ủy ban nhân dân xã Châu Minh', printedName: ['UBND', 'XÃ CHÂU MINH'] },
    ...{ superiorName: null, superiorId: null, abbreviation: 'UBND', place: 'Châu Minh', collective: true },
    ...{ collectiveName: 'ỦY BAN NHÂN DÂN', headTitle: 'CHỦ TỊCH', sealMm: 36, validFrom: '2025-01-01', validTo: null },
    ...{ successorId: null, hosted: true, units: [] },
  }));
  await settled('2025-03-14T03:00:00.000Z');
  await settled('2025-03-20T03:00:00.000Z');
  await settled(null);
  const waiting = fieldsOf();
  await office.register(await office.checked(waiting), waiting);
});
afterAll(() => office.bed.close());

/** Directed to the unit until Friday 14 March, and completed then, or not. */
async function settled(completedAt: string | null): Promise<void> {
  const fields = fieldsOf();
  const documentId = await office.checked(fields);
  await office.register(documentId, fields);
  const subject = { documentId, agencyId, readers: [] };
  const at = '2025-03-10T04:00:00.000Z';
  const told = { aggregateId: documentId, occurredAt: at };
  const position = { toPositionId: randomUUID(), toName: 'Chủ tịch' };
  await office.bed.emit(routing.Submitted, { ...told, payload: { ...subject, ...position, submittedAt: at } });
  const direction = { lead, cooperators: [], deadline: '2025-03-14', text: 'Xử lý' };
  const directed = { ...subject, direction, directedBy: 'Chủ tịch', directedAt: at, tasks: [] };
  await office.bed.emit(routing.Directed, { ...told, payload: directed });
  if (completedAt === null) return;
  const outcome = { answerNumberAndSymbol: '7/UBND-VP', answerDocumentId: null, reason: null, late: false };
  await office.bed.emit(routing.Completed, {
    ...{ aggregateId: documentId, occurredAt: completedAt },
    payload: { ...subject, ...outcome, completedAt },
  });
}

const ask = (own: Partial<typeof march> & { format?: 'pdf' | 'xlsx' } = {}, as: 'clerk' | 'director' = 'clerk') =>
  office.bed.ask(WriteHandlingReport, { ...march, format: 'xlsx', ...own }, office.as(as, '2025-04-02T02:00:00.000Z'));

async function written(format: 'pdf' | 'xlsx') {
  const answer = await ask({ format });
  if (isRefusal(answer)) throw new Error(answer.message);
  const passing = new PassingFiles(office.bed.config.files);
  const content = await readFile(passing.pathOf(answer.passingId));
  await passing.remove(answer.passingId);
  return content;
}

describe('R-SYS-06 how incoming documents were settled', () => {
  it('R-SYS-06: counts by who leads what was settled in time, late, and is open, from the register of the period', async () => {
    const table = readTable(await written('xlsx'));
    if (isTableRefusal(table)) throw new Error(table.message);
    const at = table.rows.findIndex((row) => row[0] === 'Đơn vị, người chủ trì');
    expect(table.rows.slice(at + 1)).toEqual([
      ['Chưa phân công', '1', '0', '0', '1', '0', '0'],
      ['Phòng Kinh tế', '3', '1', '1', '0', '1', '0'],
      ['Toàn cơ quan', '4', '1', '1', '1', '1', '0'],
    ]);
    expect(table.rows.slice(0, at).flat().join(' ')).toContain('Từ ngày 01/03/2025 đến ngày 31/03/2025. Quyển số 01');
  });
  it('R-SYS-06: is a PDF with cover as well', async () => {
    expect((await written('pdf')).subarray(0, 5).toString('latin1')).toBe('%PDF-');
  });
  it('R-SYS-06: is refused over the new year, and to others than clerks', async () => {
    expect(await ask({ from: '2024-12-01' })).toMatchObject({ refused: true, code: 'INCOMING.BOOK_PERIOD' });
    expect(await ask({}, 'director')).toMatchObject({ refused: true, code: 'ACCESS.NOT_ALLOWED' });
  });
});
