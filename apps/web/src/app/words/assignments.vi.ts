/** Giao soạn thảo: units charged with drafting. */
export const assignmentsWords = {
  title: 'Giao soạn thảo',
  onlyOpen: 'Chỉ việc chưa soạn thảo',
  assign: 'Giao soạn thảo',
  none: 'Không có việc giao soạn thảo nào.',
  by: '{{who}} giao {{unit}} chủ trì soạn thảo lúc {{at}}',
  due: 'hạn trình {{date}}',
  overdue: 'quá hạn',
  waiting: 'chưa soạn thảo',
  draft: 'Soạn thảo',
  unit: 'Đơn vị chủ trì soạn thảo',
  matter: 'Việc cần soạn thảo',
  dueOn: 'Hạn trình',
  change: 'Sửa việc giao',
  withdraw: 'Thu hồi',
  reason: 'Lý do thu hồi',
} as const;
