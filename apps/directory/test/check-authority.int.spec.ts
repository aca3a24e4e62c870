import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { directory, type InputOf } from '@vanthu/contracts';
import { createServiceTestbed, type ServiceTestbed } from '@vanthu/messaging';
import { directoryService } from '../src/index.js';
import { sampleOrganisation } from './sample-organisation.js';

const sample = sampleOrganisation();
const { commune, district, centre, people, positions, authorities } = sample;
jest.setTimeout(30_000);
let bed: ServiceTestbed;
beforeAll(async () => {
  bed = await createServiceTestbed(directoryService);
  const loaded = await bed.ask(directory.LoadOrganisation, sample.data, { service: 'cli' });
  expect(loaded).toMatchObject({ agencies: 3 });
});
afterAll(() => bed?.close());

type Question = InputOf<typeof directory.CheckAuthority>;
const ask = (position: { id: string }, more: Partial<Question> = {}) =>
  bed.ask(
    directory.CheckAuthority,
    { positionId: position.id, agencyId: commune.id, kind: 'cong-van', on: '2026-02-02', ...more },
    { service: 'outgoing' },
  );

/** A refusal that names the rule; the question leaves no trace behind. */
async function refusedBy(rule: string, position: { id: string }, more: Partial<Question> = {}): Promise<void> {
  const before = await traces();
  expect(await ask(position, more)).toMatchObject({
    refused: true,
    code: 'DIRECTORY.NO_AUTHORITY',
    details: { rule },
    message: expect.stringContaining(rule),
  });
  expect(await traces()).toEqual(before);
}
const traces = () =>
  bed.rows('SELECT (SELECT count(*) FROM timeline) AS acts, (SELECT count(*) FROM outbox) AS events');

describe('R-SIG-01 TM. belongs to collective bodies', () => {
  it('R-SIG-01 the head of one signs TM. with the name of the collective', async () => {
    expect(await ask(positions.chair)).toMatchObject({
      capacity: 'TM',
      lines: ['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH'],
      signerName: 'Nguyễn Văn An',
      personId: people.chair.id,
      authorityId: null,
    });
  });
  it('R-SIG-01 the head of a single-head agency signs without', async () => {
    expect(await ask(positions.centreHead, { agencyId: centre.id })).toMatchObject({
      capacity: 'direct',
      lines: ['GIÁM ĐỐC'],
    });
  });
  it('R-SIG-01 is refused to a single-head agency', () =>
    refusedBy('R-SIG-01', positions.centreHead, { agencyId: centre.id, capacity: 'TM' }));
  it('R-SIG-01 is not left out in a collective body', () =>
    refusedBy('R-SIG-01', positions.chair, { capacity: 'direct' }));
  it("R-SIG-01 is left out where the matter is the head's own competence, by the head and by deputies", async () => {
    const alone = { headDecidesAlone: true };
    expect(await ask(positions.chair, alone)).toMatchObject({ capacity: 'direct', lines: ['CHỦ TỊCH'] });
    expect(await ask(positions.deputy, { ...alone, field: 'Văn hóa - Xã hội' })).toMatchObject({
      capacity: 'KT',
      lines: ['KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH'],
    });
  });
});

describe('R-SIG-02 KT. is for deputies within what is assigned', () => {
  it('R-SIG-02 a deputy signs in the assigned field, on the authority of a document', async () => {
    expect(await ask(positions.deputy, { field: 'Văn hóa - Xã hội' })).toMatchObject({
      capacity: 'TM_KT',
      lines: ['TM. ỦY BAN NHÂN DÂN', 'KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH'],
      authorityId: authorities.deputy.id,
      sourceDocument: 'Quyết định số 15/QĐ-UBND ngày 03/7/2025',
    });
  });
  it('R-SIG-02 a question without a field is about any field that is assigned', async () => {
    expect(await ask(positions.deputy)).toMatchObject({ capacity: 'TM_KT' });
  });
  it('R-SIG-02 is refused in another field', () => refusedBy('R-SIG-02', positions.deputy, { field: 'Đất đai' }));
  it('R-SIG-02 is refused for a document without a field', () =>
    refusedBy('R-SIG-02', positions.deputy, { field: null }));
  it('R-SIG-02 is refused to who is no deputy', () =>
    refusedBy('R-SIG-02', positions.officeHead, { capacity: 'TM_KT' }));
});

describe('R-SIG-03 a deputy in charge signs KT.', () => {
  it('R-SIG-03 with KT. when a document puts the deputy in charge', async () => {
    const charge = {
      ...authorities.deputy,
      id: people.admin.id,
      positionId: positions.centreInCharge.id,
      fields: null,
    };
    const data = { ...sample.data, authorities: [charge] };
    await bed.ask(directory.LoadOrganisation, data, { service: 'cli' });
    expect(await ask(positions.centreInCharge, { agencyId: centre.id })).toMatchObject({
      capacity: 'KT',
      lines: ['KT. GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC'],
    });
  });
  it('R-SIG-03 not Q.', () => refusedBy('R-SIG-03', positions.centreInCharge, { agencyId: centre.id, capacity: 'Q' }));
});

describe('R-SIG-04 TUQ. needs a written authorisation with start, end and content', () => {
  const within = { capacity: 'TUQ', kind: 'giay-gioi-thieu' } as const;
  it('R-SIG-04 within it', async () => {
    expect(await ask(positions.officeHead, within)).toMatchObject({
      lines: ['TUQ. CHỦ TỊCH', 'CHÁNH VĂN PHÒNG'],
      authorityId: authorities.authorised.id,
    });
  });
  it('R-SIG-04 is taken when TL. does not cover the kind', async () => {
    expect(await ask(positions.officeHead, { kind: 'giay-gioi-thieu' })).toMatchObject({ capacity: 'TUQ' });
  });
  it('R-SIG-04 also on its last day', async () => {
    expect(await ask(positions.officeHead, { ...within, on: '2026-03-31' })).toMatchObject({ capacity: 'TUQ' });
  });
  it('R-SIG-04 is refused after its end', () =>
    refusedBy('R-SIG-04', positions.officeHead, { ...within, on: '2026-04-01' }));
  it('R-SIG-04 is refused before its start', () =>
    refusedBy('R-SIG-04', positions.officeHead, { ...within, on: '2025-12-31' }));
  it('R-SIG-04 is refused for other content', () =>
    refusedBy('R-SIG-04', positions.officeHead, { ...within, kind: 'quyet-dinh' }));
  it('R-SIG-04 is refused to the head of a subordinate agency without one', () =>
    refusedBy('R-SIG-04', positions.centreHead, within));
});

describe('R-SIG-05 an authorisation is passed on to nobody', () => {
  const passedOn = {
    ...authorities.authorised,
    id: people.chair.id,
    sourceDocument: 'Giấy ủy quyền số 03/GUQ-VP ngày 02/01/2026',
  };
  const load = (grantedUnder: 'TUQ' | 'TM' | null) =>
    bed.ask(
      directory.LoadOrganisation,
      { ...sample.data, authorities: [{ ...passedOn, grantedUnder }] },
      { service: 'cli' },
    );
  it('R-SIG-05 one from the head’s own power is kept', async () => {
    expect(await load('TM')).toMatchObject({ positions: 9 });
  });
  it('R-SIG-05 one from an authorised person is refused and leaves no row', async () => {
    const before = await traces();
    expect(await load('TUQ')).toMatchObject({
      code: 'DIRECTORY.INCONSISTENT',
      message: expect.stringContaining('R-SIG-05'),
    });
    expect(await traces()).toEqual(before);
    expect(await bed.rows(`SELECT 1 FROM authority WHERE granted_under = 'TUQ'`)).toEqual([]);
  });
});

describe('R-SIG-07 TL. is for heads of units and listed kinds', () => {
  it('R-SIG-07 the head of a unit signs a listed kind', async () => {
    expect(await ask(positions.officeHead)).toMatchObject({
      capacity: 'TL',
      lines: ['TL. CHỦ TỊCH', 'CHÁNH VĂN PHÒNG'],
      sourceDocument: 'Quy chế làm việc số 01/QC-UBND',
    });
  });
  it('R-SIG-07 the deputy of the unit signs KT. under it', async () => {
    expect(await ask(positions.officeDeputy)).toMatchObject({
      capacity: 'TL_KT',
      lines: ['TL. CHỦ TỊCH', 'KT. CHÁNH VĂN PHÒNG', 'PHÓ CHÁNH VĂN PHÒNG'],
    });
  });
  it('R-SIG-07 is refused for a kind that is not listed', () =>
    refusedBy('R-SIG-07', positions.officeHead, { capacity: 'TL', kind: 'quyet-dinh' }));
  it('R-SIG-07 is refused to the deputy for a kind that is not listed', () =>
    refusedBy('R-SIG-07', positions.officeDeputy, { kind: 'quyet-dinh' }));
  it('R-SIG-07 is refused to staff', () => refusedBy('R-SIG-07', positions.clerk, { capacity: 'TL' }));
});

describe('R-SIG-08 nobody signs without authority on the day', () => {
  it('R-SIG-08 the head signs on the first day of the office', async () => {
    expect(await ask(positions.chair, { on: '2025-07-01' })).toMatchObject({ capacity: 'TM' });
  });
  it('R-SIG-08 is refused the day before', () => refusedBy('R-SIG-08', positions.chair, { on: '2025-06-30' }));
  it('R-SIG-08 is refused to staff', () => refusedBy('R-SIG-08', positions.clerk));
  it('R-SIG-08 is refused for another agency', () =>
    refusedBy('R-SIG-08', positions.chair, { agencyId: centre.id, capacity: 'direct' }));
  it('R-SIG-08 is refused to a position that is not there', () => refusedBy('R-SIG-08', { id: people.chair.id }));
});

describe('R-SYS-07 a closed agency signs nothing', () => {
  it('R-SYS-07 it signs on its last day', async () => {
    expect(await ask(positions.oldChair, { agencyId: district.id, on: '2025-06-30' })).toMatchObject({
      capacity: 'TM',
    });
  });
  it('R-SYS-07 is refused the day after', async () => {
    const before = await traces();
    expect(await ask(positions.oldChair, { agencyId: district.id, on: '2025-07-01' })).toMatchObject({
      code: 'DIRECTORY.AGENCY_CLOSED',
    });
    expect(await traces()).toEqual(before);
  });
});

it('an unknown kind or agency is said to be unknown', async () => {
  expect(await ask(positions.chair, { kind: 'thu-tay' })).toMatchObject({ code: 'REQUEST.INVALID' });
  expect(await ask(positions.chair, { agencyId: people.chair.id })).toMatchObject({ code: 'DIRECTORY.UNKNOWN_AGENCY' });
});
