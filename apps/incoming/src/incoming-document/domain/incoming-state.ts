import type { incoming } from '@vanthu/contracts';

export type IncomingState = incoming.IncomingState;

/** As on screen (docs/glossary.md). */
export const stateVi: Readonly<Record<IncomingState, string>> = {
  arrived: 'Đã đến',
  checked: 'Chờ vào sổ',
  registered: 'Đã vào sổ',
  submitted: 'Đã trình',
  directed: 'Đã phân công',
  'in-progress': 'Đang xử lý',
  completed: 'Đã hoàn thành',
  returned: 'Đã trả lại',
  recalled: 'Đã hủy theo thu hồi',
};

/**
 * Receive, check, register, submit, direct, handle, complete; or return before a number is given (Decree 30 Art. 20-24).
 * What follows `registered` is reported by routing, which may tell of several steps in one breath, or that the way went back;
 * the table is asked for the clerk's acts only.
 */
export const transitions: Readonly<Record<IncomingState, readonly IncomingState[]>> = {
  arrived: ['checked', 'returned', 'recalled'],
  // Of another kind it is checked anew by that kind's policy.
  checked: ['arrived', 'checked', 'registered', 'returned', 'recalled'],
  registered: ['submitted', 'recalled'],
  submitted: ['directed', 'recalled'],
  directed: ['in-progress', 'completed', 'recalled'],
  'in-progress': ['completed', 'recalled'],
  completed: ['recalled'],
  returned: [],
  // By order of the issuer, wherever it stands (Art. 18.4.b; R-REC-03).
  recalled: [],
};

export const mayBecome = (from: IncomingState, to: IncomingState): boolean => transitions[from].includes(to);

/** Every state must be reachable from the first; asked once at start-up. */
export function checkTransitions(table: Readonly<Record<string, readonly string[]>>, first: string): void {
  const reached = new Set([first]);
  for (const state of reached) for (const next of table[state] ?? []) reached.add(next);
  const lost = Object.keys(table).filter((state) => !reached.has(state));
  const unknown = [...reached].filter((state) => !(state in table));
  if (lost.length + unknown.length > 0) {
    throw new Error(`state table: unreachable ${lost.join(', ') || '-'}; undeclared ${unknown.join(', ') || '-'}`);
  }
}

checkTransitions(transitions, 'arrived');
