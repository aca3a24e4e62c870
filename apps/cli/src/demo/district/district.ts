import type { directory } from '@vanthu/contracts';
import { Seeded, uuidOf } from '../seeded.js';
import { type AgencySeed, COMMITTEE, communeKeys, departments, hostedAgencies, successorAgencies } from './agencies.js';
import { inventedNames } from './names.js';
import { outsideAgencies } from './outside-agencies.js';

type Level = directory.OrganisationData['positions'][number]['level'];
type Role = directory.OrganisationData['positions'][number]['roles'][number];
type Capacity = directory.OrganisationData['authorities'][number]['capacity'];

export interface Grant {
  readonly capacity: Capacity;
  readonly kinds: readonly string[] | null;
  readonly source: string;
  readonly from: string;
  readonly to: string | null;
}

/** A position: who acts, where, as what. The same person may hold several. */
export interface Seat {
  readonly id: string;
  readonly personId: string;
  readonly username: string;
  readonly fullName: string;
  readonly agency: string;
  readonly unit: string | null;
  readonly title: string;
  readonly level: Level;
  readonly roles: readonly Role[];
  readonly grants: readonly Grant[];
  readonly keyType: 'ec' | 'rsa';
}

export interface District {
  readonly seed: string;
  readonly agencies: ReadonlyMap<string, AgencySeed>;
  /** Agencies whose registers hold the quarter. */
  readonly hosted: readonly AgencySeed[];
  readonly outside: readonly AgencySeed[];
  readonly seats: readonly Seat[];
  agencyId(key: string): string;
  unitId(key: string): string;
  /** Seats of an agency with a role, in the order of the data. */
  seatsOf(agency: string, role?: Role, unit?: string): readonly Seat[];
}

const TERM = { from: '2021-07-01', to: null };
const LEADER: readonly Role[] = ['signer', 'director', 'leadership'];

/** People, positions and authority of the district, all from the seed. */
export function districtOf(seed: string): District {
  const seeded = new Seeded(seed).of('people');
  const names = inventedNames(seeded);
  const seats: Seat[] = [];
  let count = 0;

  const person = (username: string) => {
    count += 1;
    const fullName = names.next().value;
    const keyType: Seat['keyType'] = count % 10 === 0 ? 'rsa' : 'ec';
    return { personId: uuidOf(seed, 'person', username), username, fullName, keyType };
  };
  const sit = (
    who: ReturnType<typeof person>,
    place: Pick<Seat, 'agency' | 'unit' | 'title' | 'level' | 'roles'> & { grants?: readonly Grant[] },
  ) => {
    const id = uuidOf(seed, 'position', who.username, place.agency, place.unit ?? '');
    seats.push({ grants: [], ...who, ...place, id });
  };
  const grant = (capacity: Capacity, source: string, kinds: readonly string[] | null = null): Grant => ({
    capacity,
    kinds,
    source,
    ...TERM,
  });

  const lead = (username: string, title: string, level: Level, grants: readonly Grant[] = []) =>
    sit(person(username), { agency: COMMITTEE, unit: null, title, level, roles: LEADER, grants });
  lead('chutich', 'Chủ tịch', 'head');
  ['kinh tế', 'văn hóa - xã hội', 'nội chính, cải cách hành chính'].forEach((field, i) => {
    lead(`phochutich${i + 1}`, 'Phó Chủ tịch', 'deputy', [
      grant('TM_KT', `Quyết định phân công ${20 + i}/QĐ-UBND ngày 09/7/2021, lĩnh vực ${field}`),
    ]);
  });
  for (const username of ['vanthu', 'vanthu2']) {
    sit(person(username), { agency: COMMITTEE, unit: 'vp', title: 'Văn thư', level: 'staff', roles: ['clerk'] });
  }
  sit(person('quantri'), {
    agency: COMMITTEE,
    unit: 'vp',
    title: 'Quản trị hệ thống',
    level: 'staff',
    roles: ['administrator'],
  });

  for (const one of departments) {
    const { key } = one;
    const head = person(`${key}.truong`);
    const regulation = 'Quy chế công tác văn thư 1202/QĐ-UBND ngày 15/6/2021, Điều 9';
    const delegated: Grant[] =
      key === 'vp'
        ? [grant('TL', regulation, ['cong-van', 'giay-moi', 'thong-bao', 'bao-cao'])]
        : key === 'tckh'
          ? [
              {
                capacity: 'TUQ',
                kinds: ['cong-van', 'bao-cao', 'thong-bao'],
                source: 'Văn bản ủy quyền 3316/UBND-VP ngày 30/11/2022',
                from: '2022-12-01',
                to: '2023-06-30',
              },
            ]
          : [];
    const inCommittee: readonly Role[] =
      key === 'vp'
        ? ['unit-head', 'form-checker', 'signer']
        : delegated.length > 0
          ? ['unit-head', 'signer']
          : ['unit-head'];
    sit(head, { agency: key, unit: null, title: one.headTitle, level: 'head', roles: LEADER });
    sit(head, {
      agency: COMMITTEE,
      unit: key,
      title: one.headTitle,
      level: 'unit-head',
      roles: inCommittee,
      grants: delegated,
    });
    const deputy = person(`${key}.pho`);
    sit(deputy, {
      agency: key,
      unit: null,
      title: one.deputyTitle,
      level: 'deputy',
      roles: [...LEADER, 'form-checker'],
      grants: [grant('KT', `Quyết định phân công 01/QĐ-${one.abbreviation} ngày 12/7/2021`)],
    });
    if (key === 'vp') {
      sit(deputy, {
        agency: COMMITTEE,
        unit: 'vp',
        title: one.deputyTitle,
        level: 'unit-deputy',
        roles: ['form-checker', 'official', 'signer'],
      });
    }
    for (const n of [1, 2]) {
      const official = person(`${key}.cv${n}`);
      sit(official, {
        agency: COMMITTEE,
        unit: key,
        title: 'Chuyên viên',
        level: 'staff',
        roles: ['official', 'signer'],
      });
      sit(official, { agency: key, unit: null, title: 'Chuyên viên', level: 'staff', roles: ['official', 'signer'] });
    }
    sit(person(`${key}.vanthu`), {
      agency: key,
      unit: null,
      title: 'Văn thư',
      level: 'staff',
      roles: ['clerk', 'form-checker'],
    });
  }

  for (const key of communeKeys) {
    const at = (title: string, level: Level, roles: readonly Role[], grants: readonly Grant[] = []) => ({
      agency: key,
      unit: null,
      title,
      level,
      roles,
      grants,
    });
    sit(person(`${key}.chutich`), at('Chủ tịch', 'head', LEADER));
    for (const n of [1, 2]) {
      const source = `Quyết định phân công ${10 + n}/QĐ-UBND ngày 15/7/2021`;
      sit(person(`${key}.phochutich${n}`), at('Phó Chủ tịch', 'deputy', LEADER, [grant('TM_KT', source)]));
    }
    sit(person(`${key}.vpts`), at('Công chức Văn phòng - Thống kê', 'staff', ['official', 'form-checker', 'signer']));
    sit(person(`${key}.tpht`), at('Công chức Tư pháp - Hộ tịch', 'staff', ['official', 'signer']));
    sit(person(`${key}.dcxd`), at('Công chức Địa chính - Xây dựng', 'staff', ['official', 'signer']));
    sit(person(`${key}.vanthu`), at('Văn thư', 'staff', ['clerk']));
  }

  for (const [i, agency] of outsideAgencies.entries()) {
    const isHead = seeded.chance(0.4);
    // An agency gets the tokens of all its people from one order: one in four still holds RSA keys.
    sit(
      { ...person(`ngoai.${agency.key}`), keyType: i % 4 === 3 ? 'rsa' : 'ec' },
      {
        agency: agency.key,
        unit: null,
        title: isHead ? titleCase(agency.headTitle) : agency.deputyTitle,
        level: isHead ? 'head' : 'deputy',
        roles: ['signer'],
        grants: isHead ? [] : [grant(agency.collective ? 'TM_KT' : 'KT', 'Quyết định phân công của người đứng đầu')],
      },
    );
  }

  // Last, so that everybody before keeps the name that the seed has given.
  sit(person('thuky'), {
    agency: COMMITTEE,
    unit: 'vp',
    title: 'Thư ký Chủ tịch',
    level: 'staff',
    roles: ['secretary'],
  });

  const agencies = new Map(
    [...hostedAgencies, ...outsideAgencies, ...successorAgencies].map((agency) => [agency.key, agency]),
  );
  return {
    seed,
    agencies,
    hosted: hostedAgencies,
    outside: outsideAgencies,
    seats,
    agencyId: (key) => uuidOf(seed, 'agency', key),
    unitId: (key) => uuidOf(seed, 'unit', key),
    seatsOf: (agency, role, unit) =>
      seats.filter(
        (seat) =>
          seat.agency === agency &&
          (role === undefined || seat.roles.includes(role)) &&
          (unit === undefined || seat.unit === unit),
      ),
  };
}

/** `GIÁM ĐỐC` → `Giám đốc`. */
const titleCase = (text: string): string => text.charAt(0) + text.slice(1).toLocaleLowerCase('vi');
