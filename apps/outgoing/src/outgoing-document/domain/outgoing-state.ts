import { outgoing, type Refusal } from '@vanthu/contracts';

export type OutgoingState = ReturnType<typeof outgoing.OutgoingState.parse>;

/**
 * The road of an outgoing document (Art. 10-18; R-OUT-01): which state may follow which. Back to `draft` is a return with a
 * reason or a revision, possible until the number is given. From a number the only way back is to void it.
 */
export const followers: Readonly<Record<OutgoingState, readonly OutgoingState[]>> = {
  draft: ['submitted'],
  submitted: ['content-checked', 'draft'],
  'content-checked': ['form-checked', 'draft'],
  // Straight to `signed`: in ink, on paper.
  'form-checked': ['signing', 'signed', 'draft'],
  signing: ['signed', 'form-checked', 'draft'],
  signed: ['numbered', 'draft'],
  numbered: ['sealed', 'signed'],
  sealed: ['issued'],
  issued: [],
};

/** In the order of the road. */
const road = Object.keys(followers) as OutgoingState[];

export const stateVi: Readonly<Record<OutgoingState, string>> = {
  draft: 'Dự thảo',
  submitted: 'Chờ duyệt nội dung',
  'content-checked': 'Đã duyệt nội dung',
  'form-checked': 'Đã kiểm tra thể thức',
  signing: 'Đang ký',
  signed: 'Đã ký',
  numbered: 'Đã cấp số, chờ đóng dấu',
  sealed: 'Đã đóng dấu',
  issued: 'Đã phát hành',
};

/** Everything is reached from `draft` and everything but `issued` leads on. @throws Error at start-up otherwise */
export function checkStateTable(table: Readonly<Record<string, readonly string[]>>, first: string, last: string): void {
  const reached = new Set([first]);
  for (const state of reached) for (const next of table[state] ?? []) reached.add(next);
  const lost = Object.keys(table).filter((state) => !reached.has(state));
  const unknown = [...reached].filter((state) => !(state in table));
  const stuck = Object.keys(table).filter((state) => state !== last && (table[state] ?? []).length === 0);
  if (lost.length + unknown.length + stuck.length > 0) {
    throw new Error(`state table: unreachable ${lost}; unknown ${unknown}; dead ends ${stuck}`);
  }
}
checkStateTable(followers, 'draft', 'issued');

/** @throws Error when the table does not allow the step: a guard has been forgotten */
export function step(from: OutgoingState, to: OutgoingState): OutgoingState {
  if (!followers[from].includes(to)) throw new Error(`no way from ${from} to ${to}`);
  return to;
}

/** Refused unless the document stands at one of these states: too early, or done already (R-OUT-01). */
export function turnOf(state: OutgoingState, ...wanted: [OutgoingState, ...OutgoingState[]]): Refusal | null {
  if (wanted.includes(state)) return null;
  const details = { state, stateVi: stateVi[state] };
  const after = road.indexOf(state) > Math.max(...wanted.map((one) => road.indexOf(one)));
  return outgoing.refuseOutgoing(after ? 'OUTGOING.ALREADY_DONE' : 'OUTGOING.NOT_THE_TURN', details);
}
