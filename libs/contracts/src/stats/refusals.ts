import { type RefusalTable, refuser } from '../core/refusal.js';

export const statsRefusals = {
  'STATS.PERIOD_BACKWARDS': { status: 422, vi: 'Ngày đầu kỳ sau ngày cuối kỳ.' },
  'STATS.NOT_YOUR_AGENCY': {
    status: 403,
    vi: 'Bạn chỉ xem được số liệu của cơ quan mình; số liệu của cơ quan trực thuộc dành cho lãnh đạo cơ quan cấp trên.',
  },
  'STATS.NUMERATOR_ABOVE': { status: 422, vi: 'Tử số lớn hơn mẫu số ({numerator}/{denominator}).' },
  'STATS.ONE_PART': {
    status: 422,
    vi: 'Cùng lúc chỉ xem được: đơn vị và loại văn bản, hoặc người ký và loại văn bản.',
  },
  'STATS.UNKNOWN_PERIOD': { status: 422, vi: 'Không có kỳ báo cáo {period}, hoặc kỳ chưa bắt đầu.' },
  'STATS.UNKNOWN_AGENCY': { status: 422, vi: 'Chưa rõ báo cáo của cơ quan nào.' },
  'STATS.INPUTS_REFUSED': { status: 422, vi: 'Số liệu chưa hợp lệ: {problems}' },
  'STATS.UNREADABLE_TABLE': { status: 422, vi: 'Không đọc được bảng số liệu. {problem}' },
  'STATS.NO_SIGNATORY': { status: 422, vi: 'Cơ quan chưa có người đứng đầu có thẩm quyền ký báo cáo vào ngày này.' },
  'STATS.PERIOD_NOT_OVER': { status: 422, vi: 'Kỳ {period} đến hết ngày {to} mới chốt được số liệu.' },
  'STATS.ALREADY_CLOSED': { status: 409, vi: 'Kỳ {period} đã chốt số liệu; bản chốt không thay đổi.' },
  'STATS.NO_CUT_OFF': {
    status: 422,
    vi: 'Bản chốt chỉ giữ báo cáo cải cách hành chính; loại báo cáo này lập theo số liệu hôm nay.',
  },
  'STATS.NOT_CLOSED': { status: 404, vi: 'Kỳ {period} chưa chốt số liệu.' },
  'STATS.NOTHING_LACKS': { status: 422, vi: 'Văn bản này không thiếu chữ ký nào cần nhắc.' },
  'STATS.REMINDED_RECENTLY': { status: 409, vi: 'Đã nhắc ngày {lastOn}; từ ngày {next} mới nhắc lại.' },
  'STATS.REBUILD_RUNNING': { status: 409, vi: 'Đang dựng lại số liệu; hãy chờ xong.' },
} as const satisfies RefusalTable;
export const refuseStats = refuser(statsRefusals);
