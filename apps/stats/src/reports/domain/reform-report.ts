import { isRefusal, type outgoing, type Refusal, type stats } from '@vanthu/contracts';
import type { ReportingPeriod } from '@vanthu/decree30';
import { countVi } from '../../coverage/domain/percent.js';
import type { Values } from './check-inputs.js';
import { indicators, isExpected, nextTasks, procedureChanges } from './indicators.js';
import { dayVi, lowerFirst, shareVi, unknown } from './printed-figures.js';

/** What the system itself knows of the period: the agency with all agencies below it. */
export interface SystemFigures {
  readonly coverage: stats.CoverageFigures;
  readonly incomingRegistered: number;
  readonly incomingCompleted: number;
  readonly completedLate: number;
  readonly incomingReturned: number;
  /** Agencies and units that have issued something, and those of them that have signed personally. */
  readonly issuers: number;
  readonly issuersWithPersonal: number;
}

export interface ReformReport {
  readonly abstract: string;
  readonly blocks: outgoing.BodyBlock[];
  readonly lackingVi: string[];
}

/** The report as divisions, sentences and tables of a báo cáo (Annex III template 1.4), every percentage computed. */
export function reformReport(
  period: ReportingPeriod,
  next: ReportingPeriod | null,
  system: SystemFigures,
  values: Values,
): ReformReport | Refusal {
  const writer = new Writer(values);
  const { coverage } = system;
  const counted = coverage.issued - coverage.excluded;
  const lacking = counted - coverage.both;

  writer.part('Công tác chỉ đạo, điều hành');
  writer.clause(
    `Kế hoạch cải cách hành chính của năm được ban hành theo ${writer.text('plan.decision')}, gồm ${writer.count('plan.tasks')} nhiệm vụ.`,
  );

  writer.part('Kết quả thực hiện');
  writer.heading('Văn bản điện tử và ký số');
  const [outside, insideOf] = [
    writer.number('documents.outgoing-outside'),
    writer.number('documents.incoming-outside'),
  ];
  const all = (inside: number, out: number | null) => (out === null ? null : inside + out);
  writer.paragraph(
    `Từ ngày ${dayVi(period.from)} đến ngày ${dayVi(period.to)}, cơ quan và các đơn vị trực thuộc đã phát hành ${countVi(coverage.issued)} văn bản đi, vào sổ ${countVi(system.incomingRegistered)} văn bản đến; đã giải quyết xong ${countVi(system.incomingCompleted)} văn bản đến, trong đó quá hạn ${countVi(system.completedLate)}; trả lại nơi gửi ${countVi(system.incomingReturned)}.`,
  );
  writer.table(
    ['Chỉ tiêu', 'Số lượng', 'Trên tổng số', 'Tỷ lệ'],
    [
      writer.rate('Văn bản đi cập nhật, xử lý trên phần mềm', coverage.issued, all(coverage.issued, outside)),
      writer.rate(
        'Văn bản đến cập nhật, xử lý trên phần mềm',
        system.incomingRegistered,
        all(system.incomingRegistered, insideOf),
      ),
      writer.rate('Văn bản đi được ký số', coverage.signed, counted),
      writer.rate('Văn bản đi có cả chữ ký số của lãnh đạo và của cơ quan', coverage.both, counted),
      writer.rate(
        'Cơ quan, đơn vị ký số khi phát hành, có chữ ký số cá nhân của lãnh đạo',
        system.issuersWithPersonal,
        system.issuers,
      ),
    ],
  );
  if (coverage.excluded > 0) {
    writer.paragraph(`Không tính vào tỷ lệ: ${countVi(coverage.excluded)} văn bản thuộc diện loại trừ.`);
  }
  const [users, officials] = [writer.number('use.users'), writer.number('use.officials')];
  if (users !== null && officials !== null) {
    writer.paragraph(
      `Cán bộ, công chức sử dụng phần mềm quản lý văn bản: ${countVi(users)}/${countVi(officials)}, đạt ${writer.share(users, officials)}.`,
    );
  }

  writer.heading('Thủ tục hành chính');
  for (const code of procedureChanges) if (values.has(`${code}.total`)) writer.paragraph(change(writer, code));
  writer.paragraph(
    `Số thủ tục hành chính được công khai: cấp huyện ${writer.count('procedures.published-district')} thủ tục, cấp xã ${writer.count('procedures.published-commune')} thủ tục; liên thông cùng cấp ${writer.count('procedures.linked-one-level')} thủ tục, liên thông giữa các cấp ${writer.count('procedures.linked-between-levels')} thủ tục.`,
  );

  writer.heading('Dịch vụ công trực tuyến');
  const level = (name: string, code: string) => [
    name,
    ...['', '-district', '-commune', '-used'].map((end) => writer.count(`${code}${end}`)),
    writer.share(writer.number(`${code}-used`), writer.number(code)),
  ];
  writer.table(
    ['Mức độ', 'Tổng số', 'Cấp huyện', 'Cấp xã', 'Có phát sinh hồ sơ', 'Tỷ lệ'],
    [level('Một phần', 'online.partial'), level('Toàn trình', 'online.full')],
  );

  writer.heading('Bộ phận Một cửa, bưu chính công ích');
  const [received, resolved] = [writer.number('one-stop.received'), writer.number('one-stop.resolved')];
  const late = writer.number('one-stop.late');
  const onTime = late === 0 ? 'không có hồ sơ trễ hạn' : `trễ hạn ${writer.count('one-stop.late')} hồ sơ`;
  writer.paragraph(
    `Tiếp nhận ${writer.count('one-stop.received')} hồ sơ, đã giải quyết ${writer.count('one-stop.resolved')} hồ sơ, ${onTime}.`,
  );
  writer.table(
    ['Chỉ tiêu', 'Số lượng', 'Trên tổng số', 'Tỷ lệ'],
    [
      writer.rate('Hồ sơ tiếp nhận, giải quyết trên phần mềm', writer.number('one-stop.in-software'), received),
      writer.rate('Hồ sơ tiếp nhận qua bưu chính công ích', writer.number('post.received'), received),
      writer.rate('Kết quả trả qua bưu chính công ích', writer.number('post.returned'), resolved),
    ],
  );

  writer.heading('Thư điện tử công vụ, trang thông tin điện tử');
  const [accounts, inUse] = [writer.number('email.accounts'), writer.number('email.in-use')];
  writer.paragraph(
    `Có ${writer.count('email.accounts')} tài khoản thư điện tử công vụ, đang sử dụng ${writer.count('email.in-use')} tài khoản, đạt ${writer.share(inUse, accounts)}. Trang thông tin điện tử đăng ${writer.count('portal.items')} tin, bài và thông tin khác.`,
  );

  writer.part(`Nhiệm vụ ${(next?.nameVi ?? 'kỳ tới').toLocaleLowerCase('vi').replace(/quý (\w+)/u, upperRoman)}`);
  writer.clause(
    lacking === 0
      ? 'Giữ tỷ lệ 100% văn bản phát hành có đủ chữ ký số cá nhân của lãnh đạo và chữ ký số của cơ quan.'
      : `Theo dõi, đôn đốc, nhắc nhở các cơ quan, đơn vị ký số cá nhân cho đến khi mọi văn bản phát hành đều có đủ hai chữ ký; kỳ này còn ${countVi(lacking)} văn bản chưa đủ.`,
  );
  for (const code of nextTasks) if (values.has(code)) writer.clause(ended(writer.text(code)));

  if (writer.refusal !== null) return writer.refusal;
  return {
    abstract: `Kết quả công tác cải cách hành chính ${lowerFirst(period.nameVi)}`,
    blocks: writer.blocks,
    lackingVi: lackingOf(values),
  };
}

const upperRoman = (_: string, roman: string): string => `Quý ${roman.toLocaleUpperCase('vi')}`;
const ended = (text: string): string => (/[.;!?]$/.test(text) ? text : `${text}.`);

function change(writer: Writer, code: string): string {
  const levels = [
    ['cấp huyện', writer.number(`${code}.district`)],
    ['cấp xã', writer.number(`${code}.commune`)],
  ] as const;
  const split = levels.flatMap(([name, number]) => (number === null ? [] : [`${name} ${countVi(number)}`]));
  const of = split.length === 0 ? '' : ` (${split.join(', ')})`;
  return `${writer.count(`${code}.total`)} thủ tục lĩnh vực ${writer.text(`${code}.field`)}${of}: ${writer.text(`${code}.act`)}, theo ${writer.text(`${code}.decision`)}.`;
}

export const lackingOf = (values: Values): string[] =>
  [...indicators.values()].filter(({ code }) => isExpected(code) && !values.has(code)).map(({ nameVi }) => nameVi);

/** Collects the blocks; the first figure that contradicts itself refuses the whole. */
class Writer {
  readonly blocks: outgoing.BodyBlock[] = [];
  refusal: Refusal | null = null;

  constructor(private readonly values: Values) {}

  number(code: string): number | null {
    const value = this.values.get(code);
    return value === undefined ? null : Number(value);
  }

  count(code: string): string {
    const number = this.number(code);
    return number === null ? unknown : countVi(number);
  }

  text(code: string): string {
    return this.values.get(code) ?? unknown;
  }

  share(part: number | null, whole: number | null): string {
    const share = shareVi(part, whole);
    if (!isRefusal(share)) return share;
    this.refusal ??= share;
    return unknown;
  }

  /** A line of a table: what, how many, of how many, how much that is. */
  rate(name: string, part: number | null, whole: number | null): string[] {
    const shown = (number: number | null) => (number === null ? unknown : countVi(number));
    return [name, shown(part), shown(whole), this.share(part, whole)];
  }

  part(title: string): void {
    this.blocks.push({ type: 'division', level: 'roman', title });
  }

  heading(title: string): void {
    this.blocks.push({ type: 'division', level: 'clause', title });
  }

  clause(text: string): void {
    this.blocks.push({ type: 'division', level: 'clause', text });
  }

  paragraph(text: string): void {
    this.blocks.push({ type: 'paragraph', text });
  }

  table(header: string[], rows: string[][]): void {
    this.blocks.push({ type: 'table', header, rows });
  }
}
