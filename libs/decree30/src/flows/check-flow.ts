import { checkDraftFlow } from './check-draft-flow.js';
import { actRank, consults, type Flow, type FlowStep, isLast, startsWith } from './flow.js';
import { actVi, type FlowFault, fault, roleVi } from './flow-fault.js';

/** Who holds what in the agency today, as far as a flow names it. */
export interface FlowStaff {
  readonly roles: ReadonlySet<string>;
  /** Abbreviations of its units, and of those that have a head. */
  readonly units: ReadonlySet<string>;
  readonly headed: ReadonlySet<string>;
}

/** What no flow of incoming documents passes over (Art. 23.2; R-IN-09). */
const decides = 'direct';

/**
 * Everything that would leave a document without a next step or without somebody who takes it, or would pass over what the
 * Decree prescribes. None: the flow can be used.
 */
export function checkFlow(definition: Flow, staff: FlowStaff): FlowFault[] {
  const { steps } = definition;
  const byId = new Map(steps.map((step) => [step.id, step]));
  if (byId.size < steps.length) {
    const twice = steps.find((step, at) => steps.findIndex(({ id }) => id === step.id) < at) ?? null;
    return [fault(twice, 'DUPLICATE_STEP', `Hai bước cùng mã “${twice?.id}”`)];
  }
  const isDraft = definition.direction === 'outgoing';
  const found = steps.flatMap((step) => [
    ...checkNext(step, byId),
    ...checkDays(step),
    ...(isDraft ? [] : [...checkAct(definition, step), ...checkOrder(definition, step, byId)]),
    ...checkHolders(step, staff),
  ]);
  const own = isDraft ? checkDraftFlow(definition, byId) : [];
  return [
    ...checkStart(definition),
    ...found,
    ...own,
    ...checkReach(definition, byId),
    ...checkRounds(definition, byId),
  ];
}

function checkStart(definition: Flow): FlowFault[] {
  const [first] = definition.steps;
  const start = startsWith(definition);
  if (first === undefined || start.includes(first.act)) return [];
  return [
    fault(first, 'WRONG_START', `Luồng phải bắt đầu bằng bước ${start.map((act) => `“${actVi[act]}”`).join(' hoặc ')}`),
  ];
}

function checkNext(step: FlowStep, byId: ReadonlyMap<string, FlowStep>): FlowFault[] {
  const named = `Bước “${step.name}”`;
  const faults = step.next
    .filter(({ to }) => !byId.has(to))
    .map(({ to }) => fault(step, 'UNKNOWN_STEP', `${named} chuyển đến bước không có: “${to}”`));
  if (isLast(step.act)) {
    if (step.next.length > 0) faults.push(fault(step, 'AFTER_END', `${named} là bước cuối, không chuyển đi đâu nữa`));
    return faults;
  }
  const open = step.next.findIndex(({ when }) => isUnconditional(when));
  if (open === -1) {
    const why = step.next.length === 0 ? 'không có bước kế tiếp' : 'chỉ có bước kế tiếp kèm điều kiện';
    faults.push(fault(step, 'DEAD_END', `${named} ${why}: văn bản có thể dừng tại đây`));
  } else if (open < step.next.length - 1) {
    faults.push(fault(step, 'NEVER_TAKEN', `${named}: nhánh sau nhánh không điều kiện không bao giờ được chọn`));
  }
  return faults;
}

const isUnconditional = (when: FlowStep['next'][number]['when']): boolean =>
  when === null || Object.values(when).every((value) => value === undefined);

function checkAct(definition: Flow, step: FlowStep): FlowFault[] {
  const named = `Bước “${step.name}”`;
  if (actRank(definition, step.act) === undefined) {
    return [fault(step, 'WRONG_ACT', `${named}: “${actVi[step.act]}” không thuộc luồng này`)];
  }
  const faults: FlowFault[] = [];
  if (step.act === 'submit' && (step.workingDays ?? 0) > 1) {
    // Art. 23.1; R-IN-07.
    faults.push(
      fault(step, 'SUBMITTED_TOO_LATE', `${named}: trình chậm nhất trong ngày làm việc tiếp theo (Điều 23 khoản 1)`),
    );
  }
  return faults;
}

/** What waits for somebody's word ends on a day: who is silent strands no document. */
function checkDays(step: FlowStep): FlowFault[] {
  const named = `Bước “${step.name}”`;
  const faults: FlowFault[] = [];
  if (consults(step.act) && step.workingDays === null) {
    faults.push(fault(step, 'NO_DEADLINE', `${named} chưa có thời hạn: văn bản có thể nằm lại mãi`));
  }
  if (step.escalation !== null && step.workingDays === null && step.act !== 'handle') {
    faults.push(fault(step, 'ESCALATES_WITHOUT_DAY', `${named} báo cấp trên khi quá hạn nhưng chưa có thời hạn`));
  }
  return faults;
}

/** Nothing that the Decree prescribes is passed over, and nothing goes back (sending back is an act, not a step). */
function checkOrder(definition: Flow, step: FlowStep, byId: ReadonlyMap<string, FlowStep>): FlowFault[] {
  const rank = actRank(definition, step.act);
  if (rank === undefined) return [];
  return step.next.flatMap(({ to }) => {
    const next = byId.get(to);
    const nextRank = next === undefined ? undefined : actRank(definition, next.act);
    if (next === undefined || nextRank === undefined) return [];
    const named = `Từ bước “${step.name}” sang “${next.name}”`;
    if (nextRank < rank || (nextRank === rank && !consults(step.act))) {
      return [fault(step, 'BACKWARDS', `${named} là đi ngược; chuyển trả là một thao tác, không phải một bước`)];
    }
    const decision = actRank(definition, decides);
    const passed = decision !== undefined && rank < decision && decision < nextRank;
    return passed ? [fault(step, 'PASSES_OVER', `${named} bỏ qua “${actVi[decides]}” (Điều 23 khoản 2)`)] : [];
  });
}

function checkHolders(step: FlowStep, staff: FlowStaff): FlowFault[] {
  const named = `Bước “${step.name}”`;
  if (step.holders.length === 0) return [fault(step, 'NO_HOLDER', `${named} chưa có người thực hiện`)];
  if (step.act === 'direct' && !step.holders.every((holder) => holder.kind === 'role' && holder.role === 'director')) {
    return [fault(step, 'NOT_COMPETENT', `${named}: chỉ lãnh đạo có thẩm quyền cho ý kiến chỉ đạo (Điều 23 khoản 2)`)];
  }
  if (step.act === 'submit' && !step.holders.every((holder) => holder.kind === 'role' && holder.role === 'clerk')) {
    return [fault(step, 'NOT_THE_CLERK', `${named}: Văn thư trình (Điều 23 khoản 1)`)];
  }
  const asked = step.escalation === null ? step.holders : [...step.holders, step.escalation.to];
  return asked.flatMap((holder) =>
    missing(holder, staff).map((what) => fault(step, 'MISSING_HOLDER', `${named}: ${what}`)),
  );
}

function missing(holder: FlowStep['holders'][number], staff: FlowStaff): string[] {
  switch (holder.kind) {
    case 'role':
      return staff.roles.has(holder.role) ? [] : [`cơ quan chưa có ai giữ vai trò “${roleVi[holder.role]}”`];
    case 'unit':
      if (!staff.units.has(holder.abbreviation)) return [`cơ quan không có đơn vị “${holder.abbreviation}”`];
      return staff.headed.has(holder.abbreviation) ? [] : [`đơn vị “${holder.abbreviation}” chưa có người đứng đầu`];
    case 'assignee':
      return [];
  }
}

/** From the first step everything is reached, and from everything the end. */
function checkReach({ steps }: Flow, byId: ReadonlyMap<string, FlowStep>): FlowFault[] {
  const reached = new Set<string>();
  const walk = (id: string): void => {
    const step = byId.get(id);
    if (step === undefined || reached.has(id)) return;
    reached.add(id);
    for (const { to } of step.next) walk(to);
  };
  walk(steps[0]?.id ?? '');
  // What is a dead end itself is said there, once, and not again of every step before it.
  const stops = (step: FlowStep) => isLast(step.act) || step.next.every(({ to }) => !byId.has(to));
  const ends = new Set(steps.filter(stops).map(({ id }) => id));
  for (let grown = true; grown; ) {
    const before = ends.size;
    for (const step of steps) if (step.next.some(({ to }) => ends.has(to))) ends.add(step.id);
    grown = ends.size > before;
  }
  return steps.flatMap((step) => [
    ...(reached.has(step.id) ? [] : [fault(step, 'UNREACHABLE', `Không đường nào đến bước “${step.name}”`)]),
    ...(ends.has(step.id) ? [] : [fault(step, 'NO_WAY_OUT', `Từ bước “${step.name}” không đường nào đến bước cuối`)]),
  ]);
}

/** Facts stand still while somebody is heard: who comes round once comes round for ever. */
function checkRounds({ steps }: Flow, byId: ReadonlyMap<string, FlowStep>): FlowFault[] {
  const reaches = (from: FlowStep, wanted: FlowStep): boolean => {
    const seen = new Set<FlowStep>();
    const walk = (step: FlowStep): boolean =>
      step.next.some(({ to }) => {
        const next = byId.get(to);
        if (next === undefined || seen.has(next)) return false;
        seen.add(next);
        return next === wanted || walk(next);
      });
    return walk(from);
  };
  return steps
    .filter((step) => reaches(step, step))
    .map((step) => fault(step, 'GOES_ROUND', `Bước “${step.name}” quay vòng về chính nó`));
}
