import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { create, type Font } from 'fontkit';
import { TrueTypeFile, TrueTypeSubset } from './truetype-subset.js';

export type Face = 'regular' | 'bold' | 'italic' | 'boldItalic';

/** The four files of Times New Roman, or of a font with its metrics. TrueType, one face per file. */
export type FontBytes = Record<Face, Uint8Array>;

interface PlainGlyph {
  readonly id: number;
  readonly codePoints: number[];
  readonly advanceWidth: number;
}

/**
 * A font that sets text code point by code point: no ligatures, no kerning, one glyph for one character. So widths add up,
 * the same text gives the same bytes, and the map from glyphs back to characters is unambiguous, which the signing engine
 * needs to fill the number and date fields. Vietnamese in NFC needs no more than that.
 */
export class Typeface {
  private readonly glyphs = new Map<number, PlainGlyph | null>();
  private readonly file: TrueTypeFile;
  private readonly unitsPerEm: number;
  /** Above and below the baseline, in sizes. */
  readonly ascent: number;
  readonly descent: number;

  constructor(
    readonly bytes: Uint8Array,
    private readonly font: Font,
  ) {
    this.file = new TrueTypeFile(bytes);
    // Kept: the parser computes them anew at every question.
    this.unitsPerEm = font.unitsPerEm;
    this.ascent = font.ascent / font.unitsPerEm;
    this.descent = -font.descent / font.unitsPerEm;
  }

  get name(): string {
    return this.font.postscriptName;
  }

  widthOf(text: string, sizePt: number): number {
    let units = 0;
    for (const character of text) units += this.glyph(character)?.advanceWidth ?? 0;
    return (units / this.unitsPerEm) * sizePt;
  }

  /** Characters the font has no glyph for, and marks that did not compose. */
  missing(text: string): string[] {
    return [...new Set(text)].filter((character) => /\p{M}/u.test(character) || this.glyph(character) === null);
  }

  /** What the PDF writer takes for a font: metrics of the real one, this way of setting text, subsets from its bytes. */
  forWriter(): Font {
    const layout = (text: string) => ({
      glyphs: [...text].map((character) => this.glyph(character)).filter((g) => g !== null),
    });
    return new Proxy(this.font, {
      get: (font, key) => {
        if (key === 'layout') return layout;
        if (key === 'createSubset') return () => new TrueTypeSubset(this.file);
        const value: unknown = Reflect.get(font, key, font);
        return typeof value === 'function' ? value.bind(font) : value;
      },
    });
  }

  private glyph(character: string): PlainGlyph | null {
    const codePoint = character.codePointAt(0) as number;
    const known = this.glyphs.get(codePoint);
    if (known !== undefined) return known;
    const found = this.font.glyphForCodePoint(codePoint);
    const glyph = found.id === 0 ? null : { id: found.id, codePoints: [codePoint], advanceWidth: found.advanceWidth };
    this.glyphs.set(codePoint, glyph);
    return glyph;
  }
}

/** Parsed once, used for any number of documents. */
export type DocumentFonts = Record<Face, Typeface>;

/** Reads the four faces, e.g. of a licensed Times New Roman. @throws TypeError when a file holds more than one face */
export function readFonts(bytes: FontBytes): DocumentFonts {
  const read = (face: Face) => {
    const font = create(Buffer.from(bytes[face].buffer, bytes[face].byteOffset, bytes[face].byteLength));
    if (!('glyphForCodePoint' in font)) throw new TypeError(`the ${face} file is a collection of fonts`);
    return new Typeface(bytes[face], font);
  };
  return { regular: read('regular'), bold: read('bold'), italic: read('italic'), boldItalic: read('boldItalic') };
}

const tinosFiles: Record<Face, string> = {
  regular: '400Regular/Tinos_400Regular.ttf',
  bold: '700Bold/Tinos_700Bold.ttf',
  italic: '400Regular_Italic/Tinos_400Regular_Italic.ttf',
  boldItalic: '700Bold_Italic/Tinos_700Bold_Italic.ttf',
};

/** Tinos, which has the widths of Times New Roman and the Open Font License, from the installed package. */
export async function loadTinos(): Promise<DocumentFonts> {
  const { resolve } = createRequire(import.meta.url);
  const load = (face: Face) => readFile(resolve(`@expo-google-fonts/tinos/${tinosFiles[face]}`));
  const [regular, bold, italic, boldItalic] = await Promise.all([
    load('regular'),
    load('bold'),
    load('italic'),
    load('boldItalic'),
  ]);
  return readFonts({ regular, bold, italic, boldItalic });
}
