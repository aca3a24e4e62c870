import { createHash } from 'node:crypto';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { directory, isRefusal, type OutputOf, type signing } from '@vanthu/contracts';
import { RequestClient } from '@vanthu/messaging';
import {
  collect,
  type JudgementPolicy,
  judge,
  type PdfFacts,
  type Report,
  type SignatureReport,
  strictPolicy,
} from '@vanthu/pades';
import {
  type EvidenceMaterial,
  type JudgedBy,
  materialOf,
  VerificationPool,
  type VerificationProblem,
} from '@vanthu/verification';
import { Trust } from '../config/trust.js';
import { TravellingTrust } from '../verification/travelling-trust.js';

type Judgement = signing.Judgement;
type SignatureJudgement = signing.SignatureJudgement;
export type Enrolments = OutputOf<typeof directory.FindEnrolments>['enrolments'];

/** Name of the rules by which this release judges; a stored judgement says by which it was made. */
export const POLICY = 'vanthu-1';

const ANSWERS = { 'hợp lệ': 'valid', 'không hợp lệ': 'invalid', 'chưa đủ căn cứ': 'undetermined' } as const;

/** Certificates that one question to `directory` may name; a hostile file may carry more. */
const MOST_AT_ONCE = 100;

/** So many files: those between the signature and the number of a morning's pile. */
const FACTS_KEPT = 64;

/** A judgement with the certificates and lists on which it rests. */
export interface Judged {
  readonly judgement: Judgement;
  readonly material: EvidenceMaterial;
  /** The first end of a certificate on which its timestamps rest; null without a trusted timestamp of each signature. */
  readonly provenUntil: Date | null;
}

/**
 * An official file may be long and signed by many: more of a processor than what somebody shows at the door. It ends before those
 * who asked give up (`incoming` waits half a minute), else they would ask for ever and never hear that it is too much.
 */
const limits = { threads: 2, processorSeconds: 8, clockSeconds: 12 };

/** Judges files: facts from the bytes, owners from enrolment, chains from the configured anchors. */
@Injectable()
export class JudgeDocument implements OnModuleDestroy {
  /** The files judged last, the latest at the end. */
  private readonly read = new Map<string, PdfFacts>();
  private readonly pool = new VerificationPool(limits);

  constructor(
    private readonly trust: Trust,
    private readonly travelling: TravellingTrust,
    private readonly client: RequestClient,
  ) {}

  async onModuleDestroy(): Promise<void> {
    await this.pool.close();
  }

  /** Whether its facts are at hand, so that judging its bytes costs little. */
  knows(fileSha256: string): boolean {
    return this.read.has(fileSha256);
  }

  /** Judges a file that may come from anybody, in a thread: a hostile one costs that thread and is answered as a problem. */
  async judgeAt(path: string, judgedFor: Date, policy: JudgedBy): Promise<Judged | VerificationProblem> {
    const asked = { at: judgedFor.toISOString(), policy, withEvidence: true } as const;
    const verified = await this.pool.verify(path, this.travelling.now(), asked);
    if (verified.kind === 'problem') return verified;
    const { sha256, report, evidence } = verified;
    if (evidence === null) throw new Error('A judgement without what it rests on.');
    const enrolments = await this.enrolmentsOf(report, judgedFor, []);
    const judgement = describeReport(sha256, report, enrolments, judgedFor);
    return { judgement, material: evidence, provenUntil: provenUntil(report) };
  }

  /**
   * `known`: enrolments that have just been asked for the same instant. What is read from a file depends on its bytes alone, so
   * those judged last are not read again: a document is judged when signed and again before its number.
   */
  async judgeBytes(
    bytes: Uint8Array,
    judgedFor: Date,
    known: Enrolments = [],
    policy: JudgementPolicy = strictPolicy,
  ): Promise<Judged> {
    const fileSha256 = createHash('sha256').update(bytes).digest('hex');
    const facts = this.factsOf(fileSha256, bytes);
    const trust = { anchors: this.trust.anchors, intermediates: this.trust.intermediates, crls: this.trust.crls() };
    const report = judge(facts, { ...trust, at: judgedFor, policy });
    const enrolments = await this.enrolmentsOf(report, judgedFor, known);
    const judgement = describeReport(fileSha256, report, enrolments, judgedFor);
    return { judgement, material: materialOf(report, facts, trust), provenUntil: provenUntil(report) };
  }

  private factsOf(fileSha256: string, bytes: Uint8Array): PdfFacts {
    const facts = this.read.get(fileSha256) ?? collect(bytes);
    this.read.delete(fileSha256);
    this.read.set(fileSha256, facts);
    const [oldest] = this.read.keys();
    if (this.read.size > FACTS_KEPT && oldest !== undefined) this.read.delete(oldest);
    return facts;
  }

  /** Person or organisation is told by enrolment on that day, never by certificate fields (they look alike). */
  private async enrolmentsOf(report: Report, at: Date, known: Enrolments): Promise<Enrolments> {
    const named = new Set(report.signatures.flatMap((s) => s.signerCertificate?.fingerprintSha256 ?? []));
    for (const { certificateSha256 } of known) named.delete(certificateSha256);
    const certificates = [...named];
    const found: Enrolments = [...known];
    for (let i = 0; i < certificates.length; i += MOST_AT_ONCE) {
      const question = { certificates: certificates.slice(i, i + MOST_AT_ONCE), at: at.toISOString() };
      const answer = await this.client.ask(directory.FindEnrolments, question, { asService: true });
      if (isRefusal(answer)) throw new Error(`directory refused enrolments: ${answer.code}`);
      found.push(...answer.enrolments);
    }
    return found;
  }
}

/** The last document timestamp answers for everything before it; without one, each signature's own. */
function provenUntil({ signatures, documentTimestamps }: Report): Date | null {
  const last = documentTimestamps.filter(({ indication }) => indication === 'PASSED').at(-1);
  const ends = last
    ? [last.certificate?.notAfter]
    : signatures.map(({ timestamp }) =>
        timestamp?.indication === 'PASSED' ? timestamp.certificate?.notAfter : undefined,
      );
  const known = ends.flatMap((end) => end ?? []).sort();
  return known.length === ends.length && known[0] !== undefined ? new Date(known[0]) : null;
}

/** A file with which no judgement came to an end says nothing for and nothing against it. */
export const unjudged = (fileSha256: string, { messageVi }: VerificationProblem, judgedFor: Date): Judged => ({
  judgement: {
    ...{ fileSha256, answer: 'undetermined', messageVi, signatures: [] },
    ...{ judgedFor: judgedFor.toISOString(), judgedAt: new Date().toISOString(), policy: POLICY },
  },
  material: { certificates: [], revocation: [], ocsps: [], timestamps: [] },
  provenUntil: null,
});

function describeReport(fileSha256: string, report: Report, enrolments: Enrolments, judgedFor: Date): Judgement {
  const signatures = report.signatures.map((signature) => describe(signature, enrolments));
  return {
    fileSha256,
    answer: signatures.length === 0 && !report.problem ? 'unsigned' : ANSWERS[report.answer],
    messageVi: report.messageVi,
    signatures,
    judgedFor: judgedFor.toISOString(),
    judgedAt: new Date().toISOString(),
    policy: POLICY,
  };
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
    remarksVi: [...signature.remarks],
    isRevocationUnknown: signature.chain?.revocation === 'unknown',
  };
}

function ownerOf(fingerprint: string | undefined, enrolments: Enrolments): SignatureJudgement['owner'] {
  const found = enrolments.find((e) => e.certificateSha256 === fingerprint);
  if (!found) return { kind: 'unknown' };
  return found.owner.kind === 'person'
    ? { kind: 'person', personId: found.owner.personId, name: found.ownerName }
    : { kind: 'organisation', agencyId: found.owner.agencyId, name: found.ownerName };
}
