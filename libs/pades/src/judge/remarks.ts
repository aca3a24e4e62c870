import type { PathJudgement } from '@vanthu/pki';
import type { PdfFacts, SignatureFacts } from './facts.js';
import type { JudgedTimestamp } from './judge-timestamps.js';
import type { JudgementPolicy } from './policy.js';

export interface RemarkQuestion {
  readonly facts: PdfFacts;
  readonly signature: SignatureFacts;
  /** At the proven time, else at the time that was given. */
  readonly path: PathJudgement | undefined;
  /** At the time that was given. */
  readonly later: PathJudgement | undefined;
  readonly proven: Date | undefined;
  readonly weak: readonly string[];
  readonly stamps: readonly JudgedTimestamp[];
  readonly policy: JudgementPolicy;
}

/* Clocks of signers and of authorities differ by minutes in genuine files, and local time is written as UTC. */
const clockToleranceMs = 5 * 60_000;

/** What is to be told and decides nothing, in Vietnamese. */
export function remarksOf(question: RemarkQuestion): string[] {
  return [
    ...question.signature.remarks.flatMap((word) => formatWords[word] ?? []),
    ...algorithmRemarks(question),
    ...timeRemarks(question),
    ...revocationRemarks(question),
    ...question.stamps.flatMap(stampRemarks),
    ...(question.facts.evidence.problems.length > 0
      ? ['Một phần dữ liệu kiểm tra lâu dài (DSS) trong tệp không đọc được và không được dùng.']
      : []),
    ...(question.facts.changes.some(({ rule }) => rule === 'security-store-replaced')
      ? ['Dữ liệu kiểm tra lâu dài (DSS) của một lần lưu trước đã bị thay; dữ liệu cũ trong tệp vẫn được dùng.']
      : []),
  ];
}

const formatWords: Readonly<Record<string, string>> = {
  'ber-encoding': 'Khối dữ liệu chữ ký viết theo BER, không theo DER.',
  'no-signed-attributes': 'Chữ ký không có thuộc tính ký: chỉ băm của nội dung được ký.',
};

function algorithmRemarks({ weak, signature, policy }: RemarkQuestion): string[] {
  const words = weak.map((word) => `Thuật toán yếu: ${word.replace(/^(weak|refused)-\w+:/, '').toUpperCase()}.`);
  const label = signature.signerInfo?.labels.includes('rsa-pkcs1-v1.5') && policy.algorithms.allowPkcs1v15 !== false;
  return label ? [...words, 'Ký bằng RSA theo PKCS#1 v1.5, không theo RSASSA-PSS.'] : words;
}

function timeRemarks({ signature, proven }: RemarkQuestion): string[] {
  const { claimedSigningTime: claimed } = signature;
  if (!proven) return claimed ? ['Thời điểm ký do người ký khai, chưa có dấu thời gian chứng minh.'] : [];
  if (!claimed || Math.abs(claimed.getTime() - proven.getTime()) <= clockToleranceMs) return [];
  return ['Giờ người ký khai và giờ của dấu thời gian lệch nhau; thứ tự ký lấy theo các lần lưu của tệp.'];
}

function revocationRemarks({ path, later, proven, signature }: RemarkQuestion): string[] {
  const out: string[] = [];
  const signer = signature.signerInfo?.signerCertificate;
  if (path?.indication === 'PASSED' && path.revocation === 'unknown')
    out.push('Chưa kiểm tra được tình trạng thu hồi của chứng thư số (không có CRL hoặc OCSP dùng được).');
  if (!proven || path?.indication !== 'PASSED') return out;
  const revokedAt = later?.subIndication === 'REVOKED' ? later.reason?.revokedAt : undefined;
  if (revokedAt) out.push(`Chứng thư số bị thu hồi ngày ${dayOf(revokedAt)}, sau khi ký; chữ ký vẫn có hiệu lực.`);
  else if (signer && later?.subIndication === 'EXPIRED')
    out.push(`Chứng thư số đã hết hạn ngày ${dayOf(signer.notAfter)}; còn hiệu lực khi ký.`);
  return out;
}

function stampRemarks({ indication, facts, remarks }: JudgedTimestamp): string[] {
  if (remarks.includes('timestamp-authority-ended'))
    return ['Chứng thư số của máy chủ cấp dấu thời gian nay đã hết hạn; còn hiệu lực khi cấp.'];
  if (indication === 'PASSED') return [];
  if (indication === 'FAILED') return ['Dấu thời gian kèm chữ ký không đúng với chữ ký và không được dùng.'];
  const weak = facts.judgement?.weak ?? [];
  if (weak.length > 0) return ['Dấu thời gian dùng thuật toán yếu và không chứng minh được thời điểm ký.'];
  return ['Dấu thời gian chưa được tin cậy: chưa dựng được chuỗi của máy chủ cấp dấu.'];
}

/** The calendar day in Vietnam. */
const dayOf = (at: Date): string => {
  const [year, month, day] = new Date(at.getTime() + 7 * 3_600_000).toISOString().slice(0, 10).split('-');
  return `${day}/${month}/${year}`;
};
