import type { Table } from './body-content.js';
import type { Measure } from './text.js';
import { wordsOf } from './text.js';

/** Only so many rows are measured: a long table does not get better widths from its thousandth row. */
const measuredRows = 200;

/**
 * Widths of the columns, together `room`: by their shares where any is given, else by content as browsers do it: no
 * narrower than the longest word, and what is left in proportion to what the longest cell would like to have.
 */
export function columnWidths(measure: Measure, table: Table, size: number, room: number, side: number): number[] {
  if (table.columns.some((column) => column.width !== undefined)) {
    const shares = table.columns.map((column) => column.width ?? 1);
    const sum = shares.reduce((total, share) => total + share, 0);
    return shares.map((share) => (room * share) / sum);
  }
  const wanted = table.columns.map((column, index) => {
    let least = 0;
    let most = 0;
    const see = (text: string, face: 'regular' | 'bold') => {
      let line = 0;
      for (const word of wordsOf(text, face)) {
        const width = measure.width(word.text, face, size);
        least = Math.max(least, width);
        line += (line > 0 ? measure.blank(size) : 0) + width;
      }
      return line;
    };
    // A heading may break between any two words, but is not stacked word by word.
    const heading = see(column.heading, 'bold');
    least = Math.max(least, heading / 3);
    most = heading / 2;
    for (const row of table.rows.slice(0, measuredRows)) {
      const cells = 'cells' in row ? row.cells : row;
      most = Math.max(most, see(cells[index] ?? '', 'cells' in row && row.bold ? 'bold' : 'regular'));
    }
    // A hair more, so that the longest word is not cut by rounding.
    const pad = 2 * side + 0.1;
    return { least: least + pad, most: Math.max(most, least) + pad };
  });
  const least = wanted.reduce((sum, one) => sum + one.least, 0);
  const most = wanted.reduce((sum, one) => sum + one.most, 0);
  if (least >= room) return wanted.map((one) => (one.least * room) / least);
  if (most <= room) return wanted.map((one) => one.most + ((room - most) * one.most) / most);
  return wanted.map((one) => one.least + ((room - least) * (one.most - one.least)) / (most - least));
}
