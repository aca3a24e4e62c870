import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type Actor, directory, isRefusal } from '@vanthu/contracts';
import { createServiceTestbed, type ServiceTestbed } from '@vanthu/messaging';
import { directoryService } from '../src/index.js';
import { sampleOrganisation } from './sample-organisation.js';

const cli = { service: 'cli' } as const;
const sample = sampleOrganisation();
const { commune, centre } = sample;
jest.setTimeout(30_000);
let bed: ServiceTestbed;

const actorIn = (agencyId: string): Actor => ({
  ...{ personId: '00000000-0000-4000-8001-000000000001', personName: 'Nguyễn Thị Hạnh' },
  ...{ positionId: '00000000-0000-4000-8002-000000000001', positionTitle: 'Chuyên viên' },
  ...{ agencyId, unitId: null, roles: ['official'], headOf: [] },
});
const as = (agencyId = commune.id) => ({ actor: actorIn(agencyId), at: '2026-03-02T02:00:00.000Z' });
const words = (name: string) => ({ kind: 'other' as const, name });
const save = (own: object, agencyId?: string) =>
  bed.ask(
    directory.SaveRecipientGroup,
    { ...{ id: null, version: null, name: 'Các ngành', members: [words('Đảng ủy xã')] }, ...own },
    as(agencyId),
  );
const acts = () => bed.rows(`SELECT act FROM timeline WHERE act LIKE 'recipient-group%' ORDER BY id`);

beforeAll(async () => {
  bed = await createServiceTestbed(directoryService, { clock: 'simulated' });
  const loaded = await bed.ask(directory.LoadOrganisation, sample.data, cli);
  if (isRefusal(loaded)) throw new Error(loaded.message);
});
afterAll(() => bed?.close());

describe('groups of recipients', () => {
  it('are shared in an agency, changed by who has seen them, and removed; each act is told', async () => {
    const members = [{ kind: 'agency' as const, agencyId: centre.id, name: centre.name }, words('Đảng ủy xã')];
    const saved = await save({ members });
    if (isRefusal(saved)) throw new Error(saved.message);
    expect(saved).toMatchObject({ name: 'Các ngành', members, version: 1 });

    const changed = await save({ id: saved.id, version: 1, name: 'Các ban, ngành' });
    expect(changed).toMatchObject({ id: saved.id, name: 'Các ban, ngành', version: 2 });
    expect(await save({ id: saved.id, version: 1 })).toMatchObject({ code: 'DIRECTORY.GROUP_CHANGED' });
    expect(await save({ name: 'CAC BAN, nganh' })).toMatchObject({ code: 'DIRECTORY.GROUP_NAME_TAKEN' });
    expect(await save({ id: saved.id, version: 2 }, centre.id)).toMatchObject({ code: 'DIRECTORY.NO_SUCH_GROUP' });
    expect(await bed.ask(directory.FindRecipientGroups, {}, as(centre.id))).toEqual({ groups: [] });

    const gone = await bed.ask(directory.RemoveRecipientGroup, { groupId: saved.id }, as());
    expect(gone).toEqual({ groupId: saved.id });
    expect(await bed.ask(directory.FindRecipientGroups, {}, as())).toEqual({ groups: [] });
    expect(await acts()).toEqual([
      { act: 'recipient-group-saved' },
      { act: 'recipient-group-saved' },
      { act: 'recipient-group-removed' },
    ]);
  });

  it('hold nobody whom the directory does not know; such a group leaves no row', async () => {
    const before = await acts();
    const stranger = { kind: 'agency' as const, agencyId: '00000000-0000-4000-8000-999999999999', name: 'Sở Lạ' };
    expect(await save({ members: [stranger] })).toMatchObject({ code: 'DIRECTORY.UNKNOWN_RECIPIENT' });
    expect(await bed.ask(directory.FindRecipientGroups, {}, as())).toEqual({ groups: [] });
    expect(await acts()).toEqual(before);
  });
});

describe('a block of “Nơi nhận”', () => {
  it('gives the agencies and own units that it names; closed ones, oneself and everything else stay words', async () => {
    const unit = sample.data.units.find(({ agencyId }) => agencyId === commune.id);
    if (!unit) throw new Error('the sample lacks a unit');
    const block = `Nơi nhận:
- Như trên;
- ${centre.name} (để báo cáo);
- UBND huyện Gò Công Tây;
- ${unit.name};
- ${centre.name.toLocaleUpperCase('vi')};
- Lưu: VT.`;
    const { recipients } = (await bed.ask(directory.ReadRecipients, { block }, as())) as {
      recipients: directory.Addressee[];
    };
    expect(recipients).toEqual([
      words('Như trên'),
      { kind: 'agency', agencyId: centre.id, name: centre.name },
      words('UBND huyện Gò Công Tây'),
      { kind: 'unit', unitId: unit.id, name: unit.name },
      words('Lưu: VT'),
    ]);
  });
});

describe('the tree of agencies', () => {
  it('gives those under none, and those directly under one', async () => {
    const top = await bed.ask(directory.FindAgencies, { text: '', under: 'top', limit: 500 }, as());
    if (isRefusal(top)) throw new Error(top.message);
    const expected = sample.data.agencies.filter(({ superiorId }) => superiorId === null).map(({ id }) => id);
    expect(top.agencies.map(({ id }) => id).sort()).toEqual(expected.sort());
    const child = sample.data.agencies.find(({ superiorId }) => superiorId !== null);
    if (!child?.superiorId) throw new Error('the sample lacks an agency under another');
    const under = await bed.ask(directory.FindAgencies, { text: '', under: child.superiorId, limit: 500 }, as());
    if (isRefusal(under)) throw new Error(under.message);
    expect(under.agencies.map(({ superiorId }) => superiorId)).toEqual(under.agencies.map(() => child.superiorId));
    expect(under.agencies.map(({ id }) => id)).toContain(child.id);
  });
});
