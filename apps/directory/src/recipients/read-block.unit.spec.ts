import { describe, expect, it } from '@jest/globals';
import { readBlock } from './read-block.js';

describe('a block of “Nơi nhận”', () => {
  it('has one recipient behind each dash, whose lines may be broken', () => {
    const block = `Nơi nhận:
- Ủy ban nhân dân tỉnh (để báo cáo);
- Trung tâm Phục vụ
hành chính công xã;
- Lưu: VT, VP.`;
    expect(readBlock(block).map(({ text }) => text)).toEqual([
      'Ủy ban nhân dân tỉnh (để báo cáo)',
      'Trung tâm Phục vụ hành chính công xã',
      'Lưu: VT, VP',
    ]);
  });

  it('without dashes has one a line, or one before each semicolon', () => {
    expect(readBlock('Như trên;  Đảng ủy xã; \n\nLưu: VT.').map(({ text }) => text)).toEqual([
      'Như trên',
      'Đảng ủy xã',
      'Lưu: VT',
    ]);
  });

  it('is known by the name without brackets, also when it is abbreviated or decomposed', () => {
    const [decomposed] = readBlock('- UBND xã Bình Phú (b/c);'.normalize('NFD'));
    expect(decomposed?.text).toBe('UBND xã Bình Phú (b/c)');
    expect(decomposed?.names).toEqual(['ubnd xa binh phu', 'uy ban nhan dan xa binh phu']);
    expect(readBlock('- (để biết);')[0]?.names).toEqual([]);
  });
});
