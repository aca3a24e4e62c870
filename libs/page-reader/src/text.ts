/** What a page says and where. Millimetres from the top left corner of the page as it is shown; sizes in points. */

export interface RectMm {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Word {
  /** NFC, without blanks. */
  readonly text: string;
  readonly x: number;
  readonly width: number;
  /** The line that letters stand on. */
  readonly baseline: number;
  readonly sizePt: number;
  /** As the file names it, without the tag of a subset: `TimesNewRomanPS-BoldMT`. */
  readonly font: string;
  readonly isBold: boolean;
  readonly isItalic: boolean;
  /** `#rrggbb`. */
  readonly color: string;
  /** Drawn by a form field or another annotation: number and date are often put on so. */
  readonly isAnnotation: boolean;
  /** Text that lies unseen under a scan. */
  readonly isHidden: boolean;
}

/** A line or a rectangle that is drawn. */
export interface Stroke {
  readonly rect: RectMm;
  readonly color: string;
  readonly isFilled: boolean;
}

export interface Margins {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

export interface TextPage {
  /** From 1. */
  readonly number: number;
  readonly widthMm: number;
  readonly heightMm: number;
  /** As the file declares them: DOCX only. */
  readonly margins: Margins | null;
  readonly words: readonly Word[];
  readonly strokes: readonly Stroke[];
}

export interface DocumentText {
  readonly source: 'pdf' | 'docx';
  /**
   * `measured`: where ink stands, in a PDF. `assumed`: a DOCX has no pages; its text is put on one page, line under line, in the
   * column its table cell or its alignment gives it. Styles are right, distances are not.
   */
  readonly positions: 'measured' | 'assumed';
  readonly pages: readonly TextPage[];
}

export const mmPerPoint = 25.4 / 72;

/** Smallest rectangle around several. */
export function around(rects: readonly RectMm[]): RectMm {
  const x = Math.min(...rects.map((one) => one.x));
  const y = Math.min(...rects.map((one) => one.y));
  const right = Math.max(...rects.map((one) => one.x + one.width));
  const bottom = Math.max(...rects.map((one) => one.y + one.height));
  return { x, y, width: right - x, height: bottom - y };
}
