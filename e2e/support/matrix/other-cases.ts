import { randomUUID } from 'node:crypto';
import { directory, signing, stats } from '@vanthu/contracts';
import { waitUntil } from '@vanthu/testing';
import { type Office, today } from '../office.js';
import { act, type Case, everybody, type Username, words } from './case.js';

const period = { from: today(-30), to: today(1) };
/** A reporting year begins on 15 December; the one before has always begun. */
const thisYear = String(Number(today().slice(0, 4)) - 1);
const table = 'Mã,Giá trị,Nguồn,Người cung cấp\r\nportal.items,1,Sổ,Văn phòng\r\n';
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

/** A certificate that nobody has, for somebody who has none yet. */
async function certificate(office: Office) {
  const issued = (await office.pki()).issuePerson({ commonName: 'Ngô Thanh Tùng' });
  return { issued, owner: { kind: 'person' as const, personId: await office.personIdOf('cvkinhte') } };
}

async function enrolment(office: Office) {
  const { issued, owner } = await certificate(office);
  return { certificateDer: base64(issued.certificateDer), owner, proof: 'Giấy đề nghị cấp chứng thư' };
}

const sealedPin = (purpose: 'personal' | 'organisation') => async (_: object, username: Username, office: Office) => {
  const { pin } = office.system.signIns.find((one) => one.username === 'chutich') ?? {};
  const rights = ['quantri', 'cvvanhoa', 'cvkinhte', 'tpvanhoa', 'tpkinhte', 'tt.chuyenvien', 'tt.chanhvanphong'];
  // Who may not ask for the key cannot seal; what they send is not looked at.
  const documents = [{ documentId: randomUUID(), manifestHash: 'a'.repeat(64) }];
  return { purpose, documents, sealedPin: rights.includes(username) ? 'AAAA' : await office.seal(username, pin ?? '') };
};

const agencyOf = (username: Username) => async (office: Office) => ({
  agencyId: (await office.positionOf(username)).agencyId,
});
/** A device of a certificate that seals nothing. */
async function sealDevice(office: Office) {
  const { agencyId } = await office.positionOf('vanthu');
  const certificateSha256 = randomUUID().replaceAll('-', '').repeat(2);
  const keeperPersonId = await office.personIdOf('vanthu');
  return { agencyId, certificateSha256, keeperPersonId, label: 'Thiết bị', decision: 'Quyết định số 20/QĐ-UBND' };
}
async function lending(office: Office) {
  const device = await office.post<{ id: string }>('quantri', '/api/directory/seal-devices', await sealDevice(office));
  const minutes = { numberAndSymbol: '03/BB-VP', date: today() };
  return {
    deviceId: device.id,
    borrowerPersonId: await office.personIdOf('vanthu'),
    permission: { numberAndSymbol: '15/GP-UBND', date: today(-1), signedBy: 'Chủ tịch' },
    minutes,
    until: new Date(Date.now() + 86_400_000).toISOString(),
  };
}

const mayActivate: Username[] = ['chutich', 'phochutich', 'chanhvanphong', 'tt.chutich', 'vanthu', 'tt.vanthu'];
const nobody = randomUUID();
const handedOut = {
  way: 'file',
  certificateDer: null,
  documents: [{ documentId: randomUUID(), manifestHash: 'a'.repeat(64) }],
};

const recipientGroup = () => ({
  name: `Nhóm ${randomUUID()}`,
  members: [{ kind: 'other' as const, name: 'Thường trực Đảng ủy xã' }],
});

const savedSearch = () => ({ list: 'outgoing' as const, name: `Tìm ${randomUUID()}`, query: 'q=dat%20dai' });

async function machineAccount(office: Office) {
  const { positionId } = await office.positionOf('cvvanhoa');
  const keySha256 = randomUUID().replaceAll('-', '').repeat(2);
  return { name: 'Một cửa', responsiblePositionId: positionId, keySha256, decision: 'Quyết định số 30/QĐ-UBND' };
}

let weeks = 20;
/** The chairman is away, in a week of its own; the vice chairman stands in. */
async function absence(office: Office) {
  weeks += 1;
  const [from, to] = [today(7 * weeks), today(7 * weeks + 4)];
  const { positionId } = await office.positionOf('chutich');
  const { positionId: deputyPositionId } = await office.positionOf('phochutich');
  return { positionId, deputyPositionId, from, to, basis: 'Nghỉ phép năm' };
}

const childless: Username[] = ['vanthu', 'tpvanhoa', 'tpkinhte', 'chanhvanphong'];

export const otherCases: readonly Case[] = [
  act(signing.GetActivationKey, 'any', { may: 'all' }),
  act(signing.OpenActivation, "one's own key", {
    input: sealedPin('personal'),
    may: ['chutich', 'phochutich', 'chanhvanphong', 'tt.chutich'],
    refused: words({ 'SIGNING.NO_KEY': ['vanthu', 'tt.vanthu'] }),
  }),
  act(signing.OpenActivation, 'the key of the agency', {
    input: sealedPin('organisation'),
    may: ['vanthu', 'tt.vanthu'],
    refused: words({ 'SIGNING.NO_KEY': ['chutich', 'phochutich', 'chanhvanphong', 'tt.chutich'] }),
  }),
  act(signing.BeginAuthorisation, 'a key that opens with a PIN', {
    input: () => ({ purpose: 'personal', documents: [{ documentId: nobody, manifestHash: 'a'.repeat(64) }] }),
    may: [],
    refused: words({
      'SIGNING.NO_KEY': ['vanthu', 'tt.vanthu'],
      'SIGNING.ASKS_OTHERWISE': ['chutich', 'phochutich', 'chanhvanphong', 'tt.chutich'],
    }),
  }),
  act(signing.GetAuthorisation, 'of nobody', {
    input: () => ({ activationId: nobody }),
    may: [],
    refused: words({ 'SIGNING.AUTHORISATION_EXPIRED': mayActivate }),
  }),
  act(signing.CompleteAuthorisation, 'of nobody', {
    input: () => ({ state: 'chưa-ai-đưa', code: 'x' }),
    may: [],
    refused: words({ 'SIGNING.AUTHORISATION_UNKNOWN': mayActivate }),
  }),
  act(signing.StoreKey, 'any', {
    prepare: async (office) => {
      const { issued, owner } = await certificate(office);
      const pkcs12 = base64(issued.pkcs12('246810'));
      return { owner, pkcs12, certificateDer: base64(issued.certificateDer), imagePng: null, label: 'Khóa mới' };
    },
    may: ['quantri'],
  }),
  act(signing.ConnectKey, 'a token where no module is configured', {
    prepare: async (office) => {
      const { issued, owner } = await certificate(office);
      const way = { kind: 'pkcs11', token: 'Thiết bị', keyId: 'a1' };
      return { owner, way, certificateDer: base64(issued.certificateDer), imagePng: null, label: 'Thiết bị' };
    },
    may: [],
    refused: words({ 'SIGNING.NO_WAY': ['quantri'] }),
  }),
  act(signing.CheckStation, 'own', { input: () => ({ purpose: 'personal' }), may: 'all' }),
  act(signing.CheckCertificate, 'of a token that is plugged in', {
    prepare: async (office) => ({
      purpose: 'personal',
      certificateDer: base64((await certificate(office)).issued.certificateDer),
    }),
    may: 'all',
  }),
  act(signing.OpenHandout, 'a document to be signed by whoever has the key', {
    input: () => ({ ...handedOut, purpose: 'personal' }),
    may: 'all',
  }),
  act(signing.OpenHandout, 'a document to be sealed by whoever has the device', {
    input: () => ({ ...handedOut, purpose: 'organisation' }),
    may: ['vanthu', 'tt.vanthu'],
    refused: words({ 'SIGNING.NO_KEY': ['chutich', 'phochutich', 'chanhvanphong', 'tt.chutich'] }),
  }),
  act(signing.FindHandouts, 'own', { may: 'all' }),
  act(signing.HandInCms, 'of nobody', {
    input: () => ({ handoutId: nobody, cms: 'MIIB' }),
    may: [],
    refused: words({ 'SIGNING.HANDOUT_UNKNOWN': mayActivate }),
  }),
  act(signing.GiveUpHandout, 'of nobody', {
    input: () => ({ handoutId: nobody }),
    may: [],
    refused: words({ 'SIGNING.HANDOUT_UNKNOWN': mayActivate }),
  }),
  act(signing.RaiseIssuedFiles, 'any', { may: ['quantri'] }),
  act(signing.StartRejudging, 'any', { may: ['quantri'] }),
  act(signing.GetRejudging, 'any', { may: ['quantri'] }),
  act(directory.AssignSealDevice, 'a new device', { prepare: sealDevice, may: ['quantri'] }),
  act(directory.LendSealDevice, 'kept by the clerk', { prepare: lending, may: ['vanthu'] }),
  act(directory.ReturnSealDevice, 'lent by the clerk', {
    prepare: async (office) => {
      const { deviceId, ...lent } = await lending(office);
      await office.post('vanthu', `/api/directory/seal-devices/${deviceId}/lend`, lent);
      return { deviceId, minutes: lent.minutes };
    },
    may: ['vanthu'],
  }),
  act(directory.FindSealDevices, 'own agency', { may: 'all' }),
  act(directory.FindCertificates, 'own agency', { may: 'all' }),
  act(directory.AnnounceExpiries, 'any', { may: ['quantri'] }),

  act(directory.FindSavedSearches, "one's own", { input: () => ({ list: 'outgoing' }), may: 'all' }),
  act(directory.SaveSearch, 'a new one', { input: savedSearch, may: 'all' }),
  act(directory.RemoveSavedSearch, "a colleague's", {
    prepare: async (office) => {
      const { id } = await office.post<{ id: string }>('cvvanhoa', '/api/directory/saved-searches', savedSearch());
      return { searchId: id };
    },
    may: ['cvvanhoa'],
    refused: words({ 'DIRECTORY.NO_SUCH_SEARCH': everybody.filter((one) => one !== 'cvvanhoa') }),
  }),
  act(directory.FindMachineAccounts, 'own agency', { may: 'all' }),
  act(directory.CreateMachineAccount, 'a new system', { prepare: machineAccount, may: ['quantri'] }),
  act(directory.RevokeMachineAccount, 'an account', {
    prepare: async (office) => {
      const account = await machineAccount(office);
      const { id } = await office.post<{ id: string }>('quantri', '/api/directory/machine-accounts', account);
      return { accountId: id, reason: 'Ngừng dùng' };
    },
    may: ['quantri'],
  }),
  act(directory.FindRecipientGroups, 'own agency', { may: 'all' }),
  act(directory.SaveRecipientGroup, 'a new group', { input: recipientGroup, may: 'all' }),
  act(directory.RemoveRecipientGroup, 'a group of the agency', {
    prepare: async (office) => {
      const { id } = await office.post<{ id: string }>('cvvanhoa', '/api/directory/recipient-groups', recipientGroup());
      return { groupId: id };
    },
    may: ['vanthu', 'cvvanhoa', 'cvkinhte', 'tpvanhoa', 'tpkinhte', 'chanhvanphong'],
    refused: words({ 'DIRECTORY.NO_SUCH_GROUP': ['tt.vanthu', 'tt.chuyenvien', 'tt.chanhvanphong'] }),
  }),
  act(directory.ReadRecipients, 'a block', { input: () => ({ block: '- Như trên;\n- Lưu: VT.' }), may: 'all' }),
  act(directory.LoadOrganisation, 'nothing new', {
    input: () => ({ agencies: [], units: [], people: [], positions: [], authorities: [] }),
    may: ['quantri'],
  }),
  act(directory.EnrolCertificate, 'a new certificate', { prepare: enrolment, may: ['quantri'] }),
  act(directory.WithdrawEnrolment, 'an enrolment', {
    prepare: async (office) => {
      const { id } = await office.post<{ id: string }>('quantri', '/api/directory/enrolments', await enrolment(office));
      return { enrolmentId: id, reason: 'Nghỉ việc' };
    },
    may: ['quantri'],
  }),
  act(directory.RecordAbsence, 'the chairman', {
    prepare: absence,
    may: ['chutich'],
    refused: words({
      'DIRECTORY.ABSENCE_NOT_YOURS': [
        // He would make himself the chairman's deputy.
        'phochutich',
        ...(['vanthu', 'cvvanhoa', 'cvkinhte', 'tpvanhoa', 'tpkinhte', 'chanhvanphong'] as const),
        ...(['tt.vanthu', 'tt.chuyenvien', 'tt.chanhvanphong', 'tt.chutich'] as const),
      ],
    }),
  }),
  act(directory.EndAbsence, 'of the chairman', {
    prepare: async (office) => {
      const recorded = await office.post<{ id: string }>('chutich', '/api/directory/absences', await absence(office));
      return { absenceId: recorded.id };
    },
    may: ['chutich', 'phochutich'],
  }),
  act(directory.FindAbsences, 'own agency', { may: 'all' }),
  act(directory.GetCalendar, 'any', { prepare: agencyOf('vanthu'), may: 'all' }),
  act(directory.SetCalendar, 'of an agency', {
    prepare: agencyOf('tt.vanthu'),
    input: ({ agencyId }) => ({
      ...{ agencyId, from: today(-30), to: today(300), holidays: [], makeUpDays: [] },
      ...{ morningEnds: '11:30', basis: 'Thông báo' },
    }),
    may: ['quantri'],
  }),
  act(directory.CheckAuthority, 'the chairman', {
    prepare: async (office) => {
      const { positionId, agencyId } = await office.positionOf('chutich');
      return { positionId, agencyId, kind: 'quyet-dinh', on: today() };
    },
    may: 'all',
  }),
  act(directory.GetAgency, 'any', { prepare: agencyOf('vanthu'), may: 'all' }),
  act(directory.FindAgencies, 'any', { input: () => ({ text: 'chau minh' }), may: 'all' }),
  act(directory.FindPeople, 'any', { prepare: agencyOf('vanthu'), may: 'all' }),

  act(stats.GetCoverage, 'own agency', { input: () => period, may: 'all' }),
  act(stats.GetCoverage, 'the other commune', {
    prepare: agencyOf('tt.vanthu'),
    input: ({ agencyId }) => ({ ...period, agencyId }),
    may: ['tt.vanthu', 'tt.chanhvanphong', 'tt.chutich'],
    // Leadership might be of a superior: it is told no more than that there is nothing for it.
    refused: words({ 'STATS.NOT_YOUR_AGENCY': childless }),
  }),
  act(stats.FindCoverageDocuments, 'own agency', { input: () => ({ ...period, bucket: 'both' }), may: 'all' }),
  act(stats.FindCoverageParts, 'own agency', { input: () => ({ ...period, part: 'signer' }), may: 'all' }),
  act(stats.FindPunctuality, 'own agency', { input: () => ({ ...period, part: 'kind' }), may: 'all' }),
  act(stats.GetUse, 'own agency', { input: () => period, may: 'all' }),
  act(stats.GetUse, 'the other commune', {
    prepare: agencyOf('tt.vanthu'),
    input: ({ agencyId }) => ({ ...period, agencyId }),
    may: ['tt.vanthu', 'tt.chanhvanphong', 'tt.chutich'],
    refused: words({ 'STATS.NOT_YOUR_AGENCY': childless }),
  }),
  act(stats.FindPeopleOfUse, 'own agency', { input: () => ({ ...period, group: 'idle' }), may: 'all' }),
  act(stats.FindPeriods, 'own agency', { may: 'all' }),
  act(stats.GetVolumes, 'own agency', { input: () => period, may: 'all' }),
  act(stats.FindReceivedDocuments, 'own agency', {
    input: () => ({ ...period, measure: 'incomingRegistered' }),
    may: 'all',
  }),
  act(stats.GetReportInputs, 'own agency', { input: () => ({ period: thisYear }), may: 'all' }),
  act(stats.GetReformReport, 'own agency', { input: () => ({ period: thisYear }), may: 'all' }),
  act(stats.EnterReportInputs, 'a figure that nobody has given', {
    // Everybody's turn is a year of its own, so that nobody changes what another has seen.
    input: (_, username) => ({
      period: String(2001 + everybody.indexOf(username)),
      entries: [{ code: 'portal.items', value: '', source: 'Sổ', providedBy: 'Văn phòng', revision: 0 }],
    }),
    may: 'all',
  }),
  act(stats.ImportReportInputs, 'a table', {
    input: () => ({ period: '2001', file: base64(Buffer.from(table)), apply: false }),
    may: 'all',
  }),
  act(stats.GetSnapshot, 'own agency', { input: () => ({ period: thisYear }), may: 'all' }),
  act(stats.ClosePeriod, 'a year that is over', {
    // A year of its own for everybody's turn: a period is closed once.
    input: (_, username) => ({ period: String(2001 + everybody.indexOf(username)) }),
    may: 'all',
  }),
  act(stats.RemindOfSignature, 'a document that there is not', {
    input: () => ({ documentId: randomUUID() }),
    may: [],
  }),
  act(stats.Rebuild, 'any', { may: ['quantri'] }),
  act(stats.GetRebuild, 'a rebuild', {
    // One at a time: another may still be running.
    prepare: (office) =>
      waitUntil(() => office.post<{ jobId: string }>('quantri', '/api/stats/rebuild').catch(() => null)),
    may: ['quantri'],
  }),
];
