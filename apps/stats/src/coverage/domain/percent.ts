import { type Refusal, stats } from '@vanthu/contracts';

/**
 * A percentage from its parts, in hundredths of a percent, rounded half up, in integers: 617 of 623 is 9904.
 * `null` when nothing is counted. A numerator above its denominator is refused: some published figures have one.
 */
export function hundredths(numerator: number, denominator: number): number | null | Refusal {
  if (numerator > denominator) return stats.refuseStats('STATS.NUMERATOR_ABOVE', { numerator, denominator });
  if (denominator === 0) return null;
  const [n, d] = [BigInt(numerator), BigInt(denominator)];
  return Number((n * 20_000n + d) / (2n * d));
}

const twoDecimals = (value: number, mark: string): string =>
  `${Math.floor(value / 100)}${mark}${String(value % 100).padStart(2, '0')}`;

/** `99.04`, for programs. */
export const percentText = (value: number | null): string | null => (value === null ? null : twoDecimals(value, '.'));

/** `99,04%`, for people: Vietnamese has a decimal comma. */
export const percentVi = (value: number): string => `${twoDecimals(value, ',')}%`;

/** `1.506`: Vietnamese groups thousands with a point. */
export const countVi = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, '.');
