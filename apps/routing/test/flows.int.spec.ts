import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Actor, isRefusal, routing } from '@vanthu/contracts';
import { shippedFlows } from '../src/flows/shipped-flows.js';
import { agencyId, at, Commune, direction, people, units } from './commune.js';

let commune: Commune;
beforeAll(async () => {
  commune = await Commune.open();
});
afterAll(() => commune.bed.close());

const administrator: Actor = {
  ...{ personId: randomUUID(), personName: 'Quản trị viên', positionId: randomUUID(), positionTitle: 'Quản trị' },
  ...{ agencyId, unitId: null, roles: ['administrator'], headOf: [] },
};
const asAdministrator = { actor: administrator, at: at('2025-03-10') };

/** The office is heard, then, when the sender wants an answer, both units side by side. */
const heard = (key: string, own: Partial<routing.FlowDefinition> = {}): routing.FlowDefinition => {
  const shipped = shippedFlows.all.find((flow) => flow.key === 'den-tinh-giao');
  if (shipped === undefined) throw new Error('not shipped');
  const units: routing.FlowHolder[] = ['KT', 'TCKH'].map((abbreviation) => ({ kind: 'unit', abbreviation }));
  const steps = shipped.steps.map((step) => ({
    ...step,
    holders: step.act === 'propose' ? units.slice(1) : step.act === 'opinion' ? units : step.holders,
  }));
  return { ...shipped, key, for: { kinds: ['cong-van'], urgencies: [], unit: null }, steps, ...own };
};
const save = (definition: routing.FlowDefinition, as = asAdministrator) =>
  commune.bed.ask(routing.SaveFlow, { definition }, as);
const activate = async (definition: routing.FlowDefinition): Promise<{ flowId: string; version: number }> => {
  const saved = await save(definition);
  if (isRefusal(saved)) throw new Error(saved.message);
  expect(await commune.bed.ask(routing.ActivateFlow, saved, asAdministrator)).toEqual(saved);
  return saved;
};
const seen = (documentId: string, who: Parameters<Commune['as']>[0], day = '2025-03-10') =>
  commune.bed.ask(routing.GetRouted, { documentId }, commune.as(who, at(day, 14)));
const advise = (
  documentId: string,
  who: Parameters<Commune['as']>[0],
  own: { text?: string; proposal?: ReturnType<typeof direction> | null; day?: string } = {},
) =>
  commune.bed.ask(
    routing.Advise,
    { documentId, text: own.text ?? 'Nhất trí', proposal: own.proposal ?? null },
    commune.as(who, at(own.day ?? '2025-03-10', 11)),
  );
const retireAll = async () => {
  const found = await commune.bed.ask(routing.FindFlows, {}, asAdministrator);
  for (const { flowId, active } of isRefusal(found) ? [] : found.flows) {
    if (active !== null) await commune.bed.ask(routing.RetireFlow, { flowId }, asAdministrator);
  }
};
beforeEach(retireAll);

describe('the administrator’s flows', () => {
  it('a flow is saved in versions, applied, read and retired; another agency sees nothing of it', async () => {
    const first = await activate(heard('vong-doi'));
    const second = await save(heard('vong-doi', { name: 'Vòng đời, sửa' }));
    expect(second).toEqual({ flowId: first.flowId, version: 2 });
    const found = await commune.bed.ask(routing.FindFlows, {}, asAdministrator);
    const flow = isRefusal(found) ? undefined : found.flows.find(({ flowId }) => flowId === first.flowId);
    expect(flow).toMatchObject({
      active: 1,
      versions: [
        { version: 2, state: 'draft', savedBy: 'Quản trị viên', activatedAt: null },
        { version: 1, state: 'active', activatedBy: 'Quản trị viên' },
      ],
    });
    expect(isRefusal(found) ? [] : found.shipped.map(({ key }) => key)).toContain('den-thuong');
    const stranger = { ...asAdministrator, actor: { ...administrator, agencyId: randomUUID() } };
    expect(await commune.bed.ask(routing.GetFlow, first, stranger)).toMatchObject({ code: 'REQUEST.NOT_FOUND' });
    expect(await commune.bed.ask(routing.ActivateFlow, first, stranger)).toMatchObject({ code: 'REQUEST.NOT_FOUND' });
    expect(await commune.bed.ask(routing.GetFlow, first, asAdministrator)).toMatchObject({
      definition: { key: 'vong-doi' },
    });
    expect(await commune.bed.ask(routing.RetireFlow, { flowId: first.flowId }, asAdministrator)).toEqual({
      flowId: first.flowId,
    });
    expect(await commune.bed.ask(routing.RetireFlow, { flowId: first.flowId }, asAdministrator)).toMatchObject({
      code: 'ROUTING.FLOW_NOT_ACTIVE',
    });
  });

  it('a faulty flow is refused by its step and leaves nothing; nobody but the administrator writes one', async () => {
    const count = () =>
      commune.bed.rows('SELECT (SELECT count(*) FROM flow) AS flows, (SELECT count(*) FROM flow_version) AS versions');
    const before = await count();
    const faulty = heard('hong');
    faulty.steps = faulty.steps.map((step) => (step.act === 'direct' ? { ...step, next: [] } : step));
    const refused = await save(faulty);
    expect(refused).toMatchObject({
      code: 'ROUTING.FLOW_FAULTY',
      details: { faults: [{ step: 'but-phe', code: 'DEAD_END' }, ...Array(2).fill({ code: 'UNREACHABLE' })] },
    });
    expect(await commune.bed.ask(routing.CheckFlow, { definition: faulty }, asAdministrator)).toMatchObject({
      faults: [{ step: 'but-phe' }, { step: 'giao-viec' }, { step: 'giai-quyet' }],
    });
    expect(await save(heard('hong'), { ...asAdministrator, actor: people.chairman })).toMatchObject({
      code: 'ACCESS.NOT_ALLOWED',
    });
    expect(await count()).toEqual(before);
    const saved = await save(heard('khong-co'));
    expect(
      await commune.bed.ask(
        routing.ActivateFlow,
        { ...(isRefusal(saved) ? { flowId: '' } : saved), version: 9 },
        asAdministrator,
      ),
    ).toMatchObject({
      code: 'ROUTING.NO_SUCH_VERSION',
    });
  });
});

describe('documents on a flow', () => {
  it('the office proposes, both units are heard side by side, then the leader directs by the proposal', async () => {
    await activate(heard('nghe-y-kien'));
    const documentId = await commune.registered({ answerBy: '2025-03-20' });
    expect(await seen(documentId, 'clerk')).toMatchObject({ course: { flowVersion: 1, stepId: 'trinh' } });
    await commune.submit(documentId, 'clerk', null);
    expect(await seen(documentId, 'chairman')).toMatchObject({
      state: 'submitted',
      waitingFor: units.finance.name,
      acts: ['send-back', 'sort', 'set-readers'],
      workingDaysLeft: 1,
    });
    const before = await commune.traces(documentId);
    expect(
      await commune.bed.ask(routing.Direct, { documentId, direction: direction() }, commune.as('chairman')),
    ).toMatchObject({
      code: 'ROUTING.STEP_OPEN',
      details: { step: 'Văn phòng đề xuất xử lý', waitingFor: units.finance.name },
    });
    expect(await advise(documentId, 'chairman')).toMatchObject({ code: 'ROUTING.NOT_ASKED' });
    expect(await advise(documentId, 'economyHead')).toMatchObject({ code: 'REQUEST.NOT_FOUND' });
    expect(await advise(documentId, 'financeHead')).toMatchObject({ code: 'ROUTING.PROPOSAL_MISSING' });
    expect(await commune.traces(documentId)).toEqual(before);

    expect(await advise(documentId, 'financeHead', { proposal: direction('2025-03-18') })).toMatchObject({
      state: 'submitted',
    });
    expect(await seen(documentId, 'economyHead')).toMatchObject({
      waitingFor: `${units.economy.name}, ${units.finance.name}`,
      acts: ['advise', 'send-back'],
    });
    await advise(documentId, 'economyHead', { text: 'Thống nhất, bổ sung nguồn vốn' });
    expect(await advise(documentId, 'economyHead')).toMatchObject({ code: 'ROUTING.NOT_ASKED' });
    expect(await seen(documentId, 'chairman')).toMatchObject({
      waitingFor: units.finance.name,
      acts: ['send-back', 'sort', 'set-readers'],
    });
    await advise(documentId, 'financeHead');
    expect(await seen(documentId, 'chairman')).toMatchObject({
      waitingFor: 'Chủ tịch Trần Văn Chủ',
      acts: ['direct', 'send-back', 'sort', 'set-readers'],
      course: { stepId: 'but-phe', parts: [] },
    });
    const opened = await seen(documentId, 'chairman');
    expect(isRefusal(opened) ? [] : opened.deadlineChoices.map(({ label }) => label)).toContain(
      'Theo quy trình 5 ngày',
    );
    expect(isRefusal(opened) ? [] : opened.timeline.map(({ textVi }) => textVi)).toContain(
      'Các phòng cho ý kiến song song (Phòng Kinh tế): Thống nhất, bổ sung nguồn vốn',
    );
    await commune.bed.ask(routing.Direct, { documentId }, commune.as('chairman'));
    expect(await seen(documentId, 'chairman')).toMatchObject({
      course: { stepId: 'giao-viec' },
      direction: { deadline: '2025-03-18' },
      tasks: [{ assignBy: '2025-03-11' }, { assignBy: '2025-03-11' }],
    });
  });

  it('without a day of the sender the opinions are left out; another kind takes the shipped flow', async () => {
    await activate(heard('re-nhanh'));
    const documentId = await commune.registered();
    await commune.submit(documentId, 'clerk', null);
    await advise(documentId, 'financeHead', { proposal: direction() });
    expect(await seen(documentId, 'chairman')).toMatchObject({
      course: { stepId: 'but-phe' },
      acts: ['direct', 'send-back', 'sort', 'set-readers'],
    });
    await retireAll();
    await activate(heard('giay-to-khac', { for: { kinds: ['giay-moi'], urgencies: [], unit: null } }));
    const usual = await commune.registered();
    expect(await seen(usual, 'clerk')).toMatchObject({
      course: { flowVersion: 0, flowName: 'Văn bản đến thông thường' },
    });
  });

  it('a step whose holders nobody is any more is passed over, and the timeline says so', async () => {
    const flow = heard('bo-qua');
    const secretaries: routing.FlowHolder[] = [{ kind: 'role', role: 'secretary' }];
    flow.steps = flow.steps.map((step) => (step.act === 'opinion' ? { ...step, holders: secretaries } : step));
    await activate(flow);
    const documentId = await commune.registered({ answerBy: '2025-03-20' });
    await commune.submit(documentId, 'clerk', null);
    people.secretary.roles = ['official'];
    await advise(documentId, 'financeHead', { proposal: direction('2025-03-18') });
    people.secretary.roles = ['secretary'];
    const opened = await seen(documentId, 'chairman');
    expect(opened).toMatchObject({ course: { stepId: 'but-phe' }, acts: expect.arrayContaining(['direct']) });
    expect(isRefusal(opened) ? '' : opened.timeline.map(({ textVi }) => textVi).join()).toContain(
      'Nhất trí. Bỏ qua bước “Các phòng cho ý kiến song song”: không còn ai thực hiện',
    );
  });

  it('what is under way stays on its version when another is applied', async () => {
    await activate(heard('dang-chay'));
    const running = await commune.registered();
    await commune.submit(running, 'clerk', null);
    const changed = heard('dang-chay');
    // The office is left out in the second version.
    changed.steps = changed.steps
      .filter(({ act }) => act !== 'propose' && act !== 'opinion')
      .map((step) => (step.act === 'submit' ? { ...step, next: [{ to: 'but-phe', when: null }] } : step));
    const second = await activate(changed);
    expect(await seen(running, 'financeHead')).toMatchObject({
      course: { flowVersion: 1, stepId: 'de-xuat' },
      acts: ['advise', 'send-back'],
    });
    expect(
      await commune.bed.ask(routing.Direct, { documentId: running, direction: direction() }, commune.as('chairman')),
    ).toMatchObject({
      code: 'ROUTING.STEP_OPEN',
    });
    const fresh = await commune.registered();
    await commune.submit(fresh, 'clerk', null);
    expect(await seen(fresh, 'chairman')).toMatchObject({ course: { flowVersion: 2, stepId: 'but-phe' } });
    const found = await commune.bed.ask(routing.FindFlows, {}, asAdministrator);
    const flow = isRefusal(found) ? undefined : found.flows.find(({ flowId }) => flowId === second.flowId);
    expect(flow?.versions.map(({ version, state, running: documents }) => ({ version, state, documents }))).toEqual([
      { version: 2, state: 'active', documents: 1 },
      { version: 1, state: 'retired', documents: 1 },
    ]);
  });

  it('R-IN-13: who is late on a step is urged, then the leader is told, and need not wait any longer', async () => {
    await activate(heard('qua-han'));
    const documentId = await commune.registered();
    await commune.submit(documentId, 'clerk', null);
    const told = async (who: 'financeHead' | 'chairman', day: string) => {
      await commune.bed.ask(routing.Urge, {}, { service: 'cli', at: at(day, 8) });
      const found = await commune.bed.ask(routing.FindNotices, { limit: 50, unread: false }, commune.as(who, at(day)));
      return isRefusal(found)
        ? []
        : found.items.filter((item) => item.documentId === documentId).map(({ kind }) => kind);
    };
    expect(await told('financeHead', '2025-03-11')).toContain('urge-due');
    expect(await told('chairman', '2025-03-11')).toEqual([]);
    expect(await told('financeHead', '2025-03-12')).toContain('urge-overdue');
    expect(await told('chairman', '2025-03-12')).toEqual(['escalated']);
    expect(await seen(documentId, 'chairman', '2025-03-12')).toMatchObject({
      acts: ['direct', 'send-back', 'sort', 'set-readers'],
    });
    expect(
      await commune.bed.ask(
        routing.Direct,
        { documentId, direction: direction() },
        commune.as('chairman', at('2025-03-12')),
      ),
    ).toMatchObject({
      state: 'directed',
    });
  });

  it('whoever is asked may send it back to the clerk, who takes it back and submits anew', async () => {
    await activate(heard('tra-lai'));
    const documentId = await commune.registered();
    await commune.submit(documentId, 'clerk', null);
    const back = { documentId, reason: 'Không phải văn bản của xã' };
    expect(await commune.bed.ask(routing.SendBack, back, commune.as('financeHead'))).toMatchObject({
      state: 'registered',
    });
    expect(await seen(documentId, 'clerk')).toMatchObject({ course: { stepId: 'trinh', parts: [] }, acts: ['submit'] });
    await commune.submit(documentId, 'clerk', null);
    expect(await commune.bed.ask(routing.Undo, { documentId }, commune.as('clerk'))).toMatchObject({
      state: 'registered',
    });
    await commune.submit(documentId, 'clerk', null);
    await seen(documentId, 'financeHead');
    expect(await commune.bed.ask(routing.Undo, { documentId }, commune.as('clerk'))).toMatchObject({
      code: 'ROUTING.NOTHING_TO_UNDO',
    });
  });

  it('a unit’s own flow gives its task a day by which the head names somebody', async () => {
    const inside = shippedFlows.all.find(({ key }) => key === 'noi-bo-phong');
    if (inside === undefined) throw new Error('not shipped');
    await activate({ ...inside, for: { ...inside.for, unit: 'TCKH' } });
    const documentId = await commune.directed({}, '2025-03-20');
    expect(await seen(documentId, 'chairman')).toMatchObject({
      tasks: [
        { assignee: { name: units.finance.name }, assignBy: '2025-03-11' },
        { assignee: { name: units.economy.name }, assignBy: null },
      ],
    });
  });
});
