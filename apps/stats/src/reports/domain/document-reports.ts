import { isRefusal, type outgoing, type Refusal, type stats } from '@vanthu/contracts';
import type { ReportingPeriod } from '@vanthu/decree30';
import { countVi } from '../../coverage/domain/percent.js';
import type { Measure } from '../../model/measured-sums.js';
import { dayVi, lowerFirst, shareVi } from './printed-figures.js';

type Figures = stats.CoverageFigures;
type Stated = stats.StatedFigure;
export type DocumentReportKind = Exclude<stats.ReportKind, 'reform'>;

/** What the read models say, for the agency with all below it. */
export interface DocumentFigures {
  readonly coverage: Figures;
  readonly measures: ReadonlyMap<Measure, number>;
  /** With documents of the period, and those documents; null: not asked for. */
  readonly caseFiles: { readonly caseFiles: number; readonly documents: number } | null;
  /** Of each agency what was done with its documents. */
  readonly doneByAgency: readonly { readonly name: string; readonly measures: ReadonlyMap<Measure, number> }[];
  readonly byAgency: readonly { readonly name: string; readonly figures: Figures }[];
  readonly byUnit: readonly { readonly name: string; readonly figures: Figures }[];
  readonly byKind: readonly { readonly name: string; readonly figures: Figures }[];
  readonly byMonth: readonly { readonly name: string; readonly figures: Figures }[];
}

export interface DocumentReport {
  readonly abstract: string;
  readonly blocks: outgoing.BodyBlock[];
  readonly figures: Stated[];
}

/** A line of a report: so many, of how many where that says something. */
interface Line {
  readonly nameVi: string;
  readonly number: number;
  readonly of?: number;
  /** Default: documents. */
  readonly unitVi?: string;
}

const abstracts: Readonly<Record<DocumentReportKind, string>> = {
  coverage: 'Tình hình ký số văn bản đi',
  volumes: 'Tình hình văn bản đi, văn bản đến',
  resolution: 'Tình hình giải quyết văn bản đến',
  outputs: 'Số liệu quản lý văn bản, hồ sơ',
};

/** A table of a báo cáo holds as many rows as a draft may have (`BodyBlock`). */
const mostRows = 500;

/** A report on documents alone: sentence, lines with their shares, tables by part. Every percentage is computed. */
export function documentReport(
  kind: DocumentReportKind,
  period: ReportingPeriod,
  figures: DocumentFigures,
): DocumentReport | Refusal {
  const lines = linesOf(kind, figures);
  const rows: string[][] = [];
  const stated: Stated[] = [];
  for (const { nameVi, number, of, unitVi = 'văn bản' } of lines) {
    const share = of === undefined ? null : shareVi(number, of);
    if (isRefusal(share)) return share;
    rows.push([nameVi, countVi(number), of === undefined ? '' : countVi(of), share ?? '']);
    const same = { groupVi: abstracts[kind], nameVi };
    stated.push({ ...same, value: countVi(number), unitVi, origin: 'system', basisVi: basis });
    if (of !== undefined) {
      const parts = `${countVi(number)}/${countVi(of)}`;
      stated.push({
        ...same,
        nameVi: `Tỷ lệ: ${nameVi}`,
        value: share,
        unitVi: '%',
        origin: 'computed',
        basisVi: parts,
      });
    }
  }
  const blocks: outgoing.BodyBlock[] = [
    { type: 'paragraph', text: scopeVi(period) },
    { type: 'division', level: 'roman', title: 'Kết quả chung' },
    { type: 'table', header: ['Chỉ tiêu', 'Số lượng', 'Trên tổng số', 'Tỷ lệ'], rows },
  ];
  for (const { title, heading, parts } of tablesOf(kind, figures)) {
    if (parts.length === 0) continue;
    blocks.push({ type: 'division', level: 'roman', title });
    for (let at = 0; at < parts.length; at += mostRows) {
      const some = parts.slice(at, at + mostRows);
      blocks.push({ type: 'table', header: [heading, ...columns], rows: some.map(coverageRow) });
    }
    for (const { name, figures: of } of parts) {
      const value = `${countVi(of.both)}/${countVi(of.issued - of.excluded)}`;
      stated.push({ groupVi: title, nameVi: name, value, unitVi: 'văn bản', origin: 'system', basisVi: basis });
    }
  }
  if (kind === 'resolution' && figures.doneByAgency.length > 0) {
    blocks.push({ type: 'division', level: 'roman', title: 'Theo cơ quan' });
    for (let at = 0; at < figures.doneByAgency.length; at += mostRows) {
      const some = figures.doneByAgency.slice(at, at + mostRows);
      blocks.push({ type: 'table', header: ['Cơ quan', ...doneColumns], rows: some.map(doneRow) });
    }
  }
  const abstract = `${abstracts[kind]} ${lowerFirst(period.nameVi)}`;
  blocks.push({ type: 'paragraph', text: `Trên đây là báo cáo ${lowerFirst(abstract)}.` });
  return { abstract, blocks, figures: stated };
}

const basis = 'Đếm từ sổ và kết quả kiểm tra chữ ký trong hệ thống';
const columns = ['VB đi', 'Ký cơ quan', 'Ký cá nhân', 'Cả hai', 'Tỷ lệ', 'Còn thiếu'];
const doneColumns = ['Đã vào sổ', 'Vào sổ đúng hạn', 'Trình đúng hạn', 'Đã giải quyết', 'Giải quyết đúng hạn'];
const scopeVi = ({ from, to }: ReportingPeriod): string =>
  `Số liệu của cơ quan và các cơ quan, đơn vị trực thuộc từ ngày ${dayVi(from)} đến ngày ${dayVi(to)}, do hệ thống quản lý văn bản đếm từ sổ đăng ký và từ kết quả kiểm tra chữ ký số.`;

function coverageRow({ name, figures }: { name: string; figures: Figures }): string[] {
  const counted = figures.issued - figures.excluded;
  const counts = [
    figures.issued,
    figures.both + figures.organisationOnly,
    figures.both + figures.personalOnly,
    figures.both,
  ].map(countVi);
  const rate = figures.percentBoth === null ? '–' : `${figures.percentBoth.replace('.', ',')}%`;
  return [name, ...counts, rate, countVi(counted - figures.both)];
}

function doneRow({ name, measures }: DocumentFigures['doneByAgency'][number]): string[] {
  const of = (measure: Measure): number => measures.get(measure) ?? 0;
  const counts = [
    of('registered'),
    of('registered') - of('registered-late'),
    of('submitted') - of('submitted-late'),
    of('completed'),
    of('completed') - of('completed-late'),
  ];
  return [name, ...counts.map(countVi)];
}

function linesOf(kind: DocumentReportKind, { coverage, measures, byUnit, caseFiles }: DocumentFigures): Line[] {
  const of = (measure: Measure): number => measures.get(measure) ?? 0;
  const counted = coverage.issued - coverage.excluded;
  const inTime = (measure: 'registered' | 'submitted' | 'completed', nameVi: string): Line => ({
    nameVi,
    number: of(measure) - of(`${measure}-late`),
    of: of(measure),
  });
  const issuedInTime: Line[] = [
    { nameVi: 'Văn bản đi phát hành đúng hạn sau khi ký', number: of('issued') - of('issued-late'), of: of('issued') },
    { nameVi: 'Văn bản đi gửi đúng hạn sau khi ký', number: of('issued') - of('sent-late'), of: of('issued') },
  ];
  const issued: Line = { nameVi: 'Văn bản đi đã phát hành', number: coverage.issued };
  const registered: Line = { nameVi: 'Văn bản đến đã vào sổ', number: of('registered') };
  const completed: Line = { nameVi: 'Văn bản đến đã giải quyết xong', number: of('completed') };
  switch (kind) {
    case 'coverage':
      return [
        issued,
        { nameVi: 'Không tính vào tỷ lệ', number: coverage.excluded, of: coverage.issued },
        { nameVi: 'Văn bản đi được ký số', number: coverage.signed, of: counted },
        { nameVi: 'Có cả chữ ký số cá nhân và cơ quan', number: coverage.both, of: counted },
        { nameVi: 'Chỉ có chữ ký số cá nhân', number: coverage.personalOnly, of: counted },
        { nameVi: 'Chỉ có chữ ký số cơ quan', number: coverage.organisationOnly, of: counted },
        { nameVi: 'Chưa ký số', number: coverage.unsigned, of: counted },
        {
          nameVi: 'Đơn vị có ký số cá nhân',
          number: byUnit.filter(({ figures }) => figures.both + figures.personalOnly > 0).length,
          of: byUnit.length,
          unitVi: 'đơn vị',
        },
      ];
    case 'volumes':
      return [issued, registered, { nameVi: 'Văn bản đến trả lại nơi gửi', number: of('returned') }, completed];
    case 'resolution':
      return [
        registered,
        inTime('registered', 'Vào sổ đúng hạn'),
        inTime('submitted', 'Trình đúng hạn'),
        completed,
        inTime('completed', 'Giải quyết đúng hạn'),
        { nameVi: 'Giải quyết quá hạn', number: of('completed-late'), of: of('completed') },
        { nameVi: 'Trả lại nơi gửi', number: of('returned') },
      ];
    case 'outputs':
      return [
        { nameVi: 'Sổ đăng ký văn bản đến: số văn bản', number: of('registered') },
        { ...completed, nameVi: 'Báo cáo tình hình giải quyết văn bản đến: đã giải quyết xong' },
        inTime('completed', 'Báo cáo tình hình giải quyết văn bản đến: giải quyết đúng hạn'),
        { nameVi: 'Sổ đăng ký văn bản đi: số văn bản', number: coverage.issued },
        ...issuedInTime.map((line) => ({
          ...line,
          nameVi: `Báo cáo tình hình giải quyết văn bản đi: ${lowerFirst(line.nameVi)}`,
        })),
        { nameVi: 'Mục lục văn bản trong hồ sơ: số văn bản đi trong hồ sơ', number: caseFiles?.documents ?? 0 },
        { nameVi: 'Mục lục hồ sơ: số hồ sơ có văn bản đi', number: caseFiles?.caseFiles ?? 0, unitVi: 'hồ sơ' },
      ];
    default:
      return kind satisfies never;
  }
}

function tablesOf(kind: DocumentReportKind, figures: DocumentFigures) {
  const agency = { title: 'Theo cơ quan', heading: 'Cơ quan', parts: figures.byAgency };
  const unit = { title: 'Theo đơn vị', heading: 'Đơn vị', parts: figures.byUnit };
  const type = { title: 'Theo loại văn bản', heading: 'Loại văn bản', parts: figures.byKind };
  const month = { title: 'Theo tháng', heading: 'Tháng', parts: figures.byMonth };
  return { coverage: [agency, unit, type, month], volumes: [agency, type, month], resolution: [], outputs: [] }[kind];
}
