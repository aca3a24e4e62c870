import type { Block } from './body.js';
import { around, type Rect, type Sheets } from './sheets.js';
import type { Line } from './text.js';

interface FlowLine {
  readonly block: Block;
  readonly line: Line;
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

/** Lines that stay on one page: the first two and the last two of a paragraph, and a heading with what it heads. */
type Chunk = readonly FlowLine[];

interface PlacedLine {
  readonly flow: FlowLine;
  readonly page: number;
  readonly y: number;
}

export interface Flowed {
  readonly page: number;
  /** Below the last line. */
  readonly y: number;
}

/**
 * Sets the body from `y` on page 1, page after page. `closing` is the height that must still fit below the body; when it
 * does not, it goes to a new page together with at least two lines of body.
 */
export function flowBody(
  sheets: Sheets,
  blocks: readonly Block[],
  y: number,
  bottomOf: (page: number) => number,
  closing: number,
): Flowed {
  const chunks = chunksOf(sheets, blocks);
  const run = (breakAt: number | null) => paginate(sheets, chunks, y, bottomOf, breakAt);
  let placed = run(null);
  const end = endOf(sheets, placed, y);
  if (end.y + closing > bottomOf(end.page)) placed = run(lastTwoLines(chunks));
  draw(sheets, placed);
  return endOf(sheets, placed, y);
}

function chunksOf(sheets: Sheets, blocks: readonly Block[]): Chunk[] {
  const { style, measure } = sheets;
  const width = style.right - style.left;
  const chunks: FlowLine[][] = [];
  let open = false;
  for (const block of blocks) {
    const lines = measure.lines(block.words, style.sizes.body, width - block.indent, width - block.firstIndent);
    const flows = lines.map((line, index) => ({
      block,
      line,
      isFirst: index === 0,
      isLast: index === lines.length - 1,
    }));
    const parts =
      flows.length <= 3 ? [flows] : [flows.slice(0, 2), ...flows.slice(2, -2).map((flow) => [flow]), flows.slice(-2)];
    const [first, ...rest] = parts as [FlowLine[], ...FlowLine[][]];
    if (open) chunks.at(-1)?.push(...first);
    else chunks.push([...first]);
    chunks.push(...rest);
    open = block.keepWithNext;
  }
  return chunks;
}

function lastTwoLines(chunks: readonly Chunk[]): number {
  let index = chunks.length - 1;
  let lines = chunks[index]?.length ?? 0;
  while (lines < 2 && index > 0) {
    index -= 1;
    lines += chunks[index]?.length ?? 0;
  }
  return index;
}

function paginate(
  sheets: Sheets,
  chunks: readonly Chunk[],
  startY: number,
  bottomOf: (page: number) => number,
  breakAt: number | null,
): PlacedLine[] {
  const { style } = sheets;
  const placed: PlacedLine[] = [];
  let page = 1;
  let y = startY;
  let fresh = false;
  const spaceOf = (flow: FlowLine, atTop: boolean) => (flow.isFirst && !atTop ? flow.block.spaceBefore : 0);
  chunks.forEach((chunk, index) => {
    const height = chunk.reduce((sum, flow, at) => sum + spaceOf(flow, at === 0 && fresh) + style.bodyLine, 0);
    if (index === breakAt || y + height > bottomOf(page) + 0.01) {
      page += 1;
      y = style.top;
      fresh = true;
    }
    for (const flow of chunk) {
      // A chunk taller than a page (a heading over very many kept lines) is let go line by line.
      if (y + style.bodyLine > bottomOf(page) + 0.01) {
        page += 1;
        y = style.top;
        fresh = true;
      }
      y += spaceOf(flow, fresh);
      placed.push({ flow, page, y });
      y += style.bodyLine;
      fresh = false;
    }
  });
  return placed;
}

function endOf(sheets: Sheets, placed: readonly PlacedLine[], startY: number): Flowed {
  const last = placed.at(-1);
  return last ? { page: last.page, y: last.y + sheets.style.bodyLine } : { page: 1, y: startY };
}

function draw(sheets: Sheets, placed: readonly PlacedLine[]): void {
  const { style } = sheets;
  const width = style.right - style.left;
  const covered = new Map<string, Rect[]>();
  for (const { flow, page, y } of placed) {
    const indent = flow.isFirst ? flow.block.firstIndent : flow.block.indent;
    const ink = sheets.line(flow.line, {
      ...{ page, x: style.left + indent, width: width - indent, size: style.sizes.body },
      baseline: sheets.baseline(y, style.sizes.body, style.bodyLine),
      align: flow.block.align === 'justify' && flow.isLast ? 'left' : flow.block.align,
    });
    const key = `${page} ${flow.block.box}`;
    covered.set(key, [...(covered.get(key) ?? []), ink]);
  }
  for (const [key, inks] of covered) {
    const [page, box] = key.split(' ') as [string, '6' | '9a'];
    sheets.box(box, Number(page), around(inks, { x: style.left, y: style.top }));
  }
}
