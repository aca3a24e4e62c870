import { commonRefusals, type Refusal, refuser } from '@vanthu/contracts';

/** Carries a refusal out of a route; the edge makes an HTTP answer of it (http/answers.ts). */
export class Refused extends Error {
  override readonly name = 'Refused';
  constructor(
    readonly refusal: Refusal,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(refusal.code);
  }
}

export const refuseCommon = refuser(commonRefusals);

/** The value, or the refusal thrown: only for routes, where the next step is an HTTP answer anyway. */
export function orRefuse<T>(answer: T | Refusal): T {
  if (typeof answer === 'object' && answer !== null && 'refused' in answer && answer.refused === true) {
    throw new Refused(answer as Refusal);
  }
  return answer as T;
}
