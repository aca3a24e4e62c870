/** Why a file has no text for us. */
export type ReadingRefusalCode = keyof typeof words;

export interface ReadingRefusal {
  readonly kind: 'reading-refusal';
  readonly code: ReadingRefusalCode;
  readonly messageVi: string;
}

const words = {
  'PAGES.NOT_THIS_FORMAT': 'Tệp không phải PDF hoặc DOCX.',
  'PAGES.DAMAGED': 'Tệp bị hỏng, không đọc được.',
  'PAGES.ENCRYPTED': 'Tệp đặt mật khẩu; cần bản mở được không có mật khẩu.',
  'PAGES.MACROS': 'Tệp Word có chứa macro; hãy lưu lại thành .docx không có macro.',
  'PAGES.FETCHES': 'Tệp Word lấy ảnh hoặc nội dung liên kết từ nơi khác; hãy nhúng vào tệp rồi lưu lại.',
  'PAGES.OLD_FORMAT': 'Tệp Word định dạng cũ (.doc); hãy lưu lại thành .docx.',
  'PAGES.TOO_LARGE': 'Tệp lớn quá mức đọc được.',
  'PAGES.TOO_MANY_PAGES': 'Tệp có quá nhiều trang để đọc.',
  'PAGES.TOO_LONG': 'Tệp quá phức tạp: không đọc xong trong thời gian cho phép.',
  'PAGES.TOO_MUCH_MEMORY': 'Tệp quá phức tạp: cần nhiều bộ nhớ hơn mức cho phép.',
} as const;

export const refuse = (code: ReadingRefusalCode): ReadingRefusal => ({
  kind: 'reading-refusal',
  code,
  messageVi: words[code],
});

export function isReadingRefusal(value: unknown): value is ReadingRefusal {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'reading-refusal';
}
