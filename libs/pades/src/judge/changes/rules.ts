import type { ChangeLevel } from '../report.js';

export interface Rule {
  readonly level: ChangeLevel;
  /** Also allowed on a field that an earlier signature locks. */
  readonly allowedWhenLocked: boolean;
  /** Also allowed after a certification (DocMDP P=2). */
  readonly allowedWhenCertified: boolean;
  /** Vietnamese; `{field}` stands for the field's name. */
  readonly text: string;
}

const rule = (level: ChangeLevel, text: string, more: Partial<Rule> = {}): Rule => ({
  ...{ level, text, allowedWhenLocked: false, allowedWhenCertified: true },
  ...more,
});

/**
 * What may follow a signature (ISO 32000-1 12.8.2.2, table 254; EN 319 142-1 5.6). A profile adds rows here and says in
 * its policy when they count.
 */
export const rules = {
  'cross-reference': rule('lta', 'Bảng tham chiếu của lần lưu sau'),
  'object-container': rule('lta', 'Luồng đối tượng của lần lưu sau'),
  'given-up': rule('lta', 'Bỏ đối tượng không được dùng tới'),
  'unused-font': rule('lta', 'Phông chữ không được dùng tới'),
  unused: rule('lta', 'Thêm đối tượng không được dùng tới'),
  rewritten: rule('lta', 'Ghi lại đối tượng với nội dung như cũ', { allowedWhenLocked: true }),
  'document-information': rule('lta', 'Thông tin mô tả tệp thay đổi'),
  metadata: rule('lta', 'Siêu dữ liệu thay đổi'),
  catalog: rule('lta', 'Mục lục gốc thêm phần mở rộng'),
  'form-flags': rule('lta', 'Biểu mẫu ghi nhận có chữ ký'),
  'security-store': rule('lta', 'Thêm dữ liệu kiểm tra lâu dài (DSS)'),
  'security-store-replaced': rule('lta', 'Dữ liệu kiểm tra lâu dài (DSS) được thay bằng dữ liệu khác'),
  'document-timestamp': rule('lta', 'Thêm dấu thời gian tài liệu', { allowedWhenLocked: true }),
  'invisible-signature-field': rule('lta', 'Thêm ô chữ ký không hiển thị {field}', { allowedWhenLocked: true }),
  'widget-listed': rule('lta', 'Trang nhận ô chữ ký mới', { allowedWhenLocked: true }),
  'field-flags': rule('lta', 'Cờ của ô {field} được ghi lại', { allowedWhenLocked: true }),
  structure: rule('form', 'Cây cấu trúc nhận ô chữ ký mới', { allowedWhenLocked: true }),
  'form-resources': rule('form', 'Biểu mẫu thêm phông chữ'),
  'field-filled': rule('form', 'Điền giá trị vào ô {field}'),
  'field-signed': rule('form', 'Ký vào ô {field}'),
  'visible-signature-field': rule('form', 'Thêm ô chữ ký hiển thị {field}', { allowedWhenCertified: false }),
  unexplained: rule('forbidden', 'Nội dung bị thay đổi sau khi ký'),
} as const satisfies Record<string, Rule>;

export type RuleName = keyof typeof rules;
