import { type RuleRefusal, refuse } from '../refusal.js';

// biome-ignore format: lists to be read in groups
const titles = [
  'GS', 'PGS', 'TS', 'TSKH', 'ThS', 'CN', 'KS', 'KTS', 'BS', 'BSCKI', 'BSCKII', 'DS', 'LS', 'CKI', 'CKII',
  'NGND', 'NGƯT', 'TTND', 'TTƯT', 'NSND', 'NSƯT', 'AHLĐ', 'AHLLVT',
];
// biome-ignore format: lists to be read in groups
const words = [
  'Giáo sư', 'Phó Giáo sư', 'Tiến sĩ', 'Thạc sĩ', 'Cử nhân', 'Kỹ sư', 'Bác sĩ', 'Dược sĩ', 'Luật sư', 'Nhà giáo',
  'Thầy thuốc', 'Nghệ sĩ', 'Anh hùng', 'Viện sĩ',
  'Đại tướng', 'Thượng tướng', 'Trung tướng', 'Thiếu tướng', 'Đại tá', 'Thượng tá', 'Trung tá', 'Thiếu tá',
  'Đại úy', 'Thượng úy', 'Trung úy', 'Thiếu úy',
];

const abbreviated = new RegExp(`^(${titles.join('|')})([.,]|\\s+(?=\\S+[.,]))`, 'u');
const spelled = new RegExp(`^(${words.join('|')})(\\s|$)`, 'iu');

/**
 * Nothing but the name is printed before or with the name: no academic title, degree, rank or honour, unless the agency
 * is flagged (armed forces, education, health, science). Annex I part I, II.7.c (R-SIG-10).
 */
export function checkSignerName(name: string, agency: { readonly titlesAllowed: boolean }): RuleRefusal | null {
  const line = name.normalize('NFC').trim();
  if (agency.titlesAllowed || !(abbreviated.test(line) || spelled.test(line))) return null;
  return refuse(
    'SIGNER.TITLE_BEFORE_NAME',
    'R-SIG-10',
    'NĐ 30/2020, Phụ lục I phần I, II.7.c',
    'Không ghi học hàm, học vị, quân hàm hoặc danh hiệu trước họ tên người ký.',
  );
}
