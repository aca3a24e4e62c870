import { describe, expect, it } from '@jest/globals';
import { isRefusal } from '@vanthu/contracts';
import { civilDate, loadTinos, reportingPeriodOn, unprintable as unprintableIn } from '@vanthu/decree30';
import { caseValues } from '../../../test/case-of-2023.js';
import { problemsOf, readValue } from './check-inputs.js';
import { readInputsTable } from './read-inputs-table.js';
import { reformReport, type SystemFigures } from './reform-report.js';
import { statedFigures } from './stated-figures.js';

const coverage = {
  issued: 623,
  excluded: 0,
  signed: 623,
  both: 617,
  personalOnly: 0,
  organisationOnly: 6,
  unsigned: 0,
  percentBoth: '99.04',
  percentSigned: '100.00',
};
const system: SystemFigures = {
  coverage,
  incomingRegistered: 1506,
  incomingCompleted: 1500,
  completedLate: 2,
  incomingReturned: 9,
  issuers: 13,
  issuersWithPersonal: 13,
};
const fonts = await loadTinos();
const unprintable = (text: string) => unprintableIn(text, fonts);
const quarter = reportingPeriodOn(civilDate('2023-03-14'), 'quarter');
const after = reportingPeriodOn(civilDate('2023-03-15'), 'quarter');

const printed = (values = caseValues): string => {
  const report = reformReport(quarter, after, system, values);
  if (isRefusal(report)) throw new Error(report.code);
  return JSON.stringify(report.blocks);
};

describe('the report on administrative reform', () => {
  it('states every figure of the case, percentages computed to two decimals, half up', () => {
    const words = printed();
    const figures = [
      ...[
        '623',
        '1.506',
        '617',
        '99,04%',
        '100,00%',
        '43 nhiệm vụ',
        '32 thủ tục',
        '33 thủ tục',
        'cấp huyện 9, cấp xã 24',
      ],
      ...['cấp huyện 252', 'cấp xã 222', 'cùng cấp 3', 'giữa các cấp 57'],
      ...['"142","90","52","31","21,83%"', '"151","112","39","15","9,93%"'],
      ...['4.608', '4.432', 'không có hồ sơ trễ hạn', '"149","4.608","3,23%"', '"1.637","4.432","36,94%"'],
      ...['429 tài khoản', '521 tin', '1022', 'máy tính bảng', 'số hóa', 'Nhiệm vụ Quý II năm 2023', 'còn 6 văn bản'],
    ];
    for (const figure of figures) expect(words).toContain(figure);
    expect(words).not.toContain('chưa có số liệu');
  });

  it('says in its place what is not given, and names it', () => {
    const values = new Map(caseValues);
    values.delete('portal.items');
    const report = reformReport(quarter, after, system, values);
    expect(report).toMatchObject({ lackingVi: expect.arrayContaining(['Tin, bài và thông tin khác đã đăng']) });
    expect(printed(values)).toContain('đăng (chưa có số liệu) tin, bài');
  });

  it('lists every figure once with where it comes from', () => {
    const origins = new Map([...caseValues.keys()].map((code) => [code, { source: 'Báo cáo số 1', providedBy: 'A' }]));
    const figures = statedFigures(system, caseValues, origins);
    if (isRefusal(figures)) throw new Error(figures.code);
    expect(figures).toContainEqual(expect.objectContaining({ value: '21,83%', origin: 'computed', basisVi: '31/142' }));
    expect(figures).toContainEqual(expect.objectContaining({ value: '4.608', basisVi: 'Báo cáo số 1 (A)' }));
    const names = figures.map(({ groupVi, nameVi }) => `${groupVi} ${nameVi}`);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('what is entered', () => {
  it.each([
    ['one-stop.received', '4.608', '4608'],
    ['one-stop.received', '0', '0'],
    ['plan.decision', ' Quyết định ', 'Quyết định'],
    ['plan.decision', 'Quye\u0302\u0301t đi\u0323nh\nsố 1', 'Quyết định\nsố 1'],
  ])('%s: %s is %s', (code, written, value) => {
    expect(readValue(code, written, unprintable)).toBe(value);
  });

  it.each(['4,608', '4.60', '-1', '1e3', '99,04%', '007', 'không'])('%s is no count', (written) => {
    expect(readValue('one-stop.received', written, unprintable)).toMatchObject({ code: 'one-stop.received' });
  });

  it.each([
    ['Quyết định 😀', '“😀” (U+1F600)'],
    ['Quyết\u0000định', 'U+0000'],
    ['Quyết\u0085định \ud800', 'U+0085, U+D800'],
  ])('%j cannot be printed', (written, named) => {
    const messageVi = expect.stringMatching(new RegExp(`không in được ký tự ${named.replace(/[()+]/g, '\\$&')}\\.$`));
    expect(readValue('plan.decision', written, unprintable)).toEqual({ code: 'plan.decision', messageVi });
  });

  it('a numerator above its denominator is refused, as in the published report', () => {
    const values = new Map([...caseValues, ['use.users', '430'], ['use.officials', '429']]);
    expect(problemsOf(values).map(({ messageVi }) => messageVi)).toEqual([
      'Tỷ lệ cán bộ, công chức sử dụng phần mềm: Tử số lớn hơn mẫu số (430/429).',
    ]);
    expect(problemsOf(caseValues)).toEqual([]);
  });

  it.each([
    [{ 'online.full': '150' }, 'các phần cộng lại là 151, tổng số là 150'],
    [{ 'online.partial-district': '143' }, 'các phần cộng lại là 195'],
    [{ 'procedures.change-1.district': '33' }, 'các phần cộng lại là 33, tổng số là 32'],
  ])('parts above or beside their whole: %o', (changed, words) => {
    const values = new Map([...caseValues, ...Object.entries(changed)]);
    expect(problemsOf(values)[0]?.messageVi).toContain(words);
  });

  it('a table names its rows: other unit, other period, no source, twice, no number', () => {
    const heading = ['Mã', 'Chỉ tiêu', 'Đơn vị tính', 'Giá trị', 'Nguồn', 'Người cung cấp', 'Kỳ'];
    const row = (...cells: string[]) => ['one-stop.received', '', ...cells];
    const entries = readInputsTable(
      [
        ['Số liệu của Quý I'],
        [],
        heading,
        row('hồ sơ', '4608', 'Sổ', 'Lê A', '2023-Q1'),
        ['Bộ phận Một cửa'.slice(0, 0), 'nhóm'],
        row('hồ sơ', '4608', 'Sổ', 'Lê A'),
        ['one-stop.resolved', '', 'người', '1', 'Sổ', 'Lê A'],
        ['one-stop.late', '', '', '0', '', 'Lê A'],
        ['post.received', '', '', '1', 'Sổ', ''],
        ['post.returned', '', '', 'x', 'Sổ', 'Lê A', ''],
        ['portal.items', '', '', '1', 'Sổ', 'Lê A', '2022-Q4'],
        ['không.có', '', '', '1', 'Sổ', 'Lê A', ''],
      ],
      '2023-Q1',
      unprintable,
    );
    expect(entries?.map(({ row: at, problem }) => [at, problem?.messageVi.slice(0, 20) ?? null])).toEqual([
      [4, null],
      [6, 'Mã này đã có ở dòng '],
      [7, 'Đơn vị tính là “hồ s'],
      [8, 'Chưa ghi nguồn của s'],
      [9, 'Chưa ghi người cung '],
      [10, 'Kết quả trả qua bưu '],
      [11, 'Số liệu của kỳ 2022-'],
      [12, 'Không có chỉ tiêu kh'],
    ]);
    expect(readInputsTable([['a', 'b']], '2023-Q1', unprintable)).toBeNull();
  });
});
