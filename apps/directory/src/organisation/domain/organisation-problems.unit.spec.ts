import { describe, expect, it } from '@jest/globals';
import { sampleOrganisation } from '../../../test/sample-organisation.js';
import { organisationProblems } from './organisation-problems.js';

type Sample = ReturnType<typeof sampleOrganisation>;

function problemsWith(change: (sample: Sample) => unknown): string[] {
  const sample = structuredClone(sampleOrganisation());
  change(sample);
  const { data } = sample;
  const byId = <R extends { id: string }>(records: readonly R[]) =>
    new Map(records.map((record) => [record.id, record]));
  return organisationProblems(data, {
    agencies: byId(data.agencies),
    units: byId(data.units),
    people: byId(data.people),
    positions: byId(data.positions),
  });
}

const nobody = '00000000-0000-4000-8000-999999999999';

describe('the data of an organisation', () => {
  it('has nothing to say against a sound one', () => expect(problemsWith(() => {})).toEqual([]));

  const cases: [string, RegExp, (sample: Sample) => unknown][] = [
    [
      'two agencies with one code',
      /mã cơ quan/,
      ({ commune, district }) => Object.assign(commune, { code: district.code }),
    ],
    [
      'two people with one user name',
      /tên đăng nhập/,
      ({ people }) => Object.assign(people.clerk, { username: people.chair.username }),
    ],
    ['one id twice', /mã người/, ({ data, people }) => data.people.push({ ...people.chair, username: 'other' })],
    ['an unknown superior', /cấp trên .* chưa có/, ({ centre }) => Object.assign(centre, { superiorId: nobody })],
    ['superiors in a circle', /đi vòng/, ({ centre, commune }) => Object.assign(commune, { superiorId: centre.id })],
    ['an unknown successor', /kế thừa .* chưa có/, ({ district }) => Object.assign(district, { successorId: nobody })],
    [
      'a collective body without a name for TM.',
      /thiếu tên tập thể/,
      ({ commune }) => Object.assign(commune, { collectiveName: null }),
    ],
    [
      'an agency that ends before it begins',
      /kết thúc trước khi bắt đầu/,
      ({ commune }) => Object.assign(commune, { validTo: '2025-06-01' }),
    ],
    ['a unit of an unknown agency', /đơn vị .* chưa có/, ({ office }) => Object.assign(office, { agencyId: nobody })],
    [
      'a position of an unknown person',
      /của người chưa có/,
      ({ positions }) => Object.assign(positions.clerk, { personId: nobody }),
    ],
    [
      'a position in an unknown agency',
      /cơ quan chưa có/,
      ({ positions }) => Object.assign(positions.chair, { agencyId: nobody }),
    ],
    [
      'a unit of another agency',
      /đơn vị của cơ quan khác/,
      ({ positions, office }) => Object.assign(positions.centreHead, { unitId: office.id }),
    ],
    [
      'a unit head without a unit',
      /không ghi đơn vị/,
      ({ positions }) => Object.assign(positions.officeHead, { unitId: null }),
    ],
    [
      'a position before its agency',
      /ngoài thời gian/,
      ({ positions }) => Object.assign(positions.chair, { validFrom: '2024-01-01' }),
    ],
    [
      'a second head at the same time',
      /cùng đứng đầu/,
      ({ positions }) => Object.assign(positions.deputy, { level: 'head' }),
    ],
    [
      'authority of an unknown position',
      /chức vụ chưa có/,
      ({ authorities }) => Object.assign(authorities.deputy, { positionId: nobody }),
    ],
    [
      'a kind that is not one of the 29',
      /không có loại văn bản/,
      ({ authorities }) => Object.assign(authorities.deputy, { kinds: ['thu-tay'] }),
    ],
    ['TL. without kinds', /R-SIG-07/, ({ authorities }) => Object.assign(authorities.officeHead, { kinds: null })],
    ['TUQ. without an end', /R-SIG-04/, ({ authorities }) => Object.assign(authorities.authorised, { validTo: null })],
    ['TUQ. without content', /R-SIG-04/, ({ authorities }) => Object.assign(authorities.authorised, { kinds: null })],
    ['TUQ. passed on', /R-SIG-05/, ({ authorities }) => Object.assign(authorities.authorised, { grantedUnder: 'TUQ' })],
  ];
  it.each(cases)('refuses %s', (_, problem, change) => {
    expect(problemsWith(change)).toContainEqual(expect.stringMatching(problem));
  });

  it('lets a head follow another when the periods do not meet', () => {
    expect(
      problemsWith(({ positions }) => {
        positions.chair.validTo = '2025-12-31';
        Object.assign(positions.deputy, { level: 'head', validFrom: '2026-01-01' });
      }),
    ).toEqual([]);
  });
});
