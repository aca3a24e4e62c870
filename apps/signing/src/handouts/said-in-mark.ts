import type { SigningRequest } from '../jobs/job.store.js';

type Mark = NonNullable<SigningRequest['mark']>;

/** Clocks of stations differ by so much from ours; the machines of agencies keep their time by the network. */
const CLOCK_MS = 15 * 60_000;
/** Some releases of the desktop program write the time of Vietnam into the CMS and call it UTC. */
const MISLABELLED_MS = 7 * 3_600_000;

/** Null when the mark has what was ordered in its place: “107/QĐ-UBND” is not “07/QĐ-UBND”, “Trích sao” no “Sao y” (R-ORG-07, R-CPY-03). */
export function saysWhatWasOrdered(shows: string, mark: Mark): string | null {
  const [first = '', second = ''] = closeUp(shows).split(';');
  switch (mark.form) {
    case 'attachment':
      return first.replace(/^số:/iu, '') === closeUp(mark.numberAndSymbol) ? null : lacks(mark.numberAndSymbol);
    case 'certified-copy':
      if (first.toLocaleLowerCase('vi') !== 'saoy') return lacks('Sao y');
      return second === closeUp(mark.agencyName) ? null : lacks(mark.agencyName);
    case 'register':
      return first === closeUp(mark.agencyName) ? null : lacks(mark.agencyName);
  }
}

const lacks = (wanted: string): string => `dòng chữ thay hình dấu thiếu “${wanted}” (R-ORG-07)`;

/** Null when the time that the mark says is one at which the file was out, and the one that its signature claims. */
export function mentionsTime(
  shows: string,
  claimed: string | null,
  { from, to }: { readonly from: Date; readonly to: Date },
): string | null {
  const at = timeIn(shows);
  if (at === null) return 'dòng chữ thay hình dấu không ghi thời gian ký (R-ORG-07)';
  const isWhileOut = at >= from.getTime() - CLOCK_MS && at <= to.getTime() + CLOCK_MS;
  const apart = claimed === null ? 0 : Date.parse(claimed) - at;
  const isClaimed = Math.abs(apart) <= CLOCK_MS || Math.abs(apart - MISLABELLED_MS) <= CLOCK_MS;
  return isWhileOut && isClaimed ? null : 'thời gian ghi trong dòng chữ không phải là thời gian ký (R-ORG-07)';
}

/** “05/03/2025; 16:48:07 +07:00” or as ISO 8601 writes it; milliseconds of that instant. */
function timeIn(shows: string): number | null {
  const text = closeUp(shows);
  const [, day, month, year, time] = /(\d{2})\/(\d{2})\/(\d{4});(\d{2}:\d{2}:\d{2})/.exec(text) ?? [];
  const [iso = `${year}-${month}-${day}T${time}+07:00`] = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\+07:00/.exec(text) ?? [];
  const at = Date.parse(iso);
  return Number.isNaN(at) ? null : at;
}

/** Where a line breaks its space is not drawn. */
const closeUp = (text: string): string => text.normalize('NFC').replace(/\s+/g, '');
