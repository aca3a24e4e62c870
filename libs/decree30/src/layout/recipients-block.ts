import { type Sheets } from './sheets.js';
import { singleSpacing } from './style.js';
import { type Line, wordsOf } from './text.js';

export interface RecipientsBlock {
  readonly height: number;
  /** Draws the block; what does not fit goes on at the top of the next page. */
  place(page: number, y: number, bottomOf: (page: number) => number): void;
}

/** Box 9b: `Nơi nhận:` and one recipient per line, dash at the left margin. Annex I part I, II.9.b (R-FMT-06). */
export function recipientsBlock(
  sheets: Sheets,
  recipients: readonly string[],
  column: { x: number; width: number },
): RecipientsBlock {
  const { measure, style } = sheets;
  const { recipients: size, recipientsLabel } = style.sizes;
  const hang = measure.width('- ', 'regular', size);
  const lines: { line: Line; x: number }[] = recipients.flatMap((recipient) =>
    measure
      .lines(wordsOf(recipient, 'regular'), size, column.width - hang, column.width)
      .map((line, index) => ({ line, x: index === 0 ? column.x : column.x + hang })),
  );
  const labelHeight = recipientsLabel * singleSpacing;
  const lineHeight = size * singleSpacing;

  const place: RecipientsBlock['place'] = (startPage, startY, bottomOf) => {
    // The label never stands alone at the foot of a page.
    const room = startY + labelHeight + 2 * lineHeight <= bottomOf(startPage);
    let page = room ? startPage : startPage + 1;
    let y = room ? startY : style.top;
    const label = measure.lines(wordsOf('Nơi nhận:', 'boldItalic'), recipientsLabel, column.width);
    const first = { page, ...column, y, size: recipientsLabel, lineHeight: labelHeight, align: 'left' } as const;
    let box = sheets.block(label, first);
    y += labelHeight;
    for (const { line, x } of lines) {
      if (y + lineHeight > bottomOf(page)) {
        sheets.box('9b', page, box);
        page += 1;
        y = style.top;
        box = { x: column.x, y, width: 0, height: 0 };
      }
      const ink = sheets.block([line], { page, x, width: column.width, y, size, lineHeight, align: 'left' });
      y += lineHeight;
      box = { ...box, width: Math.max(box.width, ink.x + ink.width - box.x), height: y - box.y };
    }
    sheets.box('9b', page, box);
  };
  return { height: labelHeight + lines.length * lineHeight, place };
}
