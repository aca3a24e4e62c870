import { mmPerPoint, type Word } from '../text.js';
import type { ParagraphLook, RunLook } from './styles.js';

export type Piece =
  | { readonly kind: 'text'; readonly text: string; readonly look: RunLook }
  | { readonly kind: 'tab' }
  | { readonly kind: 'break' };

interface Column {
  readonly left: number;
  readonly right: number;
}

/** Mean width of a letter, in sizes. */
const letterWidth = 0.46;
const lineSpacing = 1.3;
const tabMm = 12.7;

type Unplaced = Omit<Word, 'baseline'>;

/** Puts paragraphs and rows of cells under each other, so that what reads a page can read a DOCX. */
export class AssumedPage {
  readonly words: Word[] = [];
  private column: Column;
  private y: number;

  constructor(sheet: Column & { readonly top: number }) {
    this.column = sheet;
    this.y = sheet.top;
  }

  paragraph(pieces: readonly Piece[], look: ParagraphLook): void {
    const left = this.column.left + Math.max(0, look.indentMm);
    const width = Math.max(10, this.column.right - left);
    const lines = linesOf(pieces, width, Math.max(0, look.firstIndentMm));
    for (const line of lines) {
      const size = Math.max(10, ...line.map((word) => word.sizePt));
      this.y += size * lineSpacing * mmPerPoint;
      const used = Math.max(0, ...line.map((word) => word.x + word.width));
      const shift = look.align === 'centre' ? (width - used) / 2 : look.align === 'right' ? width - used : 0;
      for (const word of line) this.words.push({ ...word, x: left + shift + word.x, baseline: this.y });
    }
  }

  /** Cells beside each other; the row is as high as its highest. */
  row(cells: readonly { readonly from: number; readonly width: number; fill(): void }[]): void {
    const { column, y } = this;
    let end = y;
    for (const cell of cells) {
      this.y = y;
      const left = column.left + cell.from;
      this.column = { left, right: cell.width > 0 ? left + cell.width : column.right };
      cell.fill();
      end = Math.max(end, this.y);
    }
    this.column = column;
    this.y = end;
  }
}

function linesOf(pieces: readonly Piece[], width: number, firstIndent: number): Unplaced[][] {
  const lines: Unplaced[][] = [[]];
  let x = firstIndent;
  const next = () => {
    lines.push([]);
    x = 0;
  };
  let isGlued = false;
  for (const piece of pieces) {
    if (piece.kind === 'break') next();
    else if (piece.kind === 'tab') x = (Math.floor(x / tabMm) + 1) * tabMm;
    else {
      for (const [text] of piece.text.matchAll(/\s+|\S+/gu)) {
        const blank = text.trim() === '';
        const wide = [...text].length * piece.look.sizePt * (blank ? 0.25 : letterWidth) * mmPerPoint;
        if (!blank) {
          if (!isGlued && x + wide > width && (lines.at(-1)?.length ?? 0) > 0) next();
          lines.at(-1)?.push(wordOf(text, x, wide, piece.look));
        }
        x += wide;
        isGlued = !blank;
      }
      continue;
    }
    isGlued = false;
  }
  return lines;
}

const wordOf = (text: string, x: number, width: number, look: RunLook): Unplaced => ({
  ...{ text: look.isCapitals ? text.toLocaleUpperCase('vi') : text, x, width },
  ...{ sizePt: look.sizePt, font: look.font, isBold: look.isBold, isItalic: look.isItalic, color: look.color },
  ...{ isAnnotation: false, isHidden: false },
});
