import i18next from 'i18next';

/** One formatter each for dates, times, numbers and names. Everything is shown in Vietnam time (R-GEN-07). */

const ZONE = 'Asia/Ho_Chi_Minh';

const dayAndTime = new Intl.DateTimeFormat('vi-VN', {
  timeZone: ZONE,
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hour12: false,
});
const whole = new Intl.NumberFormat('vi-VN');

/** `14:05, 05/03/2026` */
export function formatInstant(instant: string): string {
  const parts = Object.fromEntries(dayAndTime.formatToParts(new Date(instant)).map((p) => [p.type, p.value]));
  return `${parts.hour}:${parts.minute}, ${parts.day}/${parts.month}/${parts.year}`;
}

/** Civil date `2026-03-05` as `05/03/2026`. */
export const formatDate = (date: string): string => date.split('-').reverse().join('/');

/** `99.04` as `99,04%`. */
export const formatPercent = (percent: string | null): string =>
  percent === null ? i18next.t('noPercent') : `${percent.replace('.', ',')}%`;

export const formatCount = (count: number): string => whole.format(count);

/** The civil date of an instant in Vietnam. */
export const civilDateOf = (instant: Date): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: ZONE }).format(instant);

/** What the clocks of the agency show at an instant, `2025-03-14T08:00`, whatever zone the browser is in. */
export const officeClockOf = (instant: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, dateStyle: 'short', timeStyle: 'short' })
    .format(new Date(instant))
    .replace(' ', 'T');

/** The instant at which they show it; Viet Nam has no summer time. */
export const instantOfOffice = (clock: string): string => new Date(`${clock}+07:00`).toISOString();

/** A letter has its abstract after "V/v" (Decree 30 Annex I II.5.b); lists and headings show it as it is printed. */
export const formatAbstract = (kind: string, abstract: string): string =>
  kind === 'cong-van' && !/^(V\/v|Về việc)\b/i.test(abstract) ? `V/v ${abstract}` : abstract;
