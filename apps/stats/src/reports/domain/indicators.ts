/** A figure or a text of the report that no document of the system tells. */
export interface Indicator {
  readonly code: string;
  readonly nameVi: string;
  readonly unitVi: string;
  readonly kind: 'count' | 'text';
}

export interface IndicatorGroup {
  readonly code: string;
  readonly nameVi: string;
  readonly indicators: readonly Indicator[];
}

const count = (code: string, nameVi: string, unitVi: string): Indicator => ({ code, nameVi, unitVi, kind: 'count' });
const text = (code: string, nameVi: string): Indicator => ({ code, nameVi, unitVi: 'nội dung', kind: 'text' });
const upTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1);

/** Lots of procedures announced as new, replaced or abolished in one decision of the province. */
export const procedureChanges = upTo(6).map((n) => `procedures.change-${n}`);
export const nextTasks = upTo(8).map((n) => `next.task-${n}`);

const procedures = 'thủ tục';
const dossiers = 'hồ sơ';

/** What a district's quarterly report on administrative reform states beside the figures of its documents. */
export const indicatorGroups: readonly IndicatorGroup[] = [
  {
    code: 'plan',
    nameVi: 'Kế hoạch cải cách hành chính',
    indicators: [
      text('plan.decision', 'Văn bản ban hành kế hoạch năm'),
      count('plan.tasks', 'Nhiệm vụ trong kế hoạch', 'nhiệm vụ'),
    ],
  },
  {
    code: 'documents',
    nameVi: 'Văn bản xử lý ngoài phần mềm',
    indicators: [
      count('documents.outgoing-outside', 'Văn bản đi không cập nhật, xử lý trên phần mềm', 'văn bản'),
      count('documents.incoming-outside', 'Văn bản đến không cập nhật, xử lý trên phần mềm', 'văn bản'),
    ],
  },
  {
    code: 'use',
    nameVi: 'Sử dụng phần mềm quản lý văn bản',
    indicators: [
      count('use.officials', 'Cán bộ, công chức phải sử dụng phần mềm', 'người'),
      count('use.users', 'Trong đó: có sử dụng phần mềm', 'người'),
    ],
  },
  {
    code: 'procedures',
    nameVi: 'Thủ tục hành chính',
    indicators: [
      ...procedureChanges.flatMap((code, index) => [
        text(`${code}.field`, `Lần công bố ${index + 1}: lĩnh vực`),
        text(`${code}.act`, `Lần công bố ${index + 1}: việc công bố (bãi bỏ, thay thế, ban hành mới …)`),
        count(`${code}.total`, `Lần công bố ${index + 1}: số thủ tục`, procedures),
        count(`${code}.district`, `Lần công bố ${index + 1}: trong đó cấp huyện`, procedures),
        count(`${code}.commune`, `Lần công bố ${index + 1}: trong đó cấp xã`, procedures),
        text(`${code}.decision`, `Lần công bố ${index + 1}: quyết định công bố`),
      ]),
      count('procedures.published-district', 'Thủ tục được công khai, cấp huyện', procedures),
      count('procedures.published-commune', 'Thủ tục được công khai, cấp xã', procedures),
      count('procedures.linked-one-level', 'Thủ tục liên thông cùng cấp', procedures),
      count('procedures.linked-between-levels', 'Thủ tục liên thông giữa các cấp', procedures),
    ],
  },
  {
    code: 'online',
    nameVi: 'Dịch vụ công trực tuyến',
    indicators: [
      count('online.partial', 'Dịch vụ công trực tuyến một phần', procedures),
      count('online.partial-district', 'Một phần: cấp huyện', procedures),
      count('online.partial-commune', 'Một phần: cấp xã', procedures),
      count('online.partial-used', 'Một phần: có phát sinh hồ sơ', procedures),
      count('online.full', 'Dịch vụ công trực tuyến toàn trình', procedures),
      count('online.full-district', 'Toàn trình: cấp huyện', procedures),
      count('online.full-commune', 'Toàn trình: cấp xã', procedures),
      count('online.full-used', 'Toàn trình: có phát sinh hồ sơ', procedures),
    ],
  },
  {
    code: 'one-stop',
    nameVi: 'Bộ phận Một cửa',
    indicators: [
      count('one-stop.received', 'Hồ sơ tiếp nhận', dossiers),
      count('one-stop.in-software', 'Trong đó: tiếp nhận, giải quyết trên phần mềm', dossiers),
      count('one-stop.resolved', 'Hồ sơ đã giải quyết', dossiers),
      count('one-stop.late', 'Trong đó: trễ hạn', dossiers),
    ],
  },
  {
    code: 'post',
    nameVi: 'Bưu chính công ích',
    indicators: [
      count('post.received', 'Hồ sơ tiếp nhận qua bưu chính công ích', dossiers),
      count('post.returned', 'Kết quả trả qua bưu chính công ích', dossiers),
    ],
  },
  {
    code: 'email',
    nameVi: 'Thư điện tử công vụ',
    indicators: [
      count('email.accounts', 'Tài khoản thư điện tử công vụ', 'tài khoản'),
      count('email.in-use', 'Trong đó: đang sử dụng', 'tài khoản'),
    ],
  },
  {
    code: 'portal',
    nameVi: 'Trang thông tin điện tử',
    indicators: [count('portal.items', 'Tin, bài và thông tin khác đã đăng', 'tin, bài')],
  },
  {
    code: 'next',
    nameVi: 'Nhiệm vụ kỳ tới',
    indicators: nextTasks.map((code, index) => text(code, `Nhiệm vụ ${index + 1}`)),
  },
];

export const indicators: ReadonlyMap<string, Indicator> = new Map(
  indicatorGroups.flatMap((group) => group.indicators.map((one) => [one.code, one])),
);

export const groupOf = (code: string): IndicatorGroup | undefined =>
  indicatorGroups.find((group) => group.indicators.some((one) => one.code === code));

/** Lots of changes and tasks are as many as there are; of all others a report without them is incomplete. */
export const isExpected = (code: string): boolean => !/^(procedures\.change-|next\.)/.test(code);

/** Parts that make up the whole when all of them are given; none may be above it. */
export const splits: readonly { readonly whole: string; readonly parts: readonly string[] }[] = [
  ...procedureChanges.map((code) => ({ whole: `${code}.total`, parts: [`${code}.district`, `${code}.commune`] })),
  { whole: 'online.partial', parts: ['online.partial-district', 'online.partial-commune'] },
  { whole: 'online.full', parts: ['online.full-district', 'online.full-commune'] },
];

/** Percentages, each from its parts. */
export const shares: readonly { readonly part: string; readonly whole: string; readonly nameVi: string }[] = [
  { part: 'use.users', whole: 'use.officials', nameVi: 'Tỷ lệ cán bộ, công chức sử dụng phần mềm' },
  { part: 'online.partial-used', whole: 'online.partial', nameVi: 'Tỷ lệ dịch vụ một phần có phát sinh hồ sơ' },
  { part: 'online.full-used', whole: 'online.full', nameVi: 'Tỷ lệ dịch vụ toàn trình có phát sinh hồ sơ' },
  { part: 'one-stop.in-software', whole: 'one-stop.received', nameVi: 'Tỷ lệ hồ sơ trên phần mềm' },
  { part: 'one-stop.late', whole: 'one-stop.resolved', nameVi: 'Tỷ lệ hồ sơ trễ hạn' },
  { part: 'post.received', whole: 'one-stop.received', nameVi: 'Tỷ lệ tiếp nhận qua bưu chính công ích' },
  { part: 'post.returned', whole: 'one-stop.resolved', nameVi: 'Tỷ lệ trả kết quả qua bưu chính công ích' },
  { part: 'email.in-use', whole: 'email.accounts', nameVi: 'Tỷ lệ tài khoản đang sử dụng' },
];
