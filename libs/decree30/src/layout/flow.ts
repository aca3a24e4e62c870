import type { Block } from './blocks.js';
import type { BoxName } from './layout-result.js';
import type { Chunk, Frame, Piece } from './piece.js';
import { around, type Rect, type Sheets } from './sheets.js';
import { tableChunks } from './table-pieces.js';
import { textChunks } from './text-pieces.js';

interface PlacedPiece {
  readonly piece: Piece;
  readonly page: number;
  readonly y: number;
}

export interface Flowed {
  readonly page: number;
  /** Below the last piece. */
  readonly y: number;
}

/**
 * Sets blocks into a frame, page after page. `closing` is the height that must still fit below them; when it does not, it
 * goes to a new page together with at least two lines of text.
 */
export function flowBlocks(sheets: Sheets, blocks: readonly Block[], frame: Frame, closing = 0): Flowed {
  return flowChunks(sheets, chunksOf(sheets, blocks, frame), frame, closing);
}

export function flowChunks(sheets: Sheets, chunks: readonly Chunk[], frame: Frame, closing = 0): Flowed {
  const twoLines = 2 * sheets.style.bodyLine - 0.01;
  let placed = paginate(chunks, frame, null);
  const end = endOf(placed, frame);
  const tooTall = end.y + closing > frame.bottomOf(end.page);
  const alone = end.page > frame.firstPage && heightOn(placed, end.page) < twoLines;
  if (closing > 0 && (tooTall || alone)) placed = paginate(chunks, frame, lastLines(chunks, twoLines));
  draw(sheets, placed, frame);
  return endOf(placed, frame);
}

const heightOn = (placed: readonly PlacedPiece[], page: number): number =>
  placed.reduce((sum, one) => sum + (one.page === page ? one.piece.height : 0), 0);

function chunksOf(sheets: Sheets, blocks: readonly Block[], frame: Frame): Chunk[] {
  const chunks: Piece[][] = [];
  let open = false;
  for (const block of blocks) {
    const own = block.kind === 'table' ? tableChunks(sheets, block, frame) : textChunks(sheets, block, frame);
    const [first = [], ...rest] = own;
    if (open) chunks.at(-1)?.push(...first);
    else chunks.push([...first]);
    for (const chunk of rest) chunks.push([...chunk]);
    open = block.kind === 'text' && block.keepWithNext;
  }
  return chunks;
}

/** The chunk from which on at least this height follows. */
function lastLines(chunks: readonly Chunk[], needed: number): number {
  const heightOf = (chunk: Chunk | undefined) => (chunk ?? []).reduce((sum, piece) => sum + piece.height, 0);
  let index = chunks.length - 1;
  let height = heightOf(chunks[index]);
  while (height < needed && index > 0) {
    index -= 1;
    height += heightOf(chunks[index]);
  }
  return index;
}

function paginate(chunks: readonly Chunk[], frame: Frame, breakAt: number | null): PlacedPiece[] {
  const placed: PlacedPiece[] = [];
  let page = frame.firstPage;
  let y = frame.firstTop;
  let fresh = false;
  const turn = (next: Piece) => {
    page += 1;
    y = frame.top;
    fresh = true;
    if (next.heading === null) return;
    placed.push({ piece: next.heading, page, y });
    y += next.heading.height;
    fresh = false;
  };
  const fits = (height: number) => y + height <= frame.bottomOf(page) + 0.01;
  chunks.forEach((chunk, index) => {
    const first = chunk[0];
    if (!first) return;
    const height = chunk.reduce((sum, piece) => sum + piece.spaceBefore + piece.height, 0);
    const needed = height - (fresh ? first.spaceBefore : 0);
    if ((index === breakAt && index > 0) || !fits(needed)) turn(first);
    for (const piece of chunk) {
      // A chunk taller than a page (a heading over very many kept lines) is let go piece by piece.
      if (!fresh && !fits(piece.spaceBefore + piece.height)) turn(piece);
      y += fresh ? 0 : piece.spaceBefore;
      placed.push({ piece, page, y });
      y += piece.height;
      fresh = false;
    }
  });
  return placed;
}

function endOf(placed: readonly PlacedPiece[], frame: Frame): Flowed {
  const last = placed.at(-1);
  return last ? { page: last.page, y: last.y + last.piece.height } : { page: frame.firstPage, y: frame.firstTop };
}

function draw(sheets: Sheets, placed: readonly PlacedPiece[], frame: Frame): void {
  const covered = new Map<number, Map<BoxName, Rect[]>>();
  placed.forEach(({ piece, page, y }, index) => {
    sheets.sheet(page, frame.page);
    const ink = piece.draw(page, y, {
      first: placed[index - 1]?.page !== page,
      last: placed[index + 1]?.page !== page,
    });
    const boxes = covered.get(page) ?? new Map<BoxName, Rect[]>();
    covered.set(page, boxes);
    const inks = boxes.get(piece.box) ?? [];
    boxes.set(piece.box, inks);
    inks.push(ink);
  });
  for (const [page, boxes] of covered) {
    for (const [box, inks] of boxes) sheets.box(box, page, around(inks, { x: frame.left, y: frame.top }));
  }
}
