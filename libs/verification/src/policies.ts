import { type JudgementPolicy, publicServicePolicy, strictPolicy } from '@vanthu/pades';

/**
 * By what one may have a file judged. `cong-vu` knows the shape that agencies really sign in ("ký số công vụ"); outside it the
 * rules are those of `strict`.
 */
export const policies = { 'cong-vu': publicServicePolicy, strict: strictPolicy } as const satisfies Record<
  string,
  JudgementPolicy
>;

export type JudgedBy = keyof typeof policies;
