import { incoming, routing } from '@vanthu/contracts';
import { scannedPdf, waitUntil } from '@vanthu/testing';
import { type Office, today } from '../office.js';
import { Paper, tanThuan } from '../paper.js';
import { act, type Case, type Username, words } from './case.js';

const file = { http: { method: 'GET', path: '/incoming/documents/{documentId}/file', summary: '' } } as const;
const openFile = { ...incoming.OpenIncomingFile, ...file };

let letter: Promise<{ bytes: Buffer; numberAndSymbol: string }> | undefined;
/** One letter of the other commune, made once. */
function theirLetter(office: Office) {
  letter ??= (async () => {
    const paper = await (await Paper.draft(office, { kind: 'cong-van' }, tanThuan)).bring('issued');
    return { bytes: await paper.file(), numberAndSymbol: (await paper.detail()).numberAndSymbol ?? '' };
  })();
  return letter;
}

let received = 0;
async function arrival(office: Office, username: Username) {
  const { bytes } = await theirLetter(office);
  // The same bytes under ever new numbers: whoever registers it gives a reason.
  const ticket = username.endsWith('vanthu') ? await office.upload(username, 'den.pdf', bytes) : 'không có phiếu';
  received += 1;
  const fields = {
    senderAgencyId: (await office.positionOf('tt.vanthu')).agencyId,
    senderName: 'Ủy ban nhân dân xã Tân Thuận',
    numberAndSymbol: `${received}/UBND-VP`,
    documentDate: today(),
    kind: 'cong-van',
    abstract: `về việc thứ ${received}`,
    signerName: null,
    urgency: 'normal',
    answerBy: null,
  };
  return { ticket, fields };
}

async function checked(office: Office) {
  const { ticket, fields } = await arrival(office, 'vanthu');
  const { id: documentId } = await office.post<{ id: string }>('vanthu', '/api/incoming/documents', { ticket, fields });
  await waitUntil(async () => {
    const { state } = await office.get<{ state: string }>('vanthu', `/api/incoming/documents/${documentId}`);
    return state === 'checked';
  });
  return { documentId, fields };
}

async function registered(office: Office) {
  const { documentId, fields } = await checked(office);
  const reason = 'Đã xác minh với nơi gửi';
  await office.post('vanthu', `/api/incoming/documents/${documentId}/register`, { fields, reason });
  await waitUntil(() => way(office, documentId).catch(() => null));
  return { documentId };
}

const way = (office: Office, documentId: string, username = 'vanthu') =>
  office.get<routing.RoutedDocument>(username, `/api/routing/documents/${documentId}`);

async function unitOf(office: Office, head: Username) {
  const { unitId, unitName } = await office.positionOf(head);
  return { kind: 'unit', unitId, name: unitName };
}

/** Submitted to the chairman: culture shall lead, economy co-operate. */
async function submission(office: Office, documentId: string) {
  const proposal = {
    lead: await unitOf(office, 'tpvanhoa'),
    cooperators: [await unitOf(office, 'tpkinhte')],
    deadline: today(7),
    text: 'Tham mưu thực hiện.',
  };
  return { documentId, toPositionId: (await office.positionOf('chutich')).positionId, proposal };
}

async function submitted(office: Office) {
  const { documentId } = await registered(office);
  await office.post('vanthu', `/api/routing/documents/${documentId}/submit`, await submission(office, documentId));
  return { documentId };
}

async function directed(office: Office) {
  const { documentId } = await submitted(office);
  await office.post('chutich', `/api/routing/documents/${documentId}/direct`);
  const { tasks } = await way(office, documentId, 'chutich');
  return { documentId, taskId: tasks.find(({ part }) => part === 'lead')?.id ?? '' };
}

async function assigned(office: Office) {
  const { documentId, taskId } = await directed(office);
  const personId = await office.personIdOf('cvvanhoa');
  await office.post('tpvanhoa', `/api/routing/tasks/${taskId}/assign`, { personId });
  return { documentId, taskId };
}

const role = (name: 'clerk' | 'director') => [{ kind: 'role', role: name }];
const step = (id: string, act: string, holders: object[], next: string[]) => ({
  ...{ id, name: id, act, holders, waits: 'all', workingDays: null, escalation: null },
  next: next.map((to) => ({ to, when: null })),
});
/** For a kind that nothing else here is of. */
const flowOf = (key: string) => ({
  ...{ key, name: 'Thông cáo', direction: 'incoming', note: '' },
  for: { kinds: ['thong-cao'], urgencies: [], unit: null },
  steps: [
    step('trinh', 'submit', role('clerk'), ['but-phe']),
    step('but-phe', 'direct', role('director'), ['giai-quyet']),
    step('giai-quyet', 'handle', [{ kind: 'assignee' }], []),
  ],
});
let plans = 0;
/** A plan of its own with one task. */
async function plan(office: Office) {
  plans += 1;
  return {
    source: { kind: 'plan', numberAndSymbol: `${plans}/KH-UBND`, title: 'Kế hoạch', date: today() },
    leaderPositionId: (await office.positionOf('chutich')).positionId,
    task: {
      ...{ number: 1, content: 'Rà soát thủ tục', cooperators: [], deadline: today(7), proofWanted: 'either' },
      lead: await unitOf(office, 'tpkinhte'),
    },
  };
}
let flows = 0;
async function savedFlow(office: Office) {
  flows += 1;
  const definition = flowOf(`thong-cao-${flows}`);
  return office.post<{ flowId: string; version: number }>('quantri', '/api/routing/flows', { definition });
}
async function activeFlow(office: Office) {
  const { flowId, version } = await savedFlow(office);
  await office.post('quantri', `/api/routing/flows/${flowId}/activate`, { version });
  return { flowId };
}

const holders: readonly Username[] = ['vanthu', 'chutich', 'tpvanhoa', 'tpkinhte', 'cvvanhoa'];

export const incomingCases: readonly Case[] = [
  act(incoming.Receive, 'own reception', { input: (_, username, office) => arrival(office, username), may: 'all' }),
  act(incoming.ReceivePaper, 'own scan', {
    input: async (_, username, office) => ({
      ...(await arrival(office, username)),
      ticket: username.endsWith('vanthu') ? await office.upload(username, 'quet.pdf', scannedPdf()) : 'không có phiếu',
      check: { copies: 1, envelopeIntact: true, contentsMatch: true, remark: null },
    }),
    may: 'all',
  }),
  act(incoming.PassUnopened, 'own envelope', {
    input: () => ({ senderName: 'Sở Nội vụ', addressee: 'Ông Trần Văn Chủ', numberOnEnvelope: null }),
    may: 'all',
  }),
  act(incoming.FindMeetings, 'own', { input: () => ({ from: today(-7), to: today(7) }), may: 'all' }),
  act(incoming.FindLetters, 'own', { may: 'all' }),
  act(incoming.ReadUpload, 'own upload', {
    input: async (_, username, office) => ({ ticket: (await arrival(office, username)).ticket }),
    may: 'all',
  }),
  act(incoming.CheckAgain, 'checked', { prepare: checked, may: ['vanthu'] }),
  act(incoming.ChangeIncomingKind, 'checked', {
    prepare: checked,
    input: ({ documentId }) => ({ documentId, kind: 'bao-cao' }),
    may: ['vanthu'],
  }),
  act(incoming.RegisterIncoming, 'checked', {
    prepare: checked,
    input: (made) => ({ ...made, reason: 'Đã xác minh với nơi gửi' }),
    may: ['vanthu'],
  }),
  act(incoming.ReturnIncoming, 'checked', {
    prepare: checked,
    input: ({ documentId }) => ({ documentId, reasonCode: 'wrong-address', text: 'Gửi nhầm' }),
    may: ['vanthu'],
  }),
  act(incoming.GetIncoming, 'checked', { prepare: checked, may: ['vanthu'] }),
  act(incoming.GetIncoming, 'assigned', { prepare: settledAssignment, may: holders }),
  act(openFile, 'checked', { prepare: checked, may: ['vanthu'] }),
  act(openFile, 'assigned', { prepare: settledAssignment, may: holders }),
  act(incoming.FindIncoming, 'own', { may: 'all' }),
  act(incoming.ReadIncomingRegister, 'own agency', { input: () => ({ year: new Date().getFullYear() }), may: 'all' }),

  act(routing.Submit, 'registered', {
    prepare: registered,
    input: ({ documentId }, _, office) => submission(office, documentId),
    may: ['vanthu'],
  }),
  act(routing.Direct, 'submitted to the chairman', { prepare: submitted, may: ['chutich'] }),
  act(routing.Assign, 'directed', {
    prepare: directed,
    input: async ({ taskId }, _, office) => ({ taskId, personId: await office.personIdOf('cvvanhoa') }),
    may: ['tpvanhoa'],
    refused: words({ 'ROUTING.NOT_YOUR_TASK': ['tpkinhte'] }),
  }),
  act(routing.Complete, 'assigned', {
    prepare: assigned,
    input: ({ taskId }) => ({ taskId, outcome: { kind: 'no-answer', reason: 'Không yêu cầu trả lời' } }),
    may: ['cvvanhoa', 'tpvanhoa'],
    refused: words({ 'ROUTING.NOT_YOUR_TASK': ['tpkinhte'] }),
  }),
  act(routing.Report, 'assigned', {
    prepare: assigned,
    input: ({ taskId }) => ({ taskId, text: 'Đã lấy ý kiến các xã' }),
    may: ['cvvanhoa', 'tpvanhoa'],
    refused: words({ 'ROUTING.NOT_YOUR_TASK': ['tpkinhte'] }),
  }),
  act(routing.Undo, 'submitted, not opened', {
    prepare: submitted,
    may: ['vanthu'],
    refused: words({ 'ROUTING.NOTHING_TO_UNDO': ['chutich'] }),
  }),
  act(routing.SendBack, 'directed', {
    prepare: directed,
    input: ({ documentId }) => ({ documentId, reason: 'Không thuộc chức năng' }),
    may: ['tpvanhoa', 'tpkinhte'],
    refused: words({ 'ROUTING.NOTHING_TO_SEND_BACK': ['vanthu', 'chutich'] }),
  }),
  act(routing.Reassign, 'directed', {
    prepare: directed,
    input: async ({ taskId }, _, office) => ({
      taskId,
      assignee: await unitOf(office, 'chanhvanphong'),
      reason: 'Đúng lĩnh vực',
    }),
    may: ['chutich'],
  }),
  act(routing.TakeOver, 'assigned, nobody absent', {
    prepare: assigned,
    input: ({ taskId }) => ({ taskId }),
    may: [],
    refused: words({ 'ROUTING.NOT_ABSENT': ['cvvanhoa', 'tpvanhoa', 'tpkinhte'] }),
  }),
  act(routing.AskExtension, 'assigned', {
    prepare: assigned,
    input: ({ taskId }) => ({ taskId, deadline: today(20), reason: 'Chờ số liệu' }),
    may: ['cvvanhoa', 'tpvanhoa'],
    refused: words({ 'ROUTING.NOT_YOUR_TASK': ['tpkinhte'] }),
  }),
  act(routing.AnswerExtension, 'asked for', {
    prepare: async (office) => {
      const { taskId } = await assigned(office);
      const asked = { deadline: today(20), reason: 'Chờ số liệu' };
      await office.post('cvvanhoa', `/api/routing/tasks/${taskId}/ask-extension`, asked);
      return { taskId, agreed: true };
    },
    may: ['chutich'],
  }),
  act(routing.Advise, 'submitted on the shipped flow, which asks nobody', {
    prepare: submitted,
    input: ({ documentId }) => ({ documentId, text: 'Nhất trí' }),
    may: [],
    refused: words({ 'ROUTING.NOT_ASKED': ['vanthu', 'chutich'] }),
  }),
  act(routing.FindFlows, 'own agency', { may: 'all' }),
  act(routing.SaveFlow, 'own agency', { input: () => ({ definition: flowOf('moi') }), may: 'all' }),
  act(routing.CheckFlow, 'own agency', { input: () => ({ definition: flowOf('moi') }), may: 'all' }),
  act(routing.GetFlow, 'own agency', { prepare: savedFlow, may: 'all' }),
  act(routing.ActivateFlow, 'saved', { prepare: savedFlow, may: 'all' }),
  act(routing.RetireFlow, 'active', { prepare: activeFlow, may: 'all' }),
  act(routing.Sort, 'submitted to the chairman', {
    prepare: submitted,
    input: ({ documentId }) => ({ documentId, place: 'first' }),
    may: ['chutich'],
  }),
  act(routing.FindReaders, 'directed', { prepare: directed, may: ['chutich'] }),
  act(routing.SetReaders, 'directed', {
    prepare: directed,
    input: async ({ documentId }, _, office) => ({
      ...{ documentId, reason: 'Cùng phụ trách', confirmed: true },
      grant: [await office.personIdOf('cvkinhte')],
    }),
    may: ['chutich'],
  }),
  act(routing.AddPlanTask, 'own agency', {
    prepare: plan,
    may: ['vanthu', 'chutich', 'phochutich', 'tpvanhoa', 'tpkinhte', 'chanhvanphong'],
    refused: words({ 'ROUTING.UNKNOWN_ASSIGNEE': ['tt.vanthu', 'tt.chanhvanphong', 'tt.chutich'] }),
  }),
  act(routing.ImportPlanTasks, 'own agency', {
    prepare: async (office) => {
      const { source, leaderPositionId } = await plan(office);
      const file = Buffer.from('STT,Nội dung,Chủ trì,Thời hạn\r\n1,Việc,KT,31/12/2099\r\n').toString('base64');
      return { source, leaderPositionId, file, apply: false };
    },
    may: ['vanthu', 'chutich', 'phochutich', 'tpvanhoa', 'tpkinhte', 'chanhvanphong'],
    refused: words({ 'ROUTING.UNKNOWN_ASSIGNEE': ['tt.vanthu', 'tt.chanhvanphong', 'tt.chutich'] }),
  }),
  act(routing.FindPlans, 'own', { may: 'all' }),
  act(routing.CountDue, 'own', { may: 'all' }),
  act(routing.ReadFollowUpBook, 'own', { input: () => ({ from: today(-30), to: today() }), may: 'all' }),
  act(routing.SetUrgingRule, 'own agency', {
    input: () => ({ before: [1], onTheDay: true, after: [1, 3, 5], escalateAfter: 3 }),
    may: 'all',
  }),
  act(routing.GetUrgingRule, 'own agency', { may: 'all' }),
  act(routing.FindNotices, 'own', { may: 'all' }),
  act(routing.ReadNotices, 'own', { may: 'all' }),
  act(routing.GetNoticePreferences, 'own', { may: 'all' }),
  act(routing.SetNoticePreferences, 'own', { input: () => ({ modes: { given: 'at-once' } }), may: 'all' }),
  act(routing.GetRouted, 'registered', { prepare: registered, may: ['vanthu'] }),
  act(routing.GetRouted, 'assigned', { prepare: assigned, may: holders }),
  act(routing.FindRouted, 'own', { may: 'all' }),
];

/** Reception hears from routing who reads from now on. */
async function settledAssignment(office: Office) {
  const made = await assigned(office);
  const path = `/api/incoming/documents/${made.documentId}`;
  await waitUntil(() => office.get('cvvanhoa', path).catch(() => null));
  return { documentId: made.documentId };
}
