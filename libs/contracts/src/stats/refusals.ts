import { type RefusalTable, refuser } from '../core/refusal.js';

export const statsRefusals = {
  'STATS.PERIOD_BACKWARDS': { status: 422, vi: 'Ngày đầu kỳ sau ngày cuối kỳ.' },
  'STATS.NOT_YOUR_AGENCY': {
    status: 403,
    vi: 'Bạn chỉ xem được số liệu của cơ quan mình; số liệu của cơ quan trực thuộc dành cho lãnh đạo cơ quan cấp trên.',
  },
  'STATS.NUMERATOR_ABOVE': { status: 422, vi: 'Tử số lớn hơn mẫu số ({numerator}/{denominator}).' },
  'STATS.ONE_PART': { status: 422, vi: 'Mỗi lần chỉ xem được theo một: đơn vị, loại văn bản hoặc người ký.' },
  'STATS.REBUILD_RUNNING': { status: 409, vi: 'Đang dựng lại số liệu; hãy chờ xong.' },
} as const satisfies RefusalTable;
export const refuseStats = refuser(statsRefusals);
