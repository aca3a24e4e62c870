import { type Certificate, type Crl, type PathJudgement, type TrustAnchor, validatePath } from '@vanthu/pki';
import type { PdfFacts, SignatureFacts } from './facts.js';
import { highest, judgeChanges } from './judge-changes.js';
import { type JudgementPolicy, strictPolicy } from './policy.js';
import type {
  BaselineLevel,
  CertificateSummary,
  ChainReport,
  Enrolment,
  Report,
  SignatureIndication,
  SignatureReport,
  SubIndication,
} from './report.js';
import { answerOf, messageOf, overallMessage } from './words.js';

export interface JudgeOptions {
  readonly anchors: readonly TrustAnchor[];
  /** The time that certificates are judged at where no other time is proven. */
  readonly at: Date;
  /** Times proven by timestamps, by field name. */
  readonly provenTimes?: Readonly<Record<string, Date>>;
  /** Issuers that signatures lack. */
  readonly intermediates?: readonly Certificate[];
  readonly crls?: readonly Crl[];
  /** Default `strictPolicy`. */
  readonly policy?: JudgementPolicy;
  /** Text fields that were planned to be filled after the first signature; default: any unlocked one. */
  readonly plannedFields?: readonly string[];
  /** Who a certificate belongs to, by SHA-256 fingerprint: looked up by the caller. */
  readonly enrolments?: Readonly<Record<string, Enrolment>>;
}

/** Turns facts into a report under a policy, a time and trust anchors. Stored facts can be judged again differently. */
export function judge(facts: PdfFacts, options: JudgeOptions): Report {
  const signatures = facts.signatures
    .filter(({ isDocumentTimestamp }) => !isDocumentTimestamp)
    .map((signature) => judgeSignature(facts, signature, options));
  const answer = answerOf(signatures.map(({ indication }) => indication));
  return {
    answer,
    messageVi: overallMessage(facts, signatures, answer),
    signatures,
    documentTimestamps: facts.signatures
      .filter(({ isDocumentTimestamp }) => isDocumentTimestamp)
      .map(({ field, revision }) => ({ field, revision: revision ?? -1 })),
    revisions: facts.revisions,
    problem: facts.problem,
  };
}

function judgeSignature(facts: PdfFacts, signature: SignatureFacts, options: JudgeOptions): SignatureReport {
  const policy = options.policy ?? strictPolicy;
  const changesExplained = judgeChanges(facts, signature, { policy, plannedFields: options.plannedFields });
  const changes = highest(changesExplained.map(({ level }) => level));
  const signer = signature.signerInfo?.signerCertificate;
  const proven = options.provenTimes?.[signature.field];
  const at = proven ?? options.at;
  const path = signer && pathOf(signer, signature, options, policy, at);
  const weak = signature.signerInfo?.weak ?? [];
  const verdict = verdictOf(signature, changes === 'forbidden', path, policy, proven !== undefined);
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
    ...verdict,
    level: levelOf(signature),
    certificationLevel: signature.certificationLevel,
    locks: signature.locks.map(({ action }) => action).join(', ') || undefined,
    claimedSigningTime: signature.claimedSigningTime?.toISOString(),
    reason: signature.reason,
    remarks: [...signature.remarks, ...weak],
  };
  return { ...report, messageVi: messageOf(report) };
}

function pathOf(
  leaf: Certificate,
  signature: SignatureFacts,
  options: JudgeOptions,
  policy: JudgementPolicy,
  at: Date,
): PathJudgement {
  return validatePath({
    leaf,
    intermediates: [...(signature.cms?.certificates ?? []), ...(options.intermediates ?? [])],
    anchors: options.anchors,
    at,
    algorithmPolicy: policy.algorithms,
    revocation: policy.revocation,
    ...(policy.families ? { families: policy.families } : {}),
    ...(options.crls ? { crls: options.crls } : {}),
  });
}

interface Verdict {
  readonly indication: SignatureIndication;
  readonly subIndication: SubIndication | undefined;
}

const failed = (subIndication: SubIndication): Verdict => ({ indication: 'TOTAL_FAILED', subIndication });
const undetermined = (subIndication: SubIndication): Verdict => ({ indication: 'INDETERMINATE', subIndication });

/** EN 319 102-1 5.3: format, signer, signed data, value, then chain; the first that fails gives the sub-indication. */
function verdictOf(
  signature: SignatureFacts,
  isForbidden: boolean,
  path: PathJudgement | undefined,
  policy: JudgementPolicy,
  isProven: boolean,
): Verdict {
  const reasons = new Set(signature.integrityReasons);
  const { signerInfo } = signature;
  if (reasons.has('digest-mismatch')) return failed('HASH_FAILURE');
  if (reasons.has('value-mismatch')) return failed('SIG_CRYPTO_FAILURE');
  const onlyUnsupported = [...reasons].every(
    (reason) => reason === 'digest-unsupported' || reason === 'value-unsupported',
  );
  if (reasons.size > 0 && !onlyUnsupported) return failed('FORMAT_FAILURE');
  if (isForbidden) return failed('FORMAT_FAILURE');
  if (reasons.size > 0 || !signerInfo) return undetermined('GENERIC');
  if (signerInfo.value !== 'ok') return undetermined('NO_SIGNING_CERTIFICATE_FOUND');
  if (!path) return undetermined('NO_SIGNING_CERTIFICATE_FOUND');
  if (signerInfo.weak.length > 0 && policy.weakAlgorithms === 'indeterminate')
    return undetermined(isProven ? 'CRYPTO_CONSTRAINTS_FAILURE' : 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE');
  if (path.indication === 'PASSED') return { indication: 'TOTAL_PASSED', subIndication: undefined };
  return chainVerdict(path, isProven);
}

/* Without a proven time nobody knows that the signature is not older: expiry and revocation stay open (5.2.6, 5.3.4). */
function chainVerdict(path: PathJudgement, isProven: boolean): Verdict {
  const sub = path.subIndication ?? 'CERTIFICATE_CHAIN_GENERAL_FAILURE';
  if (!isProven && (sub === 'EXPIRED' || sub === 'NOT_YET_VALID')) return undetermined('OUT_OF_BOUNDS_NO_POE');
  if (!isProven && sub === 'REVOKED') return undetermined('REVOKED_NO_POE');
  return path.indication === 'FAILED' && isProven ? failed(sub) : undetermined(sub);
}

/* EN 319 142-1 6.3: SubFilter, one signer, ESS, no signing-time attribute. Timestamps raise it elsewhere. */
function levelOf({ subFilter, signerInfo, cms, integrityReasons }: SignatureFacts): BaselineLevel {
  const isBaseline =
    subFilter === 'ETSI.CAdES.detached' && signerInfo?.ess === 'match' && cms?.signingTime === undefined;
  return isBaseline && integrityReasons.length === 0 ? 'B-B' : 'none';
}

function chainReport(path: PathJudgement, at: Date, isProven: boolean): ChainReport {
  return {
    ...{ indication: path.indication, subIndication: path.subIndication, family: path.family },
    revocation: path.revocation,
    reason: path.reason?.code,
    at: at.toISOString(),
    timeSource: isProven ? 'proven' : 'given',
    certificates: path.chain.map(summaryOf),
  };
}

const summaryOf = (certificate: Certificate): CertificateSummary => ({
  subject: certificate.subject.text,
  issuer: certificate.issuer.text,
  commonName: certificate.subject.commonName,
  organization: certificate.subject.organization,
  serialNumber: certificate.serialNumber,
  fingerprintSha256: certificate.fingerprintSha256,
  notBefore: certificate.notBefore.toISOString(),
  notAfter: certificate.notAfter.toISOString(),
});
