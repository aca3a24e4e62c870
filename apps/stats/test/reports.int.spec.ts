import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type Actor,
  type OutputOf as Answered,
  directory,
  incoming,
  isRefusal,
  outgoing,
  signing,
  stats,
} from '@vanthu/contracts';
import { createServiceTestbed, type ServiceTestbed } from '@vanthu/messaging';
import { isTableRefusal, readTable, writeXlsx } from '@vanthu/spreadsheets';
import { statsService } from '../src/index.js';
import { caseFile } from './case-of-2023.js';
import { agency, agencyId, byOrganisation, byPerson, communeId, issued, judged, unitId } from './sample-events.js';

let bed: ServiceTestbed;
const period = '2023-Q1';
const actor = (own: Partial<Actor> = {}): Actor => ({
  personId: randomUUID(),
  personName: 'Nguyễn Thị Lãnh',
  positionId: randomUUID(),
  positionTitle: 'Chánh Văn phòng',
  agencyId,
  unitId: null,
  roles: ['leadership'],
  headOf: [],
  ...own,
});
const leader = actor();
const file = (bytes: Uint8Array | string) => Buffer.from(bytes).toString('base64');
const entry = (code: string, value: string, revision = 0) => ({
  code,
  value,
  source: 'Sổ theo dõi',
  providedBy: 'Lê Văn Cấp',
  revision,
});
const rowsKept = async () => (await bed.rows('SELECT * FROM report_input')).length;

async function answered<T extends object>(answer: Promise<T>) {
  const value = await answer;
  if (isRefusal(value)) throw new Error(`${value.code} ${value.message}`);
  return value as Exclude<T, { refused: true }>;
}

beforeAll(async () => {
  bed = await createServiceTestbed(statsService, { clock: 'real' });
  await bed.emit(directory.AgencyLoaded, { aggregateId: agencyId, payload: agency(agencyId, 'UBND huyện', null) });
  await bed.emit(directory.AgencyLoaded, { aggregateId: communeId, payload: agency(communeId, 'UBND xã', agencyId) });
  // 617 of 623 with both signatures, in the sums of the model; one document of each kind goes the whole way.
  const [both, ink] = [randomUUID(), randomUUID()];
  await bed.emit(outgoing.Issued, { aggregateId: both, payload: issued(both) });
  await bed.emit(signing.DocumentJudged, { aggregateId: both, payload: judged(both, [byPerson(), byOrganisation()]) });
  await bed.emit(outgoing.Issued, { aggregateId: ink, payload: issued(ink) });
  await bed.emit(signing.DocumentJudged, { aggregateId: ink, payload: judged(ink, [byOrganisation()]) });
  const letter = randomUUID();
  await bed.emit(incoming.IncomingRegistered, {
    aggregateId: letter,
    payload: {
      documentId: letter,
      agencyId,
      readers: [],
      fields: {
        senderAgencyId: null,
        senderName: 'Sở Nội vụ',
        numberAndSymbol: '12/SNV',
        documentDate: '2023-01-09',
        kind: 'cong-van',
        abstract: 'Về việc báo cáo',
        signerName: null,
        urgency: 'normal',
        answerBy: null,
      },
      arrivalNumber: 1,
      arrivedOn: '2023-01-10',
      registeredAt: '2023-01-10T02:00:00.000Z',
      outgoingDocumentId: null,
    },
  });
  const superior = randomUUID();
  const district = {
    ...agency(agencyId, 'Ủy ban nhân dân huyện Gò Công Tây', superior),
    printedName: ['Ủy ban nhân dân', 'Huyện Gò Công Tây'],
  };
  await bed.answer(directory.GetAgency, () => ({
    ...district,
    units: [{ id: unitId, agencyId, name: 'Phòng Nội vụ', abbreviation: 'NV' }],
  }));
  await bed.answer(outgoing.CountCaseFiles, () => ({ caseFiles: 56, documents: 1_234 }));
  await bed.answer(directory.FindAgencies, () => ({
    agencies: [
      {
        id: superior,
        code: 'H53',
        name: 'Ủy ban nhân dân tỉnh Tiền Giang',
        hosted: false,
        superiorId: null,
        validTo: null,
      },
    ],
  }));
  const head = randomUUID();
  await bed.answer(
    directory.FindPeople,
    (): Answered<typeof directory.FindPeople> => ({
      people: [
        {
          personId: randomUUID(),
          fullName: 'Trần Văn Chủ',
          positionId: head,
          title: 'Chủ tịch',
          level: 'head',
          roles: ['signer'],
          unitId: null,
          unitName: null,
        },
      ],
    }),
  );
  await bed.answer(
    directory.CheckAuthority,
    (): Answered<typeof directory.CheckAuthority> => ({
      capacity: 'TM',
      lines: ['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH'],
      signerName: 'Trần Văn Chủ',
      signerTitle: 'CHỦ TỊCH',
      authorityId: null,
      sourceDocument: null,
      personId: randomUUID(),
      unitId: null,
    }),
  );
});
afterAll(() => bed.close());

describe('figures that no document tells', () => {
  it('a table is first told row by row, then entered with its source, the person, and who entered it as what', async () => {
    const input = { period, file: file(caseFile), apply: false };
    const told = await answered(bed.ask(stats.ImportReportInputs, input, { actor: leader }));
    expect(told).toMatchObject({ applied: false, changed: 0 });
    expect(new Set(told.rows.map(({ outcome }) => outcome))).toEqual(new Set(['new']));
    expect(await rowsKept()).toBe(0);

    const done = await answered(bed.ask(stats.ImportReportInputs, { ...input, apply: true }, { actor: leader }));
    expect(done).toMatchObject({ applied: true, changed: told.rows.length });
    const again = await answered(bed.ask(stats.ImportReportInputs, { ...input, apply: true }, { actor: leader }));
    expect(again).toMatchObject({ applied: true, changed: 0 });

    const { groups, lacking } = await answered(bed.ask(stats.GetReportInputs, { period }, { actor: leader }));
    const received = groups.flatMap(({ inputs }) => inputs).find(({ code }) => code === 'one-stop.received');
    expect(received).toMatchObject({
      value: '4608',
      providedBy: 'Bộ phận Một cửa',
      enteredBy: 'Nguyễn Thị Lãnh, Chánh Văn phòng',
      revision: 1,
    });
    expect(lacking).toBe(2);
  });

  it('a numerator above its denominator is refused with all that came with it', async () => {
    const before = await rowsKept();
    const entries = [entry('use.officials', '429'), entry('use.users', '430')];
    const refused = await bed.ask(stats.EnterReportInputs, { period, entries }, { actor: leader });
    expect(refused).toMatchObject({
      code: 'STATS.INPUTS_REFUSED',
      message: expect.stringContaining('Tử số lớn hơn mẫu số'),
    });
    expect(await rowsKept()).toBe(before);
  });

  it('a correction is the next revision; what was there before stays; whoever saw the older one is told', async () => {
    const change = (value: string, revision: number) =>
      bed.ask(
        stats.EnterReportInputs,
        { period, entries: [entry('portal.items', value, revision)] },
        { actor: leader },
      );
    expect(await change('520', 1)).toEqual({ changed: 1 });
    expect(await change('519', 1)).toMatchObject({ code: 'REQUEST.STALE_VERSION' });
    expect(await change('521', 2)).toEqual({ changed: 1 });
    const kept = await bed.rows(
      `SELECT value, entered_by FROM report_input WHERE code = 'portal.items' ORDER BY revision`,
    );
    expect(kept.map(({ value }) => value)).toEqual(['521', '520', '521']);
  });

  it('a file that is no table, a period that is none, and an agency that is not theirs are refused', async () => {
    const ask = (input: object, own: Partial<Actor> = {}) =>
      bed.ask(stats.ImportReportInputs, { period, file: file('x'), apply: true, ...input }, { actor: actor(own) });
    expect(await ask({ file: file(Buffer.from('PK\u0003\u0004xx', 'latin1')) })).toMatchObject({
      code: 'STATS.UNREADABLE_TABLE',
    });
    expect(await ask({ file: file('a,b\n1,2\n') })).toMatchObject({ code: 'STATS.UNREADABLE_TABLE' });
    expect(await ask({ period: '2199-Q1', file: file(caseFile) })).toMatchObject({ code: 'STATS.UNKNOWN_PERIOD' });
    const stranger = actor({ agencyId: communeId });
    expect(await bed.ask(stats.GetReportInputs, { period, agencyId }, { actor: stranger })).toMatchObject({
      code: 'REQUEST.NOT_FOUND',
    });
  });
});

/** The report as it passes through the store. */
async function write(
  format: 'pdf' | 'docx' | 'xlsx' | 'csv',
  own: { kind?: stats.ReportKind; what?: 'report' | 'template'; period?: string; at?: 'today' | 'cut-off' } = {},
) {
  const asked = {
    period,
    agencyId,
    format,
    kind: 'reform' as const,
    what: 'report' as const,
    at: 'today' as const,
    ...own,
  };
  const written = await answered(bed.ask(stats.WriteReport, asked, { service: 'cli' }));
  const bytes = await readFile(join(bed.config.files.directory, 'passing', written.passingId));
  expect(bytes.length).toBe(written.bytes);
  return bytes;
}

describe('the report as files', () => {
  it('XLSX and CSV state every figure with its basis; the template is read back as it stands', async () => {
    for (const format of ['xlsx', 'csv'] as const) {
      const table = readTable(await write(format));
      if (isTableRefusal(table)) throw new Error(table.message);
      const line = table.rows.find((cells) => cells[1] === 'Tỷ lệ tiếp nhận qua bưu chính công ích');
      expect(line?.slice(2, 6)).toEqual(['3,23%', '%', 'Tính từ các số trên', '149/4.608']);
      const template = await write(format, { what: 'template' });
      const told = await answered(
        bed.ask(stats.ImportReportInputs, { period, file: file(template), apply: false }, { actor: leader }),
      );
      expect(new Set(told.rows.map(({ outcome }) => outcome))).toEqual(new Set(['same']));
    }
  });

  it('PDF and DOCX are made of the same blocks', async () => {
    expect((await write('pdf')).subarray(0, 5).toString()).toBe('%PDF-');
    expect((await write('docx')).subarray(0, 2).toString()).toBe('PK');
  });
});

describe('reports on documents alone', () => {
  const report = (kind: stats.ReportKind) =>
    answered(bed.ask(stats.GetReformReport, { period, kind, at: 'today' }, { actor: leader }));
  const figureOf = async (kind: stats.ReportKind, nameVi: string) =>
    (await report(kind)).figures.find((one) => one.nameVi === nameVi)?.value;

  it('R-SYS-06: each states its figures from the sums, percentages computed from their parts', async () => {
    expect(await figureOf('coverage', 'Có cả chữ ký số cá nhân và cơ quan')).toBe('1');
    expect(await figureOf('coverage', 'Tỷ lệ: Có cả chữ ký số cá nhân và cơ quan')).toBe('50,00%');
    expect(await figureOf('volumes', 'Văn bản đi đã phát hành')).toBe('2');
    expect(await figureOf('volumes', 'Văn bản đến đã vào sổ')).toBe('1');
    expect(await figureOf('resolution', 'Tỷ lệ: Vào sổ đúng hạn')).toBe('100,00%');
    expect(await figureOf('outputs', 'Sổ đăng ký văn bản đến: số văn bản')).toBe('1');
    // R-SYS-06: all six outputs of Annex VI part V.
    const outputs = (await report('outputs')).figures.filter(({ origin }) => origin === 'system');
    expect(new Set(outputs.map(({ nameVi }) => nameVi.split(':')[0]))).toEqual(
      new Set([
        'Sổ đăng ký văn bản đến',
        'Báo cáo tình hình giải quyết văn bản đến',
        'Sổ đăng ký văn bản đi',
        'Báo cáo tình hình giải quyết văn bản đi',
        'Mục lục văn bản trong hồ sơ',
        'Mục lục hồ sơ',
      ]),
    );
    expect(outputs.slice(-2).map(({ value, unitVi }) => [value, unitVi])).toEqual([
      ['1.234', 'văn bản'],
      ['56', 'hồ sơ'],
    ]);
    const done = (await report('resolution')).blocks.at(-2);
    expect(done).toMatchObject({ rows: [['UBND huyện', '1', '1', '0', '0', '0']] });
    const byAgency = (await report('coverage')).blocks.find(
      (block) => block.type === 'table' && block.header[0] === 'Cơ quan',
    );
    expect(byAgency).toMatchObject({ rows: [['UBND huyện', '2', '2', '1', '1', '50,00%', '1']] });
  });

  it('is written as PDF, DOCX, XLSX and CSV, and has no cut-off', async () => {
    for (const kind of ['coverage', 'volumes', 'resolution', 'outputs'] as const) {
      expect((await write('pdf', { kind })).subarray(0, 5).toString()).toBe('%PDF-');
      expect((await write('docx', { kind })).subarray(0, 2).toString()).toBe('PK');
      for (const format of ['xlsx', 'csv'] as const) {
        const table = readTable(await write(format, { kind }));
        if (isTableRefusal(table)) throw new Error(table.message);
        const { figures } = await report(kind);
        const stated = figures.map(({ nameVi, value }) => [nameVi, value]);
        expect(table.rows.map((cells) => [cells[1], cells[2]])).toEqual(expect.arrayContaining(stated));
      }
    }
    const closed = { period, kind: 'coverage' as const, at: 'cut-off' as const };
    expect(await bed.ask(stats.GetReformReport, closed, { actor: leader })).toMatchObject({ code: 'STATS.NO_CUT_OFF' });
  });
});

describe('a closed period', () => {
  const late = randomUUID();
  const snapshot = async () => answered(bed.ask(stats.GetSnapshot, { period }, { actor: leader }));

  it('is not closed before its last day is over, nor by a person who does not lead, nor twice', async () => {
    const running = await answered(bed.ask(stats.FindPeriods, {}, { actor: leader }));
    const close = (input: { period: string }, own: Partial<Actor> = {}) =>
      bed.ask(stats.ClosePeriod, input, { actor: actor(own) });
    expect(await close({ period: running.current })).toMatchObject({ code: 'STATS.PERIOD_NOT_OVER' });
    expect(await close({ period }, { roles: ['clerk'] })).toMatchObject({ code: 'ACCESS.NOT_ALLOWED' });
    expect(await bed.rows('SELECT * FROM period_snapshot')).toEqual([]);
    expect((await snapshot()).snapshot).toBeNull();

    expect(await close({ period })).toMatchObject({ sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(await close({ period })).toMatchObject({ code: 'STATS.ALREADY_CLOSED' });
    expect(await snapshot()).toMatchObject({
      ended: true,
      snapshot: { closedBy: 'Nguyễn Thị Lãnh, Chánh Văn phòng', figures: { issued: 2, both: 1 } },
      differences: [],
      corrections: [],
    });
  });

  it('stays what it was when a judgement comes late; what moved is traced, and both stand side by side', async () => {
    const before = await snapshot();
    await bed.emit(outgoing.Issued, { aggregateId: late, payload: issued(late, { numberAndSymbol: '102/QĐ-UBND' }) });
    const both = judged(late, [byPerson(), byOrganisation()]);
    await bed.emit(signing.DocumentJudged, { aggregateId: late, payload: both });
    const now = await snapshot();
    expect(now.snapshot).toEqual(before.snapshot);
    expect(now.today).toMatchObject({ issued: 3, both: 2 });
    expect(now.differences).toContainEqual({
      groupVi: 'Văn bản điện tử và ký số',
      nameVi: 'Tỷ lệ văn bản đi có cả hai chữ ký số',
      unitVi: '%',
      atCutOff: '50,00%',
      today: '66,67%',
    });
    expect(now.corrections.map(({ numberAndSymbol, fromVi, toVi }) => [numberAndSymbol, fromVi, toVi])).toEqual([
      ['102/QĐ-UBND', 'Chưa ký số', 'Cả hai chữ ký'],
      ['102/QĐ-UBND', 'Chưa có trong số liệu', 'Chưa ký số'],
    ]);
    // Judged again with another result: the figure moves back, the trace grows, the snapshot stays.
    await bed.emit(signing.DocumentJudged, { aggregateId: late, payload: judged(late, [byOrganisation()]) });
    const again = await snapshot();
    expect(again.snapshot).toEqual(before.snapshot);
    expect(again.today).toMatchObject({ both: 1, organisationOnly: 2 });
    expect(again.corrections).toHaveLength(3);
  });

  it('the report at cut-off is that of the snapshot and names its hash; today it is another', async () => {
    const { snapshot: closed } = await snapshot();
    const report = (at: 'today' | 'cut-off') =>
      answered(bed.ask(stats.GetReformReport, { period, kind: 'reform', at }, { actor: leader })).then((one) =>
        JSON.stringify(one.blocks),
      );
    expect(await report('cut-off')).toContain(closed?.sha256);
    expect(await report('cut-off')).toContain('50,00%');
    expect(await report('today')).not.toContain(closed?.sha256);
    expect(await report('today')).toContain('33,33%');
    const other = await bed.ask(
      stats.GetReformReport,
      { period: '2022-Q4', kind: 'reform', at: 'cut-off' },
      { actor: leader },
    );
    expect(other).toMatchObject({ code: 'STATS.NOT_CLOSED' });
  });

  it('is never changed, not even by who has the database', async () => {
    await expect(bed.rows(`UPDATE period_snapshot SET content = '{}'`)).rejects.toThrow(/never changed/);
    await expect(bed.rows('DELETE FROM coverage_correction')).rejects.toThrow(/never changed/);
  });
});

describe('what cannot be printed', () => {
  const text = 'plan.decision';
  const tables = { value: 'Giá trị', source: 'Nguồn', providedBy: 'Người cung cấp' };
  const own = { value: 'Quyết định số 1', source: 'Sổ', providedBy: 'Lê Văn Cấp' };

  it.each([
    [{ value: 'Quyết định 😀' }, 'U+1F600'],
    [{ value: 'Quyết định\u0000' }, 'U+0000'],
    [{ value: 'Quyết định\ud800' }, 'U+D800'],
    [{ source: 'Sổ 😀' }, 'U+1F600'],
    [{ source: 'Sổ \u0085' }, 'U+0085'],
    [{ providedBy: 'Cấp 中' }, 'U+4E2D'],
  ])('is refused when it is entered and nothing is kept: %j', async (wrong, named) => {
    const before = await rowsKept();
    const [old] = await bed.rows('SELECT max(revision) AS revision FROM report_input WHERE code = $1', [text]);
    const entries = [{ ...entry(text, '', Number(old?.revision ?? 0)), ...own, ...wrong }];
    const refused = await bed.ask(stats.EnterReportInputs, { period, entries }, { actor: leader });
    expect(refused).toMatchObject({
      code: 'STATS.INPUTS_REFUSED',
      message: expect.stringContaining(named),
      details: { each: [{ code: text }] },
    });
    expect(await rowsKept()).toBe(before);
  });

  it.each([
    [{ value: 'Quyết định 😀' }, 'U+1F600'],
    [{ value: 'Quyết\u0007định' }, 'U+0007'],
    [{ source: 'S\u0001ổ' }, 'U+0001'],
    [{ providedBy: 'Lê 😀 Cấp' }, 'U+1F600'],
  ])('is named in the row of a table, and the table is not entered: %j', async (wrong, named) => {
    const before = await rowsKept();
    const row = { code: text, ...own, ...wrong };
    const heading = ['Mã', tables.value, tables.source, tables.providedBy].join(',');
    const table = `${heading}\n${[row.code, row.value, row.source, row.providedBy].join(',')}\n`;
    const input = { period, file: file(table), apply: true };
    const told = await answered(bed.ask(stats.ImportReportInputs, input, { actor: leader }));
    expect(told).toMatchObject({ applied: false, rows: [{ outcome: 'refused', messageVi: expect.any(String) }] });
    expect(told.rows[0]?.messageVi).toContain(named);
    expect(await rowsKept()).toBe(before);
  });

  it.each([
    [{ value: 'Quyết_x0000_định' }, 'U+0000', { value: 'Quyết□định' }],
    [{ source: 'Sổ_xD800_' }, 'U+D800', { value: own.value }],
    [{ code: 'plan_x0000_decision' }, 'Không có chỉ tiêu plan□decision', { code: 'plan□decision' }],
  ])('is named in a workbook that hides it, and the answer is kept: %j', async (wrong, named, shown) => {
    const before = await rowsKept();
    const row = { code: text, ...own, ...wrong };
    const columns = ['Mã', tables.value, tables.source, tables.providedBy].map((heading) => ({ heading }));
    const rows = [[row.code, row.value, row.source, row.providedBy]];
    const bytes = await writeXlsx([{ name: 'Số liệu', title: ['Số liệu'], columns, rows, landscape: true }]);
    const input = { period, file: file(bytes), apply: true };
    const told = await answered(bed.ask(stats.ImportReportInputs, input, { actor: leader }));
    expect(told).toMatchObject({ applied: false, rows: [{ outcome: 'refused', ...shown }] });
    expect(told.rows[0]?.messageVi).toContain(named);
    expect(await rowsKept()).toBe(before);
  });

  it('text is composed when it is kept', async () => {
    const decomposed = (words: string) => words.normalize('NFD');
    const table = `Mã,Giá trị,Nguồn,Người cung cấp\n${text},${decomposed('Quyết định')},${decomposed('Sổ theo dõi')},${decomposed('Lê Văn Cấp')}\n`;
    const input = { period: '2022-Q3', file: file(table), apply: true };
    expect(await bed.ask(stats.ImportReportInputs, input, { actor: leader })).toMatchObject({ applied: true });
    const kept = await bed.rows(`SELECT value, source, provided_by FROM report_input WHERE period = '2022-Q3'`);
    expect(kept).toEqual([{ value: 'Quyết định', source: 'Sổ theo dõi', provided_by: 'Lê Văn Cấp' }]);
  });

  it('what was kept and closed before such characters were refused is printed with □', async () => {
    const old = '2022-Q2';
    const entries = [entry(text, 'Quyết định số 22')];
    await answered(bed.ask(stats.EnterReportInputs, { period: old, entries }, { actor: leader }));
    await bed.rows(`UPDATE report_input SET value = 'Quyết định 😀 số 22' WHERE period = $1`, [old]);
    await answered(bed.ask(stats.ClosePeriod, { period: old }, { actor: leader }));
    for (const at of ['today', 'cut-off'] as const) {
      expect((await write('pdf', { period: old, at })).subarray(0, 5).toString()).toBe('%PDF-');
      expect((await write('docx', { period: old, at })).subarray(0, 2).toString()).toBe('PK');
    }
  });
});
