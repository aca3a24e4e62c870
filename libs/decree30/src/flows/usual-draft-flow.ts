import type { Flow, FlowStep } from './flow.js';

const step = (own: Pick<FlowStep, 'id' | 'name' | 'act'> & Partial<FlowStep>) => ({
  ...{ holders: [{ kind: 'assignee' as const }], waits: 'all' as const, workingDays: null, escalation: null, next: [] },
  ...own,
});
const to = (id: string) => [{ to: id, when: null }];

/** What every draft goes through and nothing beside (Art. 10-15): of an agency that has applied no flow of its own, version 0. */
export const usualDraftFlow = {
  key: 'di-thuong',
  name: 'Văn bản đi thông thường',
  direction: 'outgoing',
  for: { kinds: [], urgencies: [], unit: null },
  note: 'Các bước bắt buộc theo Nghị định 30, không đặt thời hạn riêng.',
  steps: [
    step({ id: 'soan', name: 'Soạn thảo và trình', act: 'draft', next: to('noi-dung') }),
    step({ id: 'noi-dung', name: 'Thủ trưởng đơn vị duyệt nội dung', act: 'check-content', next: to('the-thuc') }),
    step({
      ...{ id: 'the-thuc', name: 'Kiểm tra thể thức', act: 'check-form', next: to('ky') },
      holders: [{ kind: 'role', role: 'form-checker' }],
    }),
    step({ id: 'ky', name: 'Ký theo thẩm quyền', act: 'sign', next: to('cap-so') }),
    step({
      ...{ id: 'cap-so', name: 'Cấp số, đóng dấu, phát hành', act: 'number' },
      holders: [{ kind: 'role', role: 'clerk' }],
    }),
  ],
} as const satisfies Flow & { key: string; name: string; note: string };
