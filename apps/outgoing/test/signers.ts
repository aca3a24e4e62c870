import { createHash } from 'node:crypto';
import type { outgoing, PayloadOf, signing } from '@vanthu/contracts';

export type Order = PayloadOf<typeof outgoing.SignatureRequested>;
export type FakeSigner = (
  pdf: Uint8Array,
  order: Order,
  at: string,
) => Promise<{ pdf: Uint8Array; judgement: signing.Judgement }>;

type Judged = signing.SignatureJudgement;

export const judgedSignature = (field: string, owner: Judged['owner'], own: Partial<Judged> = {}): Judged => ({
  field,
  revision: 1,
  covers: 'file',
  integrity: 'ok',
  changes: 'none',
  indication: 'TOTAL_PASSED',
  subIndication: null,
  level: 'B-B',
  certificateSha256: null,
  signerSubject: null,
  issuerSubject: null,
  certificateValidFrom: null,
  certificateValidTo: null,
  claimedSigningTime: null,
  owner,
  changesVi: [],
  messageVi: 'Chữ ký hợp lệ.',
  ...own,
});

export const judgementOf = (pdf: Uint8Array, at: string, signatures: Judged[]): signing.Judgement => ({
  fileSha256: createHash('sha256').update(pdf).digest('hex'),
  answer: 'valid',
  messageVi: 'Hợp lệ.',
  signatures,
  judgedFor: at,
  judgedAt: at,
  policy: 'test',
});

/** What has been stamped on the version of each document. */
const stamps = new Map<string, Judged[]>();

/** Appends a line to the file, as an incremental update would, and says what the judge would say. */
export const stampingSigner: FakeSigner = async (pdf, order, at) => {
  const stamped = Buffer.concat([pdf, Buffer.from(`\n% ${order.field} ${order.jobId}\n`)]);
  const owner: Judged['owner'] =
    order.signer.kind === 'person'
      ? { kind: 'person', personId: order.signer.personId, name: order.signer.name }
      : { kind: 'organisation', agencyId: order.signer.agencyId, name: order.signer.name };
  const own = judgedSignature(order.field, owner);
  const before = order.step === 1 ? [] : (stamps.get(order.documentId) ?? []);
  if (order.kind === 'personal') stamps.set(order.documentId, [...before, own]);
  const signatures = [...before.map((one) => ({ ...one, covers: 'revision' as const, changes: 'form' as const })), own];
  return { pdf: stamped, judgement: judgementOf(stamped, at, signatures) };
};
