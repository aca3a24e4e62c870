import { type RefusalTable, refuser } from '../core/refusal.js';

export const directoryRefusals = {
  'DIRECTORY.BAD_CREDENTIALS': { status: 401, vi: 'Sai tên đăng nhập hoặc mật khẩu.' },
  'DIRECTORY.NO_SUCH_POSITION': { status: 403, vi: 'Bạn không giữ chức vụ này vào ngày {on}.' },
  'DIRECTORY.AGENCY_CLOSED': { status: 409, vi: 'Cơ quan đã chấm dứt hoạt động từ {validTo}; chỉ còn xem được.' },
  'DIRECTORY.UNKNOWN_AGENCY': { status: 422, vi: 'Không có cơ quan này trong danh bạ.' },
  'DIRECTORY.NO_AUTHORITY': {
    status: 403,
    vi: 'Không có thẩm quyền ký {capacity} cho loại văn bản này vào ngày {on} ({rule}).',
  },
  'DIRECTORY.CERTIFICATE_TAKEN': { status: 409, vi: 'Chứng thư này đang gắn với người hoặc cơ quan khác.' },
  'DIRECTORY.ENROLMENT_OVERLAPS': {
    status: 409,
    vi: 'Chứng thư này đã gắn với chủ này trong một khoảng thời gian chồng lấn; hãy thôi gắn trước rồi gắn lại.',
  },
  'DIRECTORY.BAD_PERIOD': { status: 422, vi: 'Thời gian gắn nằm ngoài thời hạn của chứng thư ({from} – {to}).' },
  'DIRECTORY.UNKNOWN_OWNER': { status: 422, vi: 'Không có người hoặc cơ quan này trong danh bạ.' },
  'DIRECTORY.BAD_CERTIFICATE': { status: 422, vi: 'Không đọc được chứng thư.' },
  'DIRECTORY.OWN_POWERS': {
    status: 403,
    vi: 'Không ai tự giao chức vụ, vai trò hoặc thẩm quyền cho mình; việc này do người quản trị khác làm.',
  },
  'DIRECTORY.INCONSISTENT': { status: 422, vi: 'Dữ liệu tổ chức không khớp: {problem}.' },
} as const satisfies RefusalTable;
export const refuseDirectory = refuser(directoryRefusals);
