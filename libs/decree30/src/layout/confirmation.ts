import type { Rect, Sheets } from './sheets.js';
import { mm, singleSpacing } from './style.js';
import { wordsOf } from './text.js';

const text = 'Xác nhận của cơ quan, tổ chức hoặc chính quyền địa phương nơi nghỉ phép';
const widthMm = 80;
/** For signature, stamp and name. */
const roomMm = 35;

/** Room for the confirmation by the place of leave, below Nơi nhận. Annex III template 1.10. */
export function confirmationBlock(sheets: Sheets): { readonly height: number; place(page: number, y: number): Rect } {
  const { style, measure } = sheets;
  const size = style.sizes.capacity;
  const lineHeight = size * singleSpacing;
  const lines = measure.balanced(wordsOf(text, 'bold'), size, mm(widthMm));
  return {
    height: lines.length * lineHeight + mm(roomMm),
    place: (page, y) =>
      sheets.block(lines, { page, x: style.left, width: mm(widthMm), y, size, lineHeight, align: 'centre' }),
  };
}
