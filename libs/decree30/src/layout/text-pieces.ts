import type { TextBlock } from './blocks.js';
import type { Chunk, Frame, Piece } from './piece.js';
import type { Sheets } from './sheets.js';

/** The lines of a paragraph; two lines at least stay together at the end of a page and at the top of the next. */
export function textChunks(sheets: Sheets, block: TextBlock, frame: Frame): Chunk[] {
  const { style, measure } = sheets;
  const { size, align, indent, firstIndent } = block;
  const width = frame.right - frame.left;
  const lines = block.balanced
    ? measure.balanced(block.words, size, width)
    : measure.lines(block.words, size, width - indent, width - firstIndent);
  const height = (style.bodyLine * size) / style.sizes.body;
  const pieces = lines.map((line, index): Piece => {
    const start = index === 0 ? firstIndent : indent;
    const last = index === lines.length - 1;
    return {
      box: block.box,
      spaceBefore: index === 0 ? block.spaceBefore : 0,
      height,
      heading: null,
      draw: (page, y) =>
        sheets.line(line, {
          ...{ page, x: frame.left + start, width: width - start, size },
          baseline: sheets.baseline(y, size, height),
          align: align === 'justify' && last ? 'left' : align,
        }),
    };
  });
  if (pieces.length <= 3) return [pieces];
  return [pieces.slice(0, 2), ...pieces.slice(2, -2).map((piece) => [piece]), pieces.slice(-2)];
}
