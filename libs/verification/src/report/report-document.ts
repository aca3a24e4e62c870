import type { signing } from '@vanthu/contracts';
import { instantVi } from './times.js';

type View = signing.VerificationView;

/** A report as headings, rows and lists; HTML and PDF print the same. */
export interface ReportDocument {
  readonly title: string;
  readonly answer: View['answer'];
  readonly answerVi: string;
  readonly messageVi: string;
  readonly facts: readonly Row[];
  readonly sections: readonly ReportSection[];
  readonly closing: string;
}

export type Row = readonly [label: string, value: string];

export interface ReportSection {
  readonly heading: string;
  readonly message: string | null;
  readonly rows: readonly Row[];
  readonly listHeading: string | null;
  readonly list: readonly string[];
}

export const answerWords = {
  valid: 'HỢP LỆ',
  invalid: 'KHÔNG HỢP LỆ',
  undetermined: 'CHƯA ĐỦ CĂN CỨ',
  unsigned: 'KHÔNG CÓ CHỮ KÝ SỐ',
} as const satisfies Record<View['answer'], string>;

const ownerWords = { person: 'cá nhân', organisation: 'cơ quan', unknown: '' } as const;

/** @param madeAt  when the report is made, ISO 8601 */
export function reportDocument(fileName: string, view: View, madeAt: string): ReportDocument {
  return {
    title: 'Kết quả kiểm tra chữ ký số',
    answer: view.answer,
    answerVi: answerWords[view.answer],
    messageVi: view.messageVi,
    facts: [
      ['Tệp', fileName],
      ['Dung lượng', `${new Intl.NumberFormat('vi-VN').format(view.bytes)} byte`],
      ['Giá trị băm SHA-256', view.sha256],
      ['Kiểm tra theo thời điểm', instantVi(view.judgedFor)],
    ],
    sections: [...view.signatures.map(signatureSection), ...marksSection(view), ...timestampsSection(view)],
    closing: `Lập lúc ${instantVi(madeAt)} (giờ Việt Nam). Kết quả chỉ đúng với tệp có giá trị băm ghi trên.`,
  };
}

function signatureSection(signature: signing.VerifiedSignature, index: number): ReportSection {
  const { owner, field, items, changes, moreChanges, remarksVi, level } = signature;
  const whose = owner.kind === 'unknown' ? '' : ` (${ownerWords[owner.kind]}: ${owner.name})`;
  return {
    heading: `Chữ ký ${index + 1}: ${signature.signer ?? 'không rõ người ký'}${whose}`,
    message: signature.messageVi,
    rows: [
      ...items.map(({ labelVi, valueVi }): Row => [labelVi, valueVi]),
      ['Ô chữ ký', field],
      ...(level === null ? [] : [['Mức PAdES', level] as const]),
      ...remarksVi.map((remark): Row => ['Lưu ý', remark]),
    ],
    listHeading: changes.length > 0 ? 'Thay đổi sau khi ký' : null,
    list: [
      ...changes.map(({ textVi, level: how }) => (how === 'forbidden' ? `KHÔNG ĐƯỢC PHÉP: ${textVi}` : textVi)),
      ...(moreChanges > 0 ? [`và ${moreChanges} thay đổi nữa`] : []),
    ],
  };
}

const section = (heading: string, list: readonly string[]): ReportSection[] =>
  list.length === 0 ? [] : [{ heading, message: null, rows: [], listHeading: null, list }];

const marksSection = ({ marks }: View): ReportSection[] =>
  section(
    'Số, ngày và dấu trên văn bản',
    marks.map(({ kindVi, shows, setBy, place }) =>
      [
        `${kindVi}${shows === null ? '' : `: ${shows}`}`,
        setBy === null ? null : `do ${setBy} ký đặt`,
        place === null ? null : `trang ${place.page}`,
      ]
        .filter((part) => part !== null)
        .join(', '),
    ),
  );

const timestampsSection = ({ timestamps }: View): ReportSection[] =>
  section(
    'Dấu thời gian của văn bản',
    timestamps.map(({ field, time, by }) =>
      [field, time === null ? null : instantVi(time), by].filter((part) => part !== null).join(', '),
    ),
  );
