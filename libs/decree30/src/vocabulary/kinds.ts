/** The 29 kinds of administrative document in the order of Decree 30, Art. 7; abbreviations of Annex III part I. */
export const kinds = [
  { code: 'nghi-quyet', nameVi: 'Nghị quyết', abbreviation: 'NQ' },
  { code: 'quyet-dinh', nameVi: 'Quyết định', abbreviation: 'QĐ' },
  { code: 'chi-thi', nameVi: 'Chỉ thị', abbreviation: 'CT' },
  { code: 'quy-che', nameVi: 'Quy chế', abbreviation: 'QC' },
  { code: 'quy-dinh', nameVi: 'Quy định', abbreviation: 'QyĐ' },
  { code: 'thong-cao', nameVi: 'Thông cáo', abbreviation: 'TC' },
  { code: 'thong-bao', nameVi: 'Thông báo', abbreviation: 'TB' },
  { code: 'huong-dan', nameVi: 'Hướng dẫn', abbreviation: 'HD' },
  { code: 'chuong-trinh', nameVi: 'Chương trình', abbreviation: 'CTr' },
  { code: 'ke-hoach', nameVi: 'Kế hoạch', abbreviation: 'KH' },
  { code: 'phuong-an', nameVi: 'Phương án', abbreviation: 'PA' },
  { code: 'de-an', nameVi: 'Đề án', abbreviation: 'ĐA' },
  { code: 'du-an', nameVi: 'Dự án', abbreviation: 'DA' },
  { code: 'bao-cao', nameVi: 'Báo cáo', abbreviation: 'BC' },
  { code: 'bien-ban', nameVi: 'Biên bản', abbreviation: 'BB' },
  { code: 'to-trinh', nameVi: 'Tờ trình', abbreviation: 'TTr' },
  { code: 'hop-dong', nameVi: 'Hợp đồng', abbreviation: 'HĐ' },
  { code: 'cong-van', nameVi: 'Công văn', abbreviation: null },
  { code: 'cong-dien', nameVi: 'Công điện', abbreviation: 'CĐ' },
  { code: 'ban-ghi-nho', nameVi: 'Bản ghi nhớ', abbreviation: 'BGN' },
  { code: 'ban-thoa-thuan', nameVi: 'Bản thỏa thuận', abbreviation: 'BTT' },
  { code: 'giay-uy-quyen', nameVi: 'Giấy ủy quyền', abbreviation: 'GUQ' },
  { code: 'giay-moi', nameVi: 'Giấy mời', abbreviation: 'GM' },
  { code: 'giay-gioi-thieu', nameVi: 'Giấy giới thiệu', abbreviation: 'GGT' },
  { code: 'giay-nghi-phep', nameVi: 'Giấy nghỉ phép', abbreviation: 'GNP' },
  { code: 'phieu-gui', nameVi: 'Phiếu gửi', abbreviation: 'PG' },
  { code: 'phieu-chuyen', nameVi: 'Phiếu chuyển', abbreviation: 'PC' },
  { code: 'phieu-bao', nameVi: 'Phiếu báo', abbreviation: 'PB' },
  { code: 'thu-cong', nameVi: 'Thư công', abbreviation: null },
] as const satisfies readonly { code: string; nameVi: string; abbreviation: string | null }[];

export type KindCode = (typeof kinds)[number]['code'];

export interface Kind {
  readonly code: KindCode;
  readonly nameVi: string;
  /** `null` for công văn and thư công, which Annex III gives none. */
  readonly abbreviation: string | null;
}

const byCode: ReadonlyMap<string, Kind> = new Map(kinds.map((kind) => [kind.code, kind]));

/** Whether the text is the code of one of the 29 kinds. Art. 7 (R-DRF-02). */
export function isKind(code: string): code is KindCode {
  return byCode.has(code);
}

/** The kind with this code. Art. 7. */
export function kindByCode(code: KindCode): Kind;
export function kindByCode(code: string): Kind | undefined;
export function kindByCode(code: string): Kind | undefined {
  return byCode.get(code);
}

/** Copies, Art. 25; all three of an agency share one series (Annex I part II, II.1.c). */
export const copyForms = [
  { code: 'sao-y', nameVi: 'Sao y', heading: 'SAO Y', abbreviation: 'SY' },
  { code: 'trich-sao', nameVi: 'Trích sao', heading: 'TRÍCH SAO', abbreviation: 'TrS' },
  { code: 'sao-luc', nameVi: 'Sao lục', heading: 'SAO LỤC', abbreviation: 'SL' },
] as const;

export type CopyFormCode = (typeof copyForms)[number]['code'];
export interface CopyForm {
  readonly code: CopyFormCode;
  readonly nameVi: string;
  readonly heading: string;
  readonly abbreviation: string;
}

export function copyFormByCode(code: CopyFormCode): CopyForm {
  return copyForms.find((form) => form.code === code) as CopyForm;
}
