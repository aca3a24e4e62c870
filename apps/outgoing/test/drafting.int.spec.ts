import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { directory, outgoing } from '@vanthu/contracts';
import { culture, people, stranger } from './people.js';
import { decision, letter, World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await World.create();
});
afterAll(() => world?.close());
afterEach(() => {
  world.agency = { ...world.agency, validTo: null };
});

const create = (draft = decision()) => ({ contract: outgoing.CreateDraft, draft });
const refused = (code: string, draft = decision(), actor = people.drafter) =>
  world.refuses(code, create().contract, draft, actor);

describe('R-DRF-01 a draft has kind, abstract, urgency and a lead unit', () => {
  it('R-DRF-01 is created with them', async () => {
    const draft = await world.until('draft', decision({ urgency: 'urgent' }));
    expect(draft).toMatchObject({
      kind: 'quyet-dinh',
      urgency: 'urgent',
      unitId: culture.id,
      state: 'draft',
      version: 1,
    });
  });
  it('R-DRF-01 is refused without abstract', () => refused('REQUEST.INVALID', decision({ abstract: '  ' })));
  it('R-DRF-01 is refused without lead unit', () =>
    refused('OUTGOING.NO_LEAD_UNIT', decision(), { ...people.drafter, unitId: null }));
});

describe('R-DRF-02 the kinds are those of Art. 7', () => {
  it('R-DRF-02 công văn is one', async () => {
    expect(await world.until('draft', letter())).toMatchObject({ kindName: 'Công văn' });
  });
  it('R-DRF-02 is refused for a kind outside Art. 7', () =>
    refused('OUTGOING.UNKNOWN_KIND', decision({ kind: 'nghi-dinh' })));
  it('a body of another kind is refused', () =>
    refused('OUTGOING.BODY_DOES_NOT_FIT_KIND', decision({ body: letter().body })));
});

describe('recipients', () => {
  it('agencies that the directory knows are taken', async () => {
    const [recipient] = letter().recipients;
    expect(await world.until('draft', letter({ recipients: [recipient as outgoing.Recipient] }))).toBeDefined();
  });
  it('an agency that nobody knows is refused', async () => {
    const draft = letter();
    const [recipient] = draft.recipients;
    if (recipient?.kind === 'agency') world.unknownAgencies.add(recipient.agencyId);
    await refused('DIRECTORY.UNKNOWN_AGENCY', draft);
  });
  it.each([
    ['unit of another agency', { kind: 'unit' as const, unitId: randomUUID(), name: 'Phòng Tư pháp' }],
    ['person of another agency', { kind: 'person' as const, personId: randomUUID(), name: 'Lý Văn Xa' }],
  ])('a %s is refused: it would become a reader', (_, recipient) =>
    refused('OUTGOING.UNKNOWN_RECIPIENT', letter({ recipients: [recipient] })),
  );
});

describe('R-GEN-04 no secrets on a networked system', () => {
  it('R-GEN-04 words about secrecy are no mark', async () => {
    const abstract = 'Về việc bảo vệ bí mật nhà nước và mật độ dân số';
    expect(await world.until('draft', decision({ abstract }))).toMatchObject({ abstract });
  });
  it.each([
    ['in the abstract', decision({ abstract: 'Tối mật: kế hoạch phòng thủ TỐI MẬT' })],
    ['as a paragraph', letter({ body: { form: 'letter', addressees: ['Sở A'], paragraphs: ['MẬT', 'Nội dung.'] } })],
    ['named as the level', letter({ body: { form: 'letter', addressees: ['Sở A'], paragraphs: ['Độ mật: Mật'] } })],
  ])('R-GEN-04 is refused with a mark %s', (_, draft) => refused('OUTGOING.SECRET', draft));
});

describe('R-SIG-08 no draft for a signer without authority', () => {
  it('R-SIG-08 the capacity lines are those of the directory', async () => {
    const { plan } = await world.until('draft');
    expect(plan[0]).toMatchObject({
      step: 1,
      kind: 'personal',
      field: 'ky_ca_nhan_1',
      personId: people.signer.personId,
      capacity: 'TM_KT',
      capacityLines: ['TM. ỦY BAN NHÂN DÂN', 'KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH'],
    });
    expect(plan[1]).toMatchObject({ step: 2, kind: 'organisation', field: 'ky_co_quan_1', personId: null });
  });
  it('R-SIG-08 is refused for a position that may not sign', () =>
    refused('DIRECTORY.NO_AUTHORITY', decision({ signerPositionId: people.clerk.positionId })));
});

describe('R-DRF-03 every version is kept', () => {
  it('R-DRF-03 with author, time, hash and body', async () => {
    const first = await world.until('draft');
    const documentId = first.id;
    const revision = { ...decision({ abstract: 'Về việc kiện toàn Tổ công tác' }), documentId, version: first.version };
    const ref = await world.done(outgoing.ReviseDraft, revision, people.head);
    const second = await world.get(documentId);
    expect(second).toMatchObject({ version: ref.version, abstract: 'Về việc kiện toàn Tổ công tác', state: 'draft' });
    expect(second.manifest.hash).not.toBe(first.manifest.hash);
    const versions = await world.bed.rows(
      'SELECT number, author_name, manifest_hash, file_sha256 FROM draft_version WHERE document_id = $1 ORDER BY number',
      [documentId],
    );
    expect(versions).toEqual([
      {
        number: 1,
        author_name: 'Lê Thị Hoa',
        manifest_hash: first.manifest.hash,
        file_sha256: first.manifest.files[0]?.sha256,
      },
      {
        number: 2,
        author_name: 'Phạm Văn Dũng',
        manifest_hash: second.manifest.hash,
        file_sha256: second.manifest.files[0]?.sha256,
      },
    ]);
  });
  it('R-DRF-03 a revision of a version that is no longer the last is refused', async () => {
    const { id: documentId, version } = await world.until('draft');
    await world.refuses(
      'REQUEST.STALE_VERSION',
      outgoing.ReviseDraft,
      { ...decision(), documentId, version: version + 1 },
      people.drafter,
    );
  });
  it('only the drafter and the head of the drafting unit revise', async () => {
    const { id: documentId, version } = await world.until('submitted');
    const revision = { ...decision(), documentId, version };
    await world.refuses('OUTGOING.NOT_THE_DRAFTER', outgoing.ReviseDraft, revision, {
      ...people.clerk,
      roles: ['clerk', 'official'],
    });
    await world.refuses('REQUEST.NOT_FOUND', outgoing.ReviseDraft, revision, people.otherDrafter);
  });
  it('the same content at the same instant is laid out to the same bytes', async () => {
    const one = await world.until('draft');
    const two = await world.until('draft');
    expect(one.manifest.files[0]?.sha256).toBe(two.manifest.files[0]?.sha256);
    expect(one.manifest.hash).not.toBe(two.manifest.hash);
  });
  it('a content that cannot be printed is refused with the reason', async () => {
    const body = { form: 'letter' as const, addressees: ['Sở A'], paragraphs: ['漢字'] };
    const refusal = await refused('OUTGOING.UNPRINTABLE', letter({ body }));
    expect(refusal.message).toMatch(/Không trình bày được/);
  });
});

describe('the same command twice', () => {
  it('creates one draft', async () => {
    const commandId = randomUUID();
    const first = await world.ask(outgoing.CreateDraft, decision(), people.drafter, commandId);
    const traces = await world.traces();
    expect(await world.ask(outgoing.CreateDraft, decision(), people.drafter, commandId)).toEqual(first);
    expect(await world.traces()).toEqual(traces);
    const other = await world.ask(outgoing.CreateDraft, letter(), people.drafter, commandId);
    expect(other).toMatchObject({ refused: true, code: 'COMMAND.REUSED_ID' });
  });
});

describe('what is printed', () => {
  it('R-OUT-12 the symbol is kind and agency, of công văn agency and unit', async () => {
    const [one, two] = [await world.until('draft'), await world.until('draft', letter())];
    const rows = await world.bed.rows('SELECT symbol FROM outgoing_document WHERE id IN ($1, $2) ORDER BY symbol', [
      one.id,
      two.id,
    ]);
    expect(rows).toEqual([{ symbol: 'QĐ-UBND' }, { symbol: 'UBND-VHXH' }]);
  });
  it('R-OUT-12 an abbreviation with a space is refused by the layout of symbols', async () => {
    world.agency = { ...world.agency, units: [{ ...culture, abbreviation: 'VH XH' }] };
    await expect(world.ask(outgoing.CreateDraft, letter(), people.drafter)).rejects.toThrow();
    world.agency = { ...world.agency, units: [culture] };
  });
  it('a neighbour that is away is a refusal that may be repeated', async () => {
    world.authority = () => {
      throw new Error('broken');
    };
    await expect(world.ask(outgoing.CreateDraft, decision(), people.drafter)).rejects.toThrow();
    world.authority = ({ positionId }) => ({
      ...directory.refuseDirectory('DIRECTORY.NO_AUTHORITY', { positionId, rule: 'R-SIG-04' }),
    });
    await refused('DIRECTORY.NO_AUTHORITY');
  });
  it('other agencies see nothing of it', () =>
    world.refuses('DIRECTORY.UNKNOWN_AGENCY', outgoing.CreateDraft, decision(), { ...stranger, roles: ['official'] }));
});
