import type { DocumentFonts, Face } from './fonts.js';

/**
 * Text as it is printed: composed (NFC; decomposed Vietnamese is drawn with misplaced marks), one kind of blank between
 * words, no invisible characters. A no-break space keeps words together and prints as a blank.
 */
export function clean(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, '')
    .replace(/[\u2010\u2011]/g, '-')
    .replace(/[ \t\r\n\u2000-\u200a\u202f\u3000]+/g, ' ')
    .trim();
}

/** Every string of a plain value, cleaned. */
export function cleanAll<T>(value: T): T {
  if (typeof value === 'string') return clean(value) as T;
  if (Array.isArray(value)) return value.map(cleanAll) as T;
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, cleanAll(inner)])) as T;
  }
  return value;
}

export const capitals = (text: string): string => text.toLocaleUpperCase('vi');

export interface Word {
  readonly text: string;
  readonly face: Face;
}

export interface Line {
  readonly words: readonly Word[];
  /** With one blank between words. */
  readonly width: number;
}

export const wordsOf = (text: string, face: Face): Word[] =>
  text
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => ({ text: word, face }));

/** Measures and breaks text in one set of fonts. */
export class Measure {
  constructor(private readonly fonts: DocumentFonts) {}

  width(text: string, face: Face, size: number): number {
    return this.fonts[face].widthOf(text, size);
  }

  blank(size: number): number {
    return this.fonts.regular.widthOf(' ', size);
  }

  ascent(size: number): number {
    return this.fonts.regular.ascent * size;
  }

  descent(size: number): number {
    return this.fonts.regular.descent * size;
  }

  /** Greedy lines; the first may be narrower. A word wider than a line is cut. */
  lines(words: readonly Word[], size: number, width: number, firstWidth: number = width): Line[] {
    const lines: Line[] = [];
    let line: Word[] = [];
    let used = 0;
    const room = () => (lines.length === 0 ? firstWidth : width);
    const close = () => {
      if (line.length > 0) lines.push({ words: line, width: used });
      line = [];
      used = 0;
    };
    const blank = this.blank(size);
    for (const whole of words) {
      for (const word of this.cut(whole, size, Math.min(width, firstWidth))) {
        const wide = this.width(word.text, word.face, size);
        if (line.length > 0 && used + blank + wide > room() + 0.01) close();
        used += (line.length > 0 ? blank : 0) + wide;
        line.push(word);
      }
    }
    close();
    return lines;
  }

  /** As few lines as the width allows, of about equal length: for centred names and titles. */
  balanced(words: readonly Word[], size: number, width: number): Line[] {
    const fewest = this.lines(words, size, width);
    if (fewest.length < 2) return fewest;
    let low = 0;
    let high = width;
    while (high - low > 1) {
      const middle = (low + high) / 2;
      const tried = this.lines(words, size, middle);
      const fits = tried.length <= fewest.length && tried.every((line) => line.width <= middle + 0.01);
      if (fits) high = middle;
      else low = middle;
    }
    return this.lines(words, size, high);
  }

  /** Behind a hyphen or a slash where there is one (`125/BC-VPHĐND`), else anywhere. */
  private cut(word: Word, size: number, width: number): Word[] {
    if (this.width(word.text, word.face, size) <= width) return [word];
    const parts: Word[] = [];
    let part = '';
    for (const character of word.text) {
      if (part !== '' && this.width(part + character, word.face, size) > width) {
        const at = Math.max(part.lastIndexOf('-'), part.lastIndexOf('/')) + 1 || part.length;
        parts.push({ text: part.slice(0, at), face: word.face });
        part = part.slice(at);
      }
      part += character;
    }
    return [...parts, { text: part, face: word.face }];
  }
}
