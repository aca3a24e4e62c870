import { kindByCode } from '@vanthu/decree30';

/**
 * An agency receives more than the 29 kinds of Art. 7: the kinds of the Law on promulgation of legal documents arrive too,
 * and senders that are not agencies write letters of no kind.
 */
const others: Readonly<Record<string, string>> = {
  'hien-phap': 'Hiến pháp',
  luat: 'Luật',
  'phap-lenh': 'Pháp lệnh',
  lenh: 'Lệnh',
  'nghi-dinh': 'Nghị định',
  'thong-tu': 'Thông tư',
  'thong-tu-lien-tich': 'Thông tư liên tịch',
  'nghi-quyet-lien-tich': 'Nghị quyết liên tịch',
  'sao-y': 'Sao y',
  'sao-luc': 'Sao lục',
  'trich-sao': 'Trích sao',
  'don-thu': 'Đơn, thư',
  khac: 'Văn bản khác',
};

/** The Vietnamese name of a kind that may be registered; `null` when there is no such kind. */
export const kindNameVi = (code: string): string | null => kindByCode(code)?.nameVi ?? others[code] ?? null;

/** As the timeline tells of it. */
export const kindChangeVi = (from: string, to: string): string =>
  `đổi loại từ “${kindNameVi(from) ?? from}” sang “${kindNameVi(to) ?? to}”`;

/** Column 6 of the register: a công văn has no name of kind before its abstract (Annex IV VI). */
export function kindAndAbstract(code: string, abstract: string): string {
  const name = code === 'cong-van' ? null : kindNameVi(code);
  return name === null ? abstract : `${name}: ${abstract}`;
}
