import type { PathJudgement } from '@vanthu/pki';
import type { SignatureFacts } from './facts.js';
import type { JudgementPolicy } from './policy.js';
import type { IntegrityReason, SignatureIndication, SubIndication } from './report.js';

export interface VerdictQuestion {
  readonly signature: SignatureFacts;
  readonly isForbidden: boolean;
  readonly path: PathJudgement | undefined;
  readonly policy: JudgementPolicy;
  readonly weak: readonly string[];
  /** Whether the instant of the path is proven to lie behind the signing. */
  readonly isProven: boolean;
}

interface Verdict {
  readonly indication: SignatureIndication;
  readonly subIndication: SubIndication | undefined;
}

const failed = (subIndication: SubIndication): Verdict => ({ indication: 'TOTAL_FAILED', subIndication });
const undetermined = (subIndication: SubIndication): Verdict => ({ indication: 'INDETERMINATE', subIndication });

/* What nobody can say anything about without the algorithm: neither valid nor invalid. */
const unsupported = new Set<IntegrityReason>(['digest-unsupported', 'value-unsupported', 'timestamp-unsupported']);

/** EN 319 102-1 5.3: format, signer, signed data, value, then chain; the first that fails gives the sub-indication. */
export function verdictOf({ signature, isForbidden, path, policy, weak, isProven }: VerdictQuestion): Verdict {
  const reasons = new Set(signature.integrityReasons);
  const { signerInfo } = signature;
  if (reasons.has('digest-mismatch')) return failed('HASH_FAILURE');
  if (reasons.has('value-mismatch')) return failed('SIG_CRYPTO_FAILURE');
  const onlyUnsupported = [...reasons].every((reason) => unsupported.has(reason));
  if (reasons.size > 0 && !onlyUnsupported) return failed('FORMAT_FAILURE');
  if (isForbidden) return failed('FORMAT_FAILURE');
  if (reasons.size > 0 || !signerInfo) return undetermined('GENERIC');
  if (signerInfo.value !== 'ok') return undetermined('NO_SIGNING_CERTIFICATE_FOUND');
  if (!path) return undetermined('NO_SIGNING_CERTIFICATE_FOUND');
  if (weak.length > 0 && policy.weakAlgorithms === 'indeterminate')
    return undetermined(isProven ? 'CRYPTO_CONSTRAINTS_FAILURE' : 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE');
  if (path.indication === 'PASSED') return { indication: 'TOTAL_PASSED', subIndication: undefined };
  return chainVerdict(path, isProven);
}

/* Without a proven time nobody knows that the signature is not older: expiry and revocation stay open (5.2.6, 5.3.4). */
function chainVerdict(path: PathJudgement, isProven: boolean): Verdict {
  const sub = path.subIndication ?? 'CERTIFICATE_CHAIN_GENERAL_FAILURE';
  if (isProven) return path.indication === 'FAILED' ? failed(sub) : undetermined(sub);
  if (sub === 'EXPIRED' || sub === 'NOT_YET_VALID') return undetermined('OUT_OF_BOUNDS_NO_POE');
  if (sub === 'REVOKED') return undetermined('REVOKED_NO_POE');
  return undetermined(sub);
}
