import type { routing } from '@vanthu/contracts';
import type { z } from 'zod';

export type RoutingState = z.infer<typeof routing.RoutingState>;

/** As on screen (docs/glossary.md). */
export const stateVi: Readonly<Record<RoutingState, string>> = {
  registered: 'Đã vào sổ',
  submitted: 'Đã trình',
  directed: 'Đã phân công',
  'in-progress': 'Đang xử lý',
  completed: 'Đã hoàn thành',
  cancelled: 'Đã hủy theo thu hồi',
};

/**
 * Forward: submit, direct, handle, complete (Decree 30 Art. 23-24). A lead who answers at once skips `in-progress`. The way back,
 * when something is taken back or sent back, is not an act of its own turn: see `rerouting.ts`.
 */
export const transitions: Readonly<Record<RoutingState, readonly RoutingState[]>> = {
  registered: ['submitted', 'cancelled'],
  submitted: ['directed', 'cancelled'],
  directed: ['in-progress', 'completed', 'cancelled'],
  'in-progress': ['in-progress', 'completed', 'cancelled'],
  completed: ['cancelled'],
  // By order of the issuer, wherever it stands (Art. 18.4.b; R-REC-03).
  cancelled: [],
};

export const mayBecome = (from: RoutingState, to: RoutingState): boolean => transitions[from].includes(to);

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

checkTransitions(transitions, 'registered');
