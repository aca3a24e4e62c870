import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { directory, outgoing } from '@vanthu/contracts';
import { people, stranger } from './people.js';
import { authorityOf, decision, World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await World.create();
});
afterAll(() => world?.close());
afterEach(() => {
  world.authority = ({ positionId }) => authorityOf(positionId);
});

const { CheckContent, CheckForm, SubmitDraft, ReturnDraft, Sign, ReviseDraft } = outgoing;

describe('R-DRF-05 the head of the drafting unit checks the content', () => {
  it('R-DRF-05 and only then it goes on', async () => {
    const { id } = await world.until('submitted');
    await world.done(CheckContent, await world.seen(id), people.head);
    expect(await world.get(id)).toMatchObject({
      state: 'content-checked',
      waitingFor: 'Người được giao kiểm tra thể thức',
    });
  });
  it('R-DRF-05 is refused to others', async () => {
    const { id } = await world.until('submitted');
    const seen = await world.seen(id);
    await world.refuses('OUTGOING.NOT_THE_UNIT_HEAD', CheckContent, seen, people.signer);
    await world.refuses('ACCESS.NOT_ALLOWED', CheckContent, seen, people.drafter);
    await world.refuses('REQUEST.NOT_FOUND', CheckContent, seen, people.officeHead);
    await world.refuses('REQUEST.NOT_FOUND', CheckContent, seen, stranger);
  });
  it('R-DRF-05 form is not checked before content', async () => {
    const { id } = await world.until('submitted');
    const reader = { ...people.signer, roles: ['signer' as const, 'form-checker' as const] };
    await world.refuses('OUTGOING.NOT_THE_TURN', CheckForm, await world.seen(id), reader);
  });
  it('R-DRF-05 a head who drafts himself does not check his own draft; the planned signer does', async () => {
    const id = await world.create(decision(), people.head);
    await world.done(SubmitDraft, { documentId: id }, people.head);
    await world.refuses('OUTGOING.OWN_DRAFT', CheckContent, await world.seen(id), people.head);
    expect(await world.get(id)).toMatchObject({ waitingFor: 'Trần Văn Bình duyệt nội dung' });
    await world.done(CheckContent, await world.seen(id), people.signer);
    expect(await world.get(id)).toMatchObject({ state: 'content-checked' });
  });
});

describe('R-DRF-06 the checker of form', () => {
  it('R-DRF-06 finds what waits for him and becomes a reader by checking', async () => {
    const { id } = await world.until('content-checked');
    expect(await world.get(id, people.officeHead)).toMatchObject({ acts: ['check-form', 'return'] });
    await world.done(CheckForm, await world.seen(id), people.officeHead);
    expect(await world.get(id, people.officeHead)).toMatchObject({ state: 'form-checked', acts: [] });
  });
  it('R-DRF-06 is refused without the role', async () => {
    const { id } = await world.until('content-checked');
    await world.refuses('ACCESS.NOT_ALLOWED', CheckForm, await world.seen(id), people.clerk);
  });
  it('R-DRF-06 nobody signs before', async () => {
    const { id } = await world.until('content-checked');
    await world.refuses(
      'OUTGOING.NOT_THE_TURN',
      Sign,
      { ...(await world.seen(id)), activationId: randomUUID() },
      people.signer,
    );
  });
});

describe('R-DRF-07 a change voids what was approved', () => {
  it('R-DRF-07 a revision begins again', async () => {
    const { id, version } = await world.until('form-checked');
    await world.done(
      ReviseDraft,
      { ...decision({ abstract: 'Về việc khác' }), documentId: id, version },
      people.drafter,
    );
    expect(await world.get(id)).toMatchObject({ state: 'draft' });
    const standing = await world.bed.rows('SELECT FROM approval WHERE document_id = $1 AND voided_at IS NULL', [id]);
    expect(standing).toHaveLength(0);
  });
  it('R-DRF-07 a decision on another manifest is refused', async () => {
    const { id } = await world.until('submitted');
    const refusal = await world.refuses(
      'OUTGOING.OTHER_MANIFEST',
      CheckContent,
      { documentId: id, manifestHash: 'a'.repeat(64) },
      people.head,
    );
    expect(refusal.details).toEqual({ manifestHash: (await world.get(id)).manifest.hash });
  });
  it('R-DRF-07 a manifest that changed between view and sign is not signed', async () => {
    const { id, version } = await world.until('form-checked');
    const seen = await world.seen(id);
    await world.done(
      ReviseDraft,
      { ...decision({ abstract: 'Về việc khác' }), documentId: id, version },
      people.drafter,
    );
    await world.done(SubmitDraft, { documentId: id }, people.drafter);
    await world.done(CheckContent, await world.seen(id), people.head);
    await world.done(CheckForm, await world.seen(id), people.officeHead);
    await world.refuses('OUTGOING.OTHER_MANIFEST', Sign, { ...seen, activationId: randomUUID() }, people.signer);
  });
});

describe('R-DRF-04 a returned draft goes to the leader of the drafting unit with the reason', () => {
  const reason = 'Thiếu căn cứ pháp lý';
  it.each([
    ['submitted', people.head],
    ['content-checked', people.officeHead],
    ['form-checked', people.signer],
    ['signed', people.clerk],
  ] as const)('R-DRF-04 from %s', async (station, actor) => {
    const { id } = await world.until(station);
    await world.done(ReturnDraft, { documentId: id, reason }, actor);
    const returned = await world.get(id, people.head);
    expect(returned).toMatchObject({ state: 'draft', returnReason: reason, job: null });
    expect(returned.waitingFor).toBe('Thủ trưởng đơn vị soạn thảo và Lê Thị Hoa sửa lại');
    expect(returned.plan.every(({ signedAt }) => signedAt === null)).toBe(true);
    const { items } = await world.find(people.head, { mine: 'true', limit: '200' });
    expect(items.map((item) => item.id)).toContain(id);
  });
  it('R-DRF-04 is refused without a reason, to those it has not come to, and after the number', async () => {
    const { id } = await world.until('form-checked');
    await world.refuses('REQUEST.INVALID', ReturnDraft, { documentId: id, reason: ' ' }, people.signer);
    await world.refuses('OUTGOING.NOT_THE_SIGNER', ReturnDraft, { documentId: id, reason }, people.clerk);
    const sealed = await world.until('sealed');
    await world.refuses('OUTGOING.ALREADY_DONE', ReturnDraft, { documentId: sealed.id, reason }, people.clerk);
  });
  it('what the clerk returns signed is laid out anew, unsigned, and has to be signed anew', async () => {
    const signed = await world.until('signed');
    const documentId = signed.id;
    await world.done(ReturnDraft, { documentId, reason: 'Sửa thể thức' }, people.clerk);
    const returned = await world.get(documentId);
    expect(returned.manifest.hash).not.toBe(signed.manifest.hash);
    const file = await world.done(outgoing.OpenOutgoingFile, { documentId, act: 'view' }, people.drafter);
    expect(file.sha256).toBe(returned.manifest.files[0]?.sha256);
    await world.done(SubmitDraft, { documentId }, people.drafter);
    await world.done(CheckContent, await world.seen(documentId), people.head);
    await world.done(CheckForm, await world.seen(documentId), people.officeHead);
    await world.done(Sign, { ...(await world.seen(documentId)), activationId: randomUUID() }, people.signer);
    const [first, second] = await world.orders(documentId);
    expect(second?.jobId).not.toBe(first?.jobId);
    expect(second?.fileSha256).toBe(file.sha256);
  });
});

describe('R-DRF-08 who approved signs', () => {
  const sign = async (id: string) => ({ ...(await world.seen(id)), activationId: randomUUID() });
  it('R-DRF-08 the planned signer in the planned position', async () => {
    const { id } = await world.until('form-checked');
    const input = await sign(id);
    const { jobId, state } = await world.done(Sign, input, people.signer);
    expect(state).toBe('signing');
    expect(await world.orders(id)).toEqual([
      expect.objectContaining({
        jobId,
        kind: 'personal',
        field: 'ky_ca_nhan_1',
        fill: [],
        activationId: input.activationId,
        signer: { kind: 'person', personId: people.signer.personId, name: 'Trần Văn Bình' },
      }),
    ]);
  });
  it('R-DRF-08 is refused to another signer, and to the signer in another position', async () => {
    const { id } = await world.until('form-checked');
    const input = await sign(id);
    await world.refuses('REQUEST.NOT_FOUND', Sign, input, people.chair);
    await world.refuses('OUTGOING.NOT_THE_SIGNER', Sign, input, { ...people.signer, positionId: randomUUID() });
  });
  it('R-SIG-08 authority is asked again on the day of the act', async () => {
    const { id } = await world.until('form-checked');
    let asked: unknown;
    world.authority = (question) => {
      asked = question;
      return directory.refuseDirectory('DIRECTORY.NO_AUTHORITY', { rule: 'R-SIG-08' });
    };
    await world.refuses('DIRECTORY.NO_AUTHORITY', Sign, await sign(id), people.signer);
    expect(asked).toMatchObject({
      positionId: people.signer.positionId,
      capacity: 'TM_KT',
      kind: 'quyet-dinh',
      on: '2025-03-05',
    });
  });
  it('R-SIG-08 is refused when the printed capacity is no longer the one held', async () => {
    const { id } = await world.until('form-checked');
    world.authority = ({ positionId }) =>
      ({ ...authorityOf(positionId), lines: ['TM. ỦY BAN NHÂN DÂN', 'Q. CHỦ TỊCH'] }) as never;
    await world.refuses('OUTGOING.CAPACITY_CHANGED', Sign, await sign(id), people.signer);
  });
  it('R-SYS-07 nobody signs for a closed agency', async () => {
    const { id } = await world.until('form-checked');
    world.authority = () => directory.refuseDirectory('DIRECTORY.AGENCY_CLOSED', { validTo: '2025-03-01' });
    await world.refuses('DIRECTORY.AGENCY_CLOSED', Sign, await sign(id), people.signer);
  });
  it('the same command twice orders once; another command meanwhile is told to wait', async () => {
    const { id } = await world.until('form-checked');
    const input = await sign(id);
    const commandId = randomUUID();
    const first = await world.ask(Sign, input, people.signer, commandId);
    expect(await world.ask(Sign, input, people.signer, commandId)).toEqual(first);
    expect(await world.orders(id)).toHaveLength(1);
    await world.refuses('OUTGOING.BUSY_JOB', Sign, input, people.signer);
    await world.refuses('OUTGOING.BUSY_JOB', ReturnDraft, { documentId: id, reason: 'Khoan' }, people.signer);
    await world.signOrdered(id);
    expect(await world.ask(Sign, input, people.signer, commandId)).toEqual(first);
    await world.refuses('OUTGOING.ALREADY_DONE', Sign, input, people.signer);
  });
});
