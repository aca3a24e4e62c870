import { Injectable } from '@nestjs/common';
import { commonRefusals, type InputOf, type OutputOf, type Refusal, refuser, signing } from '@vanthu/contracts';
import { Handles, type RequestContext } from '@vanthu/messaging';
import { Transactions, type Tx } from '@vanthu/persistence';
import { mayIssueTimestamps, parseCertificate, parseCrl, parseOcspResponse, parseTimestampToken } from '@vanthu/pki';
import { z } from 'zod';
import { type PreservationRow, PreservationStore } from '../preservation/preservation.store.js';
import { EvidenceStore } from './evidence.store.js';
import { mayRead } from './may-read.js';

const refuse = refuser(commonRefusals);
type Evidence = OutputOf<typeof signing.GetSignatureEvidence>;
type Told = Evidence['judgements'][number];

/** Judgements that are read in one go: a document is judged a handful of times in its life. */
const LATEST = 20;

const EvidenceRow = z.object({
  judgement: signing.Judgement,
  certificates: z.array(z.instanceof(Uint8Array)),
  revocation: z.array(z.instanceof(Uint8Array)),
  ocsps: z.array(z.instanceof(Uint8Array)),
  timestamps: z.array(z.instanceof(Uint8Array)),
});

/** What the judgements of a document rest on, read from the DER that is kept. */
@Injectable()
export class SignatureEvidenceHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly evidence: EvidenceStore,
    private readonly preservation: PreservationStore,
  ) {}

  @Handles(signing.GetSignatureEvidence)
  handle(
    { documentId }: InputOf<typeof signing.GetSignatureEvidence>,
    ctx: RequestContext,
  ): Promise<Evidence | Refusal> {
    return this.transactions.run(async (tx) => {
      const known = await this.evidence.find(tx, documentId);
      if (!known || !mayRead(known.readers, ctx)) return refuse('REQUEST.NOT_FOUND');
      const preserved = await this.preservation.ofDocument(tx, documentId);
      return { judgements: await judgementsOf(tx, documentId), preservation: preserved.map(toldOf) };
    });
  }
}

async function judgementsOf(tx: Tx, documentId: string): Promise<Told[]> {
  const rows: unknown[] = await tx.query(
    `SELECT judgement, certificates, revocation, ocsps, timestamps FROM evidence WHERE document_id = $1
      ORDER BY evidence_id DESC LIMIT ${LATEST}`,
    [documentId],
  );
  return z
    .array(EvidenceRow)
    .parse(rows)
    .map(({ judgement, ...material }) => ({
      ...judgement,
      certificates: material.certificates.map(certificateOf),
      revocation: [...material.revocation.map(listOf), ...material.ocsps.flatMap((der) => answerOf(der) ?? [])],
      timestamps: material.timestamps.flatMap((der) => timestampOf(der) ?? []),
    }));
}

function certificateOf(der: Uint8Array): Told['certificates'][number] {
  const { subject, issuer, serialNumber, notBefore, notAfter, fingerprintSha256 } = parseCertificate(der);
  return {
    subject: subject.text,
    issuer: issuer.text,
    serialNumber,
    validFrom: notBefore.toISOString(),
    validTo: notAfter.toISOString(),
    sha256: fingerprintSha256,
  };
}

function listOf(der: Uint8Array): Told['revocation'][number] {
  const { issuer, thisUpdate, nextUpdate } = parseCrl(der);
  const instants = { thisUpdate: thisUpdate.toISOString(), nextUpdate: nextUpdate?.toISOString() ?? null };
  return { kind: 'crl', by: issuer.commonName ?? issuer.text, ...instants };
}

function answerOf(der: Uint8Array): Told['revocation'][number] | null {
  const response = parseOcspResponse(der);
  if (response.kind !== 'ocsp-response') return null;
  const [answer] = response.answers;
  const responder = response.certificates[0]?.subject;
  return {
    kind: 'ocsp',
    by: responder?.commonName ?? responder?.text ?? 'OCSP',
    thisUpdate: answer?.thisUpdate.toISOString() ?? null,
    nextUpdate: answer?.nextUpdate?.toISOString() ?? null,
  };
}

function timestampOf(der: Uint8Array): Told['timestamps'][number] | null {
  const token = parseTimestampToken(der);
  if (token.kind !== 'timestamp-token') return null;
  const { signedData, genTime } = token;
  const leaf = signedData.certificates.find(mayIssueTimestamps) ?? signedData.certificates[0];
  return { time: genTime.toISOString(), by: leaf?.subject.commonName ?? leaf?.subject.text ?? '' };
}

const toldOf = (row: PreservationRow): Evidence['preservation'][number] => ({
  issuedSha256: row.file_sha256,
  state: row.state,
  level: row.level,
  bytes: row.preserved_bytes,
  provenUntil: row.proven_until?.toISOString() ?? null,
  problemVi: row.problem,
});
