import { printDate } from '../../dates/civil-date.js';
import { type Block, labelled, paragraphBlock, textBlock } from '../blocks.js';
import { bodyBlocks } from '../divisions.js';
import type { IntroductionContent, InvitationContent, LeaveContent } from '../document-content.js';
import type { Style } from '../style.js';
import type { Measure } from '../text.js';
import { wordsOf } from '../text.js';
import { addresseeBlocks, apart } from './addressees.js';

/** Template 1.7 of Annex III: who is invited to what, who presides, when and where. */
export function invitationBlocks(style: Style, measure: Measure, content: InvitationContent): Block[] {
  const label = `${content.inviter} trân trọng kính mời`;
  const details = [
    labelled(style, 'Tới dự', content.event.replace(/^(tới )?dự:?\s+/iu, '')),
    ...(content.chair ? [labelled(style, 'Chủ trì', content.chair)] : []),
    labelled(style, 'Thời gian', content.time),
    labelled(style, 'Địa điểm', content.venue),
  ];
  return [
    ...addresseeBlocks(style, measure, content.guests, label),
    ...apart(details),
    ...bodyBlocks(style, content.body ?? []),
  ];
}

/** Template 1.8 of Annex III. */
export function introductionBlocks(style: Style, content: IntroductionContent): Block[] {
  return [
    paragraphBlockApart(style, `${content.introducer} trân trọng giới thiệu:`),
    labelled(style, 'Ông (bà)', content.person),
    labelled(style, 'Chức vụ', content.personTitle),
    labelled(style, 'Được cử đến', content.sentTo),
    labelled(style, 'Về việc', content.purpose.replace(/^về việc:?\s+/iu, '')),
    paragraphBlock(style, 'Đề nghị Quý cơ quan tạo điều kiện để ông (bà) có tên ở trên hoàn thành nhiệm vụ.'),
    paragraphBlock(style, `Giấy này có giá trị đến hết ${printDate(content.validUntil)}`),
  ];
}

/** Template 1.10 of Annex III. */
export function leaveBlocks(style: Style, content: LeaveContent): Block[] {
  const { person, duration, leavePlace } = content;
  return [
    paragraphBlockApart(style, `Xét Đơn đề nghị nghỉ phép ${printDate(content.appliedOn)} của ông (bà) ${person}`),
    textBlock(style, wordsOf(`${content.grantor} cấp cho:`, 'regular'), { keepWithNext: true }),
    labelled(style, 'Ông (bà)', person),
    labelled(style, 'Chức vụ', content.personTitle),
    paragraphBlock(
      style,
      `Nghỉ phép trong thời gian ${duration}, kể từ ${printDate(content.from)} đến hết ${printDate(content.to)} tại ${leavePlace}.`,
    ),
    paragraphBlock(style, `Số ngày nghỉ phép nêu trên được tính vào thời gian của năm ${content.year}`),
  ];
}

const paragraphBlockApart = (style: Style, text: string) => ({
  ...paragraphBlock(style, text),
  spaceBefore: 12,
  keepWithNext: true,
});
