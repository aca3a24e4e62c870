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
  'DIRECTORY.TOO_MANY_SEARCHES': { status: 409, vi: 'Đã lưu {most} tìm kiếm; hãy bỏ bớt trước khi lưu thêm.' },
  'DIRECTORY.NO_SUCH_SEARCH': { status: 404, vi: 'Không có tìm kiếm đã lưu này.' },
  'DIRECTORY.RESPONSIBLE_UNFIT': {
    status: 422,
    vi: 'Người chịu trách nhiệm phải đang giữ chức vụ được soạn thảo văn bản tại một cơ quan còn hoạt động.',
  },
  'DIRECTORY.KEY_TAKEN': { status: 409, vi: 'Khóa này đã dùng cho một tài khoản khác; hãy tạo khóa mới.' },
  'DIRECTORY.NO_SUCH_MACHINE': { status: 404, vi: 'Không có tài khoản hệ thống này.' },
  'DIRECTORY.MACHINE_REVOKED': { status: 409, vi: 'Tài khoản hệ thống này đã bị thu hồi từ trước.' },
  'DIRECTORY.BAD_KEY': { status: 401, vi: 'Khóa truy cập không đúng hoặc đã bị thu hồi.' },
  'DIRECTORY.BAD_ABSENCE': {
    status: 422,
    vi: 'Ngày vắng mặt không hợp lệ: phải từ hôm nay trở đi và không quá một năm.',
  },
  'DIRECTORY.ABSENCE_NOT_YOURS': { status: 403, vi: 'Chỉ ghi vắng mặt cho mình; lãnh đạo ghi được cho người khác.' },
  'DIRECTORY.ABSENCE_OVERLAPS': { status: 409, vi: 'Đã có vắng mặt trùng ngày ({from} – {to}).' },
  'DIRECTORY.DEPUTY_UNFIT': {
    status: 422,
    vi: 'Người làm thay phải cùng cơ quan và giữ chức vụ làm được việc đó (lãnh đạo thay lãnh đạo, trưởng đơn vị thay trưởng đơn vị).',
  },
  'DIRECTORY.DEPUTY_ABSENT': { status: 409, vi: 'Người làm thay cũng vắng mặt trong những ngày này.' },
  'DIRECTORY.BAD_CALENDAR': { status: 422, vi: 'Lịch làm việc không hợp lệ: {problem}.' },
  'DIRECTORY.KEEPER_UNFIT': {
    status: 422,
    vi: 'Thiết bị của cơ quan chỉ giao cho người đang làm văn thư của cơ quan đó (R-ORG-02).',
  },
  'DIRECTORY.SEAL_NOT_YOURS': {
    status: 403,
    vi: 'Chỉ người được giao giữ thiết bị mới giao cho người khác hoặc nhận lại.',
  },
  'DIRECTORY.SEAL_LENT': { status: 409, vi: 'Thiết bị đang ở chỗ {holder}; phải nhận lại, có biên bản, trước đã.' },
  'DIRECTORY.SEAL_NOT_LENT': { status: 409, vi: 'Thiết bị không cho ai mượn.' },
  'DIRECTORY.BAD_LENDING': {
    status: 422,
    vi: 'Giấy tờ giao thiết bị không hợp lệ: {problem} (R-ORG-03).',
  },
  'DIRECTORY.UNKNOWN_RECIPIENT': { status: 422, vi: 'Nơi nhận “{name}” không có trong danh bạ.' },
  'DIRECTORY.NO_SUCH_GROUP': { status: 404, vi: 'Cơ quan không có nhóm nơi nhận này.' },
  'DIRECTORY.GROUP_NAME_TAKEN': { status: 409, vi: 'Đã có nhóm nơi nhận tên “{name}”.' },
  'DIRECTORY.GROUP_CHANGED': { status: 409, vi: 'Nhóm “{name}” vừa được người khác sửa; hãy xem lại rồi lưu.' },
  'DIRECTORY.TOO_MANY_GROUPS': { status: 409, vi: 'Một cơ quan có nhiều nhất {most} nhóm nơi nhận.' },
  'DIRECTORY.INCONSISTENT': { status: 422, vi: 'Dữ liệu tổ chức không khớp: {problem}.' },
} as const satisfies RefusalTable;
export const refuseDirectory = refuser(directoryRefusals);
