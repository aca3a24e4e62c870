import type { outgoing } from '@vanthu/contracts';
import type { FlowAct } from '@vanthu/decree30';
import type { z } from 'zod';
import type { OutgoingDocument } from './outgoing-document.js';

export const actVi: Readonly<Record<FlowAct, string>> = {
  ...{ submit: 'Trình', propose: 'Đề xuất xử lý', direct: 'Chỉ đạo', assign: 'Giao chuyên viên', handle: 'Giải quyết' },
  draft: 'Soạn thảo và trình',
  opinion: 'Lấy ý kiến',
  'check-content': 'Duyệt nội dung',
  'check-form': 'Kiểm tra thể thức',
  present: 'Thẩm tra, trình ký',
  sign: 'Ký',
  number: 'Cấp số, đóng dấu',
};

/** The step at which a draft stands, as lists show it. */
export function stepOf({ course, state }: OutgoingDocument, today: string): z.infer<typeof outgoing.DraftStep> | null {
  if (course === null || state === 'issued') return null;
  const { flowName, flowVersion, stepName, act, startedOn, dueOn, parts } = course;
  return {
    ...{ flowName, flowVersion, stepName, act, startedOn, dueOn },
    isLate: dueOn !== null && today > dueOn,
    parts: parts.map(({ name, said }) => ({ name, saidBy: said?.by ?? null })),
  };
}
