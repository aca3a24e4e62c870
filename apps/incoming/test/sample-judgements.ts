import { randomUUID } from 'node:crypto';
import type { signing } from '@vanthu/contracts';

export const monday = '2025-03-10T03:02:00.000Z';
export const senderId = randomUUID();

export const signatureOf = (own: Partial<signing.SignatureJudgement> = {}): signing.SignatureJudgement => ({
  field: 'ky_co_quan_1',
  revision: 2,
  covers: 'file',
  integrity: 'ok',
  changes: 'none',
  indication: 'TOTAL_PASSED',
  subIndication: null,
  level: 'B-T',
  certificateSha256: null,
  signerSubject: null,
  issuerSubject: null,
  certificateValidFrom: null,
  certificateValidTo: null,
  claimedSigningTime: null,
  owner: { kind: 'organisation', agencyId: senderId, name: 'Sở Tài chính' },
  changesVi: [],
  messageVi: 'Hợp lệ.',
  ...own,
});

export const judgementOf = (
  answer: signing.Judgement['answer'],
  signatures: signing.SignatureJudgement[] = [signatureOf()],
): Omit<signing.Judgement, 'fileSha256'> => ({
  answer,
  messageVi: answer,
  signatures,
  judgedFor: monday,
  judgedAt: monday,
  policy: 'test',
});

export const judgements = {
  valid: judgementOf('valid'),
  unsigned: judgementOf('unsigned', []),
  undetermined: judgementOf('undetermined', [signatureOf({ indication: 'INDETERMINATE' })]),
  altered: judgementOf('invalid', [signatureOf({ integrity: 'bad', indication: 'TOTAL_FAILED' })]),
};
