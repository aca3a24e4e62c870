import { join } from 'node:path';
import type { District, Seat } from '../district/district.js';
import type { QuarterPlan } from '../plan/plan.js';
import { uuidOf } from '../seeded.js';
import type { Command } from './desk.js';
import type { Journal } from './journal.js';
import type { Office } from './office.js';

/** What every part of the replay works with. */
export interface World {
  readonly district: District;
  readonly plan: QuarterPlan;
  readonly office: Office;
  readonly journal: Journal;
  /** Where the letters of agencies outside lie. */
  readonly letters: string;
}

export const letterFile = (world: World, key: string): string => join(world.letters, `${key}.pdf`);

/** The command of one act about one thing: the same id however often it is sent, also by a driver that was started again. */
export const command = (world: World, at: string, ...act: string[]): Command => ({
  at,
  key: uuidOf(world.district.seed, 'command', ...act),
});

/** Documents by whoever acts on them. */
export function bySeat<T>(items: readonly T[], seatOf: (item: T) => Seat): [Seat, T[]][] {
  const groups = new Map<string, [Seat, T[]]>();
  for (const item of items) {
    const seat = seatOf(item);
    const group = groups.get(seat.id) ?? [seat, []];
    group[1].push(item);
    groups.set(seat.id, group);
  }
  return [...groups.values()];
}
