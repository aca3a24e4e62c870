import { type RefusalTable, refuser } from '../core/refusal.js';

export const statsRefusals = {
  'STATS.PERIOD_BACKWARDS': { status: 422, vi: 'Ngày đầu kỳ sau ngày cuối kỳ.' },
  'STATS.REBUILD_RUNNING': { status: 409, vi: 'Đang dựng lại số liệu; hãy chờ xong.' },
} as const satisfies RefusalTable;
export const refuseStats = refuser(statsRefusals);
