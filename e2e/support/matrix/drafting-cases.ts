import { outgoing } from '@vanthu/contracts';
import { plainPdf } from '../hostile-pdfs.js';
import { type Office, today } from '../office.js';
import { Paper } from '../paper.js';
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
  act(outgoing.WriteWord, 'draft', { prepare: at('draft'), may: draftReaders }),
  act(outgoing.WriteWordTemplate, 'any', { input: () => ({ kind: 'thong-bao' }), may: 'all' }),
  act(outgoing.CheckUploadedLayout, 'own upload', {
    input: async (_: object, username, office) => ({
      ticket: mayUpload(username) ? await office.upload(username, 'du-thao.pdf', plainPdf()) : 'không có',
    }),
    may: 'all',
  }),
];
