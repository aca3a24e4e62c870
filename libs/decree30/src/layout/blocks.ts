import type { Paragraph, Table } from './body-content.js';
import type { Style } from './style.js';
import type { Word } from './text.js';
import { wordsOf } from './text.js';

/** One paragraph ready to be broken into lines; positions are points from the left margin. */
export interface TextBlock {
  readonly kind: 'text';
  readonly box: '6' | '9a' | 'annex-heading';
  readonly words: readonly Word[];
  readonly align: 'justify' | 'centre' | 'left';
  readonly size: number;
  readonly firstIndent: number;
  readonly indent: number;
  readonly spaceBefore: number;
  /** Not the last thing on a page. */
  readonly keepWithNext: boolean;
  /** Lines of about equal length, for centred titles. */
  readonly balanced: boolean;
}

export interface TableBlock {
  readonly kind: 'table';
  readonly table: Table;
  readonly size: number;
  readonly spaceBefore: number;
}

/** What flows over the pages, in order. */
export type Block = TextBlock | TableBlock;

export function textBlock(style: Style, words: readonly Word[], more: Partial<TextBlock> = {}): TextBlock {
  return {
    ...{ kind: 'text', box: '6', words, align: 'justify', size: style.sizes.body, firstIndent: style.indent },
    ...{ indent: 0, spaceBefore: style.paragraphSpacing, keepWithNext: false, balanced: false, ...more },
  };
}

export const centred = { align: 'centre', firstIndent: 0, indent: 0 } as const;

/** Text and face of a paragraph as it was handed in. */
export function parts(each: Paragraph) {
  const full = typeof each === 'string' ? { text: each } : each;
  const isBold = full.bold ?? false;
  const italic = full.italic ?? false;
  const face = isBold ? (italic ? 'boldItalic' : 'bold') : italic ? 'italic' : 'regular';
  return { text: full.text, face, isCentred: full.centred ?? false, isBold } as const;
}

export function paragraphBlock(style: Style, each: Paragraph): TextBlock {
  const { text, face, isCentred, isBold } = parts(each);
  return textBlock(style, wordsOf(text, face), { ...(isCentred ? centred : {}), keepWithNext: isBold });
}

/** `Label: text`, one line of a form. */
export const labelled = (style: Style, label: string, text: string, more: Partial<TextBlock> = {}): TextBlock =>
  textBlock(style, wordsOf(`${label}: ${text}`, 'regular'), more);

/** `./.` after the last word of the content, or below a table that ends it (Annex III). */
export function endMarked(style: Style, blocks: readonly Block[]): Block[] {
  const last = blocks.at(-1);
  if (last?.kind === 'table') return [...blocks, textBlock(style, wordsOf('./.', 'regular'))];
  const word = last?.words.at(-1);
  if (!last || !word) return [...blocks];
  const text = `${word.text.replace(/\.\/\.$/u, '').replace(/[.;,]+$/u, '')}./.`;
  return [...blocks.slice(0, -1), { ...last, words: [...last.words.slice(0, -1), { ...word, text }] }];
}

/** Căn cứ: each on its own line ending with a semicolon, the last with a full stop. Annex I part I, II.6 (R-FMT-04). */
export function legalBasisBlocks(style: Style, bases: readonly string[]): TextBlock[] {
  return bases
    .map((basis) => basis.replace(/[;.,\s]+$/u, ''))
    .map((basis, index) =>
      textBlock(
        style,
        wordsOf(`${basis}${index === bases.length - 1 ? '.' : ';'}`, 'italic'),
        index === 0 ? { spaceBefore: 12 } : {},
      ),
    );
}
