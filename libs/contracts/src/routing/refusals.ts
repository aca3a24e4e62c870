import { type RefusalTable, refuser } from '../core/refusal.js';

export const routingRefusals = {
  'ROUTING.NOT_REGISTERED': {
    status: 409,
    vi: 'Văn bản chưa được vào sổ tại Văn thư nên chưa trình, chưa giao được (R-IN-11).',
  },
  'ROUTING.NOT_THE_TURN': { status: 409, vi: 'Chưa đến lượt việc này: văn bản đang ở bước “{stateVi}”.' },
  'ROUTING.NOT_SUBMITTED_TO_YOU': { status: 403, vi: 'Văn bản này không trình đến bạn.' },
  'ROUTING.NOT_YOUR_TASK': { status: 403, vi: 'Việc này không giao cho bạn hoặc đơn vị bạn.' },
  'ROUTING.NO_PROPOSAL': {
    status: 422,
    vi: 'Chưa có ý kiến đề xuất để đồng ý; hãy ghi người chủ trì, phối hợp và thời hạn (R-IN-09).',
  },
  'ROUTING.LEAD_COOPERATES': { status: 422, vi: 'Đơn vị chủ trì không thể đồng thời phối hợp (R-IN-09).' },
  'ROUTING.UNKNOWN_ASSIGNEE': { status: 422, vi: 'Không có đơn vị hoặc người này trong cơ quan.' },
  'ROUTING.DEADLINE_PAST': { status: 422, vi: 'Thời hạn đã qua.' },
  'ROUTING.LATER_THAN_LEADER': {
    status: 422,
    vi: 'Thời hạn nội bộ muộn hơn thời hạn lãnh đạo giao ({deadline}) (R-IN-14).',
  },
  'ROUTING.ANSWER_NOT_ISSUED': { status: 409, vi: 'Văn bản trả lời chưa được phát hành.' },
  'ROUTING.NOTHING_TO_UNDO': {
    status: 409,
    vi: 'Không lấy lại được: người nhận đã mở, hoặc việc đó không phải của bạn.',
  },
  'ROUTING.NOTHING_TO_SEND_BACK': { status: 403, vi: 'Không có việc nào của bạn ở văn bản này để chuyển trả.' },
  'ROUTING.NOT_ABSENT': {
    status: 403,
    vi: 'Người được giao không vắng mặt hôm nay, hoặc bạn không phải người làm thay.',
  },
  'ROUTING.ALREADY_HAS_PART': { status: 422, vi: '{name} đã có phần việc ở văn bản này.' },
  'ROUTING.NOT_LATER': { status: 422, vi: 'Ngày xin gia hạn phải sau thời hạn lãnh đạo giao ({deadline}).' },
  'ROUTING.BOOK_TOO_LONG': {
    status: 422,
    vi: 'Sổ có {lines} dòng, nhiều hơn {most} dòng in được một lần; hãy chọn khoảng ngày ngắn hơn.',
  },
  'ROUTING.READERS_UNCONFIRMED': {
    status: 409,
    vi: 'Thay đổi quyền xem: {change}. Chưa có hiệu lực; hãy xác nhận để thực hiện (Phụ lục VI, phần I, III.3).',
  },
  'ROUTING.READER_BY_WAY': {
    status: 422,
    vi: '{name} xem được vì đang giữ hoặc đã giữ việc ở văn bản này; không bỏ được.',
  },
  'ROUTING.NO_CHANGE': { status: 422, vi: 'Không có gì thay đổi.' },
  'ROUTING.PROOF_MISSING': { status: 422, vi: 'Hoàn thành nhiệm vụ này cần minh chứng: {wanted}.' },
  'ROUTING.NOT_OF_A_PLAN': { status: 422, vi: 'Văn bản đến hoàn thành bằng văn bản trả lời hoặc lý do (R-IN-15).' },
  'ROUTING.PLAN_TASK_EXISTS': { status: 409, vi: 'Nhiệm vụ {number} của {numberAndSymbol} đã có.' },
  'ROUTING.UNREADABLE_TABLE': { status: 422, vi: 'Không đọc được bảng nhiệm vụ: {problem}' },
  'ROUTING.FLOW_FAULTY': { status: 422, vi: 'Luồng chưa dùng được: {problems}' },
  'ROUTING.NO_SUCH_VERSION': { status: 404, vi: 'Luồng này không có phiên bản {version}.' },
  'ROUTING.FLOW_NOT_ACTIVE': { status: 409, vi: 'Luồng này hiện không áp dụng.' },
  'ROUTING.STEP_OPEN': {
    status: 409,
    vi: 'Còn chờ bước “{step}” ({waitingFor}). Lãnh đạo chỉ đạo được khi bước này xong hoặc đã quá hạn.',
  },
  'ROUTING.NOT_ASKED': { status: 403, vi: 'Bước hiện tại không hỏi ý kiến của bạn, hoặc bạn đã cho ý kiến.' },
  'ROUTING.PROPOSAL_MISSING': {
    status: 422,
    vi: 'Đề xuất phải ghi đơn vị chủ trì, phối hợp và thời hạn (R-IN-09).',
  },
  'ROUTING.NO_EXTENSION': { status: 409, vi: 'Không có đề nghị gia hạn nào chờ ý kiến.' },
} as const satisfies RefusalTable;
export const refuseRouting = refuser(routingRefusals);
