import { type Refusal, routing } from '@vanthu/contracts';
import { type Direction, readerOf } from './routed-document.js';

/** Exactly one lead, who does not cooperate with himself; nobody named twice; a deadline that has not passed (R-IN-09). */
export function checkDirection(direction: Direction, today: string): Refusal | null {
  const lead = readerOf(direction.lead);
  if (direction.cooperators.some((assignee) => readerOf(assignee) === lead)) {
    return routing.refuseRouting('ROUTING.LEAD_COOPERATES', { name: direction.lead.name });
  }
  return direction.deadline < today
    ? routing.refuseRouting('ROUTING.DEADLINE_PAST', { deadline: direction.deadline })
    : null;
}

/** A unit that is named twice among the co-operators cooperates once. */
export function withoutRepetitions(direction: Direction): Direction {
  const seen = new Set<string>();
  const cooperators = direction.cooperators.filter((assignee) => {
    const key = readerOf(assignee);
    return seen.has(key) ? false : seen.add(key);
  });
  return { ...direction, cooperators };
}
