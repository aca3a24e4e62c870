import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type Actor, directory, isRefusal } from '@vanthu/contracts';
import { createServiceTestbed, type ServiceTestbed } from '@vanthu/messaging';
import { sampleActor } from '@vanthu/testing';
import { directoryService } from '../src/index.js';
import { sampleOrganisation } from './sample-organisation.js';

jest.setTimeout(30_000);
const { data, commune, people, positions } = sampleOrganisation();
const actorOf = (position: typeof positions.clerk, own: Partial<Actor> = {}): Actor => {
  const { id: positionId, personId, agencyId, roles, title } = position;
  return sampleActor({ personId, personName: 'Quản Trị', positionId, positionTitle: title, agencyId, roles, ...own });
};
const administrator = actorOf(positions.clerk, { roles: ['administrator'], personId: crypto.randomUUID() });
const elsewhere = { ...administrator, agencyId: crypto.randomUUID() };
const keySha256 = () => createHash('sha256').update(randomBytes(32)).digest('hex');
const on = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);

let bed: ServiceTestbed;
beforeAll(async () => {
  bed = await createServiceTestbed(directoryService);
  await bed.ask(directory.LoadOrganisation, data, { service: 'cli' });
});
afterAll(() => bed?.close());

const create = (key: string, as = administrator, responsiblePositionId = positions.clerk.id) =>
  bed.ask(
    directory.CreateMachineAccount,
    { name: 'Một cửa điện tử', responsiblePositionId, keySha256: key, decision: 'Quyết định số 30/QĐ-UBND' },
    { actor: as },
  );
const resolve = (key: string, purpose: 'act' | 'read' = 'act') =>
  bed.ask(directory.ResolveMachine, { keySha256: key, on, purpose }, { service: 'gateway' });
const codeOf = (answer: unknown) => (isRefusal(answer as object) ? (answer as { code: string }).code : null);
const traces = async () => [
  await bed.rows('SELECT * FROM machine_account ORDER BY id'),
  await bed.rows('SELECT count(*) FROM timeline'),
];

describe('accounts of other systems', () => {
  it('a key acts as the official who answers for it, until it is revoked', async () => {
    const key = keySha256();
    const made = await create(key);
    if (isRefusal(made)) throw new Error(made.code);
    expect(await resolve(key)).toMatchObject({
      personId: people.clerk.id,
      positionId: positions.clerk.id,
      agencyId: commune.id,
      machine: { accountId: made.id, name: 'Một cửa điện tử' },
    });
    const revoke = { accountId: made.id, reason: 'Ngừng dùng.' };
    expect(codeOf(await bed.ask(directory.RevokeMachineAccount, revoke, { actor: elsewhere }))).toBe(
      'DIRECTORY.NO_SUCH_MACHINE',
    );
    expect(codeOf(await resolve(key))).toBeNull();
    await bed.ask(directory.RevokeMachineAccount, revoke, { actor: administrator });
    expect(codeOf(await resolve(key))).toBe('DIRECTORY.BAD_KEY');
    expect(codeOf(await bed.ask(directory.RevokeMachineAccount, revoke, { actor: administrator }))).toBe(
      'DIRECTORY.MACHINE_REVOKED',
    );
    // A key that was revoked does not come back with another account.
    expect(codeOf(await create(key))).toBe('DIRECTORY.KEY_TAKEN');
    const acts = await bed.rows<{ act: string; person_name: string }>(
      'SELECT act, person_name FROM timeline WHERE subject_id = $1 ORDER BY at',
      [made.id],
    );
    expect(acts.map(({ act, person_name }) => [act, person_name])).toEqual([
      ['machine-account-created', 'Quản Trị'],
      ['machine-account-revoked', 'Quản Trị'],
    ]);
    const listed = await bed.ask(directory.FindMachineAccounts, {}, { actor: administrator });
    expect(isRefusal(listed) ? [] : listed.accounts).toMatchObject([{ id: made.id, revokedReason: 'Ngừng dùng.' }]);
    expect(await bed.ask(directory.FindMachineAccounts, {}, { actor: elsewhere })).toEqual({ accounts: [] });
  });

  it('is answered for by a drafting official of one’s own agency, never by the one who opens it', async () => {
    const before = await traces();
    const own = { ...administrator, personId: people.clerk.id };
    expect(codeOf(await create(keySha256(), own))).toBe('DIRECTORY.OWN_POWERS');
    expect(codeOf(await create(keySha256(), elsewhere))).toBe('DIRECTORY.RESPONSIBLE_UNFIT');
    expect(codeOf(await create(keySha256(), administrator, crypto.randomUUID()))).toBe('DIRECTORY.RESPONSIBLE_UNFIT');
    expect(codeOf(await create(keySha256(), { ...administrator, roles: ['clerk'] }))).toBe('ACCESS.NOT_ALLOWED');
    expect(await traces()).toEqual(before);
  });

  it('the key of an official who no longer holds the position asks for nothing, and still reads what became of what was asked', async () => {
    const key = keySha256();
    await create(key);
    await bed.rows(`UPDATE position SET valid_to = '2020-12-31', valid_from = '2020-01-01' WHERE id = $1`, [
      positions.clerk.id,
    ]);
    expect(codeOf(await resolve(key))).toBe('DIRECTORY.NO_SUCH_POSITION');
    expect(await resolve(key, 'read')).toMatchObject({ personId: people.clerk.id, agencyId: commune.id });
    await bed.rows(`UPDATE position SET valid_to = NULL WHERE id = $1`, [positions.clerk.id]);
  });
});

describe('saved searches', () => {
  const save = (name: string, as: Actor, query = 'q=dat%20dai') =>
    bed.ask(directory.SaveSearch, { list: 'outgoing', name, query }, { actor: as });
  const mine = async (as: Actor) => {
    const found = await bed.ask(directory.FindSavedSearches, { list: 'outgoing' }, { actor: as });
    return isRefusal(found) ? [] : found.searches;
  };
  const clerk = actorOf(positions.clerk);
  const other = sampleActor({
    ...clerk,
    personId: data.people.find(({ id }) => id !== clerk.personId)?.id ?? '',
    roles: ['clerk'],
  });

  it('R-SYS-04: a search is kept for the person who made it, under its name, and goes when that person says so', async () => {
    await save('Đất đai', clerk);
    await save('Đất đai', clerk, 'q=d%E1%BA%A5t');
    const [kept] = await mine(clerk);
    expect(kept).toMatchObject({ name: 'Đất đai', query: 'q=d%E1%BA%A5t' });
    expect(await mine(other)).toEqual([]);
    const remove = { searchId: kept?.id ?? '' };
    expect(codeOf(await bed.ask(directory.RemoveSavedSearch, remove, { actor: other }))).toBe(
      'DIRECTORY.NO_SUCH_SEARCH',
    );
    expect(await mine(clerk)).toHaveLength(1);
    await bed.ask(directory.RemoveSavedSearch, remove, { actor: clerk });
    expect(await mine(clerk)).toEqual([]);
    for (let n = 1; n <= 50; n++) await save(`Tìm ${n}`, clerk);
    expect(codeOf(await save('Một nữa', clerk))).toBe('DIRECTORY.TOO_MANY_SEARCHES');
    expect(codeOf(await save('Tìm 50', clerk, 'q=x'))).toBeNull();
  });
});
