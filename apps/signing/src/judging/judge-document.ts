import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { directory, isRefusal, type OutputOf, type signing } from '@vanthu/contracts';
import { RequestClient } from '@vanthu/messaging';
import { collect, judge, type Report, type SignatureReport } from '@vanthu/pades';
import { Trust } from '../config/trust.js';

type Judgement = signing.Judgement;
type SignatureJudgement = signing.SignatureJudgement;
type Enrolments = OutputOf<typeof directory.FindEnrolments>['enrolments'];

/** Name of the rules by which this release judges; a stored judgement says by which it was made. */
export const POLICY = 'vanthu-1';

const ANSWERS = { 'hợp lệ': 'valid', 'không hợp lệ': 'invalid', 'chưa đủ căn cứ': 'undetermined' } as const;

/** Judges bytes: facts from the file, owners from enrolment, chains from the configured anchors. */
@Injectable()
export class JudgeDocument {
  constructor(
    private readonly trust: Trust,
    private readonly client: RequestClient,
  ) {}

  async judgeBytes(bytes: Uint8Array, judgedFor: Date): Promise<Judgement> {
    const facts = collect(bytes);
    const question = {
      anchors: this.trust.anchors,
      intermediates: this.trust.intermediates,
      crls: this.trust.crls(),
      at: judgedFor,
    };
    const report = judge(facts, question);
    const enrolments = await this.enrolmentsOf(report, judgedFor);
    const signatures = report.signatures.map((signature) => describe(signature, enrolments));
    return {
      fileSha256: createHash('sha256').update(bytes).digest('hex'),
      answer: signatures.length === 0 && !report.problem ? 'unsigned' : ANSWERS[report.answer],
      messageVi: report.messageVi,
      signatures,
      judgedFor: judgedFor.toISOString(),
      judgedAt: new Date().toISOString(),
      policy: POLICY,
    };
  }

  /** Person or organisation is told by enrolment on that day, never by certificate fields (they look alike). */
  private async enrolmentsOf(report: Report, at: Date): Promise<Enrolments> {
    const certificates = [...new Set(report.signatures.flatMap((s) => s.signerCertificate?.fingerprintSha256 ?? []))];
    if (certificates.length === 0) return [];
    const answer = await this.client.ask(
      directory.FindEnrolments,
      { certificates, at: at.toISOString() },
      { asService: true },
    );
    if (isRefusal(answer)) throw new Error(`directory refused enrolments: ${answer.code}`);
    return answer.enrolments;
  }
}

function describe(signature: SignatureReport, enrolments: Enrolments): SignatureJudgement {
  const certificate = signature.signerCertificate;
  return {
    field: signature.field,
    revision: signature.revision.index,
    covers: signature.covers,
    integrity: signature.integrity,
    changes: signature.changes,
    indication: signature.indication,
    subIndication: signature.subIndication ?? null,
    level: signature.level === 'none' ? null : signature.level,
    certificateSha256: certificate?.fingerprintSha256 ?? null,
    signerSubject: certificate?.subject ?? null,
    issuerSubject: certificate?.issuer ?? null,
    certificateValidFrom: certificate?.notBefore ?? null,
    certificateValidTo: certificate?.notAfter ?? null,
    claimedSigningTime: signature.claimedSigningTime ?? null,
    owner: ownerOf(certificate?.fingerprintSha256, enrolments),
    changesVi: signature.changesExplained.map((change) => change.text),
    messageVi: signature.messageVi,
  };
}

function ownerOf(fingerprint: string | undefined, enrolments: Enrolments): SignatureJudgement['owner'] {
  const found = enrolments.find((e) => e.certificateSha256 === fingerprint);
  if (!found) return { kind: 'unknown' };
  return found.owner.kind === 'person'
    ? { kind: 'person', personId: found.owner.personId, name: found.ownerName }
    : { kind: 'organisation', agencyId: found.owner.agencyId, name: found.ownerName };
}
