import { type TextBlock, textBlock } from '../blocks.js';
import { mm, type Style } from '../style.js';
import { type Measure, type Word, wordsOf } from '../text.js';

/**
 * Kính gửi: one addressee on the same line; several one per line, dashes aligned under the colon, semicolons, the last
 * a full stop. Annex I part I, II.9.a (R-FMT-06).
 */
export function addresseeBlocks(
  style: Style,
  measure: Measure,
  addressees: readonly string[],
  label = 'Kính gửi',
): TextBlock[] {
  const size = style.sizes.body;
  const room = style.right - style.left;
  const names = addressees.map((name) => name.replace(/^[-–]\s*/u, '').replace(/[;.,\s]+$/u, ''));
  const words = wordsOf(`${label}:`, 'regular');
  const blank = measure.blank(size);
  const widthOf = (text: string) => measure.width(text, 'regular', size);
  const toColon = widthOf(label);
  const left = { box: '9a', align: 'left', keepWithNext: true } as const;
  const [only] = names;
  if (only !== undefined && names.length === 1) {
    const hang = toColon + widthOf(':') + blank;
    const start = startOf(hang + widthOf(only), room);
    // Behind a long label (`… điện:`) the rest of the name gets the whole width.
    const indent = hang > room / 2 ? start : start + hang;
    return [
      textBlock(style, [...words, ...wordsOf(only, 'regular')], {
        ...left,
        firstIndent: start,
        indent,
        spaceBefore: 18,
      }),
    ];
  }
  const dash = widthOf('-') + blank;
  const widest = Math.max(...names.map((name) => widthOf(`${name};`)));
  const wide = toColon > room / 3;
  const start = startOf((wide ? 0 : toColon) + dash + widest, room);
  const under = start + (wide ? 0 : toColon);
  return [
    textBlock(style, words as Word[], { ...left, firstIndent: start, indent: start, spaceBefore: 18 }),
    ...names.map((name, index) =>
      textBlock(style, wordsOf(`- ${name}${index === names.length - 1 ? '.' : ';'}`, 'regular'), {
        ...{ ...left, firstIndent: under, indent: under + dash, spaceBefore: 0 },
      }),
    ),
  ];
}

/** The block is centred, but never further left than the usual 30 mm from the text's edge unless it needs the room. */
function startOf(width: number, room: number): number {
  if (width > room - mm(10)) return mm(5);
  return Math.min((room - width) / 2, mm(40));
}

/** The first paragraph below Kính gửi stands apart from it. */
export const apart = <T extends { readonly spaceBefore: number }>(blocks: readonly T[]): T[] =>
  blocks.map((block, index) => (index === 0 ? { ...block, spaceBefore: 18 } : block));
