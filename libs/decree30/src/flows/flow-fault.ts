import type { FlowAct, FlowStep } from './flow.js';

/** What is wrong, at which step; `step` is empty for the flow as a whole. */
export interface FlowFault {
  readonly step: string;
  readonly code: string;
  readonly vi: string;
}

export const fault = (step: FlowStep | null, code: string, vi: string): FlowFault => ({
  step: step?.id ?? '',
  code,
  vi,
});

export const actVi: Readonly<Record<FlowAct, string>> = {
  submit: 'Trình',
  propose: 'Đề xuất xử lý',
  opinion: 'Lấy ý kiến',
  direct: 'Chỉ đạo (bút phê)',
  assign: 'Giao chuyên viên',
  handle: 'Giải quyết',
  draft: 'Soạn thảo và trình',
  'check-content': 'Duyệt nội dung (ký nháy)',
  'check-form': 'Kiểm tra thể thức',
  present: 'Thẩm tra, trình ký',
  sign: 'Ký',
  number: 'Cấp số, đóng dấu',
};

/** How the roles of a flow's holders are called. */
export const roleVi: Readonly<Record<string, string>> = {
  clerk: 'Văn thư',
  official: 'Chuyên viên',
  'unit-head': 'Lãnh đạo đơn vị',
  'form-checker': 'Người kiểm tra thể thức',
  signer: 'Người ký',
  director: 'Lãnh đạo cơ quan',
  secretary: 'Thư ký lãnh đạo',
  leadership: 'Lãnh đạo theo dõi',
  administrator: 'Quản trị',
};
