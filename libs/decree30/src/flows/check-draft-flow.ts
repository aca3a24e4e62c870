import { isNormativeKind } from '../vocabulary/normative-kinds.js';
import { consults, draftRoad, type Flow, type FlowAct, type FlowStep } from './flow.js';
import { actVi, type FlowFault, fault } from './flow-fault.js';

type RoadAct = (typeof draftRoad)[number];

/** Where the Decree prescribes it. */
const article: Readonly<Record<RoadAct, string>> = {
  draft: 'Điều 10 khoản 2',
  'check-content': 'Điều 12 khoản 1',
  'check-form': 'Điều 12 khoản 2',
  sign: 'Điều 13',
  number: 'Điều 15',
};

/** Who takes it: nobody else is charged with it by a flow. */
const only: Readonly<Partial<Record<FlowAct, { is: (holder: FlowStep['holders'][number]) => boolean; vi: string }>>> = {
  draft: { is: ({ kind }) => kind === 'assignee', vi: 'người được giao soạn thảo trình (Điều 10 khoản 2)' },
  'check-content': {
    is: ({ kind }) => kind === 'assignee',
    vi: 'người đứng đầu đơn vị soạn thảo chịu trách nhiệm về nội dung (Điều 12 khoản 1)',
  },
  'check-form': {
    is: (holder) => holder.kind === 'role' && holder.role === 'form-checker',
    vi: 'người được giao kiểm tra thể thức chịu trách nhiệm (Điều 12 khoản 2)',
  },
  sign: { is: ({ kind }) => kind === 'assignee', vi: 'người có thẩm quyền ghi trên dự thảo ký (Điều 13)' },
  number: {
    is: (holder) => holder.kind === 'role' && holder.role === 'clerk',
    vi: 'Văn thư cấp số và đóng dấu (Điều 14, 15)',
  },
  opinion: {
    is: ({ kind }) => kind !== 'role',
    vi: 'ý kiến là của đơn vị: nêu đơn vị, hoặc “Đơn vị được người soạn hỏi”',
  },
  present: { is: ({ kind }) => kind !== 'assignee', vi: 'nêu đơn vị hoặc vai trò thẩm tra trước khi trình ký' },
};

/** What binds the flow of a draft beyond what binds every flow (Art. 10-15; R-DRF-05, R-DRF-06, R-OUT-01, R-OUT-03). */
export function checkDraftFlow(flow: Flow, byId: ReadonlyMap<string, FlowStep>): FlowFault[] {
  return [...checkKinds(flow), ...flow.steps.flatMap(checkStep), ...checkRoad(flow, byId)];
}

/** Normative documents are made by another law; here they get number and line alone (Art. 1; R-OUT-09). */
function checkKinds(flow: Flow): FlowFault[] {
  const normative = flow.for.kinds.some((kind) => isNormativeKind(kind));
  return normative
    ? [fault(null, 'NORMATIVE_KIND', 'Văn bản quy phạm pháp luật không soạn và ký ở đây, chỉ vào sổ (Điều 15 khoản 1)')]
    : [];
}

function checkStep(step: FlowStep): FlowFault[] {
  const named = `Bước “${step.name}”`;
  if (!isOfDrafts(step.act))
    return [fault(step, 'WRONG_ACT', `${named}: “${actVi[step.act]}” không thuộc luồng văn bản đi`)];
  const faults: FlowFault[] = [];
  const who = only[step.act];
  if (who !== undefined && !step.holders.every(who.is))
    faults.push(fault(step, 'NOT_COMPETENT', `${named}: ${who.vi}`));
  if (step.act === 'number' && (step.workingDays ?? 0) > 1) {
    faults.push(
      fault(step, 'NUMBERED_TOO_LATE', `${named}: cấp số chậm nhất trong ngày làm việc tiếp theo (Điều 15 khoản 2)`),
    );
  }
  return faults;
}

const isOfDrafts = (act: FlowAct): boolean =>
  act === 'opinion' || act === 'present' || (draftRoad as readonly FlowAct[]).includes(act);

/**
 * On whichever way from the first step: every act of the road, once, in its order, and nobody is heard after the signature, which
 * binds the text (Art. 11.2).
 */
function checkRoad({ steps }: Flow, byId: ReadonlyMap<string, FlowStep>): FlowFault[] {
  const faults = new Map<string, FlowFault>();
  const add = (found: FlowFault) => faults.set(`${found.step} ${found.code} ${found.vi}`, found);
  const seen = new Set<string>();
  const walk = (step: FlowStep, reached: number): void => {
    if (seen.has(`${step.id} ${reached}`)) return;
    seen.add(`${step.id} ${reached}`);
    for (const { to } of step.next) {
      const next = byId.get(to);
      if (next !== undefined) walk(next, reachedAt(step, next, reached, add));
    }
  };
  const [first] = steps;
  if (first !== undefined) walk(first, 0);
  return [...faults.values()];
}

function reachedAt(step: FlowStep, next: FlowStep, reached: number, add: (found: FlowFault) => void): number {
  const named = `Từ bước “${step.name}” sang “${next.name}”`;
  if (consults(next.act)) {
    const signed = reached >= draftRoad.indexOf('sign');
    if (signed) add(fault(step, 'AFTER_SIGNATURE', `${named}: đã ký thì không lấy ý kiến nữa (Điều 11 khoản 2)`));
    return reached;
  }
  const rank = (draftRoad as readonly FlowAct[]).indexOf(next.act);
  if (rank === -1) return reached;
  if (rank <= reached) {
    add(fault(step, 'BACKWARDS', `${named} là đi ngược; trả lại là một thao tác, không phải một bước`));
    return reached;
  }
  for (const act of draftRoad.slice(reached + 1, rank)) {
    add(fault(step, 'PASSES_OVER', `${named} bỏ qua “${actVi[act]}” (${article[act]})`));
  }
  return rank;
}
