import { type CivilDate, civilDate, monthOf, yearOf } from './civil-date.js';

export type ReportingPeriodKind = 'month' | 'quarter' | 'half-year' | 'year';

/** A period over which state agencies report. Both days belong to it. */
export interface ReportingPeriod {
  /** `2023-M03`, `2023-Q1`, `2023-H1`, `2023`. */
  readonly code: string;
  readonly kind: ReportingPeriodKind;
  /** `Quý I năm 2023` */
  readonly nameVi: string;
  readonly from: CivilDate;
  readonly to: CivilDate;
}

const two = (value: number): string => String(value).padStart(2, '0');
const romans = ['I', 'II', 'III', 'IV'];

/** Figures are closed on the 14th: Decree 09/2019/NĐ-CP Art. 12 (from memory; see the case). */
const closes = (year: number, month: number): CivilDate => civilDate(`${year}-${two(month)}-14`);

/** The 15th of the month before the one in which the period begins; `month` 1 gives December of the year before. */
const opens = (year: number, month: number): CivilDate =>
  civilDate(month === 1 ? `${year - 1}-12-15` : `${year}-${two(month - 1)}-15`);

const months = Array.from({ length: 12 }, (_, i) => i + 1);

/** All reporting periods of a year, in the order in which they close; the longer one last where several close together. */
export function reportingPeriodsOf(year: number): ReportingPeriod[] {
  const period = (kind: ReportingPeriodKind, code: string, nameVi: string, first: number, last: number) => ({
    code,
    kind,
    nameVi,
    from: opens(year, first),
    to: closes(year, last),
  });
  return months.flatMap((month) => [
    period('month', `${year}-M${two(month)}`, `Tháng ${month} năm ${year}`, month, month),
    ...(month % 3 === 0
      ? [period('quarter', `${year}-Q${month / 3}`, `Quý ${romans[month / 3 - 1]} năm ${year}`, month - 2, month)]
      : []),
    ...(month === 6 ? [period('half-year', `${year}-H1`, `6 tháng đầu năm ${year}`, 1, 6)] : []),
    ...(month === 12 ? [period('year', String(year), `Năm ${year}`, 1, 12)] : []),
  ]);
}

/** The period of this kind in which the day lies; the 15th of December already belongs to the next year. */
export function reportingPeriodOn(day: CivilDate, kind: Exclude<ReportingPeriodKind, 'half-year'>): ReportingPeriod {
  const year = monthOf(day) === 12 && day > closes(yearOf(day), 12) ? yearOf(day) + 1 : yearOf(day);
  const found = reportingPeriodsOf(year).find((one) => one.kind === kind && one.from <= day && day <= one.to);
  if (found === undefined) throw new RangeError(`no ${kind} holds ${day}`);
  return found;
}
