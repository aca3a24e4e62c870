import type { MarkFact, PdfFacts } from './facts.js';
import type {
  DocumentAnswer,
  IntegrityReason,
  MarkReport,
  SignatureIndication,
  SignatureReport,
  SubIndication,
} from './report.js';

/** One bad signature spoils the document; all must pass for it to pass. No signature is no ground for either. */
export function documentAnswer(indications: readonly SignatureIndication[]): DocumentAnswer {
  if (indications.includes('TOTAL_FAILED')) return 'không hợp lệ';
  return indications.length > 0 && indications.every((one) => one === 'TOTAL_PASSED') ? 'hợp lệ' : 'chưa đủ căn cứ';
}

const integrityWords: Readonly<Record<IntegrityReason, string>> = {
  'byte-range-malformed': 'phạm vi ký không đọc được',
  'byte-range-not-from-start': 'phạm vi ký không bắt đầu từ đầu tệp',
  'byte-range-past-end': 'tệp đã bị lưu lại sau khi ký; chữ ký không còn kiểm được, lấy bản gốc từ nguồn',
  'gap-not-contents': 'phạm vi ký bỏ ngoài nhiều hơn chỗ của chữ ký',
  'gap-not-even': 'chỗ dành cho chữ ký bị viết khác thường',
  'padding-not-zero': 'có dữ liệu lạ trong chỗ dành cho chữ ký',
  'coverage-partial': 'chữ ký không bao trọn một lần lưu của tệp',
  'sub-filter-unknown': 'loại chữ ký không được hỗ trợ',
  'cms-malformed': 'khối dữ liệu chữ ký không đọc được',
  'cms-inconsistent': 'khối dữ liệu chữ ký không nhất quán',
  'cms-content-type': 'khối dữ liệu chữ ký không nhất quán',
  'not-detached': 'khối dữ liệu chữ ký chứa nội dung riêng',
  'digest-unsupported': 'thuật toán băm không được hỗ trợ',
  'digest-mismatch': 'nội dung đã bị thay đổi sau khi ký',
  'value-unsupported': 'thuật toán ký không được hỗ trợ',
  'value-mismatch': 'giá trị chữ ký không đúng',
  'ess-mismatch': 'chứng thư số kèm theo không phải chứng thư đã ký',
  'field-not-in-form': 'tệp đã bị lưu lại sau khi ký, chữ ký không còn trong biểu mẫu; lấy bản gốc từ nguồn',
  'timestamp-unsupported': 'dấu thời gian dùng thuật toán không được hỗ trợ',
  'dictionary-inconsistent': 'thông tin chữ ký bị thay đổi sau khi ký',
};

const subIndicationWords: Partial<Record<SubIndication, string>> = {
  NO_CERTIFICATE_CHAIN_FOUND: 'chưa dựng được chuỗi chứng thư số tới gốc tin cậy',
  CERTIFICATE_CHAIN_GENERAL_FAILURE: 'chuỗi chứng thư số không kiểm được',
  CHAIN_CONSTRAINTS_FAILURE: 'chuỗi chứng thư số không đúng ràng buộc',
  CRYPTO_CONSTRAINTS_FAILURE: 'toàn vẹn, nhưng thuật toán yếu',
  CRYPTO_CONSTRAINTS_FAILURE_NO_POE: 'toàn vẹn, nhưng thuật toán yếu',
  OUT_OF_BOUNDS_NO_POE: 'chứng thư số không còn hoặc chưa có hiệu lực và không có dấu thời gian chứng minh lúc ký',
  NO_SIGNING_CERTIFICATE_FOUND: 'không có chứng thư số của người ký',
  REVOKED_NO_POE: 'chứng thư số đã bị thu hồi và không có dấu thời gian chứng minh lúc ký',
  REVOKED_CA_NO_POE: 'chứng thư số của tổ chức cấp đã bị thu hồi',
  REVOKED: 'chứng thư số đã bị thu hồi trước khi ký',
  EXPIRED: 'chứng thư số đã hết hạn khi ký',
  NOT_YET_VALID: 'chứng thư số chưa có hiệu lực khi ký',
  TRY_LATER: 'chưa hỏi được tình trạng thu hồi của chứng thư số',
  GENERIC: 'thuật toán không được hỗ trợ',
};

/* R-VER-05: silence about revocation is a warning, never "hợp lệ" without a word. */
const unasked = 'Chưa kiểm tra được tình trạng thu hồi của chứng thư số.';
const withWarning = (words: string, isSilent: boolean): string => (isSilent ? `${words} ${unasked}` : words);
const isSilent = ({ chain }: Pick<SignatureReport, 'chain'>): boolean => chain?.revocation === 'unknown';

export function messageOf(report: Omit<SignatureReport, 'messageVi'>): string {
  if (report.indication === 'TOTAL_PASSED') return withWarning(passedWords(report), isSilent(report));
  const word = report.subIndication && subIndicationWords[report.subIndication];
  if (report.indication === 'INDETERMINATE') return `Chưa đủ căn cứ: ${word ?? 'thiếu thông tin để kết luận'}.`;
  const [reason] = report.integrityReasons;
  if (reason) return `Không hợp lệ: ${integrityWords[reason]}.`;
  const change = report.changesExplained.find(({ level }) => level === 'forbidden');
  if (change) return `Không hợp lệ: ${change.text.charAt(0).toLowerCase()}${change.text.slice(1)}.`;
  return `Không hợp lệ: ${word ?? 'chữ ký không kiểm được'}.`;
}

function passedWords({ changes, changesExplained, isPublicService }: Omit<SignatureReport, 'messageVi'>): string {
  if (isPublicService && changesExplained.some(({ rule }) => rule === 'visible-signature-field'))
    return 'Hợp lệ: số, ngày và dấu được cơ quan thêm sau chữ ký này.';
  if (changes === 'form') return 'Hợp lệ: sau chữ ký này chỉ có các ô đã định sẵn được điền hoặc ký thêm.';
  return 'Hợp lệ: nội dung không thay đổi từ khi ký.';
}

export function overallMessage(
  facts: PdfFacts,
  signatures: readonly SignatureReport[],
  answer: DocumentAnswer,
  marks: readonly MarkReport[],
): string {
  if (facts.problem) return 'Không đọc được tệp PDF; không có chữ ký nào được kiểm tra.';
  if (signatures.length === 0) return 'Tệp không có chữ ký số.';
  if (answer === 'hợp lệ') {
    const hasMarks = marks.some(({ isAccepted }) => isAccepted);
    const count = `Hợp lệ: ${signatures.length} chữ ký số`;
    const words = hasMarks ? `${count}; số, ngày và dấu được cơ quan thêm sau chữ ký cá nhân.` : `${count}.`;
    return withWarning(words, signatures.some(isSilent));
  }
  const worst = signatures.find(({ indication }) => indication === 'TOTAL_FAILED');
  const open = signatures.find(({ indication }) => indication === 'INDETERMINATE');
  return (worst ?? open)?.messageVi ?? '';
}

/** A mark in words: what it shows and who set it. */
export function markWords(mark: Omit<MarkFact, 'problem'>, signer: string | undefined): string {
  const size = `${decimal(mark.widthMm)} × ${decimal(mark.heightMm)} mm`;
  const what = {
    digits: `số “${mark.shows}”`,
    text: `dòng chữ “${mark.shows}”`,
    image: `hình ảnh chữ ký ${size}`,
    seal: `hình ảnh dấu ${size}`,
    unknown: 'một ô chữ ký hiển thị',
  }[mark.kind];
  const where = mark.page > 0 ? `, trang ${mark.page}` : '';
  return `${signer ?? 'Người ký không rõ'} thêm ${what}${where}`;
}

const decimal = (mm: number): string => String(mm).replace('.', ',');

/** What an unexplained change is, for people; facts keep the engine's own short words. */
export function detailWords(detail: string): string {
  if (detail === 'bytes after the end') return 'có dữ liệu nối thêm vào cuối tệp';
  const [, what = '', happened = ''] = /^(.*?)(?: (added|removed|changed|freed))(?: .*)?$/.exec(detail) ?? [];
  const thing = objectWords.find(([pattern]) => pattern.test(what))?.[1] ?? 'một phần của tệp';
  const verb = happened === 'added' ? 'thêm' : happened === 'changed' ? 'thay đổi' : 'bỏ';
  return `${verb} ${thing}`;
}

const objectWords: readonly [RegExp, string][] = [
  [/^field/i, 'ô biểu mẫu'],
  [/^Annot|annotation|widget/i, 'chú thích hoặc vùng vẽ trên trang'],
  [/^Pages?\b/i, 'trang'],
  [/catalog/i, 'mục lục gốc của tệp'],
  [/form/i, 'biểu mẫu'],
  [/font/i, 'phông chữ'],
  [/stream|content/i, 'nội dung trang'],
];
