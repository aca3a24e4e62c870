import {
  type Certificate,
  type Crl,
  type OcspResponse,
  type PathJudgement,
  type TrustAnchor,
  weakDigest,
  weakKey,
  weakScheme,
} from '@vanthu/pki';
import { baselineLevel } from './baseline-level.js';
import { TrustMaterial } from './evidence/trust-material.js';
import type { PdfFacts, SignatureFacts } from './facts.js';
import { acceptedMarks, judgeChanges } from './judge-changes.js';
import { earliest, type JudgedTimestamp, judgeTimestamps, timesOf } from './judge-timestamps.js';
import { isPublicService } from './marks/public-service.js';
import { type JudgementPolicy, strictPolicy } from './policy.js';
import { remarksOf } from './remarks.js';
import type { Enrolment, MarkReport, Report, SignatureReport } from './report.js';
import { chainReport, documentTimestampReport, summaryOf, timestampReport } from './summaries.js';
import { verdictOf } from './verdict.js';
import { documentAnswer, markWords, messageOf, overallMessage } from './words.js';

export interface JudgeOptions {
  readonly anchors: readonly TrustAnchor[];
  /** The time that certificates are judged at where no other time is proven. */
  readonly at: Date;
  /** Times proven elsewhere (an evidence record, a register), by field name. */
  readonly provenTimes?: Readonly<Record<string, Date>>;
  /** Issuers that signatures lack. */
  readonly intermediates?: readonly Certificate[];
  readonly crls?: readonly Crl[];
  readonly ocsps?: readonly OcspResponse[];
  /** Default `strictPolicy`. */
  readonly policy?: JudgementPolicy;
  /** Text fields that were planned to be filled after the first signature; default: any unlocked one. */
  readonly plannedFields?: readonly string[];
  /** Who a certificate belongs to, by SHA-256 fingerprint: looked up by the caller. */
  readonly enrolments?: Readonly<Record<string, Enrolment>>;
}

/** Turns facts into a report under a policy, a time and trust anchors. Stored facts can be judged again differently. */
export function judge(facts: PdfFacts, options: JudgeOptions): Report {
  const judging = new Judging(facts, options);
  const signatures = facts.signatures
    .filter(({ isDocumentTimestamp }) => !isDocumentTimestamp)
    .map((signature) => judging.signature(signature));
  const answer = documentAnswer(signatures.map(({ indication }) => indication));
  const marks = judging.marks();
  return {
    answer,
    messageVi: overallMessage(facts, signatures, answer, marks),
    signatures,
    documentTimestamps: judging.timestamps
      .filter(({ facts: { kind } }) => kind === 'document')
      .map(documentTimestampReport),
    marks,
    revisions: facts.revisions,
    problem: facts.problem,
  };
}

class Judging {
  readonly timestamps: readonly JudgedTimestamp[];
  private readonly policy: JudgementPolicy;
  private readonly material: TrustMaterial;
  private readonly publicService: ReadonlySet<string>;

  constructor(
    private readonly facts: PdfFacts,
    private readonly options: JudgeOptions,
  ) {
    this.policy = options.policy ?? strictPolicy;
    this.material = new TrustMaterial(facts, options, this.policy);
    this.timestamps = judgeTimestamps(facts, this.material, this.policy, options.at);
    this.publicService = new Set(
      facts.signatures
        .filter((signature) => isPublicService(signature, facts, this.path(signature, options.at)))
        .map(({ field }) => field),
    );
  }

  private path({ signerInfo }: SignatureFacts, at: Date): PathJudgement | undefined {
    const leaf = signerInfo?.signerCertificate;
    return leaf && this.material.path({ leaf, at, purpose: 'document-signing' });
  }

  /**
   * Everything trusted that lies over the signature: its own tokens, document timestamps of later revisions, and tokens of
   * later intact signatures, which cover it too (EN 319 102-1 5.6.2.3).
   */
  private provenTime(signature: SignatureFacts): Date | undefined {
    const { facts, options } = this;
    const from = signature.revision ?? facts.revisions.length;
    // A value that nobody can check may be an old one, with an old token, put beside a new digest.
    const isIntact = (field: string) =>
      facts.signatures.some(
        (one) => one.field === field && one.integrityReasons.length === 0 && one.signerInfo?.value === 'ok',
      );
    const proofs = this.timestamps.filter((one) => {
      if (one.indication !== 'PASSED') return false;
      const isOwn = one.facts.kind === 'signature' && one.facts.field === signature.field;
      const isAbove = (one.facts.revision ?? -1) > from;
      return isOwn || (isAbove && (one.facts.kind === 'document' || isIntact(one.facts.field)));
    });
    const given = options.provenTimes?.[signature.field];
    const [first, ...others] = [...(given ? [given] : []), ...proofs.flatMap(timesOf)];
    return first && earliest(first, others);
  }

  signature(signature: SignatureFacts): SignatureReport {
    const { facts, options, policy, publicService } = this;
    const { level: changes, explained: changesExplained } = judgeChanges(facts, signature, {
      ...{ policy, publicService, plannedFields: options.plannedFields },
    });
    const signer = signature.signerInfo?.signerCertificate;
    const proven = this.provenTime(signature);
    const at = proven ?? options.at;
    const path = this.path(signature, at);
    const weak = weaknesses(signature, policy, proven);
    const own = this.timestamps.filter(
      ({ facts: stamp }) => stamp.kind === 'signature' && stamp.field === signature.field,
    );
    const stamp = own.find(({ indication }) => indication === 'PASSED') ?? own[0];
    const isForbidden = changes === 'forbidden';
    const report: Omit<SignatureReport, 'messageVi'> = {
      field: signature.field,
      revision: { index: signature.revision ?? -1, length: signature.signedLength },
      covers: signature.covers,
      integrity: signature.integrityReasons.length === 0 ? 'ok' : 'bad',
      integrityReasons: signature.integrityReasons,
      subFilter: signature.subFilter,
      signerCertificate: signer && summaryOf(signer),
      enrolment: signer && options.enrolments?.[signer.fingerprintSha256],
      chain: path && chainReport(path, at, proven !== undefined),
      changes,
      changesExplained,
      ...verdictOf({ signature, isForbidden, path, policy, weak, isProven: proven !== undefined }),
      level: this.level(signature),
      certificationLevel: signature.certificationLevel,
      locks: signature.locks.map(({ action }) => action).join(', ') || undefined,
      claimedSigningTime: signature.claimedSigningTime?.toISOString(),
      provenTime: proven?.toISOString(),
      timestamp: stamp && timestampReport(stamp),
      isPublicService: publicService.has(signature.field),
      reason: signature.reason,
      remarks: remarksOf({
        facts,
        signature,
        path,
        later: this.path(signature, options.at),
        proven,
        weak,
        stamps: own,
        policy,
      }),
    };
    return { ...report, messageVi: messageOf(report) };
  }

  private level(signature: SignatureFacts): SignatureReport['level'] {
    const { facts, timestamps, material, options } = this;
    return baselineLevel({ facts, signature, timestamps, material, hasAnchors: options.anchors.length > 0 });
  }

  marks(): MarkReport[] {
    const { facts, policy, publicService } = this;
    const accepted = policy.addedMarks === 'public-service' ? acceptedMarks(facts, publicService) : [];
    return facts.marks.map(({ problem: _, ...mark }) => {
      const signer = facts.signatures.find(({ field }) => field === mark.field)?.signerInfo?.signerCertificate;
      const commonName = signer?.subject.commonName;
      const isAccepted = accepted.some(({ field }) => field === mark.field);
      return { ...mark, signer: commonName, isAccepted, text: markWords(mark, commonName) };
    });
  }
}

/** Digest, key and scheme under the policy; what was accepted at a proven time stays so (EN 319 102-1 5.3.4, 5.6.2.3). */
function weaknesses(
  { cms, signerInfo, subFilter }: SignatureFacts,
  { algorithms }: JudgementPolicy,
  proven: Date | undefined,
): string[] {
  if (!cms || !signerInfo) return [];
  const signer = signerInfo.signerCertificate;
  const words = [
    weakDigest(cms.digestAlgorithm, algorithms, proven),
    // ISO 32000-1 12.8.3.3.1: whatever the CMS says, the file itself is bound by SHA-1.
    subFilter === 'adbe.pkcs7.sha1' ? weakDigest('sha1', algorithms, proven) : undefined,
    weakDigest(cms.signatureAlgorithm.digest ?? cms.digestAlgorithm, algorithms, proven),
    signer && weakKey(signer, algorithms, proven),
    weakScheme(cms.signatureAlgorithm, algorithms),
  ];
  return [...new Set(words.flatMap((word) => word ?? []))];
}
