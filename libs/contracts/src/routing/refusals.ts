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
} as const satisfies RefusalTable;
export const refuseRouting = refuser(routingRefusals);
