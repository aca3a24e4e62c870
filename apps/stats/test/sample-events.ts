import { randomUUID } from 'node:crypto';
import type { directory, EventContract, EventEnvelope, outgoing, PayloadOf, signing } from '@vanthu/contracts';

export const agencyId = randomUUID();
export const communeId = randomUUID();
export const otherAgencyId = randomUUID();
export const unitId = randomUUID();
export const noon = '2023-01-27T05:00:00.000Z';

const signature = (owner: signing.SignatureJudgement['owner'], own: Partial<signing.SignatureJudgement>) => ({
  field: owner.kind,
  revision: 1,
  covers: 'file' as const,
  integrity: 'ok' as const,
  changes: 'none' as const,
  indication: 'TOTAL_PASSED' as const,
  subIndication: null,
  level: 'B-T',
  certificateSha256: null,
  signerSubject: null,
  issuerSubject: null,
  certificateValidFrom: null,
  certificateValidTo: null,
  claimedSigningTime: null,
  owner,
  changesVi: [],
  messageVi: 'Chữ ký không hợp lệ.',
  ...own,
});

export const byPerson = (own: Partial<signing.SignatureJudgement> = {}): signing.SignatureJudgement =>
  signature({ kind: 'person', personId: randomUUID(), name: 'Trần Văn Chủ' }, own);
export const byOrganisation = (
  own: Partial<signing.SignatureJudgement> = {},
  of: string = agencyId,
): signing.SignatureJudgement => signature({ kind: 'organisation', agencyId: of, name: 'UBND' }, own);

export const judgementOf = (signatures: signing.SignatureJudgement[]): signing.Judgement => ({
  fileSha256: 'b'.repeat(64),
  answer: signatures.length === 0 ? 'unsigned' : 'valid',
  messageVi: '',
  signatures,
  judgedFor: noon,
  judgedAt: noon,
  policy: 'test',
});

export const judged = (documentId: string, signatures: signing.SignatureJudgement[]) => ({
  documentId,
  service: 'outgoing' as const,
  readers: [],
  judgement: judgementOf(signatures),
});

export const issued = (
  documentId: string,
  own: Partial<PayloadOf<typeof outgoing.Issued>> = {},
): PayloadOf<typeof outgoing.Issued> => ({
  documentId,
  agencyId,
  unitId,
  kind: 'quyet-dinh',
  abstract: 'Về việc kiện toàn',
  urgency: 'normal',
  readers: [],
  kindName: 'Quyết định',
  agencyName: 'UBND huyện',
  agencyCode: 'H53',
  number: 101,
  symbol: 'QĐ-UBND',
  numberAndSymbol: '101/QĐ-UBND',
  documentDate: '2023-01-27',
  issuedAt: noon,
  issuedOn: '2023-01-27',
  signerPersonId: randomUUID(),
  signerName: 'Trần Văn Chủ',
  signerTitle: 'CHỦ TỊCH',
  fileSha256: 'b'.repeat(64),
  fileBytes: 1,
  fileName: 'a.pdf',
  pages: 1,
  recipients: [],
  answers: null,
  excludedFromCoverage: null,
  ...own,
});

export const agency = (id: string, name: string, superiorId: string | null): directory.AgencyRecord => ({
  id,
  code: 'H53',
  name,
  printedName: [name],
  superiorName: null,
  superiorId,
  abbreviation: 'UBND',
  place: 'Gò Công Tây',
  collective: true,
  collectiveName: null,
  headTitle: 'CHỦ TỊCH',
  sealMm: 36,
  validFrom: '2020-01-01',
  validTo: null,
  successorId: null,
  hosted: true,
});

/** As an owner's log holds it. */
export const envelopeOf = (
  contract: EventContract,
  aggregateId: string,
  sequence: number,
  payload: unknown,
): EventEnvelope => ({
  v: 1,
  id: randomUUID(),
  type: contract.type,
  service: contract.service,
  aggregate: contract.aggregate,
  aggregateId,
  aggregateSequence: sequence,
  position: sequence,
  occurredAt: '2023-03-01T03:00:00.000Z',
  traceparent: '00-00000000000000000000000000000000-0000000000000000-00',
  actor: { service: contract.service },
  commandId: null,
  payload,
});
