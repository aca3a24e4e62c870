import type { Face } from './fonts.js';
import type { BoxName, LayoutBox, RectMm } from './layout-result.js';
import type { Style } from './style.js';
import { toMm } from './style.js';
import type { Line, Measure } from './text.js';

/** Points from the top left corner of a page. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface PlacedText {
  readonly page: number;
  readonly x: number;
  readonly baseline: number;
  readonly size: number;
  readonly color: 'black' | 'red';
  /** Added to every blank, for justified lines. */
  readonly widen: number;
  readonly runs: readonly { readonly face: Face; readonly text: string }[];
}

export interface Stroke {
  readonly page: number;
  /** A line runs along its rectangle, which has no height or no width. */
  readonly shape: 'line' | 'rectangle';
  readonly rect: Rect;
  readonly color: 'black' | 'red';
  readonly thickness: number;
}

export interface PlacedField {
  readonly name: string;
  readonly page: number;
  readonly rect: Rect;
  readonly text?: {
    readonly face: 'regular' | 'italic';
    readonly size: number;
    readonly align: 'left' | 'right';
    readonly baseline: number;
  };
}

export type Align = 'left' | 'centre' | 'right' | 'justify';

/** One page of paper and what stands on it. */
export interface Sheet {
  readonly width: number;
  readonly height: number;
  readonly texts: PlacedText[];
  readonly strokes: Stroke[];
}

/** What stands where, before any PDF is written. */
export class Sheets {
  readonly fields: PlacedField[] = [];
  private readonly sheets: Sheet[] = [];
  private readonly placed: { name: BoxName; page: number; rect: Rect }[] = [];

  constructor(
    readonly style: Style,
    readonly measure: Measure,
  ) {}

  get pages(): number {
    return Math.max(1, this.sheets.length);
  }

  get boxes(): LayoutBox[] {
    return this.placed.map(({ name, page, rect }) => ({ name, page, rectMm: rectMm(rect) }));
  }

  /** The page with this number, from 1; it and those before it are there afterwards, of the usual size if not said. */
  sheet(page: number, size: { width: number; height: number } = this.style.page): Sheet {
    while (this.sheets.length < page)
      this.sheets.push({ width: size.width, height: size.height, texts: [], strokes: [] });
    return this.sheets[page - 1] as Sheet;
  }

  box(name: BoxName, page: number, rect: Rect): void {
    this.placed.push({ name, page, rect });
  }

  stroke(stroke: Stroke): void {
    this.sheet(stroke.page).strokes.push(stroke);
  }

  field(field: PlacedField): void {
    this.sheet(field.page);
    this.fields.push(field);
  }

  /** One line of words between `x` and `x + width`; returns the ink, without line spacing. */
  line(
    line: Line,
    at: {
      page: number;
      x: number;
      width: number;
      baseline: number;
      size: number;
      align: Align;
      color?: 'black' | 'red';
    },
  ): Rect {
    const blanks = line.words.length - 1;
    const widen = at.align === 'justify' && blanks > 0 ? (at.width - line.width) / blanks : 0;
    const spare = at.width - line.width;
    const x = at.x + (at.align === 'centre' ? spare / 2 : at.align === 'right' ? spare : 0);
    const runs: { face: Face; text: string }[] = [];
    line.words.forEach((word, index) => {
      const text = index < blanks ? `${word.text} ` : word.text;
      const last = runs.at(-1);
      if (last?.face === word.face) last.text += text;
      else runs.push({ face: word.face, text });
    });
    this.sheet(at.page).texts.push({
      page: at.page,
      x,
      baseline: at.baseline,
      size: at.size,
      color: at.color ?? 'black',
      widen,
      runs,
    });
    const ascent = this.measure.ascent(at.size);
    return {
      x,
      y: at.baseline - ascent,
      width: line.width + widen * blanks,
      height: ascent + this.measure.descent(at.size),
    };
  }

  /** A block of lines at one line height from the top `y`; returns what it covers. */
  block(
    lines: readonly Line[],
    at: { page: number; x: number; width: number; y: number; size: number; lineHeight: number; align: Align },
  ): Rect {
    const inks = lines.map((line, index) =>
      this.line(line, { ...at, baseline: this.baseline(at.y + index * at.lineHeight, at.size, at.lineHeight) }),
    );
    return { ...around(inks, at), y: at.y, height: lines.length * at.lineHeight };
  }

  /** The baseline of a line whose slot begins at `y`. */
  baseline(y: number, size: number, lineHeight: number): number {
    const ascent = this.measure.ascent(size);
    return y + (lineHeight - ascent - this.measure.descent(size)) / 2 + ascent;
  }
}

/** The smallest rectangle around all. */
export function around(rects: readonly Rect[], otherwise: { x: number; y: number }): Rect {
  if (rects.length === 0) return { x: otherwise.x, y: otherwise.y, width: 0, height: 0 };
  const x = Math.min(...rects.map((rect) => rect.x));
  const y = Math.min(...rects.map((rect) => rect.y));
  const right = Math.max(...rects.map((rect) => rect.x + rect.width));
  const bottom = Math.max(...rects.map((rect) => rect.y + rect.height));
  return { x, y, width: right - x, height: bottom - y };
}

export function rectMm(rect: Rect): RectMm {
  const round = (value: number) => Math.round(toMm(value) * 1000) / 1000;
  return { x: round(rect.x), y: round(rect.y), width: round(rect.width), height: round(rect.height) };
}
