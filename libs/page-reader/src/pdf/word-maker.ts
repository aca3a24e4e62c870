import { mmPerPoint, type Word } from '../text.js';

type Look = Pick<Word, 'sizePt' | 'font' | 'isBold' | 'isItalic' | 'color' | 'isAnnotation' | 'isHidden'>;
type Point = readonly [number, number];

interface Open extends Look {
  text: string;
  from: Point;
  to: Point;
}

/** A gap wider than that share of the size ends a word. */
const gapShare = 0.18;
/** No letters: NUL and its like, halves of a letter. Fonts without a right map to Unicode give them, and no database takes them. */
const noLetters = /[\p{Cc}\p{Cs}]/gu;

/** Glyphs to words: they end at a blank, at a gap, and where the look changes. */
export class WordMaker {
  private readonly words: Word[] = [];
  private open: Open | null = null;

  add(text: string, from: Point, to: Point, look: Look): void {
    if (text.trim() === '') {
      this.close();
      return;
    }
    const { open } = this;
    if (open && this.continues(open, from, look)) {
      open.text += text;
      open.to = to;
      return;
    }
    this.close();
    this.open = { ...look, text, from, to };
  }

  all(): Word[] {
    this.close();
    return this.words;
  }

  private continues(open: Open, from: Point, look: Look): boolean {
    const near = Math.max(open.sizePt, 1) * gapShare;
    return (
      Math.abs(from[0] - open.to[0]) <= near &&
      Math.abs(from[1] - open.to[1]) <= near &&
      look.font === open.font &&
      Math.abs(look.sizePt - open.sizePt) < 0.2 &&
      look.color === open.color &&
      look.isAnnotation === open.isAnnotation
    );
  }

  private close(): void {
    const { open } = this;
    this.open = null;
    if (!open) return;
    const { from, to, text: drawn, ...look } = open;
    const text = drawn.replace(noLetters, '');
    if (text.trim() === '') return;
    this.words.push({
      ...look,
      text: text.normalize('NFC'),
      x: Math.min(from[0], to[0]) * mmPerPoint,
      width: Math.abs(to[0] - from[0]) * mmPerPoint,
      baseline: from[1] * mmPerPoint,
    });
  }
}
