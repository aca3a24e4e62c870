import { describe, expect, test } from '@jest/globals';
import { checkSignerName } from './signer-name.js';

const plain = { titlesAllowed: false };

describe('name of the signer', () => {
  test.each(['Trần Văn Bình', 'Tiến Hoàng', 'Võ Đình Ỷ', 'Nguyễn Anh Hùng', 'Lê Thạc', "H'Hen Niê", 'Đại Nghĩa'])(
    'R-SIG-10: %s is a name',
    (name) => {
      expect(checkSignerName(name, plain)).toBeNull();
    },
  );

  test.each([
    'TS. Trần Văn Bình',
    'PGS.TS Trần Văn Bình',
    'PGS, TS. Trần Văn Bình',
    'ThS. Lê Thị Hoa',
    'BS.CKII Phạm Quốc Cường',
    'Tiến sĩ Trần Văn Bình',
    'Tiến sĩ Trần Văn Bình'.normalize('NFD'),
    'Thạc sĩ Lê Thị Hoa',
    'Đại tá Nguyễn Văn A',
    'NGƯT. Nguyễn Văn A',
    'Anh hùng Lao động Nguyễn Văn A',
  ])('R-SIG-10: %s carries a title and is refused', (name) => {
    expect(checkSignerName(name, plain)).toMatchObject({ rule: 'R-SIG-10', code: 'SIGNER.TITLE_BEFORE_NAME' });
    expect(checkSignerName(name, { titlesAllowed: true })).toBeNull();
  });
});
