import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type InputOf, outgoing } from '@vanthu/contracts';
import { people, stranger } from './people.js';
import { decision, letter, minutes, type Station, World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await World.create();
});
afterAll(() => world?.close());

type Decisions = InputOf<typeof outgoing.DecideSlip>['decisions'];

/** A submission and the decision that it proposes, on one slip. */
async function slipOf() {
  const given = [letter({ abstract: 'trình ban hành Quy chế' }), decision()];
  const documentIds: string[] = [];
  for (const draft of given) documentIds.push(await world.create(draft));
  const wish = { title: 'Trình ban hành Quy chế làm việc', explanation: 'Đã lấy ý kiến các đơn vị.', documentIds };
  const { id: slipId } = await world.done(outgoing.SubmitSlip, wish, people.drafter);
  return { slipId, documentIds };
}
const bringAll = async (documentIds: readonly string[], to: Station) => {
  for (const documentId of documentIds) await world.bring(documentId, to);
};
const slip = (slipId: string, actor = people.signer) => world.done(outgoing.GetSlip, { slipId }, actor);
const approved = async (documentId: string): Promise<Decisions[number]> => ({
  ...(await world.seen(documentId)),
  decision: 'approved',
});
const returned = async (documentId: string, reason: string): Promise<Decisions[number]> => ({
  ...(await world.seen(documentId)),
  decision: 'returned',
  reason,
});
const countsOf = async () =>
  (
    await world.bed.rows('SELECT (SELECT count(*)::int FROM slip) slips, (SELECT count(*)::int FROM slip_draft) drafts')
  )[0];

describe('several drafts on one slip', () => {
  it('R-DRF-08: are handed in together, and approved together with one key, each with its own signature order', async () => {
    const { slipId, documentIds } = await slipOf();
    const states = await Promise.all(documentIds.map(async (id) => (await world.get(id)).state));
    expect(states).toEqual(['submitted', 'submitted']);
    await bringAll(documentIds, 'form-checked');
    expect(await slip(slipId)).toMatchObject({
      ...{ open: 2, submittedBy: 'Lê Thị Hoa', signerName: 'Trần Văn Bình', submittedOn: '2025-03-05' },
      drafts: [
        { kindName: 'Công văn', isMine: true, decision: null, waitingFor: 'Trần Văn Bình ký' },
        { kindName: 'Quyết định', isMine: true, decision: null },
      ],
    });
    const activationId = randomUUID();
    const decisions = await Promise.all(documentIds.map(approved));
    const answer = await world.done(outgoing.DecideSlip, { slipId, decisions, activationId }, people.signer);
    expect(answer).toEqual({ id: slipId, open: 0 });
    for (const documentId of documentIds) {
      expect(await world.orders(documentId)).toMatchObject([
        { manifestHash: (await world.seen(documentId)).manifestHash },
      ]);
      await world.signOrdered(documentId);
      expect((await world.get(documentId)).state).toBe('signed');
    }
    const { drafts, open } = await slip(slipId);
    expect([open, ...drafts.map((one) => [one.decision, one.decidedBy])]).toEqual([
      0,
      ['approved', 'Trần Văn Bình'],
      ['approved', 'Trần Văn Bình'],
    ]);
  });

  it('R-DRF-04: one is approved and the other returned with its reason, in one act', async () => {
    const { slipId, documentIds } = await slipOf();
    const [letterId = '', decisionId = ''] = documentIds;
    await bringAll(documentIds, 'form-checked');
    const decisions = [await approved(letterId), await returned(decisionId, 'Bổ sung Điều 2.')];
    await world.done(outgoing.DecideSlip, { slipId, decisions, activationId: randomUUID() }, people.signer);
    expect(await world.get(decisionId)).toMatchObject({ state: 'draft', returnReason: 'Bổ sung Điều 2.' });
    expect((await world.get(letterId)).state).toBe('signing');
    const events = (await world.bed.events(outgoing.SlipDraftDecided)).filter((one) => one.aggregateId === slipId);
    expect(events.map(({ payload }) => payload)).toMatchObject([
      { documentId: letterId, decision: 'approved', open: 1, by: 'Trần Văn Bình' },
      { documentId: decisionId, decision: 'returned', open: 0 },
    ]);
    expect((await slip(slipId)).drafts[1]).toMatchObject({ decision: 'returned', reason: 'Bổ sung Điều 2.' });
  });

  it('one by one: through the slip, and on the page of the document, which the slip learns of', async () => {
    const { slipId, documentIds } = await slipOf();
    const [letterId = '', decisionId = ''] = documentIds;
    await bringAll(documentIds, 'form-checked');
    const first = { slipId, decisions: [await returned(letterId, 'Sửa câu cuối.')] };
    expect(await world.done(outgoing.DecideSlip, first, people.signer)).toEqual({ id: slipId, open: 1 });
    const wish = { ...(await world.seen(decisionId)), activationId: randomUUID() };
    await world.done(outgoing.Sign, wish, people.signer);
    expect((await slip(slipId)).open).toBe(0);
    // The one that was returned may go on a slip again once it is revised.
    const again = { title: 'Trình lại', explanation: 'Đã sửa.', documentIds: [letterId, await world.create()] };
    expect(await world.done(outgoing.SubmitSlip, again, people.drafter)).toMatchObject({ open: 2 });
  });

  it.each(['refused', 'failed', 'needs-activation'] as const)(
    'R-DRF-08: what was approved and not signed (%s) waits on the slip again with its reason, and is signed from there',
    async (outcome) => {
      const { slipId, documentIds } = await slipOf();
      const [letterId = '', decisionId = ''] = documentIds;
      await bringAll(documentIds, 'form-checked');
      const decisions = await Promise.all(documentIds.map(approved));
      await world.done(outgoing.DecideSlip, { slipId, decisions, activationId: randomUUID() }, people.signer);
      await world.signOrdered(letterId);
      await world.failOrdered(decisionId, outcome);
      const { drafts, open } = await slip(slipId);
      expect(open).toBe(1);
      expect(drafts).toMatchObject([
        { decision: 'approved', notSignedVi: null },
        { decision: null, decidedBy: null, notSignedVi: 'Chưa có khóa.', isMine: true },
      ]);
      const reopened = (await world.bed.events(outgoing.SlipDraftReopened)).filter((one) => one.aggregateId === slipId);
      expect(reopened.map(({ payload }) => payload)).toMatchObject([
        { documentId: decisionId, reasonVi: 'Chưa có khóa.', open: 1 },
      ]);
      const again = { slipId, decisions: [await approved(decisionId)], activationId: randomUUID() };
      await world.done(outgoing.DecideSlip, again, people.signer);
      await world.signOrdered(decisionId);
      expect((await slip(slipId)).drafts[1]).toMatchObject({ decision: 'approved', notSignedVi: null });
      expect((await world.get(decisionId)).state).toBe('signed');
    },
  );

  it('R-DRF-08: what waits again because the key had closed is approved by going on with the job', async () => {
    const { slipId, documentIds } = await slipOf();
    await bringAll(documentIds, 'form-checked');
    const decisions = await Promise.all(documentIds.map(approved));
    await world.done(outgoing.DecideSlip, { slipId, decisions, activationId: randomUUID() }, people.signer);
    for (const documentId of documentIds) await world.failOrdered(documentId, 'needs-activation');
    expect((await slip(slipId)).open).toBe(2);
    for (const documentId of documentIds) {
      await world.done(outgoing.RetryJob, { documentId, activationId: randomUUID() }, people.signer);
      await world.signOrdered(documentId);
    }
    expect(await slip(slipId)).toMatchObject({
      open: 0,
      drafts: [{ decision: 'approved', notSignedVi: null, state: 'signed' }, { decision: 'approved' }],
    });
  });

  it('R-DRF-07: nothing at all happens when one of them is not what was seen, or not at its turn', async () => {
    const { slipId, documentIds } = await slipOf();
    const [letterId = '', decisionId = ''] = documentIds;
    await world.bring(letterId, 'form-checked');
    const decisions = [await approved(letterId), await approved(decisionId)];
    const wish = { slipId, decisions, activationId: randomUUID() };
    await world.refuses('OUTGOING.NOT_THE_TURN', outgoing.DecideSlip, wish, people.signer);
    await world.bring(decisionId, 'form-checked');
    const other = [decisions[0], { ...decisions[1], manifestHash: 'a'.repeat(64) }] as Decisions;
    const refusal = await world.refuses(
      'OUTGOING.OTHER_MANIFEST',
      outgoing.DecideSlip,
      { ...wish, decisions: other },
      people.signer,
    );
    expect(refusal.message).toContain('“Về việc thành lập Tổ công tác chuyển đổi số”');
    await world.refuses('OUTGOING.SLIP_NEEDS_KEY', outgoing.DecideSlip, { slipId, decisions }, people.signer);
    expect((await slip(slipId)).open).toBe(2);
    expect(await world.orders(letterId)).toEqual([]);
  });

  it('R-SIG-08: whose authority has ended meanwhile approves none of them', async () => {
    const { slipId, documentIds } = await slipOf();
    await bringAll(documentIds, 'form-checked');
    const { authority } = world;
    world.authority = ({ positionId }) => authority({ positionId: positionId.replace(/./g, '0') } as never);
    const wish = { slipId, decisions: await Promise.all(documentIds.map(approved)), activationId: randomUUID() };
    await world.refuses('DIRECTORY.NO_AUTHORITY', outgoing.DecideSlip, wish, people.signer);
    world.authority = authority;
    expect((await slip(slipId)).open).toBe(2);
  });

  it('R-DRF-08: only the planned signer decides, and only on what is on that slip', async () => {
    const { slipId, documentIds } = await slipOf();
    const other = await slipOf();
    await bringAll([...documentIds, ...other.documentIds], 'form-checked');
    const [documentId = ''] = documentIds;
    const decisions = [await returned(documentId, 'Không.')];
    await world.refuses(
      'OUTGOING.NOT_THE_SIGNER',
      outgoing.DecideSlip,
      { slipId, decisions },
      {
        ...people.clerk,
        roles: ['clerk', 'signer'],
      },
    );
    const elsewhere = { slipId: other.slipId, decisions };
    await world.refuses('OUTGOING.NOT_ON_SLIP', outgoing.DecideSlip, elsewhere, people.signer);
    await world.done(outgoing.DecideSlip, { slipId, decisions }, people.signer);
    const late = { slipId, decisions: [await returned(documentId, 'Không.')] };
    await world.refuses('OUTGOING.NOT_THE_TURN', outgoing.DecideSlip, late, people.signer);
  });
});

describe('drafts that somebody signs before the one who answers for them', () => {
  it('R-DRF-08: wait on the slip for him; the signature of the secretary decides nothing on it', async () => {
    const documentIds = [await world.create(minutes()), await world.create(minutes())];
    const wish = { title: 'Trình ký biên bản', explanation: 'Hai phiên họp.', documentIds };
    const { id: slipId } = await world.done(outgoing.SubmitSlip, wish, people.drafter);
    await bringAll(documentIds, 'form-checked');
    const [documentId = ''] = documentIds;
    const secretary = { ...people.drafter, roles: ['official' as const, 'signer' as const] };
    await world.done(outgoing.Sign, { ...(await world.seen(documentId)), activationId: randomUUID() }, secretary);
    await world.signOrdered(documentId);
    expect((await slip(slipId, people.chair)).drafts[0]).toMatchObject({ decision: null, isMine: true });
    const decisions = [await approved(documentId)];
    const answer = await world.done(
      outgoing.DecideSlip,
      { slipId, decisions, activationId: randomUUID() },
      people.chair,
    );
    expect(answer.open).toBe(1);
    expect((await slip(slipId, people.chair)).drafts[0]).toMatchObject({
      ...{ decision: 'approved', decidedBy: 'Nguyễn Văn An' },
    });
  });
});

describe('what may be on a slip', () => {
  const submit = (documentIds: string[], actor = people.drafter) =>
    [outgoing.SubmitSlip, { title: 'Trình', explanation: 'Kính trình.', documentIds }, actor] as const;

  it('R-DRF-08: drafts of one signer; each on one open slip; two at least; one’s own', async () => {
    const before = await countsOf();
    const [a, b] = [await world.create(), await world.create()];
    const other = await world.create(decision({ signerPositionId: people.chair.positionId }));
    await world.refuses('OUTGOING.SLIP_OTHER_SIGNER', ...submit([a, other]));
    await world.refuses('REQUEST.INVALID', ...submit([a]));
    await world.refuses('REQUEST.INVALID', ...submit([a, a]));
    await world.refuses('REQUEST.NOT_FOUND', ...submit([a, b], { ...stranger, roles: ['official'] }));
    const ink = await world.create(decision({ road: 'ink' }));
    await world.refuses('OUTGOING.OTHER_ROAD', ...submit([a, ink]));
    expect(await countsOf()).toEqual(before);
    await world.done(...submit([a, b]));
    await world.refuses('OUTGOING.ON_ANOTHER_SLIP', ...submit([b, await world.create()]));
    const signed = await world.until('signed');
    await world.refuses('OUTGOING.ALREADY_DONE', ...submit([signed.id, await world.create()]));
  });

  it('two slips with the same drafts at once: one is made, whichever order they are named in', async () => {
    const [a, b] = [await world.create(), await world.create()];
    const answers = await Promise.all([world.ask(...submit([a, b])), world.ask(...submit([b, a]))]);
    const made = answers.filter((one) => !('refused' in one));
    expect(made).toHaveLength(1);
    expect(answers.find((one) => 'refused' in one)).toMatchObject({ code: 'OUTGOING.ON_ANOTHER_SLIP' });
  });

  it('it is shown to those who read its drafts, and with those drafts alone', async () => {
    const { slipId } = await slipOf();
    const found = await world.done(outgoing.FindSlips, {} as never, people.signer);
    expect(found.slips.find(({ id }) => id === slipId)).toMatchObject({ open: 2 });
    expect((await slip(slipId, people.drafter)).drafts.map((one) => one.isMine)).toEqual([false, false]);
    await world.refuses('REQUEST.NOT_FOUND', outgoing.GetSlip, { slipId }, people.otherDrafter);
    const none = await world.done(outgoing.FindSlips, {} as never, people.otherDrafter);
    expect(none.slips).toEqual([]);
  });
});
