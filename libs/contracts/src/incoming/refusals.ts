import { type RefusalTable, refuser } from '../core/refusal.js';

export const incomingRefusals = {
  'INCOMING.NOT_THE_TURN': { status: 409, vi: 'Chưa đến lượt việc này: văn bản đang ở bước “{stateVi}”.' },
  'INCOMING.NOT_CHECKED': { status: 409, vi: 'Chưa có kết quả kiểm tra chữ ký nên chưa vào sổ được (R-IN-01).' },
  'INCOMING.MUST_RETURN': {
    status: 409,
    vi: 'Văn bản không qua được kiểm tra: {why} Chưa cấp số; hãy trả lại nơi gửi (R-IN-02).',
  },
  'INCOMING.REASON_REQUIRED': { status: 422, vi: 'Cần ghi lý do khi vào sổ: {why}' },
  'INCOMING.DUPLICATE': {
    status: 409,
    vi: 'Trùng số đến {arrivalNumber}: {why} Nếu vẫn vào sổ, hãy ghi lý do (R-IN-05).',
  },
  'INCOMING.UNKNOWN_KIND': { status: 422, vi: 'Không có loại văn bản này.' },
  'INCOMING.RECALLED': {
    status: 410,
    vi: 'Văn bản đã bị nơi gửi thu hồi ({order}); nội dung đã hủy, dòng trong sổ giữ nguyên (R-REC-03).',
  },
  'INCOMING.BOOK_PERIOD': { status: 422, vi: 'Kỳ của sổ phải nằm trong một năm, từ ngày không sau đến ngày.' },
  'INCOMING.BOOK_TOO_LONG': { status: 422, vi: 'Kỳ này có {lines} dòng; hãy chia thành quyển không quá {most} dòng.' },
  'INCOMING.DATE_BEHIND': { status: 409, vi: 'Ngày đến không được sớm hơn ngày của số đến trước đó ({lastDate}).' },
  'INCOMING.SCAN_UNFIT': { status: 422, vi: 'Bản quét không dùng được: {why} (R-IN-16).' },
  'INCOMING.REMARK_REQUIRED': {
    status: 422,
    vi: 'Bì không nguyên vẹn hoặc không khớp với văn bản bên trong: hãy ghi rõ để báo lại nơi gửi.',
  },
  'INCOMING.LETTER_REGISTERED': {
    status: 409,
    vi: 'Thư này đã được đưa vào sổ thành một văn bản của cơ quan (R-IN-12).',
  },
  'INCOMING.NOT_NEXT_NUMBER': {
    status: 409,
    vi: 'Số đến phải liên tục: dòng tiếp theo của sổ năm {year} là số {next}, không phải số {number} (R-IN-04).',
  },
  'INCOMING.CITIZEN_SENDER': {
    status: 422,
    vi: 'Đơn, thư do công dân gửi: ghi họ tên người gửi, không chọn cơ quan trong danh bạ.',
  },
  'INCOMING.NOT_CITIZENS': {
    status: 409,
    vi: 'Chỉ đơn, thư của công dân mới vào sổ là đơn, thư: {why} Hãy chọn đúng loại văn bản (R-IN-02).',
  },
  'INCOMING.KIND_CHANGES_POLICY': {
    status: 409,
    vi: 'Đơn, thư và văn bản của cơ quan được kiểm tra theo quy định khác nhau: hãy bấm “Đổi loại” để kiểm tra lại trước khi vào sổ (R-IN-02).',
  },
  'INCOMING.LINE_NOT_PAPER': {
    status: 422,
    vi: 'Chỉ văn bản giấy mới có dòng ghi trước trên sổ giấy; văn bản điện tử lấy số tiếp theo của Hệ thống (R-IN-04).',
  },
  'INCOMING.SIGNED_NOT_PAPER': {
    status: 422,
    vi: 'Tệp có chữ ký số nên là văn bản điện tử, không phải bản quét văn bản giấy: hãy tiếp nhận như tệp để chữ ký được kiểm tra (R-IN-01).',
  },
  'INCOMING.NOT_A_LETTER': { status: 422, vi: 'Chỉ đơn, thư mới ghi khiếu nại, tố cáo hoặc kiến nghị.' },
  'INCOMING.CALENDAR_PERIOD': {
    status: 422,
    vi: 'Từ ngày phải không sau đến ngày, và cách nhau không quá {days} ngày.',
  },
  'INCOMING.LINE_IN_FUTURE': { status: 422, vi: 'Ngày đến của dòng ghi trên sổ giấy không được sau hôm nay.' },
} as const satisfies RefusalTable;
export const refuseIncoming = refuser(incomingRefusals);
