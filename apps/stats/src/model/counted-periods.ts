/** Lengths of time that figures are added up by. A month is a reporting month (15th to 14th), quarter and year are of such. */
export const wholes = ['month', 'quarter', 'year'] as const;
export type Whole = (typeof wholes)[number];
export type Grain = 'day' | Whole;

/** How figures are divided; `all` is the undivided whole of an agency. */
export const parts = ['all', 'unit', 'kind', 'signer'] as const;
export type Part = (typeof parts)[number];

/** Two parts at once; the key is that of the first, a space, that of the second. */
export const pairs = ['unit-kind', 'signer-kind'] as const;
export type Pair = (typeof pairs)[number];

/** The 15th on which the reporting month of the day begins (Decree 09/2019 Art. 12). */
export function reportingMonthOf(day: string): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() - 14);
  return `${at.toISOString().slice(0, 7)}-15`;
}

/** The day on which the reporting month, quarter or year begins in which the day lies. */
export function startOf(grain: Grain, day: string): string {
  if (grain === 'day') return day;
  const month = reportingMonthOf(day);
  if (grain === 'month') return month;
  // The month that begins in December is the first of the next year.
  const at = new Date(`${month}T00:00:00Z`);
  at.setUTCMonth(at.getUTCMonth() + 1);
  const index = grain === 'quarter' ? Math.floor(at.getUTCMonth() / 3) * 3 : 0;
  return new Date(Date.UTC(at.getUTCFullYear(), index - 1, 15)).toISOString().slice(0, 10);
}

/** The same in SQL, of an expression of type date. */
export const startSql: Readonly<Record<Whole, (day: string) => string>> = {
  month: (day) => `(date_trunc('month', ${day} - 14) + interval '14 days')::date`,
  quarter: (day) => longer('quarter', day),
  year: (day) => longer('year', day),
};

const longer = (unit: 'quarter' | 'year', day: string): string =>
  `(date_trunc('${unit}', date_trunc('month', ${day} - 14) + interval '1 month') - interval '1 month' + interval '14 days')::date`;
