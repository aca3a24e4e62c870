import type { Table, TableColumn, TableRow } from './body-content.js';
import { columnWidths } from './column-widths.js';
import type { Face } from './fonts.js';
import type { Chunk, Frame, Piece } from './piece.js';
import type { Align, Rect, Sheets } from './sheets.js';
import { singleSpacing } from './style.js';
import { type Line, wordsOf } from './text.js';

const padding = { side: 4, above: 2 };
const thickness = 0.5;

interface Cell {
  readonly lines: readonly Line[];
  readonly align: Align;
  /** Midway between the rules; otherwise at the top. */
  readonly midway: boolean;
}

interface Grid {
  readonly sheets: Sheets;
  readonly frame: Frame;
  readonly size: number;
  readonly lineHeight: number;
  /** Left edges of the columns and the right edge of the last. */
  readonly edges: readonly number[];
}

/** A table as pieces: its heading stays with the first row and is repeated; a row taller than half a page may be cut. */
export function tableChunks(
  sheets: Sheets,
  { table, size, spaceBefore }: { table: Table; size: number; spaceBefore: number },
  frame: Frame,
  /** A further line under the headings: `(1) (2) …` of the books of Annex IV. */
  underHeadings: readonly string[] = [],
): Chunk[] {
  const widths = columnWidths(sheets.measure, table, size, frame.right - frame.left, padding.side);
  const edges = [frame.left];
  for (const width of widths) edges.push((edges.at(-1) as number) + width);
  const grid: Grid = { sheets, frame, size, lineHeight: size * singleSpacing, edges };
  const headings = rowPiece(grid, cellsOf(grid, table.columns, table.columns.map(headingOf), 'bold', 'centre'), null);
  const heading =
    underHeadings.length === 0
      ? headings
      : stacked(headings, rowPiece(grid, cellsOf(grid, table.columns, underHeadings, 'regular', 'centre'), null));
  const rows = table.rows.map((row) => rowPieces(grid, table.columns, row, heading));
  const [first = [], ...rest] = rows;
  const [begin, ...more] = first;
  const chunks: Chunk[] = [[{ ...heading, spaceBefore }, ...(begin ? [{ ...begin, heading: null }] : [])]];
  for (const piece of [...more, ...rest.flat()]) chunks.push([piece]);
  // The last row does not stand alone under a repeated heading.
  const last = chunks.length > 2 ? chunks.pop() : undefined;
  if (last) chunks.push([...(chunks.pop() ?? []), ...last]);
  return chunks;
}

const headingOf = (column: TableColumn): string => column.heading;

/** Two rows that are never parted. */
function stacked(upper: Piece, lower: Piece): Piece {
  return {
    ...upper,
    height: upper.height + lower.height,
    draw(page, y, edges) {
      const ink = upper.draw(page, y, edges);
      const below = lower.draw(page, y + upper.height, { first: false, last: edges.last });
      return { ...ink, height: below.y + below.height - ink.y };
    },
  };
}

function cellsOf(
  grid: Grid,
  columns: readonly TableColumn[],
  texts: readonly string[],
  face: Face,
  align: Align | null,
): Cell[] {
  return columns.map((column, index) => {
    const width = (grid.edges[index + 1] ?? 0) - (grid.edges[index] ?? 0) - 2 * padding.side;
    const words = wordsOf(texts[index] ?? '', face);
    const lines =
      align === 'centre'
        ? grid.sheets.measure.balanced(words, grid.size, width)
        : grid.sheets.measure.lines(words, grid.size, width);
    return { lines, align: align ?? column.align ?? 'left', midway: align === 'centre' };
  });
}

function rowPieces(grid: Grid, columns: readonly TableColumn[], row: TableRow, heading: Piece): Piece[] {
  const { cells, bold = false } = 'cells' in row ? row : { cells: row };
  if (cells.length > columns.length)
    throw new RangeError(`a row has ${cells.length} cells for ${columns.length} columns`);
  const set = cellsOf(grid, columns, cells, bold ? 'bold' : 'regular', null);
  const lines = Math.max(1, ...set.map((cell) => cell.lines.length));
  const most = Math.max(
    4,
    Math.floor((grid.frame.bottomOf(grid.frame.firstPage + 1) - grid.frame.top) / 3 / grid.lineHeight),
  );
  const pieces: Piece[] = [];
  for (let from = 0; from < lines; from += most) {
    const part = set.map((cell) => ({ ...cell, lines: cell.lines.slice(from, from + most) }));
    pieces.push(rowPiece(grid, part, heading, { before: from > 0, after: from + most < lines }));
  }
  return pieces;
}

/** A row, or a part of one, with the rules around it; between parts of a row there is none. */
function rowPiece(
  grid: Grid,
  cells: readonly Cell[],
  heading: Piece | null,
  parts: { before: boolean; after: boolean } = { before: false, after: false },
): Piece {
  const { sheets, edges, size, lineHeight } = grid;
  const lines = Math.max(1, ...cells.map((cell) => cell.lines.length));
  const height = lines * lineHeight + 2 * padding.above;
  const left = edges[0] as number;
  const width = (edges.at(-1) as number) - left;
  return {
    ...{ box: '6', spaceBefore: 0, height, heading },
    draw(page, y, { first, last }) {
      cells.forEach((cell, index) => {
        const x = (edges[index] as number) + padding.side;
        const room = (edges[index + 1] as number) - padding.side - x;
        const spare = cell.midway ? (lines - cell.lines.length) * lineHeight : 0;
        const top = y + padding.above + spare / 2;
        sheets.block(cell.lines, { page, x, width: room, y: top, size, lineHeight, align: cell.align });
      });
      const stroke = (rect: Rect) => sheets.stroke({ page, shape: 'line', rect, color: 'black', thickness });
      if (first || !parts.before) stroke({ x: left, y, width, height: 0 });
      if (last || !parts.after) stroke({ x: left, y: y + height, width, height: 0 });
      for (const x of edges) stroke({ x, y, width: 0, height });
      return { x: left, y, width, height };
    },
  };
}
