import { type RuleRefusal, refuse } from '../refusal.js';

/** Mức độ khẩn, Annex I part I, III.2.b; sizes of the stamp in millimetres. Least urgent first. */
export const urgencies = [
  { code: 'normal', nameVi: 'Thường', stamp: null },
  { code: 'urgent', nameVi: 'Khẩn', stamp: { text: 'KHẨN', widthMm: 20, heightMm: 8 } },
  { code: 'very-urgent', nameVi: 'Thượng khẩn', stamp: { text: 'THƯỢNG KHẨN', widthMm: 40, heightMm: 8 } },
  { code: 'express', nameVi: 'Hỏa tốc', stamp: { text: 'HỎA TỐC', widthMm: 30, heightMm: 8 } },
] as const;

export type UrgencyCode = (typeof urgencies)[number]['code'];

export interface UrgencyStamp {
  readonly text: string;
  readonly widthMm: number;
  readonly heightMm: number;
}

export interface Urgency {
  readonly code: UrgencyCode;
  readonly nameVi: string;
  readonly stamp: UrgencyStamp | null;
}

export function urgencyByCode(code: UrgencyCode): Urgency {
  return urgencies.find((urgency) => urgency.code === code) as Urgency;
}

/** 0 for thường … 3 for hỏa tốc; higher is handled first. Art. 4.2.c (R-GEN-03). */
export function urgencyRank(code: UrgencyCode): number {
  return urgencies.findIndex((urgency) => urgency.code === code);
}

/** For `sort`: hỏa tốc, thượng khẩn, khẩn, thường. Art. 4.2.c (R-GEN-03). */
export function byUrgency(left: UrgencyCode, right: UrgencyCode): number {
  return urgencyRank(right) - urgencyRank(left);
}

/** Khẩn and above are registered, submitted, sent immediately. Art. 4.2.c, 18.1, 23.1. */
export function mustBeHandledAtOnce(code: UrgencyCode): boolean {
  return urgencyRank(code) > 0;
}

/** Độ mật, by the law on state secrets; `none` for everything this system may hold. */
export const secrecies = [
  { code: 'none', nameVi: 'Không mật' },
  { code: 'mat', nameVi: 'Mật' },
  { code: 'toi-mat', nameVi: 'Tối mật' },
  { code: 'tuyet-mat', nameVi: 'Tuyệt mật' },
] as const;

export type SecrecyCode = (typeof secrecies)[number]['code'];

/**
 * Secret documents are never created, uploaded or exchanged here; only a line in the separate secret series may exist.
 * Art. 15.2, 16.3, 22.4; Decision 28/2018 Art. 1.2 (R-GEN-04).
 */
export function refuseSecret(secrecy: SecrecyCode): RuleRefusal | null {
  if (secrecy === 'none') return null;
  return refuse(
    'SECRECY.NOT_HERE',
    'R-GEN-04',
    'NĐ 30/2020, Điều 15, 16, 22; QĐ 28/2018, Điều 1',
    'Văn bản có độ mật không được soạn, tải lên hay gửi trên hệ thống nối mạng; chỉ ghi một dòng trong sổ văn bản mật.',
  );
}
