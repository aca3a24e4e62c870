import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { outgoing } from '@vanthu/contracts';
import { writeCsv, writeXlsx } from '@vanthu/spreadsheets';
import { people } from './people.js';
import { World } from './world.js';

const { AllotNumber, FindSeries, OpenSeries, ReadRegister, ResumeSeries, StopSeries, TakeOverLines } = outgoing;

let world: World;
beforeAll(async () => {
  world = await World.create();
});
afterAll(() => world?.close());

const decision = 'Quyết định số 05/QĐ-UBND ngày 05/3/2025';
/** A year of its own for each test: a year is a series of its own (R-OUT-02). */
let nextYear = 2040;
const inNewYear = async (work: (year: number) => Promise<void>) => {
  const [before, year] = [world.at, nextYear++];
  world.at = `${year}-07-01T02:00:00.000Z`;
  try {
    await work(year);
  } finally {
    world.at = before;
  }
};
const open = (year: number, lastNumber = 118) =>
  world.done(OpenSeries, { seriesCode: 'QD', year, lastNumber, lastDate: `${year}-06-30`, decision }, people.clerk);
const allot = async () => {
  const { id: documentId, manifest } = await world.until('signed');
  return { documentId, manifestHash: manifest.hash, activationId: randomUUID() };
};
const seriesOf = async (year: number) => (await world.done(FindSeries, { year }, people.leadership)).series[0];
const given = (number: number, documentDate: string) => ({
  ...{ numberAndSymbol: `${String(number).padStart(2, '0')}/QĐ-UBND`, documentDate },
  ...{ kindAndAbstract: 'Quyết định về việc chi hỗ trợ', signer: 'Trần Văn Bình', recipients: 'Các hộ dân' },
});

describe('a series that goes on behind the book kept before', () => {
  it('R-OUT-10: begins with the last number + 1, by decision of the head', () =>
    inNewYear(async (year) => {
      expect(await open(year)).toMatchObject({ state: 'open', lastNumber: 118 });
      expect(await world.done(AllotNumber, await allot(), people.clerk)).toMatchObject({
        numberAndSymbol: '119/QĐ-UBND',
      });
      expect(await seriesOf(year)).toMatchObject({ takenOverTo: 118, lastNumber: 119, decision });
    }));
  it('R-OUT-10: is refused a second time, once it has numbered, to others than clerks, and with a date that cannot be', () =>
    inNewYear(async (year) => {
      const wish = { seriesCode: 'QD', year, lastNumber: 5, lastDate: `${year}-06-30`, decision };
      await world.refuses('ACCESS.NOT_ALLOWED', OpenSeries, wish, people.signer);
      await world.refuses('OUTGOING.OPENING_DATE', OpenSeries, { ...wish, lastDate: `${year}-07-02` }, people.clerk);
      await world.refuses('OUTGOING.OPENING_DATE', OpenSeries, { ...wish, lastDate: null }, people.clerk);
      await world.done(AllotNumber, await allot(), people.clerk);
      await world.refuses('OUTGOING.SERIES_BEGUN', OpenSeries, wish, people.clerk);
    }));
});

describe('an outage', () => {
  const outage = (year: number, forGood = false) => {
    const why = { seriesCode: 'QD', year, reason: 'Mất điện', forGood };
    return world.done(StopSeries, why, people.clerk);
  };
  it('R-OUT-06: the numbers given on paper come in first, in order; then it goes on behind them', () =>
    inNewYear(async (year) => {
      await open(year, 8);
      await outage(year);
      expect(await seriesOf(year)).toMatchObject({ state: 'stopped', reason: 'Mất điện', since: world.at });
      const entries = [given(9, `${year}-06-30`), given(10, `${year}-07-01`)];
      await world.done(ResumeSeries, { seriesCode: 'QD', year, noneGiven: false, given: entries }, people.clerk);
      expect(await world.done(AllotNumber, await allot(), people.clerk)).toMatchObject({ number: 11 });
      const { items } = await world.done(ReadRegister, { year, limit: 9 }, people.clerk);
      expect(items.map(({ numberAndSymbol, documentId }) => [numberAndSymbol, documentId === null])).toEqual([
        ['09/QĐ-UBND', true],
        ['10/QĐ-UBND', true],
        ['11/QĐ-UBND', false],
      ]);
      expect(items[0]?.note).toBe('Cấp số trên giấy khi hệ thống tạm dừng');
    }));
  it('R-OUT-06: no number is given meanwhile, none is inserted, none left out', () =>
    inNewYear(async (year) => {
      await open(year, 8);
      await outage(year);
      await world.refuses('OUTGOING.SERIES_CLOSED', AllotNumber, await allot(), people.clerk);
      const resume = { seriesCode: 'QD', year, noneGiven: false };
      const today = `${year}-07-01`;
      const refused = await world.refuses(
        'OUTGOING.NUMBER_INSERTED',
        ResumeSeries,
        { ...resume, given: [given(8, today)] },
        people.clerk,
      );
      expect(refused.message).toContain('số tiếp theo của sổ là 9');
      const gap = { ...resume, given: [given(9, today), given(11, today)] };
      await world.refuses('OUTGOING.NUMBER_INSERTED', ResumeSeries, gap, people.clerk);
      await world.refuses('OUTGOING.OUTAGE_UNDECLARED', ResumeSeries, { ...resume, given: [] }, people.clerk);
      const both = { ...resume, noneGiven: true, given: [given(9, today)] };
      await world.refuses('OUTGOING.OUTAGE_UNDECLARED', ResumeSeries, both, people.clerk);
      await world.done(ResumeSeries, { ...resume, noneGiven: true, given: [] }, people.clerk);
      await world.refuses(
        'OUTGOING.SERIES_RUNS',
        ResumeSeries,
        { ...resume, noneGiven: true, given: [] },
        people.clerk,
      );
      expect(await world.done(AllotNumber, await allot(), people.clerk)).toMatchObject({ number: 9 });
    }));
  it('R-OUT-08: dates on paper may follow each other', () =>
    inNewYear(async (year) => {
      await open(year, 8);
      await outage(year);
      const entries = [given(9, `${year}-07-01`), given(10, `${year}-07-01`)];
      const resume = { seriesCode: 'QD', year, noneGiven: false, given: entries };
      expect(await world.done(ResumeSeries, resume, people.clerk)).toMatchObject({ lastNumber: 10 });
    }));
  it('R-OUT-08: a number on paper is refused a date before the last one, or one to come', () =>
    inNewYear(async (year) => {
      await open(year, 8);
      await outage(year);
      const resume = (date: string) => ({ seriesCode: 'QD', year, noneGiven: false, given: [given(9, date)] });
      await world.refuses('OUTGOING.DATE_BEHIND', ResumeSeries, resume(`${year}-06-29`), people.clerk);
      await world.refuses('OUTGOING.OPENING_DATE', ResumeSeries, resume(`${year}-07-02`), people.clerk);
      const badly = {
        ...resume(`${year}-07-01`),
        given: [{ ...given(9, `${year}-07-01`), numberAndSymbol: '9/QĐ-UBND' }],
      };
      await world.refuses('OUTGOING.NOT_A_NUMBER', ResumeSeries, badly, people.clerk);
    }));
  it('R-SYS-07: a series that ended with its agency in mid-year is not opened again, and is still read', () =>
    inNewYear(async (year) => {
      await open(year, 8);
      await outage(year, true);
      expect(await seriesOf(year)).toMatchObject({ state: 'closed', lastNumber: 8 });
      const resume = { seriesCode: 'QD', year, noneGiven: true, given: [] };
      await world.refuses('OUTGOING.SERIES_ENDED', ResumeSeries, resume, people.clerk);
      await world.refuses('OUTGOING.SERIES_CLOSED', AllotNumber, await allot(), people.clerk);
      const stop = { seriesCode: 'QD', year, reason: 'x', forGood: false };
      await world.refuses('OUTGOING.SERIES_ENDED', StopSeries, stop, people.clerk);
      await world.refuses('OUTGOING.SERIES_UNKNOWN', StopSeries, { ...stop, seriesCode: 'KHONG-CO' }, people.clerk);
    }));
});

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
const workbook = (title: string[], headings: string[], rows: string[][]) =>
  writeXlsx([{ name: 'Sổ', title, columns: headings.map((heading) => ({ heading })), rows }]);

describe('the lines of the old book', () => {
  const headings = [
    'STT',
    'Số, ký hiệu văn bản',
    'NGÀY THÁNG VĂN BẢN',
    'Ten loai va trich yeu noi dung van ban',
    'Người ký',
  ];
  const line = (n: number, symbol: string, date: string) => [
    String(n),
    symbol,
    date,
    'Quyết định về việc chi',
    'Ng. Văn An',
  ];
  const title = ['UBND XÃ CHÂU MINH', 'SỔ ĐĂNG KÝ VĂN BẢN ĐI'];
  const wish = async (year: number, rows: string[][], dryRun: boolean, as = 'xlsx') => {
    const below = [['', '(1)', '(2)', '(3)', '(4)'], ...rows];
    const bytes =
      as === 'csv'
        ? Buffer.from(writeCsv([...title.map((text) => [text]), headings, ...below]))
        : await workbook(title, headings, below);
    return { seriesCode: 'QD', year, dryRun, file: base64(bytes) };
  };
  it('R-OUT-14: come in from a workbook, read only, in the register of the year, after a run that changes nothing', () =>
    inNewYear(async (year) => {
      await open(year, 118);
      const rows = [line(1, '01/QĐ-UBND', `03/01/${year}`), line(2, '118/QĐ-UBND', `30/6/${year}`)];
      const before = await world.bed.rows('SELECT count(*) FROM register_line');
      const dry = await world.done(TakeOverLines, await wish(year, rows, true), people.clerk);
      expect(dry).toEqual({ lines: 2, taken: 0, problems: [] });
      expect(await world.bed.rows('SELECT count(*) FROM register_line')).toEqual(before);
      expect(await world.done(TakeOverLines, await wish(year, rows, false), people.clerk)).toMatchObject({ taken: 2 });
      await world.done(AllotNumber, await allot(), people.clerk);
      const { items } = await world.done(ReadRegister, { year, limit: 9 }, people.clerk);
      expect(items.map(({ numberAndSymbol }) => numberAndSymbol)).toEqual(['01/QĐ-UBND', '118/QĐ-UBND', '119/QĐ-UBND']);
      expect(items[0]).toMatchObject({ documentId: null, signer: 'Ng. Văn An', documentDate: `${year}-01-03` });
      expect(await seriesOf(year)).toMatchObject({ takenOverLines: 2 });
    }));
  it('R-OUT-14: a row that cannot be is named with its place and reason, and then none comes in', () =>
    inNewYear(async (year) => {
      await open(year, 118);
      const rows = [
        line(1, '01/QĐ-UBND', `03/01/${year}`),
        line(2, '2/QĐ-UBND', `03/01/${year}`),
        line(3, '119/QĐ-UBND', `03/01/${year}`),
        line(4, '03/QĐ-UBND', '31/02/2041'),
        line(5, '01/QĐ-UBND', `04/01/${year}`),
        line(6, '04/QĐ-UBND', `04/01/${year - 1}`),
      ];
      const dry = await world.done(TakeOverLines, await wish(year, rows, true, 'csv'), people.clerk);
      expect(dry.problems.map(({ row }) => row)).toEqual([6, 7, 8, 9, 10]);
      expect(dry.problems[0]?.why).toContain('dưới 10');
      await world.refuses('OUTGOING.OLD_BOOK_PROBLEMS', TakeOverLines, await wish(year, rows, false), people.clerk);
      const good = [line(1, '01/QĐ-UBND', `03/01/${year}`)];
      await world.done(TakeOverLines, await wish(year, good, false), people.clerk);
      await world.refuses('OUTGOING.OLD_BOOK_PROBLEMS', TakeOverLines, await wish(year, good, false), people.clerk);
    }));
  it('a file that is no table, and one without the headings, are refused', () =>
    inNewYear(async (year) => {
      await open(year, 118);
      const wished = { seriesCode: 'QD', year, dryRun: true };
      const file = base64(await workbook([], ['a', 'b'], []));
      await world.refuses('OUTGOING.OLD_BOOK_UNFIT', TakeOverLines, { ...wished, file }, people.clerk);
      const broken = base64(Uint8Array.of(0x50, 0x4b, 3, 4, 0, 1));
      await world.refuses('OUTGOING.OLD_BOOK_UNFIT', TakeOverLines, { ...wished, file: broken }, people.clerk);
    }));
});
