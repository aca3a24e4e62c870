import { describe, expect, test } from '@jest/globals';
import {
  arrivalStamp,
  followUpBook,
  incomingRegister,
  outgoingRegister,
  type RegisterBook,
} from './register-columns.js';

const headings = (book: RegisterBook) => book.columns.map(({ position, headingVi }) => `(${position}) ${headingVi}`);

describe('books of Annex IV', () => {
  test('R-OUT-14: the register of outgoing documents has the ten columns in order', () => {
    expect(headings(outgoingRegister)).toEqual([
      '(1) Số, ký hiệu văn bản',
      '(2) Ngày tháng văn bản',
      '(3) Tên loại và trích yếu nội dung văn bản',
      '(4) Người ký',
      '(5) Nơi nhận văn bản',
      '(6) Đơn vị, người nhận bản lưu',
      '(7) Số lượng bản',
      '(8) Ngày chuyển',
      '(9) Ký nhận',
      '(10) Ghi chú',
    ]);
  });

  test('R-IN-06: the register of incoming documents has the ten columns in order', () => {
    expect(headings(incomingRegister)).toEqual([
      '(1) Ngày đến',
      '(2) Số đến',
      '(3) Tác giả',
      '(4) Số, ký hiệu văn bản',
      '(5) Ngày tháng văn bản',
      '(6) Tên loại và trích yếu nội dung văn bản',
      '(7) Đơn vị hoặc người nhận',
      '(8) Ngày chuyển',
      '(9) Ký nhận',
      '(10) Ghi chú',
    ]);
  });

  test('R-IN-13: the follow-up book has seven columns and no numbers on its cover', () => {
    expect(headings(followUpBook)).toHaveLength(7);
    expect(followUpBook.columns[5]?.headingVi).toBe('Số, ký hiệu văn bản trả lời');
    expect(followUpBook.coverLinesVi).toEqual(['Năm', 'Từ ngày … đến ngày …', 'Quyển số']);
  });

  test('R-FMT-09: the stamp ĐẾN is 35 × 50 mm with six texts', () => {
    expect(arrivalStamp).toMatchObject({ heightMm: 35, widthMm: 50 });
    expect(arrivalStamp.textsVi).toHaveLength(6);
  });
});
