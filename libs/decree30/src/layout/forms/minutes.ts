import { type Block, labelled, paragraphBlock, textBlock } from '../blocks.js';
import { bodyBlocks } from '../divisions.js';
import type { MinutesContent } from '../document-content.js';
import type { Style } from '../style.js';
import { wordsOf } from '../text.js';

const bare = (text: string): string => text.replace(/^[-–+]\s*/u, '').replace(/[;.,\s]+$/u, '');

/** Template 1.9 of Annex III. */
export function minutesBlocks(style: Style, content: MinutesContent): Block[] {
  const people = content.participants.map(bare);
  return [
    labelled(style, 'Thời gian bắt đầu', content.startedAt, { spaceBefore: 12 }),
    labelled(style, 'Địa điểm', content.venue),
    ...(people.length === 1
      ? [labelled(style, 'Thành phần tham dự', people[0] as string)]
      : [
          textBlock(style, wordsOf('Thành phần tham dự:', 'regular'), { keepWithNext: true }),
          ...people.map((one, index) => paragraphBlock(style, `- ${one}${index === people.length - 1 ? '.' : ';'}`)),
        ]),
    labelled(style, 'Chủ trì (chủ tọa)', content.chair),
    labelled(style, 'Thư ký (người ghi biên bản)', content.secretary),
    textBlock(style, wordsOf('Nội dung:', 'regular'), { keepWithNext: true }),
    ...bodyBlocks(style, content.body),
    paragraphBlock(style, `${content.meeting ?? 'Cuộc họp'} kết thúc vào ${content.endedAt}`),
  ];
}
