import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Actor, type InputOf, isRefusal, outgoing } from '@vanthu/contracts';
import { plainPdf } from './paper.js';
import { people } from './people.js';
import { decision, World } from './world.js';

const accountOf = (name: string): Actor => ({ ...people.drafter, machine: { accountId: randomUUID(), name } });
const oneStop = accountOf('Một cửa điện tử');
const portal = accountOf('Cổng dịch vụ công');

const asked = (reference: string, own: Partial<InputOf<typeof outgoing.CreateDraft>> = {}) => ({
  ...decision(own),
  reference,
});

describe('another system of the agency asks for sign, number and issue', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.create();
  });
  afterAll(() => world.close());

  it('R-DRF-05, R-OUT-03: the request goes the road of every draft and ends issued; each act names the system and the official', async () => {
    const request = await world.done(outgoing.RequestDocument, asked('HS-001'), oneStop);
    expect(request).toMatchObject({ reference: 'HS-001', state: 'submitted', numberAndSymbol: null, fileSha256: null });
    await world.refuses('OUTGOING.NOT_ISSUED_YET', outgoing.OpenRequestedFile, request, oneStop);
    // The leader finds it on "Cần ký" when content and form have been checked, and nobody has signed for him.
    const ready = await world.bring(request.documentId, 'form-checked');
    expect((await world.find(people.signer, { mine: 'true' })).items.map(({ id }) => id)).toContain(request.documentId);
    expect(ready.plan.every(({ signedAt }) => signedAt === null)).toBe(true);
    const issued = await world.bring(request.documentId, 'issued');
    const outcome = await world.done(outgoing.GetRequestedDocument, request, oneStop);
    expect(outcome).toMatchObject({ state: 'issued', numberAndSymbol: issued.numberAndSymbol, waitingFor: null });
    const file = await world.done(outgoing.OpenRequestedFile, request, oneStop);
    expect(file.sha256).toBe(outcome.fileSha256);
    const acts = issued.timeline.filter(({ act }) => ['create-draft', 'submit'].includes(act));
    expect(acts.map(({ personName, textVi }) => [personName, textVi])).toEqual([
      [people.drafter.personName, 'Tạo dự thảo, bản 1 (qua hệ thống “Một cửa điện tử”)'],
      [people.drafter.personName, 'Trình dự thảo để kiểm tra (qua hệ thống “Một cửa điện tử”)'],
    ]);
    const [told] = await world.bed.rows<{ machine: string }>(
      `SELECT envelope->'actor'->'machine'->>'name' AS machine FROM (SELECT to_jsonb(o) AS envelope FROM outbox o) one
       WHERE envelope->>'aggregate_id' = $1 LIMIT 1`,
      [request.documentId],
    );
    expect(told?.machine).toBe('Một cửa điện tử');
  });

  it('R-ORG-06: files sent with the request are signed with it; sent again under another ticket it is the same request', async () => {
    const pdf = await plainPdf('Danh sách hồ sơ');
    const send = async (reference: string, content: Uint8Array = pdf, as: Actor = oneStop) => ({
      ...asked(reference),
      attachments: [{ ticket: await world.upload(content, as, 'danh-sach.pdf'), title: 'Danh sách hồ sơ' }],
    });
    const first = await world.done(outgoing.RequestDocument, await send('TEP-1'), oneStop);
    expect(first.attachments).toEqual([{ title: 'Danh sách hồ sơ', name: 'danh-sach.pdf', pages: 1 }]);
    const again = await world.done(outgoing.RequestDocument, await send('TEP-1'), oneStop);
    expect(again.documentId).toBe(first.documentId);
    const taken = 'OUTGOING.REFERENCE_TAKEN';
    await world.refuses(taken, outgoing.RequestDocument, await send('TEP-1', await plainPdf('Khác')), oneStop);
    await world.refuses(taken, outgoing.RequestDocument, asked('TEP-1'), oneStop);
    const issued = await world.bring(first.documentId, 'issued');
    expect(issued.attachments).toMatchObject([{ title: 'Danh sách hồ sơ', sealed: true }]);
    const unfit = await send('TEP-2', Buffer.from('%PDF-1.7 hỏng'));
    await world.refuses('OUTGOING.ATTACHMENT_UNFIT', outgoing.RequestDocument, unfit, oneStop);
    const [one] = (await send('TEP-3')).attachments;
    const twice = { ...asked('TEP-3'), attachments: one ? [one, one] : [] };
    await world.refuses('OUTGOING.ATTACHMENT_UNFIT', outgoing.RequestDocument, twice, oneStop);
    const theirs = await send('TEP-4', pdf, people.otherDrafter);
    await world.refuses('FILE.BAD_TICKET', outgoing.RequestDocument, theirs, oneStop);
  });

  it('R-OUT-07, R-REC-01: the system hears why a number was voided and that an issued document was recalled', async () => {
    const { documentId } = await world.done(outgoing.RequestDocument, asked('HỦY-1'), oneStop);
    await world.bring(documentId, 'signed');
    const order = { ...(await world.seen(documentId)), activationId: randomUUID() };
    const { numberAndSymbol } = await world.done(outgoing.AllotNumber, order, people.clerk);
    await world.failOrdered(documentId, 'failed');
    const reason = 'Trạm ký hỏng.';
    await world.done(outgoing.VoidNumber, { documentId, reason }, people.clerk);
    const told = () => world.done(outgoing.GetRequestedDocument, { documentId }, oneStop);
    expect(await told()).toMatchObject({
      ...{ state: 'signed', numberAndSymbol: null, recalled: null },
      voided: { numberAndSymbol, reason, at: world.at },
    });
    await world.bring(documentId, 'issued');
    const recall = { documentId, order: 'Quyết định số 9/QĐ-UBND', reason: 'Sai thẩm quyền.' };
    await world.done(outgoing.RecallDocument, recall, people.clerk);
    await world.bed.runRelayOnce();
    const found = await world.done(outgoing.FindRequestedDocuments, { limit: 50, reference: 'HỦY-1' }, oneStop);
    expect(found.documents).toMatchObject([
      { voided: { numberAndSymbol, reason }, recalled: { reason: recall.reason, at: world.at } },
    ]);
  });

  it('a reference means one document: again it is the same, with another content it is refused', async () => {
    const first = await world.done(outgoing.RequestDocument, asked('HS-002'), oneStop);
    const again = await world.done(outgoing.RequestDocument, asked('HS-002'), oneStop);
    expect(again.documentId).toBe(first.documentId);
    const other = asked('HS-002', { abstract: 'Về việc khác' });
    await world.refuses('OUTGOING.REFERENCE_TAKEN', outgoing.RequestDocument, other, oneStop);
    // Under the same key of the command, too: the content decides.
    const commandId = randomUUID();
    const third = await world.ask(outgoing.RequestDocument, asked('HS-003'), oneStop, commandId);
    expect(await world.ask(outgoing.RequestDocument, asked('HS-003'), oneStop, commandId)).toEqual(third);
    const replay = await world.ask(outgoing.RequestDocument, asked('HS-004'), oneStop, commandId);
    expect(isRefusal(replay) && replay.code).toBe('COMMAND.REUSED_ID');
    const both = await Promise.all(
      ['HS-005', 'HS-005'].map((reference) => world.done(outgoing.RequestDocument, asked(reference), oneStop)),
    );
    expect(new Set(both.map(({ documentId }) => documentId)).size).toBe(1);
  });

  it('an account sees its own requests alone, though one official answers for both', async () => {
    const own = await world.done(outgoing.RequestDocument, asked('HS-010'), oneStop);
    const theirs = await world.done(outgoing.RequestDocument, asked('HS-010'), portal);
    expect(theirs.documentId).not.toBe(own.documentId);
    for (const contract of [outgoing.GetRequestedDocument, outgoing.OpenRequestedFile] as const) {
      await world.refuses('REQUEST.NOT_FOUND', contract as typeof outgoing.GetRequestedDocument, own, portal);
    }
    await world.bed.runRelayOnce();
    const found = await world.done(outgoing.FindRequestedDocuments, { limit: 50 }, portal);
    expect(found.documents.map(({ documentId }) => documentId)).toEqual([theirs.documentId]);
  });

  it('at the door a machine asks what is made for machines and a person what is made for people', async () => {
    const { id: documentId } = await world.until('draft');
    const signing = { documentId, manifestHash: 'a'.repeat(64), activationId: randomUUID() };
    await world.refuses('ACCESS.NOT_ALLOWED', outgoing.CreateDraft, decision(), oneStop);
    await world.refuses('ACCESS.NOT_ALLOWED', outgoing.GetOutgoing, { documentId }, oneStop);
    // Not even where the official who answers for it may sign and number.
    const machineOf = (actor: Actor): Actor => ({ ...actor, machine: portal.machine });
    await world.refuses('ACCESS.NOT_ALLOWED', outgoing.Sign, signing, machineOf(people.signer));
    await world.refuses('ACCESS.NOT_ALLOWED', outgoing.AllotNumber, signing, machineOf(people.clerk));
    await world.refuses('ACCESS.NOT_ALLOWED', outgoing.RequestDocument, asked('HS-020'), people.drafter);
  });

  it('outcomes are polled in the order of change, nothing twice and nothing left out', async () => {
    world.at = '2025-03-06T02:00:00.000Z';
    const made: string[] = [];
    for (const n of [1, 2, 3])
      made.push((await world.done(outgoing.RequestDocument, asked(`P-${n}`), portal)).documentId);
    await world.bed.runRelayOnce();
    const seen: string[] = [];
    let after: string | null = null;
    for (;;) {
      const page: { documents: { documentId: string }[]; next: string | null } = await world.done(
        outgoing.FindRequestedDocuments,
        { limit: 2, ...(after === null ? {} : { after }) },
        portal,
      );
      if (page.documents.length === 0) break;
      seen.push(...page.documents.map(({ documentId }) => documentId));
      after = page.next;
    }
    expect(seen.slice(-3).sort()).toEqual([...made].sort());
    expect(new Set(seen).size).toBe(seen.length);
    const sentBack = async (documentId: string, at: string) => {
      world.at = at;
      const { manifestHash } = await world.seen(documentId);
      const back = { documentId, manifestHash, reason: 'Thiếu căn cứ.' };
      await world.done(outgoing.ReturnDraft, back as InputOf<typeof outgoing.ReturnDraft>, people.head);
      await world.bed.runRelayOnce();
      const changed = await world.done(outgoing.FindRequestedDocuments, { limit: 50, after: after ?? '' }, portal);
      expect(changed.documents).toMatchObject([{ documentId, state: 'draft', returnReason: 'Thiếu căn cứ.' }]);
      after = changed.next;
    };
    await sentBack(made[0] ?? '', '2025-03-06T03:00:00.000Z');
    // What happened before, and was written down only after it had been asked.
    await sentBack(made[1] ?? '', '2025-03-06T02:30:00.000Z');
  });
});
