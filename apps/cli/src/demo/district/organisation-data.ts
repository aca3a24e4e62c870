import type { directory } from '@vanthu/contracts';
import { uuidOf } from '../seeded.js';
import { COMMITTEE, departments } from './agencies.js';
import type { District } from './district.js';

type Organisation = directory.OrganisationData;

/** First day of the certificates, and of the time that the data describes. */
export const CERTIFIED_FROM = '2022-12-01';

/** The district as `directory` wants it. People of agencies outside get no password and cannot sign in. */
export function organisationData(district: District, password: string): Organisation {
  const { seed, agencies, seats } = district;
  const hosted = new Set(district.hosted.map((agency) => agency.key));
  const people = new Map(seats.map((seat) => [seat.personId, seat]));
  return {
    agencies: [...agencies.values()].map((agency) => ({
      id: district.agencyId(agency.key),
      code: agency.code,
      name: agency.name,
      printedName: [...agency.printedName],
      superiorName: agency.superiorName,
      superiorId: agency.superior === null ? null : district.agencyId(agency.superior),
      abbreviation: agency.abbreviation,
      place: agency.place,
      collective: agency.collective,
      collectiveName: agency.collective ? 'ỦY BAN NHÂN DÂN' : null,
      headTitle: agency.headTitle,
      sealMm: agency.sealMm,
      validFrom: agency.validFrom,
      validTo: agency.validTo,
      successorId: agency.successor === null ? null : district.agencyId(agency.successor),
      hosted: agency.hosted,
    })),
    units: departments.map(({ key, name, abbreviation }) => ({
      id: district.unitId(key),
      agencyId: district.agencyId(COMMITTEE),
      name,
      abbreviation: abbreviation.replace(/^P(?=.)/u, ''),
    })),
    people: [...people.values()].map(({ personId, fullName, username, agency }) => ({
      id: personId,
      fullName,
      username,
      ...(hosted.has(agency) ? { password } : {}),
    })),
    positions: seats.map((seat) => ({
      id: seat.id,
      personId: seat.personId,
      agencyId: district.agencyId(seat.agency),
      unitId: seat.unit === null ? null : district.unitId(seat.unit),
      title: seat.title,
      level: seat.level,
      roles: [...seat.roles],
      validFrom: '2021-07-01',
      validTo: agencies.get(seat.agency)?.validTo ?? null,
    })),
    authorities: seats.flatMap((seat) =>
      seat.grants.map(({ capacity, kinds, source, from, to }) => ({
        id: uuidOf(seed, 'authority', seat.id, capacity),
        positionId: seat.id,
        capacity,
        kinds: kinds === null ? null : [...kinds],
        fields: null,
        validFrom: from,
        validTo: to,
        sourceDocument: source,
      })),
    ),
  };
}
