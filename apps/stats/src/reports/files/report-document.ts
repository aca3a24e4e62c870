import type { outgoing } from '@vanthu/contracts';
import type { BodyItem, DocumentHead, GeneralContent } from '@vanthu/decree30';

type NonEmpty<T> = readonly [T, ...T[]];

/** The report as a báo cáo of Annex III template 1.4. */
export function reportDocument(head: DocumentHead, blocks: readonly outgoing.BodyBlock[]): GeneralContent {
  return { ...head, kind: 'bao-cao', body: filled(blocks.map(itemOf)) };
}

function itemOf(block: outgoing.BodyBlock): BodyItem {
  switch (block.type) {
    case 'paragraph':
      return block.text;
    case 'division':
      return { level: block.level, title: block.title ?? null, text: block.text ?? null };
    case 'table': {
      const columns = filled(
        block.header.map((heading, index) => ({ heading, ...(index === 0 ? {} : { align: 'right' as const }) })),
      );
      return { columns, rows: block.rows };
    }
    default:
      return block satisfies never;
  }
}

function filled<T>(list: readonly T[]): NonEmpty<T> {
  const [first, ...rest] = list;
  if (first === undefined) throw new Error('a report has no empty list');
  return [first, ...rest];
}
