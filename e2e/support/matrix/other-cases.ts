import { randomUUID } from 'node:crypto';
import { directory, signing, stats } from '@vanthu/contracts';
import { waitUntil } from '@vanthu/testing';
import { type Office, today } from '../office.js';
import { act, type Case, type Username, words } from './case.js';

const period = { from: today(-30), to: today(1) };
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
  act(signing.StoreKey, 'any', {
    prepare: async (office) => {
      const { issued, owner } = await certificate(office);
      const pkcs12 = base64(issued.pkcs12('246810'));
      return { owner, pkcs12, certificateDer: base64(issued.certificateDer), imagePng: null, label: 'Khóa mới' };
    },
    may: ['quantri'],
  }),

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
  act(stats.FindPeriods, 'own agency', { may: 'all' }),
  act(stats.GetVolumes, 'own agency', { input: () => period, may: 'all' }),
  act(stats.Rebuild, 'any', { may: ['quantri'] }),
  act(stats.GetRebuild, 'a rebuild', {
    // One at a time: another may still be running.
    prepare: (office) =>
      waitUntil(() => office.post<{ jobId: string }>('quantri', '/api/stats/rebuild').catch(() => null)),
    may: ['quantri'],
  }),
];
