import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { directory } from '@vanthu/contracts';
import { createServiceTestbed, type ServiceTestbed } from '@vanthu/messaging';
import { directoryService } from '../src/index.js';
import { sampleOrganisation } from './sample-organisation.js';

const gateway = { service: 'gateway' } as const;
const cli = { service: 'cli' } as const;
const sample = sampleOrganisation();
const { commune, district, centre, people, positions, office } = sample;
const on = '2026-02-02';
jest.setTimeout(30_000);
let bed: ServiceTestbed;
beforeAll(async () => {
  bed = await createServiceTestbed(directoryService);
  expect(await bed.ask(directory.LoadOrganisation, sample.data, cli)).toMatchObject({ agencies: 3 });
});
afterAll(() => bed?.close());

describe('who acts', () => {
  const resolve = (personId: string, positionId: string, more: { on?: string; purpose?: 'act' | 'read' } = {}) =>
    bed.ask(directory.ResolveActor, { personId, positionId, on, purpose: 'act', ...more }, gateway);

  it('is the person in the position, with the units headed', async () => {
    expect(await resolve(people.officeHead.id, positions.officeHead.id)).toEqual({
      personId: people.officeHead.id,
      personName: 'Phạm Thị Dung',
      positionId: positions.officeHead.id,
      positionTitle: 'Chánh Văn phòng',
      agencyId: commune.id,
      unitId: office.id,
      roles: ['unit-head', 'signer'],
      headOf: [office.id],
    });
  });

  it.each([
    ['in somebody else’s position', people.clerk.id, positions.chair.id, on],
    ['before the position was held', people.chair.id, positions.chair.id, '2025-06-30'],
    ['in a position that is not there', people.chair.id, people.chair.id, on],
  ])('is refused %s', async (_, personId, positionId, day) => {
    expect(await resolve(personId, positionId, { on: day })).toMatchObject({ code: 'DIRECTORY.NO_SUCH_POSITION' });
  });

  it('R-SYS-07 acts for an agency on its last day and reads after it', async () => {
    expect(await resolve(people.oldChair.id, positions.oldChair.id, { on: '2025-06-30' })).toMatchObject({
      agencyId: district.id,
    });
    expect(await resolve(people.oldChair.id, positions.oldChair.id, { purpose: 'read' })).toMatchObject({
      agencyId: district.id,
    });
  });

  it('R-SYS-07 is refused to act for a closed agency', async () => {
    expect(await resolve(people.oldChair.id, positions.oldChair.id)).toMatchObject({
      code: 'DIRECTORY.AGENCY_CLOSED',
      details: { validTo: '2025-06-30' },
    });
  });

  it('chooses from the positions of the day', async () => {
    expect(await bed.ask(directory.GetPerson, { personId: people.clerk.id, on }, gateway)).toMatchObject({
      fullName: 'Võ Thị Giang',
      positions: [
        { positionId: positions.clerk.id, agencyName: commune.name, unitName: office.name, roles: ['clerk'] },
      ],
    });
    expect(await bed.ask(directory.GetPerson, { personId: people.clerk.id, on: '2025-01-01' }, gateway)).toMatchObject({
      positions: [],
    });
  });
});

describe('the type-ahead', () => {
  const names = async (text: string) => {
    const answer = await bed.ask(directory.FindAgencies, { text, limit: 20 }, cli);
    return 'agencies' in answer ? answer.agencies.map((agency) => agency.id) : answer;
  };

  it.each([
    ['go cong', [district.id]],
    ['Gò Công', [district.id]],
    ['huyen tay', [district.id]],
    ['ub vinh', [commune.id]],
    ['h53 38 01 02', [centre.id]],
    ['vinh binh', [centre.id, commune.id]],
    ['ong', []],
    ['100% _', []],
  ])('finds by the beginnings of words: %s', async (text, found) => {
    expect(await names(text as string)).toEqual(expect.arrayContaining(found as string[]));
    expect(await names(text as string)).toHaveLength((found as string[]).length);
  });

  it('answers for a list of ids', async () => {
    const answer = await bed.ask(directory.FindAgencies, { text: '', ids: [district.id], limit: 20 }, cli);
    expect(answer).toEqual({ agencies: [expect.objectContaining({ id: district.id, validTo: '2025-06-30' })] });
  });

  it('R-SYS-07 still shows a closed agency with its units', async () => {
    expect(await bed.ask(directory.GetAgency, { agencyId: district.id }, gateway)).toMatchObject({
      validTo: '2025-06-30',
      units: [],
    });
    expect(await bed.ask(directory.GetAgency, { agencyId: people.chair.id }, gateway)).toMatchObject({
      code: 'DIRECTORY.UNKNOWN_AGENCY',
    });
  });
});

describe('people of an agency', () => {
  const find = async (more: object) => {
    const answer = await bed.ask(
      directory.FindPeople,
      { agencyId: commune.id, text: '', limit: 100, on, ...more },
      cli,
    );
    return 'people' in answer ? answer.people.map((person) => person.fullName) : [answer.code];
  };

  it('come in the order of their offices, narrowed by role, unit, name and day', async () => {
    expect((await find({})).slice(0, 3)).toEqual(['Nguyễn Văn An', 'Trần Thị Bình', 'Phạm Thị Dung']);
    expect(await find({ role: 'clerk' })).toEqual(['Võ Thị Giang']);
    expect(await find({ unitId: office.id })).toEqual(['Phạm Thị Dung', 'Đỗ Văn Em', 'Võ Thị Giang']);
    expect(await find({ text: 'do em' })).toEqual(['Đỗ Văn Em']);
    expect(await find({ on: '2025-01-01' })).toEqual([]);
  });
});
