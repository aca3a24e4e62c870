import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type Actor, directory, isRefusal } from '@vanthu/contracts';
import { createServiceTestbed, type ServiceTestbed } from '@vanthu/messaging';
import { directoryService } from '../src/index.js';
import { sampleOrganisation } from './sample-organisation.js';

const cli = { service: 'cli' } as const;
const sample = sampleOrganisation();
const { commune } = sample;
jest.setTimeout(30_000);
let bed: ServiceTestbed;

type Position = (typeof sample.data.positions)[number];
const add = (own: Partial<Position> & Pick<Position, 'title' | 'level' | 'roles'>): Position => {
  const number = String(9000 + added.length).padStart(12, '0');
  const person = {
    id: `00000000-0000-4000-8001-${number}`,
    fullName: `Người ${number.slice(-4)}`,
    username: `n${number}`,
  };
  const position = {
    ...{ id: `00000000-0000-4000-8002-${number}`, personId: person.id, agencyId: commune.id, unitId: null },
    ...{ validFrom: '2025-07-01', validTo: null },
    ...own,
  };
  added.push({ person, position });
  return position;
};
const added: { person: { id: string; fullName: string; username: string }; position: Position }[] = [];
const chair = add({ title: 'Phó Chủ tịch thường trực', level: 'deputy', roles: ['director', 'signer'] });
const vice = add({ title: 'Phó Chủ tịch', level: 'deputy', roles: ['director', 'signer'] });
const secretary = add({ title: 'Thư ký', level: 'staff', roles: ['official'] });
const official = add({ title: 'Chuyên viên', level: 'staff', roles: ['official'] });

const actorOf = (position: Position): Actor => ({
  ...{ personId: position.personId, personName: 'x', positionId: position.id, positionTitle: position.title },
  ...{ agencyId: position.agencyId, unitId: null, roles: position.roles, headOf: [] },
});
const monday = '2026-03-02T02:00:00.000Z';
const as = (position: Position, at = monday) => ({ actor: actorOf(position), at });

beforeAll(async () => {
  bed = await createServiceTestbed(directoryService, { clock: 'simulated' });
  await bed.ask(directory.LoadOrganisation, sample.data, cli);
  const data = { agencies: [], units: [], authorities: [] };
  const people = added.map(({ person }) => person);
  const loaded = await bed.ask(
    directory.LoadOrganisation,
    { ...data, people, positions: added.map((one) => one.position) },
    cli,
  );
  if (isRefusal(loaded)) throw new Error(loaded.message);
});
afterAll(() => bed?.close());

const week = { from: '2026-03-02', to: '2026-03-06', basis: 'Nghỉ phép năm' };
const record = (absent: Position, deputy: Position, own: object = {}, who: Position = absent) =>
  bed.ask(directory.RecordAbsence, { positionId: absent.id, deputyPositionId: deputy.id, ...week, ...own }, as(who));
const resolve = async (position: Position, on: string) => {
  const answer = await bed.ask(
    directory.ResolveActor,
    { personId: position.personId, positionId: position.id, on, purpose: 'act' },
    { service: 'gateway', at: monday },
  );
  if (isRefusal(answer)) throw new Error(answer.code);
  return answer.standsInFor?.map(({ positionId }) => positionId) ?? [];
};
const traces = async () => [await bed.rows('SELECT id, to_day FROM absence ORDER BY id'), (await bed.events()).length];

describe('absence and delegation, with dates', () => {
  it.each([
    [
      'a secretary for a leader: who sorts does not decide (R-IN-10)',
      'DIRECTORY.DEPUTY_UNFIT',
      () => record(chair, secretary),
    ],
    ['oneself', 'DIRECTORY.DEPUTY_UNFIT', () => record(chair, chair)],
    ['days that are over', 'DIRECTORY.BAD_ABSENCE', () => record(chair, vice, { from: '2026-02-27' })],
    ['an end before the beginning', 'DIRECTORY.BAD_ABSENCE', () => record(chair, vice, { to: '2026-03-01' })],
    ['a colleague who does not lead', 'DIRECTORY.ABSENCE_NOT_YOURS', () => record(chair, vice, {}, official)],
    [
      'oneself as deputy of a colleague, also by a director',
      'DIRECTORY.ABSENCE_NOT_YOURS',
      () => record(chair, vice, {}, vice),
    ],
  ])('is refused for %s', async (_, code, act) => {
    const before = await traces();
    expect(await act()).toMatchObject({ refused: true, code });
    expect(await traces()).toEqual(before);
  });

  it('R-IN-10: a director stands in for a director on those days, and on no other', async () => {
    expect(await record(chair, vice)).toMatchObject({ deputyTitle: 'Phó Chủ tịch', ...week });
    expect(await resolve(vice, '2026-03-01')).toEqual([]);
    expect(await resolve(vice, '2026-03-02')).toEqual([chair.id]);
    expect(await resolve(vice, '2026-03-06')).toEqual([chair.id]);
    expect(await resolve(vice, '2026-03-07')).toEqual([]);
    expect(await resolve(secretary, '2026-03-03')).toEqual([]);
    expect(await bed.events(directory.AbsenceRecorded)).toHaveLength(1);
  });

  it('is not recorded twice, nor is a deputy absent on the same days', async () => {
    const before = await traces();
    expect(await record(chair, vice)).toMatchObject({ code: 'DIRECTORY.ABSENCE_OVERLAPS' });
    expect(await record(vice, chair)).toMatchObject({ code: 'DIRECTORY.DEPUTY_ABSENT' });
    expect(await traces()).toEqual(before);
    expect(await record(official, secretary, { from: '2026-03-03', to: '2026-03-03' }, vice)).toMatchObject({
      personName: expect.stringContaining('Người'),
    });
  });

  it('ends when the absent one is back; another colleague cannot end it', async () => {
    const found = await bed.ask(directory.FindAbsences, {}, as(chair));
    const [first] = isRefusal(found) ? [] : found.absences;
    const end = (who: Position) =>
      bed.ask(directory.EndAbsence, { absenceId: first?.id ?? '' }, as(who, '2026-03-04T02:00:00.000Z'));
    expect(await end(secretary)).toMatchObject({ code: 'REQUEST.NOT_FOUND' });
    expect(await end(chair)).toMatchObject({ to: '2026-03-03' });
    expect(await resolve(vice, '2026-03-03')).toEqual([chair.id]);
    expect(await resolve(vice, '2026-03-04')).toEqual([]);
  });
});

describe('R-IN-10: what has changed since the deputy was named', () => {
  const april = { from: '2026-04-06', to: '2026-04-10' };
  const load = (positions: Position[]) =>
    bed.ask(
      directory.LoadOrganisation,
      { agencies: [], units: [], authorities: [], people: [], positions },
      { ...cli, at: monday },
    );
  beforeAll(async () => {
    expect(await record(chair, vice, april)).toMatchObject(april);
  });

  it.each([
    ['the deputy’s position has passed to another person', () => ({ ...vice, personId: official.personId })],
    ['the absent one’s position has passed to another person', () => ({ ...chair, personId: official.personId })],
    ['the deputy no longer decides', (): Position => ({ ...vice, roles: ['official'] })],
  ])('R-IN-10: nobody stands in when %s', async (_, after) => {
    expect(await resolve(vice, '2026-04-07')).toEqual([chair.id]);
    const position = after();
    expect(isRefusal(await load([position]))).toBe(false);
    expect(await resolve(position.id === vice.id ? position : vice, '2026-04-07')).toEqual([]);
    expect(isRefusal(await load([chair, vice]))).toBe(false);
  });
});

describe('R-GEN-06: the calendar of an agency', () => {
  const own = {
    ...{
      agencyId: commune.id,
      from: '2026-01-01',
      to: '2026-12-31',
      morningEnds: '11:30',
      basis: 'Thông báo 05/TB-UBND',
    },
    ...{ holidays: ['2026-06-12'], makeUpDays: ['2026-06-13'] },
  };

  it('R-GEN-06: is that of state agencies until it has its own; what contradicts itself is refused', async () => {
    const ask = () => bed.ask(directory.GetCalendar, { agencyId: commune.id }, as(official));
    expect(await ask()).toMatchObject({ morningEnds: '12:00', holidays: expect.arrayContaining(['2026-02-17']) });
    const before = await traces();
    const contradictions: [typeof own, string][] = [
      [{ ...own, makeUpDays: ['2026-06-12'] }, 'vừa nghỉ vừa làm bù'],
      [{ ...own, holidays: [], makeUpDays: ['2026-06-11'] }, 'không phải thứ Bảy'],
      [{ ...own, holidays: ['2027-01-01'] }, 'nằm ngoài lịch'],
    ];
    for (const [wrong, problem] of contradictions) {
      const answer = await bed.ask(directory.SetCalendar, wrong, cli);
      expect(answer).toMatchObject({ code: 'DIRECTORY.BAD_CALENDAR', message: expect.stringContaining(problem) });
    }
    expect(await traces()).toEqual(before);
    await bed.ask(directory.SetCalendar, own, cli);
    expect(await ask()).toEqual(own);
    expect(await bed.events(directory.CalendarSet)).toMatchObject([{ payload: own }]);
  });
});
