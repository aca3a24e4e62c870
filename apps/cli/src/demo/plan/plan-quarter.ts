import { COMMITTEE } from '../district/agencies.js';
import type { District } from '../district/district.js';
import { Seeded } from '../seeded.js';
import { workingDays } from './days.js';
import type { OutgoingPlan, QuarterPlan, ReceptionPlan } from './plan.js';
import { planOutgoing } from './plan-outgoing.js';
import { planReceptions } from './plan-receptions.js';

/** How many receptions of the Committee are answered by one of its own documents. */
const answered = 30;

/** Everything that will happen, from the seed alone. */
export function planQuarter(district: District): QuarterPlan {
  const days = workingDays();
  const outgoing = planOutgoing(district, days);
  return { days, ...joinAnswers(district, outgoing, planReceptions(district, days, outgoing)) };
}

/** Pairs letters of the Committee with what has come in the ten days before from agencies outside. */
function joinAnswers(
  district: District,
  outgoing: readonly OutgoingPlan[],
  receptions: readonly ReceptionPlan[],
): Pick<QuarterPlan, 'outgoing' | 'receptions'> {
  const seeded = new Seeded(district.seed).of('answers');
  const answers = new Map<string, ReceptionPlan>();
  const taken = new Map<string, OutgoingPlan>();
  const letters = outgoing.filter(
    (one) => one.agency === COMMITTEE && (one.kind === 'cong-van' || one.kind === 'bao-cao'),
  );
  for (const letter of seeded.shuffled(letters)) {
    if (answers.size === answered) break;
    const asked = receptions.find(
      (one) =>
        one.agency === COMMITTEE &&
        one.from.kind === 'outside' &&
        one.handling !== null &&
        one.handling.lead.kind === 'unit' &&
        one.handling.lead.unitId === district.unitId(letter.drafter.unit ?? '') &&
        one.arrivesOn < letter.draftedOn &&
        !taken.has(one.key) &&
        Date.parse(letter.issuedOn) - Date.parse(one.arrivesOn) < 12 * 86_400_000,
    );
    if (!asked) continue;
    answers.set(letter.key, asked);
    taken.set(asked.key, letter);
  }
  return {
    outgoing: outgoing.map((one) => ({ ...one, answers: answers.get(one.key)?.key ?? null })),
    receptions: receptions.map((one) => {
      const answer = taken.get(one.key);
      if (!answer || one.handling === null) return one;
      return { ...one, handling: { ...one.handling, completeOn: answer.issuedOn, answeredBy: answer.key } };
    }),
  };
}
