import type { DecisionContent, DocumentContent, LetterContent, Paragraph } from './document-content.js';
import type { Style } from './style.js';
import { mm } from './style.js';
import { capitals, type Measure, type Word, wordsOf } from './text.js';

/** One paragraph ready to be broken into lines; positions are points from the left margin. */
export interface Block {
  readonly box: '6' | '9a';
  readonly words: readonly Word[];
  readonly align: 'justify' | 'centre' | 'left';
  readonly firstIndent: number;
  readonly indent: number;
  readonly spaceBefore: number;
  /** Not the last thing on a page. */
  readonly keepWithNext: boolean;
}

/** The flowing part of the document, in order, ending with the mark `./.` (Annex III). */
export function blocksOf(content: DocumentContent, style: Style, measure: Measure): Block[] {
  return content.kind === 'quyet-dinh' ? decisionBlocks(content, style) : letterBlocks(content, style, measure);
}

function paragraph(style: Style, words: readonly Word[], more: Partial<Block> = {}): Block {
  return {
    ...{ box: '6', words, align: 'justify', firstIndent: style.indent, indent: 0 },
    ...{ spaceBefore: style.paragraphSpacing, keepWithNext: false, ...more },
  };
}

const centred = { align: 'centre', firstIndent: 0, indent: 0 } as const;

/** Căn cứ: each on its own line ending with a semicolon, the last with a full stop. Annex I part I, II.6 (R-FMT-04). */
function decisionBlocks(content: DecisionContent, style: Style): Block[] {
  const bases = [...content.legalBases, ...(content.proposal ? [content.proposal] : [])].map((basis) =>
    basis.replace(/[;.,\s]+$/u, ''),
  );
  const blocks: Block[] = [
    paragraph(style, wordsOf(capitals(content.authorityLine), 'bold'), {
      ...centred,
      spaceBefore: 12,
      keepWithNext: true,
    }),
    ...bases.map((basis, index) =>
      paragraph(
        style,
        wordsOf(`${basis}${index === bases.length - 1 ? '.' : ';'}`, 'italic'),
        index === 0 ? { spaceBefore: 12 } : {},
      ),
    ),
    paragraph(style, wordsOf('QUYẾT ĐỊNH:', 'bold'), { ...centred, spaceBefore: 12, keepWithNext: true }),
  ];
  content.articles.forEach((article, index) => {
    const label = wordsOf(`Điều ${index + 1}.`.replace(' ', '\u00a0'), 'bold');
    const spaceBefore = index === 0 ? { spaceBefore: 12 } : {};
    const paragraphs = [...article.paragraphs];
    if (article.title) {
      const title = [...label, ...wordsOf(article.title, 'bold')];
      blocks.push(paragraph(style, title, { ...spaceBefore, keepWithNext: paragraphs.length > 0 }));
    } else {
      const first = paragraphs.shift() ?? '';
      const { text, face } = parts(first);
      blocks.push(paragraph(style, [...label, ...wordsOf(text, face)], spaceBefore));
    }
    blocks.push(...paragraphs.map((each) => plain(style, each)));
  });
  return endMarked(blocks);
}

function plain(style: Style, each: Paragraph): Block {
  const { text, face, isCentred, isBold } = parts(each);
  return paragraph(style, wordsOf(text, face), { ...(isCentred ? centred : {}), keepWithNext: isBold });
}

function parts(each: Paragraph) {
  const full = typeof each === 'string' ? { text: each } : each;
  const isBold = full.bold ?? false;
  const italic = full.italic ?? false;
  const face = isBold ? (italic ? 'boldItalic' : 'bold') : italic ? 'italic' : 'regular';
  return { text: full.text, face, isCentred: full.centred ?? false, isBold } as const;
}

/**
 * Kính gửi: one addressee on the same line; several one per line, dashes aligned under the colon, semicolons, the last
 * a full stop. Annex I part I, II.9.a (R-FMT-06).
 */
function letterBlocks(content: LetterContent, style: Style, measure: Measure): Block[] {
  const size = style.sizes.body;
  const room = style.right - style.left;
  const names = content.addressees.map((name) => name.replace(/^[-–]\s*/u, '').replace(/[;.,\s]+$/u, ''));
  const label = wordsOf('Kính gửi:', 'regular');
  const toColon = measure.width('Kính gửi', 'regular', size);
  const left = { box: '9a', align: 'left', keepWithNext: true } as const;
  const blocks: Block[] = [];
  const blank = measure.blank(size);
  if (names.length === 1) {
    const name = names[0] as string;
    const hang = toColon + measure.width(':', 'regular', size) + blank;
    const start = startOf(hang + measure.width(name, 'regular', size), room);
    blocks.push(
      paragraph(style, [...label, ...wordsOf(name, 'regular')], {
        ...left,
        firstIndent: start,
        indent: start + hang,
        spaceBefore: 18,
      }),
    );
  } else {
    const dash = measure.width('-', 'regular', size) + blank;
    const widest = Math.max(...names.map((name) => measure.width(`${name};`, 'regular', size)));
    const start = startOf(toColon + dash + widest, room);
    blocks.push(paragraph(style, label, { ...left, firstIndent: start, indent: start, spaceBefore: 18 }));
    names.forEach((name, index) => {
      const words = wordsOf(`- ${name}${index === names.length - 1 ? '.' : ';'}`, 'regular');
      blocks.push(
        paragraph(style, words, {
          ...left,
          firstIndent: start + toColon,
          indent: start + toColon + dash,
          spaceBefore: 0,
        }),
      );
    });
  }
  const paragraphs = content.paragraphs.map((each) => plain(style, each));
  if (paragraphs[0]) paragraphs[0] = { ...paragraphs[0], spaceBefore: 18 };
  return endMarked([...blocks, ...paragraphs]);
}

/** The block is centred, but never further left than the usual 30 mm from the text's edge unless it needs the room. */
function startOf(width: number, room: number): number {
  if (width > room - mm(10)) return mm(5);
  return Math.min((room - width) / 2, mm(40));
}

/** `./.` after the last word of the content. */
function endMarked(blocks: Block[]): Block[] {
  const last = blocks.at(-1);
  const word = last?.words.at(-1);
  if (!last || !word) return blocks;
  const text = `${word.text.replace(/\.\/\.$/u, '').replace(/[.;,]+$/u, '')}./.`;
  return [...blocks.slice(0, -1), { ...last, words: [...last.words.slice(0, -1), { ...word, text }] }];
}
