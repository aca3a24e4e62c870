import type { BoxName } from './layout-result.js';
import type { Rect } from './sheets.js';

/** Where a piece stands among those of its page. */
export interface Edges {
  readonly first: boolean;
  readonly last: boolean;
}

/** What is never cut by the end of a page: a line of text, or (a part of) a row of a table. Points. */
export interface Piece {
  readonly box: BoxName;
  readonly spaceBefore: number;
  readonly height: number;
  /** Repeated above this piece where it comes first on a page: the heading of a table. */
  readonly heading: Piece | null;
  /** Draws it with its top at `y`; returns the ink. */
  draw(page: number, y: number, edges: Edges): Rect;
}

/** Pieces that stay on one page: the first two and the last two lines of a paragraph, a heading with what it heads. */
export type Chunk = readonly Piece[];

/** The part of a page in which text flows. Points from the top left corner. */
export interface Frame {
  readonly firstPage: number;
  readonly left: number;
  readonly right: number;
  /** Where it begins on its first page, and on later ones. */
  readonly firstTop: number;
  readonly top: number;
  bottomOf(page: number): number;
  /** Size of its pages. */
  readonly page: { readonly width: number; readonly height: number };
}
