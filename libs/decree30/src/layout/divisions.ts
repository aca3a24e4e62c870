import { type Block, centred, paragraphBlock, type TextBlock, textBlock } from './blocks.js';
import {
  type BodyItem,
  type Division,
  type DivisionLevel,
  divisionLevels,
  isDivision,
  isTable,
} from './body-content.js';
import type { Style } from './style.js';
import { capitals, wordsOf } from './text.js';

/** The letters of points, in the order of the Vietnamese alphabet (Annex I part I, II.6.d). */
export const pointLetters = 'abcdđeghiklmnopqrstuvxy';

export function roman(number: number): string {
  const signs: readonly (readonly [number, string])[] = [
    ...([
      [1000, 'M'],
      [900, 'CM'],
      [500, 'D'],
      [400, 'CD'],
      [100, 'C'],
      [90, 'XC'],
      [50, 'L'],
    ] as const),
    ...([
      [40, 'XL'],
      [10, 'X'],
      [9, 'IX'],
      [5, 'V'],
      [4, 'IV'],
      [1, 'I'],
    ] as const),
  ];
  let rest = number;
  let text = '';
  for (const [value, sign] of signs) {
    for (; rest >= value; rest -= value) text += sign;
  }
  return text;
}

const depth = (level: DivisionLevel): number => divisionLevels.findIndex((one) => one.level === level);
const throughout: readonly DivisionLevel[] = ['chapter', 'article'];

/** Numbers of divisions as they come: anew below each wider one; chapters and articles go on through the document. */
export class DivisionCounter {
  private readonly counts = new Map<DivisionLevel, number>();

  /** `start` is the number of the last article before the body, for bodies inside an article. */
  next(level: DivisionLevel): number {
    const number = (this.counts.get(level) ?? 0) + 1;
    this.counts.set(level, number);
    this.enter(level);
    return number;
  }

  /** Everything below begins anew. */
  enter(level: DivisionLevel): void {
    for (const { level: inner } of divisionLevels.slice(depth(level) + 1))
      if (!throughout.includes(inner)) this.counts.delete(inner);
  }
}

/** Items of a body as blocks, divisions numbered. */
export function bodyBlocks(style: Style, items: readonly BodyItem[], counter = new DivisionCounter()): Block[] {
  return items.flatMap((item): Block[] => {
    if (isTable(item))
      return [{ kind: 'table', table: item, size: style.sizes.table, spaceBefore: style.paragraphSpacing }];
    if (isDivision(item)) return divisionBlocks(style, item, counter.next(item.level));
    return [paragraphBlock(style, item)];
  });
}

/**
 * Wide divisions stand centred over two lines, narrow ones with the indent of the text; a text goes on behind the number, or
 * below the title where there is one. Annex I part I, II.6.d (R-FMT-04).
 */
function divisionBlocks(style: Style, division: Division, number: number): TextBlock[] {
  const { title, text } = division;
  const heading = headingBlocks(style, division, number);
  const wide = ['part', 'chapter', 'section', 'subsection'].includes(division.level);
  return text && (title || wide) ? [...heading, paragraphBlock(style, text)] : heading;
}

function headingBlocks(style: Style, { level, title, text }: Division, number: number): TextBlock[] {
  switch (level) {
    case 'part':
      return overTwoLines(style, `Phần ${roman(number)}`, title);
    case 'chapter':
      return overTwoLines(style, `Chương ${roman(number)}`, title);
    case 'section':
      return overTwoLines(style, `Mục ${number}`, title);
    case 'subsection':
      return overTwoLines(style, `Tiểu mục ${number}`, title);
    case 'article':
      return [articleBlock(style, number, title, text)];
    case 'roman':
      return [
        title
          ? withLabel(style, `${roman(number)}.`, 'bold', capitals(title), 'bold')
          : withLabel(style, `${roman(number)}.`, 'bold', text ?? '', 'regular'),
      ];
    case 'clause':
      return [
        title
          ? withLabel(style, `${number}.`, 'bold', title, 'bold')
          : withLabel(style, `${number}.`, 'regular', text ?? '', 'regular'),
      ];
    case 'point':
      return [withLabel(style, `${pointLabel(number)})`, 'regular', title || text || '', 'regular', Boolean(title))];
    default: {
      const never: never = level;
      throw new RangeError(`unknown division ${String(never)}`);
    }
  }
}

/** After the last letter they go on doubled: aa, ab. */
function pointLabel(number: number): string {
  const letters = [...pointLetters];
  const index = number - 1;
  const last = letters[index % letters.length] as string;
  return index < letters.length ? last : `${letters[Math.floor(index / letters.length) - 1] ?? 'z'}${last}`;
}

/** `Điều 1. Title` in bold, or `Điều 1.` in bold and the text upright behind it. */
export function articleBlock(
  style: Style,
  number: number,
  title: string | null | undefined,
  text: string | null | undefined,
): TextBlock {
  const label = `Điều ${number}.`;
  return title
    ? withLabel(style, label, 'bold', title, 'bold')
    : withLabel(style, label, 'bold', text ?? '', 'regular');
}

function withLabel(
  style: Style,
  label: string,
  labelFace: 'bold' | 'regular',
  text: string,
  face: 'bold' | 'regular',
  keepWithNext = face === 'bold',
): TextBlock {
  // A label is one word: `Điều` and its number stay together.
  const words = [{ text: label.replaceAll(' ', '\u00a0'), face: labelFace }, ...wordsOf(text, face)];
  return textBlock(style, words, { keepWithNext });
}

function overTwoLines(style: Style, label: string, title: string | null | undefined): TextBlock[] {
  const heading = { ...centred, keepWithNext: true } as const;
  return [
    textBlock(style, wordsOf(label, 'bold'), { ...heading, spaceBefore: 12 }),
    ...(title
      ? [textBlock(style, wordsOf(capitals(title), 'bold'), { ...heading, balanced: true, spaceBefore: 0 })]
      : []),
  ];
}
