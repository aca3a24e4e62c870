import { outgoing } from '@vanthu/contracts';
import { plainPdf } from '../hostile-pdfs.js';
import { type Office, today } from '../office.js';
import { chauMinh, Paper, tanThuan } from '../paper.js';
import { act, type Case, words } from './case.js';

type State = outgoing.OutgoingState;
const paperAt = (state: State) => async (office: Office) => (await Paper.draft(office)).bring(state);
const at = (state: State) => async (office: Office) => ({ documentId: (await paperAt(state)(office)).id });
const draftReaders = ['vanthu', 'cvvanhoa', 'tpvanhoa', 'chutich'] as const;

const mayUpload = (username: string) => !['chutich', 'phochutich', 'quantri', 'tt.chutich'].includes(username);

async function asked(office: Office) {
  const { documentId } = await at('draft')(office);
  const { unitId } = await office.positionOf('tpkinhte');
  const question = { unitIds: [unitId ?? ''], question: 'Cho ý kiến về dự thảo', dueOn: today(3) };
  const { ids } = await office.post<{ ids: string[] }>(
    'cvvanhoa',
    `/api/outgoing/documents/${documentId}/opinions`,
    question,
  );
  return { documentId, opinionId: ids[0] ?? '', stance: 'agrees', text: 'Nhất trí.' };
}

/** The chairman charges the culture unit. */
async function charged(office: Office): Promise<string> {
  const { unitId } = await office.positionOf('cvvanhoa');
  const charge = { unitId: unitId ?? '', matter: 'Dự thảo Quyết định' };
  const { id } = await office.post<{ id: string }>('chutich', '/api/outgoing/assignments', charge);
  return id;
}

/** Two drafts of the culture unit on one slip before the chairman. */
async function onSlip(office: Office, state: State = 'submitted') {
  const papers = [await Paper.draft(office), await Paper.draft(office)] as const;
  const documentIds = papers.map(({ id }) => id);
  const wish = { title: 'Trình ký', explanation: 'Kính trình.', documentIds };
  const { id } = await office.post<{ id: string }>('cvvanhoa', '/api/outgoing/slips', wish);
  for (const paper of papers) await paper.bring(state);
  return { slipId: id, papers };
}

/** Work on a draft before it is signed, and writing in Word. */
export const draftingCases: readonly Case[] = [
  act(outgoing.GetReview, 'draft', { prepare: at('draft'), may: draftReaders }),
  act(outgoing.CompareVersions, 'draft', {
    prepare: async (office) => ({ ...(await at('draft')(office)), from: 1, to: 1 }),
    may: draftReaders,
  }),
  act(outgoing.AddComment, 'draft', {
    prepare: async (office) => ({ ...(await at('draft')(office)), text: 'Bổ sung căn cứ.' }),
    may: draftReaders,
  }),
  act(outgoing.AskOpinions, 'draft', {
    prepare: async (office) => {
      const { unitId } = await office.positionOf('tpkinhte');
      return { ...(await at('draft')(office)), unitIds: [unitId ?? ''], question: 'Cho ý kiến', dueOn: today(3) };
    },
    may: ['cvvanhoa', 'tpvanhoa'],
    refused: words({ 'OUTGOING.NOT_THE_DRAFTER': ['vanthu'] }),
  }),
  act(outgoing.GiveOpinion, 'asked of the unit of economy', {
    prepare: asked,
    may: ['tpkinhte'],
    refused: words({ 'OUTGOING.NOT_ASKED': [...draftReaders] }),
  }),
  act(outgoing.InitialDraft, 'submitted', {
    prepare: async (office) => {
      const paper = await paperAt('submitted')(office);
      return { documentId: paper.id, ...(await paper.seen()) };
    },
    may: ['vanthu', 'cvvanhoa', 'tpvanhoa'],
    refused: words({ 'OUTGOING.SIGNER_DOES_NOT_INITIAL': ['chutich'] }),
  }),
  act(outgoing.AssignDrafting, 'any unit of the agency', {
    input: async (_: object, username, office) => ({
      unitId: (await office.positionOf(username.startsWith('tt.') ? 'tt.chuyenvien' : 'cvvanhoa')).unitId ?? '',
      matter: 'Dự thảo Quyết định thành lập Tổ rà soát văn bản',
    }),
    may: 'all',
  }),
  act(outgoing.TakeUpAssignment, 'draft of the charged unit', {
    prepare: async (office) => {
      return { assignmentId: await charged(office), documentId: (await Paper.draft(office)).id };
    },
    may: ['cvvanhoa', 'tpvanhoa'],
    refused: words({ 'OUTGOING.NOT_THE_DRAFTER': ['vanthu'] }),
  }),
  act(outgoing.ChangeAssignment, 'given by the chairman', {
    prepare: async (office) => ({ assignmentId: await charged(office), matter: 'Dự thảo Công văn', dueOn: null }),
    may: ['chutich'],
  }),
  act(outgoing.WithdrawAssignment, 'given by the chairman', {
    prepare: async (office) => ({ assignmentId: await charged(office), reason: 'Không còn cần' }),
    may: ['chutich'],
  }),
  act(outgoing.FindAssignments, 'any', { may: 'all' }),
  act(outgoing.SubmitSlip, 'two drafts of one signer', {
    prepare: async (office) => {
      const documentIds = [(await Paper.draft(office)).id, (await Paper.draft(office)).id];
      return { title: 'Trình ký', explanation: 'Kính trình.', documentIds };
    },
    may: ['cvvanhoa', 'tpvanhoa'],
    refused: words({ 'OUTGOING.NOT_THE_DRAFTER': ['vanthu'] }),
  }),
  act(outgoing.GetSlip, 'submitted', {
    prepare: async (office) => ({ slipId: (await onSlip(office)).slipId }),
    may: draftReaders,
  }),
  act(outgoing.FindSlips, 'any', { may: 'all' }),
  act(outgoing.DecideSlip, 'form-checked', {
    prepare: async (office) => {
      const { slipId, papers } = await onSlip(office, 'form-checked');
      const { manifestHash } = await papers[0].seen();
      const returned = { decision: 'returned', documentId: papers[0].id, manifestHash, reason: 'Chưa rõ căn cứ' };
      return { slipId, decisions: [returned] };
    },
    may: ['chutich'],
    refused: words({ 'OUTGOING.NOT_THE_SIGNER': ['chanhvanphong'] }),
  }),
  act(outgoing.PreviewDraft, 'nothing written yet', {
    input: () => ({ kind: 'cong-van', body: { form: 'letter' } }),
    may: 'all',
  }),
  act(outgoing.WriteWord, 'draft', { prepare: at('draft'), may: draftReaders }),
  act(outgoing.WriteWordTemplate, 'any', { input: () => ({ kind: 'thong-bao' }), may: 'all' }),
  act(outgoing.CreateWordDraft, 'own agency', {
    may: 'all',
    input: async (_, username, office) => {
      const { body, ...asked } = (await Paper.input(office, {}, username.startsWith('tt.') ? tanThuan : chauMinh)) as {
        body: object;
      };
      return asked;
    },
  }),
  act(outgoing.TakeWrittenFile, 'draft, no file', {
    prepare: async (office) => {
      const paper = await paperAt('draft')(office);
      return { documentId: paper.id, version: 1, ticket: 'không có' };
    },
    may: [],
    refused: words({ 'FILE.BAD_TICKET': ['cvvanhoa', 'tpvanhoa'], 'OUTGOING.NOT_THE_DRAFTER': ['vanthu'] }),
  }),
  act(outgoing.MovePlaces, 'draft of the system', {
    prepare: async (office) => {
      const rect = { x: 10, y: 10, width: 20, height: 10 };
      return { ...(await at('draft')(office)), version: 1, places: [{ name: 'so_van_ban', page: 1, rect }] };
    },
    may: [],
    refused: words({
      ...{ 'OUTGOING.NO_WRITTEN_FILE': ['cvvanhoa', 'tpvanhoa'], 'OUTGOING.NOT_THE_DRAFTER': ['vanthu'] },
    }),
  }),
  act(outgoing.TakeOverFields, 'draft of the system', {
    prepare: async (office) => ({ ...(await at('draft')(office)), version: 1, fields: ['abstract'] }),
    may: [],
    refused: words({
      ...{ 'OUTGOING.NO_WRITTEN_FILE': ['cvvanhoa', 'tpvanhoa'], 'OUTGOING.NOT_THE_DRAFTER': ['vanthu'] },
    }),
  }),
  act(outgoing.GetWrittenFile, 'draft of the system', {
    prepare: at('draft'),
    may: [],
    refused: words({ 'OUTGOING.NO_WRITTEN_FILE': [...draftReaders] }),
  }),
  act(outgoing.CheckUploadedLayout, 'own upload', {
    input: async (_: object, username, office) => ({
      ticket: mayUpload(username) ? await office.upload(username, 'du-thao.pdf', plainPdf()) : 'không có',
    }),
    may: 'all',
  }),
];
