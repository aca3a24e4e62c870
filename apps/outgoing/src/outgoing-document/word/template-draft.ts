import type { outgoing } from '@vanthu/contracts';
import { formOfKind, type KindCode } from '@vanthu/decree30';

/** Words that stand for what the drafter will write. */
const text = '(Nội dung văn bản)';

/** What a template holds until it is written over; null: of this form there is none, it is written on the screen. */
export function templateBody(kind: KindCode): outgoing.DraftBody | null {
  const { form, addressed } = formOfKind(kind);
  switch (form) {
    case 'decision':
      return {
        form,
        legalBases: ['Căn cứ (tên văn bản, số, ký hiệu, cơ quan ban hành, ngày tháng năm, trích yếu)'],
        proposal: 'Theo đề nghị của (chức vụ người đứng đầu đơn vị trình)',
        articles: [{ paragraphs: [text] }, { paragraphs: ['(Trách nhiệm thi hành) chịu trách nhiệm thi hành.'] }],
      };
    case 'letter':
      return { form, addressees: ['(Nơi gửi)'], paragraphs: [text] };
    case 'general': {
      const addressees = addressed === 'always' ? ['(Nơi gửi)'] : [];
      return { form, addressees, legalBases: [], blocks: [{ type: 'paragraph', text }] };
    }
    default:
      return null;
  }
}
