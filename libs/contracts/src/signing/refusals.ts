import { type RefusalTable, refuser } from '../core/refusal.js';

export const signingRefusals = {
  'SIGNING.NO_KEY': { status: 404, vi: 'Chưa có khóa ký trong kho cho người hoặc cơ quan này.' },
  'SIGNING.WRONG_PIN': { status: 422, vi: 'Sai mã PIN, còn {triesLeft} lần. Hệ thống không tự thử lại.' },
  'SIGNING.KEY_LOCKED': { status: 409, vi: 'Khóa ký đã bị khóa sau nhiều lần sai PIN, đến {until}.' },
  'SIGNING.BAD_SEALED_PIN': {
    status: 422,
    vi: 'Mã PIN niêm phong không đọc được, đã dùng hoặc quá hạn. Hãy nhập lại.',
  },
  'SIGNING.NO_ACTIVATION': { status: 409, vi: 'Khóa ký chưa mở, đã hết hạn hoặc hết số lần dùng. Hãy nhập PIN lại.' },
  'SIGNING.CERTIFICATE_NOT_ENROLLED': {
    status: 409,
    vi: 'Chứng thư không gắn với người hoặc cơ quan này vào lúc ký (R-SIG-09).',
  },
  'SIGNING.CERTIFICATE_EXPIRED': { status: 409, vi: 'Chứng thư đã hết hạn hoặc chưa có hiệu lực (R-SIG-09).' },
  'SIGNING.CERTIFICATE_REVOKED': { status: 409, vi: 'Chứng thư đã bị thu hồi (R-SIG-09).' },
  'SIGNING.CERTIFICATE_UNTRUSTED': {
    status: 409,
    vi: 'Chứng thư không dựng được chuỗi đến tổ chức chứng thực đã cấu hình (R-VER-07).',
  },
  'SIGNING.CERTIFICATE_UNFIT': { status: 409, vi: 'Chứng thư không dùng để ký văn bản được: {why}.' },
  'SIGNING.NOT_WHAT_WAS_SEEN': {
    status: 409,
    vi: 'Tệp được yêu cầu ký không phải là tệp mà người mở khóa đã xem; không ký.',
  },
  'SIGNING.MARKS_NEED_A_KEY': {
    status: 409,
    vi: 'Tệp do nơi khác ký từ trước: số, ngày và dấu được đặt bằng nhiều chữ ký liền nhau nên phải mở khóa của cơ quan tại đây, không ký bằng chương trình ở nơi khác được.',
  },
  'SIGNING.PDF_REFUSED': { status: 422, vi: 'Không ký được tệp này: {why}.' },
  'SIGNING.KEY_UNREACHABLE': {
    status: 409,
    vi: 'Không dùng được khóa: {why}. Hãy kiểm tra thiết bị hoặc dịch vụ rồi nhập PIN lại.',
  },
  'SIGNING.NO_WAY': { status: 422, vi: 'Hệ thống này chưa được cấu hình để dùng khóa ở đó: {why}.' },
  'SIGNING.SEAL_NOT_IN_HAND': {
    status: 403,
    vi: 'Thiết bị của cơ quan đang do {holder} giữ; chỉ người đó được đóng dấu, ký số cơ quan (R-ORG-02).',
  },
  'SIGNING.HANDOUT_UNKNOWN': { status: 404, vi: 'Địa chỉ này không có, hoặc không phải của bạn.' },
  'SIGNING.HANDOUT_USED': { status: 409, vi: 'Địa chỉ này chỉ dùng được một lần và đã dùng.' },
  'SIGNING.HANDOUT_EXPIRED': { status: 410, vi: 'Tệp giao ra ngoài đã quá hạn nộp lại hoặc đã thôi chờ. Hãy ký lại.' },
  'SIGNING.DESKTOP_DID_NOT_SIGN': { status: 409, vi: 'Chưa ký: {why}. Hãy kiểm tra máy ký rồi ký lại.' },
  'SIGNING.DESKTOP_LOCKED_OUT': {
    status: 409,
    vi: 'Chữ ký trước đã khóa tệp này với ô chữ ký mới, nên chương trình ký trên máy (VGCA) không ký tiếp được. Hãy chọn cách ký khác: khóa lưu trong hệ thống, hoặc nộp chữ ký rời (CMS).',
  },
  'SIGNING.HANDED_IN_WRONG': { status: 422, vi: 'Không nhận tệp nộp lại: {why}.' },
  'SIGNING.ASKS_OTHERWISE': {
    status: 409,
    vi: 'Khóa này không mở bằng cách đó: {why}.',
  },
  'SIGNING.AUTHORISATION_UNKNOWN': {
    status: 404,
    vi: 'Không có lượt xác nhận nào như vậy, hoặc không phải do bạn bắt đầu. Không ký gì.',
  },
  'SIGNING.AUTHORISATION_USED': {
    status: 409,
    vi: 'Câu trả lời này của dịch vụ ký đã dùng một lần; không nhận lại.',
  },
  'SIGNING.AUTHORISATION_EXPIRED': {
    status: 410,
    vi: 'Lượt xác nhận đã quá hạn hoặc đã kết thúc. Hãy bắt đầu ký lại.',
  },
  'SIGNING.NOT_CONFIRMED': { status: 409, vi: 'Dịch vụ ký không cho ký: {why}.' },
  'SIGNING.JUDGED_BAD': { status: 409, vi: 'Chữ ký vừa tạo không qua được kiểm tra; không nhận.' },
} as const satisfies RefusalTable;
export const refuseSigning = refuser(signingRefusals);
