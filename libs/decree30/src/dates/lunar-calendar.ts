import { addDays, type CivilDate, civilDate } from './civil-date.js';

/**
 * The lunar calendar as it is reckoned in Viet Nam, at UTC+7 (Decision 121/CP of 1967): a month begins on the day of the new
 * moon; the eleventh holds the winter solstice; where thirteen moons lie between two eleventh months, the first without a
 * principal term of the sun is leap. Positions by J. Meeus, Astronomical Algorithms, ch. 25 and 49, good to minutes.
 */

const zoneDays = 7 / 24;
const synodicMonth = 29.530588861;
/** Days from dynamical to universal time; some 70 seconds in these decades. */
const deltaT = 70 / 86_400;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Day number at UTC+7 of the k-th new moon after January 2000. */
function newMoonDay(k: number): number {
  const t = k / 1236.85;
  const e = 1 - 0.002516 * t - 0.0000074 * t * t;
  const sun = radians(2.5534 + 29.1053567 * k);
  const moon = radians(201.5643 + 385.81693528 * k + 0.0107582 * t * t);
  const node = radians(160.7108 + 390.67050284 * k - 0.0016118 * t * t);
  const ascending = radians(124.7746 - 1.56375588 * k);
  const mean = 2_451_550.09766 + synodicMonth * k + 0.00015437 * t * t;
  const periodic =
    -0.4072 * Math.sin(moon) +
    0.17241 * e * Math.sin(sun) +
    0.01608 * Math.sin(2 * moon) +
    0.01039 * Math.sin(2 * node) +
    0.00739 * e * Math.sin(moon - sun) -
    0.00514 * e * Math.sin(moon + sun) +
    0.00208 * e * e * Math.sin(2 * sun) -
    0.00111 * Math.sin(moon - 2 * node) -
    0.00057 * Math.sin(moon + 2 * node) +
    0.00056 * e * Math.sin(2 * moon + sun) -
    0.00042 * Math.sin(3 * moon) +
    0.00042 * e * Math.sin(sun + 2 * node) +
    0.00038 * e * Math.sin(sun - 2 * node) -
    0.00024 * e * Math.sin(2 * moon - sun) -
    0.00017 * Math.sin(ascending);
  return Math.floor(mean + periodic - deltaT + 0.5 + zoneDays);
}

/** Which twelfth of the ecliptic the sun is in when this day begins at UTC+7; 9 from the winter solstice on. */
function sunTerm(day: number): number {
  const t = (day - 0.5 - zoneDays + deltaT - 2_451_545) / 36_525;
  const anomaly = radians(357.52911 + 35_999.05029 * t - 0.0001537 * t * t);
  const mean = 280.46646 + 36_000.76983 * t + 0.0003032 * t * t;
  const centre =
    (1.914602 - 0.004817 * t) * Math.sin(anomaly) + 0.019993 * Math.sin(2 * anomaly) + 0.000289 * Math.sin(3 * anomaly);
  const apparent = mean + centre - 0.00569 - 0.00478 * Math.sin(radians(125.04 - 1934.136 * t));
  return Math.floor((((apparent % 360) + 360) % 360) / 30);
}

const dayNumberOf2000 = 2_451_545;
const civil = (day: number): CivilDate => addDays(civilDate('2000-01-01'), day - dayNumberOf2000);

/** Index of the new moon that begins the eleventh month of a year. */
function eleventhMonth(year: number): number {
  const endOfYear = dayNumberOf2000 + Math.round((year - 2000) * 365.2422) + 364;
  let k = Math.floor((endOfYear - 2_451_550.1) / synodicMonth);
  while (newMoonDay(k + 1) <= endOfYear) k += 1;
  // The solstice falls in it, not before it.
  while (sunTerm(newMoonDay(k)) >= 9 && sunTerm(newMoonDay(k)) < 11) k -= 1;
  return k;
}

/**
 * The civil day of a day in an ordinary (not leap) lunar month, `lunarDay(2025, 1, 1)`: Tết Ất Tỵ.
 *
 * @param year   of the civil calendar in which the lunar year begins
 * @param month  1 to 10
 */
export function lunarDay(year: number, month: number, day: number): CivilDate {
  if (!(month >= 1 && month <= 10 && day >= 1 && day <= 30)) throw new RangeError(`not a lunar day: ${day}/${month}`);
  const start = eleventhMonth(year - 1);
  const isLeapYear = eleventhMonth(year) - start === 13;
  let count = 0;
  // Month 12 is the first after the eleventh; a leap month has no number of its own.
  for (let k = start + 1; ; k += 1) {
    const hasTerm = sunTerm(newMoonDay(k)) !== sunTerm(newMoonDay(k + 1));
    const isLeap = isLeapYear && !hasTerm && !leapBefore(start, k);
    if (!isLeap) count += 1;
    if (!isLeap && count === month + 1) return civil(newMoonDay(k) + day - 1);
  }
}

/** Only the first month without a principal term is leap. */
function leapBefore(start: number, k: number): boolean {
  for (let at = start + 1; at < k; at += 1) if (sunTerm(newMoonDay(at)) === sunTerm(newMoonDay(at + 1))) return true;
  return false;
}
