import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { directory, type Role } from '@vanthu/contracts';
import { createServiceTestbed, type ServiceTestbed } from '@vanthu/messaging';
import { sampleActor } from '@vanthu/testing';
import { directoryService } from '../src/index.js';
import { sampleOrganisation } from './sample-organisation.js';

const cli = { service: 'cli' } as const;
jest.setTimeout(30_000);
let bed: ServiceTestbed;
beforeAll(async () => {
  bed = await createServiceTestbed(directoryService);
});
afterAll(() => bed?.close());

const refusedWith = (code: string) => expect.objectContaining({ refused: true, code });
const counts = () =>
  bed.rows('SELECT (SELECT count(*) FROM agency)::int AS agencies, (SELECT count(*) FROM timeline)::int AS acts');

describe('loading an organisation', () => {
  const sample = sampleOrganisation();
  const { data, people, commune } = sample;

  it('refuses data without an administrator who can sign in, and keeps nothing of it', async () => {
    const without = { ...data, people: data.people.map(({ password: _, ...person }) => person) };
    expect(await bed.ask(directory.LoadOrganisation, without, cli)).toEqual(refusedWith('DIRECTORY.INCONSISTENT'));
    expect(await counts()).toEqual([{ agencies: 0, acts: 0 }]);
    expect(await bed.events()).toEqual([]);
  });

  it('refuses data that contradicts itself, says where, and keeps nothing of it', async () => {
    const broken = { ...data, units: [{ ...data.units[0]!, agencyId: people.chair.id }] };
    expect(await bed.ask(directory.LoadOrganisation, broken, cli)).toMatchObject({
      code: 'DIRECTORY.INCONSISTENT',
      message: expect.stringContaining('Văn phòng HĐND và UBND'),
    });
    expect(await counts()).toEqual([{ agencies: 0, acts: 0 }]);
    expect(await bed.events()).toEqual([]);
  });

  it('keeps agencies, units, people, positions and authority, and says so of agencies, units and positions', async () => {
    expect(await bed.ask(directory.LoadOrganisation, data, cli)).toEqual({ agencies: 3, people: 9, positions: 9 });
    expect((await bed.events()).map((event) => event.type)).toEqual([
      'directory.agency.loaded.v1',
      'directory.agency.loaded.v1',
      'directory.agency.loaded.v1',
      'directory.unit.loaded.v1',
      ...data.positions.map(() => 'directory.position.loaded.v1'),
    ]);
    const said = (await bed.events(directory.PositionLoaded)).map(({ payload }) => payload);
    for (const position of data.positions) {
      const holder = data.people.find(({ id }) => id === position.personId);
      const hasAccount = holder?.password !== undefined;
      expect(said).toContainEqual({ ...position, personName: holder?.fullName, hasAccount });
    }
    expect(await bed.rows(`SELECT service, basis FROM timeline WHERE act = 'authority-loaded' ORDER BY id`)).toEqual([
      { service: 'cli', basis: 'Quyết định số 15/QĐ-UBND ngày 03/7/2025' },
      { service: 'cli', basis: 'Quy chế làm việc số 01/QC-UBND' },
      { service: 'cli', basis: 'Giấy ủy quyền số 02/GUQ-UBND ngày 31/12/2025' },
    ]);
  });

  it('changes nothing and says nothing when repeated, also under another command id', async () => {
    const before = [await counts(), (await bed.events()).length];
    expect(await bed.ask(directory.LoadOrganisation, data, cli)).toMatchObject({ agencies: 3 });
    expect([await counts(), (await bed.events()).length]).toEqual(before);
  });

  it('says only what changed', async () => {
    const before = (await bed.events()).length;
    const changed = { ...data, agencies: [{ ...commune, place: 'Xã Vĩnh Bình' }] };
    await bed.ask(directory.LoadOrganisation, changed, cli);
    const said = (await bed.events()).slice(before);
    expect(said).toEqual([expect.objectContaining({ aggregateId: commune.id, aggregateSequence: 2 })]);
  });

  it('gives a first password and never a second', async () => {
    const before = (await bed.events(directory.PositionLoaded)).length;
    const other = { ...data, people: data.people.map((person) => ({ ...person, password: 'mat-khau-khac' })) };
    await bed.ask(directory.LoadOrganisation, other, cli);
    // Whoever has an account only now is said to have one; nobody else is spoken of.
    const without = data.people.filter(({ password }) => password === undefined).map(({ id }) => id);
    expect(without).toContain(people.officeHead.id);
    const said = (await bed.events(directory.PositionLoaded)).slice(before).map(({ payload }) => payload);
    expect(said).toHaveLength(data.positions.filter(({ personId }) => without.includes(personId)).length);
    expect(said).toContainEqual(expect.objectContaining({ personId: people.officeHead.id, hasAccount: true }));
    const verify = (username: string, password: string) =>
      bed.ask(directory.VerifyCredentials, { username, password }, { service: 'gateway' });
    expect(await verify('an.nguyen', 'mat-khau-an')).toEqual({ personId: people.chair.id });
    expect(await verify('an.nguyen', 'mat-khau-khac')).toEqual(refusedWith('DIRECTORY.BAD_CREDENTIALS'));
    expect(await verify('dung.pham', 'mat-khau-khac')).toEqual({ personId: people.officeHead.id });
  });

  it('lets no administrator give himself a position, roles or authority', async () => {
    const { admin } = sample.positions;
    const { personId } = admin;
    const administrator = sampleActor({
      personId,
      positionId: admin.id,
      agencyId: commune.id,
      roles: ['administrator'],
    });
    const before = await counts();
    const load = (more: Partial<typeof data>) =>
      bed.ask(directory.LoadOrganisation, { ...data, ...more }, { actor: administrator });
    const added = { ...admin, id: randomUUID(), title: 'Văn thư', roles: ['clerk', 'leadership'] as Role[] };
    const widened = { ...admin, roles: ['administrator', 'clerk'] as Role[] };
    const taken = { ...sample.positions.deputy, personId };
    const [granted] = data.authorities;
    const authority = { ...granted!, id: randomUUID(), positionId: admin.id };
    for (const refused of [
      await load({ positions: [...data.positions, added] }),
      await load({ positions: [widened] }),
      await load({ positions: [taken] }),
      await load({ authorities: [authority] }),
    ]) {
      expect(refused).toEqual(refusedWith('DIRECTORY.OWN_POWERS'));
    }
    expect(await counts()).toEqual(before);
    // What is as it was is no gift.
    expect(await load({})).toMatchObject({ positions: data.positions.length });
  });

  it('keeps no password as it was typed, not even in the stored command', async () => {
    const [dump] = await bed.rows<{ everything: string }>(
      `SELECT concat((SELECT jsonb_agg(p) FROM person p), (SELECT jsonb_agg(c) FROM command c), (SELECT jsonb_agg(o) FROM outbox o)) AS everything`,
    );
    expect(dump?.everything).not.toContain('mat-khau');
  });
});

describe('credentials', () => {
  it('are refused in the same words for an unknown name and a wrong password', async () => {
    const verify = (username: string) =>
      bed.ask(directory.VerifyCredentials, { username, password: 'sai' }, { service: 'gateway' });
    expect(await verify('khong.co')).toEqual(await verify('an.nguyen'));
  });

  it('are asked by the gateway alone', async () => {
    const asked = { username: 'an.nguyen', password: 'mat-khau-an' };
    expect(await bed.ask(directory.VerifyCredentials, asked, { service: 'outgoing' })).toEqual(
      refusedWith('ACCESS.NOT_ALLOWED'),
    );
  });
});
