import { randomUUID } from 'node:crypto';
import { outgoing, signing } from '@vanthu/contracts';
import { scannedPdf, waitUntil } from '@vanthu/testing';
import { plainPdf } from '../hostile-pdfs.js';
import { type Office, today } from '../office.js';
import { chauMinh, Paper, tanThuan } from '../paper.js';
import { act, type Case, type Username, words } from './case.js';

type State = outgoing.OutgoingState;
const file = { http: { method: 'GET', path: '/outgoing/documents/{documentId}/file', summary: '' } } as const;
/** The door streams it; the owner is asked first. */
const openFile = { ...outgoing.OpenOutgoingFile, ...file };

const paperAt = (state: State) => async (office: Office) => (await Paper.draft(office)).bring(state);
const at = (state: State) => async (office: Office) => ({ documentId: (await paperAt(state)(office)).id });
const seenAt = (state: State) => async (office: Office) => {
  const paper = await paperAt(state)(office);
  return { documentId: paper.id, ...(await paper.seen()) };
};

/** Numbered, and the seal waits for a key: what a process that died leaves. */
async function waitingForSeal(office: Office) {
  const paper = await paperAt('signed')(office);
  const order = { ...(await paper.seen()), activationId: randomUUID() };
  await office.post('vanthu', `${paper.path}/allot-number`, order);
  await waitUntil(async () => (await paper.detail()).job?.state === 'needs-activation');
  return { documentId: paper.id };
}

const activation =
  (purpose: 'personal' | 'organisation', who: Username) =>
  async <Made extends { documentId: string }>(made: Made, username: Username, office: Office) => ({
    ...made,
    activationId: username === who ? await office.activate(who, purpose, [await version(office, made)]) : randomUUID(),
  });

const version = async (office: Office, { documentId }: { documentId: string }) => {
  const detail = await office.get<outgoing.OutgoingDetail>('vanthu', `/api/outgoing/documents/${documentId}`);
  return { documentId, manifestHash: detail.manifest.hash };
};

async function apartSeries(office: Office) {
  const { agencyId } = await office.positionOf('quantri');
  const decision = 'Quyết định số 01/QĐ-UBND';
  const body = { what: 'advisory', code: 'HDTDKT', name: 'Hội đồng Thi đua - Khen thưởng', issuer: 'HĐTĐKT' };
  return { agencyId, series: { ...body, sealName: 'Con dấu của Hội đồng', decision } };
}

async function onPaper(office: Office): Promise<Paper> {
  return (await Paper.draft(office, { road: 'ink' })).bring('form-checked');
}

async function numberedOnPaper(office: Office): Promise<Paper> {
  const paper = await onPaper(office);
  await paper.recordInk();
  await paper.numberOnPaper();
  return paper;
}

async function withAttachment(office: Office) {
  const paper = await paperAt('draft')(office);
  const ticket = await office.upload('cvvanhoa', 'phu-luc.pdf', plainPdf());
  const sent = { version: (await paper.detail()).version, ticket, title: 'Phụ lục' };
  const added = await office.post<{ attachmentId: string; version: number }>(
    'cvvanhoa',
    `${paper.path}/attachments`,
    sent,
  );
  return { documentId: paper.id, attachmentId: added.attachmentId, version: added.version };
}

/** Who may upload what is to be attached. */
const mayDraft = (username: Username): boolean =>
  !['chutich', 'phochutich', 'quantri', 'tt.chutich'].includes(username);

const thisYear = () => ({ year: new Date().getFullYear() });
const clerks = ['vanthu', 'tt.vanthu'] as const;
let series = 0;
const newSeries = () => {
  series += 1;
  const decision = 'Quyết định 20/QĐ-UBND ngày 20/7/2025';
  return { seriesCode: `SO-${series}`, ...thisYear(), lastNumber: 0, lastDate: null, decision };
};
/** In both communes: each clerk acts on that of the own. */
async function opened(office: Office) {
  const made = newSeries();
  for (const clerk of clerks) await office.post(clerk, '/api/outgoing/series', made);
  return { seriesCode: made.seriesCode, year: made.year };
}

async function copySigner(office: Office) {
  const { agencyId } = await office.positionOf('vanthu');
  const { positionId } = await office.positionOf('chutich');
  return { agencyId, positionId, from: '2025-01-01', to: null, decision: 'Quyết định 03/QĐ-UBND' };
}

/** Issued to the unit of economy: from now on its head and the leadership read it, too. */
async function issued(office: Office) {
  const { unitId, unitName } = await office.positionOf('tpkinhte');
  const recipients = [{ kind: 'unit' as const, unitId: unitId ?? '', name: unitName ?? '' }];
  return { documentId: (await (await Paper.draft(office, { recipients })).bring('issued')).id };
}

const bothWays = async (office: Office) => ({
  agencyId: (await office.positionOf('vanthu')).agencyId,
  ...{ kind: '*', decision: 'Quyết định 30/QĐ-UBND ngày 20/7/2025' },
});

const draftReaders = ['vanthu', 'cvvanhoa', 'tpvanhoa', 'chutich'] as const;
/** Who has checked it goes on reading it. */
const signedReaders = [...draftReaders, 'chanhvanphong'] as const;
const issuedReaders = [...signedReaders, 'phochutich', 'tpkinhte'] as const;

export const outgoingCases: readonly Case[] = [
  act(outgoing.CreateDraft, 'own agency', {
    may: 'all',
    input: (_, username, office) => {
      const hands = username.startsWith('tt.') ? tanThuan : chauMinh;
      return Paper.input(office, {}, hands);
    },
  }),
  act(outgoing.ReviseDraft, 'draft', {
    prepare: async (office) => {
      const paper = await paperAt('draft')(office);
      return { ...(paper.input as object), documentId: paper.id, version: (await paper.detail()).version };
    },
    may: ['cvvanhoa', 'tpvanhoa'],
    refused: words({ 'OUTGOING.NOT_THE_DRAFTER': ['vanthu'] }),
  }),
  act(outgoing.AddAttachment, 'draft', {
    prepare: async (office) => {
      const paper = await paperAt('draft')(office);
      return { documentId: paper.id, version: (await paper.detail()).version, title: 'Phụ lục' };
    },
    input: async (made: object, username, office) => ({
      ...made,
      ticket: mayDraft(username) ? await office.upload(username, 'phu-luc.pdf', plainPdf()) : 'không có',
    }),
    may: ['cvvanhoa', 'tpvanhoa'],
    refused: words({ 'OUTGOING.NOT_THE_DRAFTER': ['vanthu'] }),
  }),
  act(outgoing.RemoveAttachment, 'draft with an attachment', {
    prepare: withAttachment,
    may: ['cvvanhoa', 'tpvanhoa'],
    refused: words({ 'OUTGOING.NOT_THE_DRAFTER': ['vanthu'] }),
  }),
  act(outgoing.SubmitDraft, 'draft', {
    prepare: at('draft'),
    may: ['cvvanhoa', 'tpvanhoa'],
    refused: words({ 'OUTGOING.NOT_THE_DRAFTER': ['vanthu'] }),
  }),
  act(outgoing.CheckContent, 'submitted', {
    prepare: seenAt('submitted'),
    may: ['tpvanhoa'],
    refused: words({ 'OUTGOING.NOT_THE_UNIT_HEAD': ['chutich'] }),
  }),
  act(outgoing.CheckForm, 'content-checked', { prepare: seenAt('content-checked'), may: ['chanhvanphong'] }),
  act(outgoing.ReturnDraft, 'submitted', {
    prepare: async (office) => ({ ...(await at('submitted')(office)), reason: 'Chưa rõ căn cứ' }),
    may: ['tpvanhoa'],
    refused: words({ 'OUTGOING.NOT_THE_UNIT_HEAD': ['vanthu', 'cvvanhoa', 'chutich'] }),
  }),
  act(outgoing.Sign, 'form-checked', {
    prepare: seenAt('form-checked'),
    input: activation('personal', 'chutich'),
    may: ['chutich'],
    refused: words({ 'OUTGOING.NOT_THE_SIGNER': ['chanhvanphong'] }),
  }),
  act(outgoing.AllotNumber, 'signed', {
    prepare: seenAt('signed'),
    input: activation('organisation', 'vanthu'),
    may: ['vanthu'],
  }),
  act(outgoing.RecordInkSignature, 'form-checked, on paper', {
    prepare: async (office) => {
      const paper = await onPaper(office);
      return { documentId: paper.id, ...(await paper.seen()), signedOn: today() };
    },
    may: ['vanthu'],
  }),
  act(outgoing.AddScan, 'numbered, on paper', {
    prepare: async (office) => ({ documentId: (await numberedOnPaper(office)).id }),
    input: async (made: object, username, office) => ({
      ...made,
      ticket: username.endsWith('vanthu') ? await office.upload(username, 'quet.pdf', scannedPdf()) : 'không có',
    }),
    may: ['vanthu'],
  }),
  act(outgoing.Seal, 'scanned', {
    prepare: async (office) => {
      const paper = await numberedOnPaper(office);
      await paper.addScan(scannedPdf());
      return { documentId: paper.id, ...(await paper.seen()) };
    },
    input: activation('organisation', 'vanthu'),
    may: ['vanthu'],
  }),
  act(outgoing.RetryJob, 'numbered, the seal waits', {
    prepare: waitingForSeal,
    input: activation('organisation', 'vanthu'),
    may: ['vanthu'],
    refused: words({ 'ACCESS.NOT_ALLOWED': ['chutich', 'chanhvanphong'] }),
  }),
  act(outgoing.OpenBatch, 'signed, to be numbered', {
    prepare: async (office) => {
      const { documentId } = await at('signed')(office);
      return { act: 'allot-number', activationId: randomUUID(), documentIds: [documentId] };
    },
    may: ['vanthu', 'chutich', 'chanhvanphong'],
  }),
  act(outgoing.FindBatches, 'own', { may: 'all' }),
  act(outgoing.GetBatch, 'of nobody', { input: () => ({ batchId: randomUUID() }), may: [] }),
  act(outgoing.VoidNumber, 'numbered, the seal waits', {
    prepare: async (office) => ({ ...(await waitingForSeal(office)), reason: 'Khóa của cơ quan hỏng' }),
    may: ['vanthu'],
  }),
  act(outgoing.Issue, 'sealed', { prepare: at('sealed'), may: ['vanthu'] }),
  act(outgoing.SetSeriesRule, 'own agency', {
    prepare: async (office) => ({
      agencyId: (await office.positionOf('vanthu')).agencyId,
      kind: 'to-trinh',
      seriesCode: 'TTR',
      decision: 'Quyết định 20/QĐ-UBND ngày 20/7/2025',
    }),
    may: ['quantri'],
  }),

  act(outgoing.GetOutgoing, 'draft', { prepare: at('draft'), may: draftReaders }),
  act(outgoing.GetOutgoing, 'issued', { prepare: issued, may: issuedReaders }),
  act(openFile, 'draft', { prepare: at('draft'), may: draftReaders }),
  act(openFile, 'issued', { prepare: issued, may: issuedReaders }),
  act(outgoing.FindOutgoing, 'own', { may: 'all' }),
  act(outgoing.FindApartSeries, 'own agency', { input: () => ({ year: today().slice(0, 4) }), may: 'all' }),
  act(outgoing.FindBothWays, 'of the own agency', { may: 'all' }),
  act(outgoing.SetApartSeries, 'of the own agency', { prepare: apartSeries, may: ['quantri'] }),
  act(outgoing.CloseApartSeries, 'of the own agency', {
    prepare: async (office) => {
      const { agencyId, series } = await apartSeries(office);
      const code = `D${Date.now() % 1_000_000}`;
      await office.post('quantri', '/api/outgoing/apart-series', {
        agencyId,
        series: { ...series, code, issuer: code, name: `Tổ công tác ${code}` },
      });
      return { seriesCode: `TV-${code}`, decision: 'Quyết định số 50/QĐ-UBND' };
    },
    may: ['quantri'],
  }),
  act(outgoing.RegisterApart, 'the series of an advisory body', {
    prepare: async (office) => {
      await office.post('quantri', '/api/outgoing/apart-series', await apartSeries(office));
      return {
        ...{ seriesCode: 'TV-HDTDKT', kind: 'ke-hoach', abstract: 'Kế hoạch khen thưởng', signer: 'Chủ tịch Hội đồng' },
        ...{ signedOn: today(), recipients: 'Lưu: VT', copies: 1 },
      };
    },
    may: ['vanthu'],
  }),
  act(outgoing.ReadRegister, 'own agency', { input: () => ({ year: new Date().getFullYear() }), may: 'all' }),

  act(outgoing.GetAfterIssue, 'issued', { prepare: issued, may: issuedReaders }),
  act(outgoing.RecallDocument, 'issued', {
    prepare: async (office) => ({
      ...(await issued(office)),
      order: 'Công văn số 12/UBND-VP',
      reason: 'Ban hành nhầm',
    }),
    may: ['vanthu'],
  }),
  act(outgoing.MendDocument, 'draft', {
    prepare: async (office) => ({
      ...(await at('draft')(office)),
      ...{ kind: 'amends', earlierId: (await issued(office)).documentId },
    }),
    may: ['vanthu', 'cvvanhoa', 'tpvanhoa'],
  }),
  act(outgoing.FileDocument, 'issued', {
    prepare: async (office) => ({ ...(await issued(office)), caseFile: '07.VHXH' }),
    may: ['vanthu', 'cvvanhoa', 'tpvanhoa'],
    refused: words({ 'OUTGOING.NOT_THE_DRAFTER': ['chanhvanphong', 'tpkinhte'] }),
  }),
  act(outgoing.FindUnfiled, 'own agency', { may: 'all' }),
  act(outgoing.FindCaseFiles, 'own agency', { input: thisYear, may: 'all' }),
  act(outgoing.DescribeCaseFile, 'with a document of the agency', {
    prepare: async (office) => {
      const { documentId } = await issued(office);
      await office.post('vanthu', `/api/outgoing/documents/${documentId}/file-in`, { caseFile: '07.VHXH' });
      return { notation: '07.VHXH', title: 'Hồ sơ chuyển đổi số', retention: '20 năm' };
    },
    may: ['vanthu', 'cvvanhoa', 'cvkinhte', 'tpvanhoa', 'tpkinhte', 'chanhvanphong'],
    refused: words({ 'OUTGOING.UNKNOWN_CASE_FILE': ['tt.vanthu', 'tt.chuyenvien', 'tt.chanhvanphong'] }),
  }),
  act(outgoing.GetFields, 'issued', { prepare: issued, may: issuedReaders }),
  act(outgoing.CheckNumbering, 'signed', { prepare: at('signed'), may: ['vanthu'] }),
  act(outgoing.GetPaperIssue, 'issued', { prepare: issued, may: ['vanthu'] }),
  act(outgoing.SetBothWays, 'own agency', {
    prepare: bothWays,
    may: ['quantri'],
  }),
  act(outgoing.SendPaper, 'issued, of a kind that goes both ways', {
    prepare: async (office) => {
      await office.post('quantri', '/api/outgoing/both-ways', await bothWays(office));
      return { ...(await issued(office)), places: [0] };
    },
    may: ['vanthu'],
  }),
  act(outgoing.FindDeadlines, 'own agency', { input: thisYear, may: 'all' }),
  act(outgoing.FindSeries, 'own agency', { input: thisYear, may: 'all' }),
  act(outgoing.OpenSeries, 'a new one', { prepare: async () => newSeries(), may: 'all' }),
  act(outgoing.StopSeries, 'open', {
    prepare: async (office) => ({ ...(await opened(office)), reason: 'Mất điện' }),
    may: 'all',
  }),
  act(outgoing.ResumeSeries, 'stopped', {
    prepare: async (office) => {
      const { seriesCode, year } = await opened(office);
      for (const clerk of clerks)
        await office.post(clerk, `/api/outgoing/series/${seriesCode}/stop`, { year, reason: 'Mất điện' });
      return { seriesCode, year, noneGiven: true, given: [] };
    },
    may: 'all',
  }),
  act(outgoing.TakeOverLines, 'open', {
    prepare: async (office) => {
      const table = 'Số, ký hiệu văn bản;Ngày tháng văn bản;Tên loại và trích yếu nội dung văn bản';
      return { ...(await opened(office)), file: Buffer.from(table).toString('base64'), dryRun: true };
    },
    may: 'all',
  }),

  act(outgoing.ChargeCopySigner, 'own agency', { prepare: copySigner, may: ['quantri'] }),
  act(outgoing.RegisterCopy, 'a signer who is charged', {
    prepare: async (office) => {
      await office.post('quantri', '/api/outgoing/copy-signers', await copySigner(office));
      return {
        ...{ form: 'sao-y', source: 'original', from: 'paper', to: 'paper', numberAndSymbol: '128/STC-NS' },
        ...{ documentDate: today(), issuer: 'Sở Tài chính', kindAndAbstract: 'Công văn về dự toán' },
        ...{
          signerPositionId: (await office.positionOf('chutich')).positionId,
          copies: 1,
          recipients: 'Phòng Kinh tế',
        },
      };
    },
    may: ['vanthu'],
    refused: words({ 'OUTGOING.NOT_A_COPY_SIGNER': ['tt.vanthu'] }),
  }),
  act(outgoing.FindCopies, 'own agency', { input: thisYear, may: 'all' }),

  act(signing.GetEvidence, 'signed', { prepare: at('signed'), may: signedReaders }),
  act(signing.GetEvidence, 'issued', { prepare: issued, may: issuedReaders }),
  act(signing.GetSignatureEvidence, 'signed', { prepare: at('signed'), may: signedReaders }),
  act(signing.GetSignatureEvidence, 'issued', { prepare: issued, may: issuedReaders }),
  act(signing.RejudgeDocument, 'signed', { prepare: at('signed'), may: ['vanthu', 'chutich'] }),
];
