import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type Actor, directory, type InputOf, isRefusal } from '@vanthu/contracts';
import { createServiceTestbed, type ServiceTestbed } from '@vanthu/messaging';
import { sampleActor } from '@vanthu/testing';
import { directoryService } from '../src/index.js';
import { certificateOne, certificateTwo } from './certificates.js';
import { sampleOrganisation } from './sample-organisation.js';

jest.setTimeout(30_000);
const cli = { service: 'cli' } as const;
const DAY = 86_400_000;
const { data, commune, centre, people, positions } = sampleOrganisation();
const second = { id: randomUUID(), fullName: 'Mai Thị Hoa', username: 'hoa.mai' };
const secondClerk = { ...positions.clerk, id: randomUUID(), personId: second.id };
const hash = 'ab'.repeat(32);

const actorOf = (position: typeof positions.clerk, personName: string): Actor => {
  const { personId, agencyId, roles, title } = position;
  return sampleActor({ personId, personName, positionId: position.id, positionTitle: title, agencyId, roles });
};
const keeper = actorOf(positions.clerk, people.clerk.fullName);
const borrower = actorOf(secondClerk, second.fullName);

let bed: ServiceTestbed;
beforeAll(async () => {
  bed = await createServiceTestbed(directoryService);
  const more = { people: [...data.people, second], positions: [...data.positions, secondClerk] };
  await bed.ask(directory.LoadOrganisation, { ...data, ...more }, cli);
});
afterAll(() => bed?.close());

const traces = async () => [
  await bed.rows('SELECT * FROM seal_device'),
  await bed.rows('SELECT * FROM seal_lending ORDER BY id'),
  await bed.rows('SELECT count(*)::int FROM timeline'),
  (await bed.events()).length,
];
async function refused(code: string, ask: () => Promise<unknown>): Promise<void> {
  const before = await traces();
  expect(await ask()).toMatchObject({ refused: true, code });
  expect(await traces()).toEqual(before);
}
const assign = (more: Partial<InputOf<typeof directory.AssignSealDevice>> = {}) =>
  bed.ask(
    directory.AssignSealDevice,
    {
      ...{ agencyId: commune.id, certificateSha256: hash, label: 'USB Token 01', keeperPersonId: people.clerk.id },
      decision: 'Quyết định số 20/QĐ-UBND ngày 01/8/2025',
      ...more,
    },
    cli,
  );
const today = () => new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
const yesterday = () => new Date(Date.now() + 7 * 3_600_000 - DAY).toISOString().slice(0, 10);
let deviceId = '';
const lend = (by: Actor, more: Partial<InputOf<typeof directory.LendSealDevice>> = {}) =>
  bed.ask(
    directory.LendSealDevice,
    {
      deviceId,
      borrowerPersonId: second.id,
      permission: { numberAndSymbol: '15/GP-UBND', date: yesterday(), signedBy: 'Chủ tịch Nguyễn Văn An' },
      minutes: { numberAndSymbol: '03/BB-VP', date: today() },
      until: new Date(Date.now() + 3 * DAY).toISOString(),
      ...more,
    },
    { actor: by },
  );
const inHand = async (actor: Actor, at = new Date()) => {
  const question = { certificateSha256: hash, personId: actor.personId, at: at.toISOString() };
  const answer = await bed.ask(directory.CheckSealDevice, question, { service: 'signing' });
  return isRefusal(answer) ? answer.code : answer.isInHand;
};

describe('the device with the key of the agency', () => {
  it('where none is registered, the PIN alone decides', async () => {
    expect(await inHand(keeper)).toBe(true);
  });

  it.each([
    ['who is no clerk', { keeperPersonId: people.chair.id }],
    ['a clerk of another agency', { agencyId: centre.id }],
  ])('R-ORG-02: is not given to %s', (_, more) => refused('DIRECTORY.KEEPER_UNFIT', () => assign(more)));

  it('R-ORG-02: is given to a clerk by a decision; only that clerk has it in hand', async () => {
    const device = await assign();
    expect(device).toMatchObject({ keeperName: people.clerk.fullName, lendings: [] });
    deviceId = isRefusal(device) ? '' : device.id;
    expect([await inHand(keeper), await inHand(borrower)]).toEqual([true, false]);
    expect(await bed.events(directory.SealDeviceAssigned)).toHaveLength(1);
    expect(await bed.rows(`SELECT act, basis FROM timeline WHERE subject_id = $1`, [deviceId])).toEqual([
      { act: 'seal-device-assigned', basis: 'Quyết định số 20/QĐ-UBND ngày 01/8/2025' },
    ]);
  });

  const dated = (numberAndSymbol: string, date: string) => ({ numberAndSymbol, date });
  it.each([
    ['minutes from before the permission', () => ({ minutes: dated('03/BB-VP', '2020-01-01') })],
    [
      'a permission of tomorrow',
      () => ({ permission: { ...dated('15/GP-UBND', '2999-01-01'), signedBy: 'Chủ tịch' } }),
    ],
    ['an end that has passed', () => ({ until: '2020-01-01T00:00:00.000Z' })],
    ['an end years ahead', () => ({ until: '2999-01-01T00:00:00.000Z' })],
  ])('R-ORG-03: is not lent with %s', (_, more) => refused('DIRECTORY.BAD_LENDING', () => lend(keeper, more())));

  it('R-ORG-03: is not lent without written permission or without minutes', async () => {
    for (const more of [{ permission: undefined }, { minutes: undefined }] as unknown as { until: string }[])
      await refused('REQUEST.INVALID', () => lend(keeper, more));
  });

  it('R-ORG-03: only its keeper lends it', () => refused('DIRECTORY.SEAL_NOT_YOURS', () => lend(borrower)));

  it('R-ORG-03: lent with permission and minutes it is in the hand of the borrower alone, until the day agreed', async () => {
    expect(await lend(keeper)).toMatchObject({
      lendings: [{ borrowerName: second.fullName, permission: { numberAndSymbol: '15/GP-UBND' }, returnedAt: null }],
    });
    expect([await inHand(keeper), await inHand(borrower)]).toEqual([false, true]);
    // Kept longer than agreed: nobody seals with it until it is handed back.
    const later = new Date(Date.now() + 4 * DAY);
    expect([await inHand(keeper, later), await inHand(borrower, later)]).toEqual([false, false]);
    expect(await bed.events(directory.SealDeviceLent)).toHaveLength(1);
  });

  it('is not lent twice, nor given to another keeper, while it is away', async () => {
    await refused('DIRECTORY.SEAL_LENT', () => lend(keeper));
    await refused('DIRECTORY.SEAL_LENT', () => assign({ keeperPersonId: second.id }));
  });

  it('R-ORG-03: is taken back with minutes, and once', async () => {
    const minutes = { numberAndSymbol: '04/BB-VP', date: today() };
    const back = () => bed.ask(directory.ReturnSealDevice, { deviceId, minutes }, { actor: keeper });
    expect(await back()).toMatchObject({ lendings: [{ returnMinutes: minutes }] });
    expect([await inHand(keeper), await inHand(borrower)]).toEqual([true, false]);
    await refused('DIRECTORY.SEAL_NOT_LENT', back);
  });

  it('is seen by the agency, and by no other', async () => {
    const see = async (actor: Actor) => {
      const answer = await bed.ask(directory.FindSealDevices, {}, { actor });
      return isRefusal(answer) ? [] : answer.devices.map(({ id }) => id);
    };
    expect(await see(borrower)).toEqual([deviceId]);
    expect(await see(actorOf(positions.centreHead, people.centreHead.fullName))).toEqual([]);
  });
});

describe('the end of a certificate', () => {
  const chair = { kind: 'person', personId: people.chair.id } as const;
  const enrol = (certificateDer: string, validTo: Date) =>
    bed.ask(
      directory.EnrolCertificate,
      { certificateDer, owner: chair, validTo: validTo.toISOString(), proof: 'Biên bản bàn giao 12/BB-VP' },
      cli,
    );
  const announce = async () => {
    const answer = await bed.ask(directory.AnnounceExpiries, {}, cli);
    return isRefusal(answer) ? answer.code : answer.announced;
  };
  const told = async () =>
    (await bed.events(directory.CertificateExpiring)).map(({ payload }) => (payload as { days: number }).days);
  const inDays = (days: number) => new Date(Date.now() + days * DAY);
  const move = (days: number) => bed.rows('UPDATE enrolment SET valid_to = $1', [inDays(days)]);

  it('is announced once at 60, once at 30 and once at 7 days', async () => {
    await enrol(certificateOne, inDays(80));
    expect(await announce()).toBe(0);
    for (const days of [59.5, 29.5, 6.5]) {
      await move(days);
      expect([await announce(), await announce()]).toEqual([1, 0]);
    }
    expect(await told()).toEqual([60, 30, 7]);
  });

  it('is shown with the days that are left', async () => {
    const answer = await bed.ask(directory.FindCertificates, {}, { actor: keeper });
    expect(answer).toMatchObject({
      certificates: [{ ownerName: people.chair.fullName, daysLeft: 6, isRenewed: false }],
    });
  });

  it('needs no word when the owner has another that goes on: a renewal overlaps', async () => {
    await bed.rows('DELETE FROM announced_expiry');
    expect(await enrol(certificateTwo, inDays(400))).toMatchObject({ owner: chair });
    expect(await announce()).toBe(0);
    const answer = await bed.ask(directory.FindCertificates, {}, { actor: keeper });
    expect(answer).toMatchObject({ certificates: [{ isRenewed: true }, { isRenewed: false }] });
  });
});
