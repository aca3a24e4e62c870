import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Actor, outgoing, routing } from '@vanthu/contracts';
import { commune, people } from './people.js';
import { decision, letter, World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await World.create();
});
afterAll(() => world?.close());

const shipped = (key: string): routing.FlowDefinition =>
  routing.FlowDefinition.parse(
    JSON.parse(readFileSync(new URL(`../../routing/flows/${key}.json`, import.meta.url), 'utf8')),
  );

const applied: string[] = [];
const apply = async (
  definition: routing.FlowDefinition,
  version = 1,
  flowId: string = randomUUID(),
): Promise<string> => {
  applied.push(flowId);
  await world.bed.emit(routing.FlowApplied, {
    aggregateId: flowId,
    occurredAt: world.at,
    payload: { flowId, agencyId: commune.id, version, definitionId: randomUUID(), definition },
  });
  return flowId;
};
const retire = (flowId: string) =>
  world.bed.emit(routing.FlowRetired, {
    aggregateId: flowId,
    occurredAt: world.at,
    payload: { flowId, agencyId: commune.id },
  });
beforeEach(() => {
  world.at = '2025-03-05T09:30:00.000Z';
});
afterEach(async () => {
  for (const flowId of applied.splice(0)) await retire(flowId);
});

const { AskOpinions, GiveOpinion, InitialDraft, GetReview, SubmitDraft, CheckContent, CheckForm, Sign } = outgoing;

/** The office is heard before the content is checked, and presents what has been checked to the signer. */
const heard = (): routing.FlowDefinition => {
  const flow = shipped('di-quyet-dinh-xa');
  const steps = flow.steps.map((step) => {
    if (step.id === 'soan') return { ...step, next: [{ to: 'y-kien', when: null }] };
    if (step.id !== 'y-kien') return step;
    return { ...step, holders: [{ kind: 'unit' as const, abbreviation: 'VP' }] };
  });
  return { ...flow, steps };
};
const submit = async (draft = decision()): Promise<string> => {
  const documentId = await world.create(draft);
  await world.done(SubmitDraft, { documentId }, people.drafter);
  return documentId;
};
const seen = (documentId: string) => world.seen(documentId);
const isMine = async (documentId: string, actor: Actor): Promise<boolean> =>
  (await world.find(actor, { mine: 'true', limit: '200' })).items.some(({ id }) => id === documentId);
const opine = async (documentId: string) => {
  const { opinions } = await world.done(GetReview, { documentId }, people.officeHead);
  const asked = opinions.find(({ isMine: mine }) => mine);
  await world.done(
    GiveOpinion,
    { documentId, opinionId: asked?.id ?? '', stance: 'agrees', text: 'Nhất trí.' },
    people.officeHead,
  );
};

describe('a draft on a flow of its agency', () => {
  it('R-DRF-05: units are asked when it is handed in; the head of the unit checks when they have spoken', async () => {
    await apply(heard());
    const documentId = await submit();
    expect((await world.get(documentId)).step).toMatchObject({
      ...{ flowName: heard().name, flowVersion: 1, act: 'opinion', dueOn: '2025-03-10', isLate: false },
      parts: [{ name: 'Văn phòng HĐND và UBND', saidBy: null }],
    });
    expect((await world.get(documentId)).waitingFor).toBe('Văn phòng HĐND và UBND cho ý kiến');
    expect([await isMine(documentId, people.officeHead), await isMine(documentId, people.head)]).toEqual([true, false]);
    await world.refuses('OUTGOING.STEP_OPEN', CheckContent, await seen(documentId), people.head);

    await opine(documentId);
    expect((await world.get(documentId)).step).toMatchObject({ act: 'check-content', dueOn: '2025-03-06' });
    expect([await isMine(documentId, people.officeHead), await isMine(documentId, people.head)]).toEqual([false, true]);
    await world.done(CheckContent, await seen(documentId), people.head);
  });

  it('a step that is late holds nobody up, and is said to be late', async () => {
    await apply(heard());
    const documentId = await submit();
    world.at = '2025-03-11T02:00:00.000Z';
    expect((await world.get(documentId)).step).toMatchObject({ act: 'opinion', isLate: true });
    expect(await isMine(documentId, people.head)).toBe(true);
    await world.done(CheckContent, await seen(documentId), people.head);
  });

  it('R-DRF-07: who presents it initials what stands; another version is presented again', async () => {
    await apply(heard());
    const documentId = await submit();
    await opine(documentId);
    await world.done(CheckContent, await seen(documentId), people.head);
    await world.done(CheckForm, await seen(documentId), people.officeHead);
    expect((await world.get(documentId)).step).toMatchObject({ act: 'present', stepName: heard().steps[4]?.name });
    const order = { ...(await seen(documentId)), activationId: randomUUID() };
    await world.refuses('OUTGOING.STEP_OPEN', Sign, order, people.signer);
    await world.done(InitialDraft, await seen(documentId), people.officeHead);
    expect((await world.get(documentId)).step).toMatchObject({ act: 'sign' });

    await world.done(outgoing.ReturnDraft, { documentId, reason: 'Sửa Điều 2.' }, people.signer);
    const { version } = await world.get(documentId);
    await world.done(
      outgoing.ReviseDraft,
      { ...decision(), abstract: 'Về việc khác', documentId, version },
      people.drafter,
    );
    await world.done(SubmitDraft, { documentId }, people.drafter);
    // The office has spoken already; its opinion is not asked again.
    expect((await world.get(documentId)).step).toMatchObject({ act: 'check-content' });
    await world.done(CheckContent, await seen(documentId), people.head);
    await world.done(CheckForm, await seen(documentId), people.officeHead);
    expect((await world.get(documentId)).step).toMatchObject({ act: 'present' });
    await world.done(InitialDraft, await seen(documentId), people.officeHead);
    const issued = await world.bring(documentId, 'issued');
    expect([issued.state, issued.step]).toEqual(['issued', null]);
    expect(issued.flowSteps.every(({ standing }) => standing === 'done')).toBe(true);
  });

  it('the drafter’s own question is waited for where the flow says so', async () => {
    await apply(shipped('di-cong-van-xa'));
    const documentId = await world.create(letter());
    const question = {
      documentId,
      unitIds: [people.officeHead.unitId ?? ''],
      question: 'Ý kiến?',
      dueOn: '2025-03-07',
    };
    await world.done(AskOpinions, question, people.drafter);
    await world.done(SubmitDraft, { documentId }, people.drafter);
    expect((await world.get(documentId)).flowSteps.map(({ id }) => id)).toContain('y-kien');
    await world.refuses('OUTGOING.STEP_OPEN', CheckContent, await seen(documentId), people.head);
    await opine(documentId);
    await world.done(CheckContent, await seen(documentId), people.head);
  });

  it('stays on the version with which it began; the next begins on the one that is applied', async () => {
    const flowId = await apply(heard());
    const first = await submit();
    const { name, ...other } = heard();
    await apply({ ...other, name: `${name}, sửa` }, 2, flowId);
    const second = await submit();
    await opine(first);
    expect((await world.get(first)).step).toMatchObject({ flowName: name, flowVersion: 1 });
    expect((await world.get(second)).step).toMatchObject({ flowName: `${name}, sửa`, flowVersion: 2 });
  });

  it('the closest fit counts: urgent drafts go their own way, others the shipped one', async () => {
    await apply(shipped('di-khan'));
    const urgent = await world.create(decision({ urgency: 'express' }));
    const usual = await world.create(decision());
    expect((await world.get(urgent)).step).toMatchObject({ flowName: shipped('di-khan').name, dueOn: '2025-03-05' });
    expect((await world.get(usual)).step).toMatchObject({
      flowName: 'Văn bản đi thông thường',
      flowVersion: 0,
      dueOn: null,
    });
    // Urgent no more: it begins on the flow that is meant for it.
    const { version } = await world.get(urgent);
    await world.done(outgoing.ReviseDraft, { ...decision(), documentId: urgent, version }, people.drafter);
    expect((await world.get(urgent)).step).toMatchObject({ flowVersion: 0 });
    // And whoever urges hears that its day is gone.
    const told = (await world.bed.events(outgoing.DraftStepBegun)).filter((event) => event.aggregateId === urgent);
    expect(told.at(-1)?.payload).toMatchObject({ stepId: 'soan', dueOn: null, escalation: null });
  });

  it('says each step with its holders and its day; nothing where no flow is applied', async () => {
    await submit();
    const before = await world.bed.events(outgoing.DraftStepBegun);
    expect(before.some(({ payload }) => (payload as { stepName: string }).stepName === 'Duyệt nội dung')).toBe(false);
    await apply(heard());
    const documentId = await submit();
    await opine(documentId);
    const told = (await world.bed.events(outgoing.DraftStepBegun)).filter((event) => event.aggregateId === documentId);
    expect(told.map(({ payload }) => payload)).toMatchObject([
      {
        ...{ stepId: 'y-kien', dueOn: '2025-03-10', holders: [`head:${people.officeHead.unitId}`] },
        escalation: { afterDays: 1, to: [`role:director:${commune.id}`] },
      },
      { stepId: 'noi-dung', dueOn: '2025-03-06', holders: [`head:${people.head.unitId}`] },
    ]);
  });
});
