import { type Block, centred, legalBasisBlocks, parts, textBlock } from '../blocks.js';
import { isDivision, isTable } from '../body-content.js';
import { articleBlock, bodyBlocks, DivisionCounter } from '../divisions.js';
import type { Article, DecisionContent } from '../document-content.js';
import type { Style } from '../style.js';
import { capitals, wordsOf } from '../text.js';

/** Templates 1.1 and 1.2 of Annex III: authority, bases, `QUYẾT NGHỊ:` or `QUYẾT ĐỊNH:`, articles. */
export function decisionBlocks(style: Style, content: DecisionContent): Block[] {
  const line = (text: string) =>
    textBlock(style, wordsOf(text, 'bold'), { ...centred, balanced: true, spaceBefore: 12, keepWithNext: true });
  const counter = new DivisionCounter();
  return [
    line(capitals(content.authorityLine)),
    ...legalBasisBlocks(style, [...content.legalBases, ...(content.proposal ? [content.proposal] : [])]),
    line(content.kind === 'nghi-quyet' ? 'QUYẾT NGHỊ:' : 'QUYẾT ĐỊNH:'),
    ...content.articles.flatMap((article, index) => {
      const blocks = articleBlocks(style, article, counter);
      return index === 0 ? blocks.map((block, at) => (at === 0 ? { ...block, spaceBefore: 12 } : block)) : blocks;
    }),
  ];
}

function articleBlocks(style: Style, { title, paragraphs }: Article, counter: DivisionCounter): Block[] {
  const number = counter.next('article');
  const [first, ...rest] = paragraphs;
  const heading = (text: string | null | undefined, keepWithNext: boolean) => ({
    ...articleBlock(style, number, text, null),
    keepWithNext,
  });
  if (title || first === undefined)
    return [heading(title, paragraphs.length > 0), ...bodyBlocks(style, paragraphs, counter)];
  if (isTable(first) || isDivision(first)) return [heading(null, true), ...bodyBlocks(style, paragraphs, counter)];
  const { text, face } = parts(first);
  const opening = articleBlock(style, number, null, '');
  return [{ ...opening, words: [...opening.words, ...wordsOf(text, face)] }, ...bodyBlocks(style, rest, counter)];
}
