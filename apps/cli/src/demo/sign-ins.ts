import type { Ready } from '../launch/news.js';
import { COMMITTEE } from './district/agencies.js';
import type { District, Seat } from './district/district.js';

/** Everybody may sign in; the table names the Committee and, of the other agencies, head and clerk. */
export function signInsOf(district: District, secrets: { password: string; pin: string }): Ready['signIns'] {
  const hosted = new Set(district.hosted.map((agency) => agency.key));
  const shown = (seat: Seat) =>
    hosted.has(seat.agency) && (seat.agency === COMMITTEE || seat.level === 'head' || seat.roles.includes('clerk'));
  const people = new Map<string, Seat>();
  for (const seat of district.seats.filter(shown)) if (!people.has(seat.personId)) people.set(seat.personId, seat);
  return [...people.values()].map((seat) => {
    const needsPin = seat.roles.includes('signer') || seat.roles.includes('clerk');
    return {
      username: seat.username,
      fullName: seat.fullName,
      title: seat.title,
      agency: district.agencies.get(seat.agency)?.name ?? '',
      needsPin,
      password: secrets.password,
      pin: needsPin ? secrets.pin : null,
    };
  });
}
