import { type RefusalTable, refuser } from '../core/refusal.js';

export const outgoingRefusals = {
  'OUTGOING.UNKNOWN_KIND': { status: 422, vi: 'Không có loại văn bản này trong 29 loại của Điều 7.' },
  'OUTGOING.BODY_DOES_NOT_FIT_KIND': { status: 422, vi: 'Nội dung không đúng mẫu của loại văn bản này.' },
  'OUTGOING.NO_LEAD_UNIT': {
    status: 422,
    vi: 'Chức vụ của bạn không thuộc đơn vị nào để chủ trì soạn thảo (R-DRF-01).',
  },
  'OUTGOING.UNKNOWN_RECIPIENT': { status: 422, vi: 'Nơi nhận “{name}” không phải đơn vị, người của cơ quan này.' },
  'OUTGOING.UNPRINTABLE': { status: 422, vi: 'Không trình bày được nội dung: {problems}.' },
  'OUTGOING.SECRET': { status: 422, vi: 'Văn bản mật không được soạn thảo, lưu giữ trên hệ thống này (R-GEN-04).' },
  'OUTGOING.NOT_THE_TURN': { status: 409, vi: 'Chưa đến lượt việc này: văn bản đang ở bước “{stateVi}” (R-OUT-01).' },
  'OUTGOING.ALREADY_DONE': { status: 409, vi: 'Việc này đã làm xong: văn bản đang ở bước “{stateVi}”.' },
  'OUTGOING.NOT_THE_DRAFTER': {
    status: 403,
    vi: 'Chỉ người soạn thảo hoặc thủ trưởng đơn vị soạn thảo được sửa, trình dự thảo.',
  },
  'OUTGOING.NOT_THE_UNIT_HEAD': { status: 403, vi: 'Chỉ thủ trưởng đơn vị soạn thảo duyệt nội dung (R-DRF-05).' },
  'OUTGOING.OWN_DRAFT': { status: 403, vi: 'Người soạn thảo không tự duyệt dự thảo của mình.' },
  'OUTGOING.NOT_THE_SIGNER': { status: 403, vi: 'Bạn không phải người ký của văn bản này (R-DRF-08).' },
  'OUTGOING.CAPACITY_CHANGED': {
    status: 409,
    vi: 'Quyền hạn, chức vụ in trên văn bản không còn đúng với danh bạ hôm nay; hãy trả lại để trình bày lại (R-SIG-08).',
  },
  'OUTGOING.OTHER_MANIFEST': {
    status: 409,
    vi: 'Văn bản đã thay đổi sau khi bạn mở xem. Hãy xem lại rồi quyết định (R-DRF-07).',
  },
  'OUTGOING.NOT_SIGNED': {
    status: 409,
    vi: 'Văn bản chưa có chữ ký hợp lệ của người có thẩm quyền nên chưa cấp số được (R-OUT-03).',
  },
  'OUTGOING.NO_SEAL_CERTIFICATE': { status: 409, vi: 'Cơ quan chưa có chứng thư còn hiệu lực để đóng dấu số.' },
  'OUTGOING.DATE_BEHIND': {
    status: 409,
    vi: 'Ngày văn bản không được sớm hơn ngày của số đã cấp trước đó ({lastDate}) (R-OUT-08).',
  },
  'OUTGOING.NUMBER_TAKEN': {
    status: 409,
    vi: 'Số, ký hiệu tiếp theo đã có trong năm ở một sổ khác của cơ quan; hãy xem lại cách chia sổ (R-OUT-05).',
  },
  'OUTGOING.SERIES_CLOSED': { status: 409, vi: 'Sổ này đang đóng.' },
  'OUTGOING.OTHER_ROAD': { status: 409, vi: 'Văn bản này {roadVi}; việc vừa yêu cầu không thuộc cách ký đó.' },
  'OUTGOING.INK_DATE': { status: 422, vi: 'Ngày ký phải trong khoảng từ {from} đến {to}.' },
  'OUTGOING.WRONG_SIGNERS': { status: 422, vi: 'Người ký không đúng với loại văn bản: {why}.' },
  'OUTGOING.UNKNOWN_ATTACHMENT': { status: 404, vi: 'Văn bản không có tệp kèm theo này.' },
  'OUTGOING.ATTACHMENT_UNFIT': { status: 422, vi: 'Không nhận được tệp này: {why}.' },
  'OUTGOING.TOO_MANY_ATTACHMENTS': { status: 422, vi: 'Một văn bản có nhiều nhất {most} tệp kèm theo.' },
  'OUTGOING.SCAN_UNFIT': { status: 422, vi: 'Bản quét chưa đạt yêu cầu: {why} (R-IN-16).' },
  'OUTGOING.NO_SCAN': { status: 409, vi: 'Chưa có bản quét của văn bản giấy.' },
  'OUTGOING.ACTIVATION_NEEDED': { status: 422, vi: 'Cần mở khóa của cơ quan để đóng dấu số.' },
  'OUTGOING.BUSY_JOB': { status: 409, vi: 'Văn bản đang được ký; hãy chờ kết quả.' },
  'OUTGOING.NO_JOB': { status: 409, vi: 'Không có việc ký nào còn dở.' },
} as const satisfies RefusalTable;
export const refuseOutgoing = refuser(outgoingRefusals);
