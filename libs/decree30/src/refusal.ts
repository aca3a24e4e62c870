/**
 * Why a rule of the Decree says no. Expected, therefore returned and never thrown: whoever asks has to look.
 * Services turn it into a refusal of their own contract; `code` is stable.
 */
export interface RuleRefusal {
  readonly refused: true;
  /** Stable, for programs: `CAPACITY.NOT_A_DEPUTY`. */
  readonly code: string;
  /** Id of the testable rule, `R-SIG-02`. */
  readonly rule: string;
  /** Where it is written: `NĐ 30/2020, Điều 13 khoản 1`. */
  readonly article: string;
  /** One sentence for the person in front of the screen. */
  readonly messageVi: string;
}

export function refuse(code: string, rule: string, article: string, messageVi: string): RuleRefusal {
  return { refused: true, code, rule, article, messageVi };
}

export const isRuleRefusal = (value: unknown): value is RuleRefusal =>
  typeof value === 'object' && value !== null && (value as { refused?: unknown }).refused === true;
