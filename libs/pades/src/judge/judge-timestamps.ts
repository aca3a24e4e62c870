import type { PathJudgement } from '@vanthu/pki';
import type { TrustMaterial } from './evidence/trust-material.js';
import type { PdfFacts, TimestampFacts } from './facts.js';
import type { JudgementPolicy } from './policy.js';
import type { SubIndication } from './report.js';

/** A token with everything that was found about it. */
export interface JudgedTimestamp {
  readonly facts: TimestampFacts;
  readonly path: PathJudgement | undefined;
  /** The instant that its authority was judged at. */
  readonly at: Date | undefined;
  readonly indication: 'PASSED' | 'FAILED' | 'INDETERMINATE';
  readonly subIndication: SubIndication | undefined;
  readonly remarks: readonly string[];
}

/**
 * All tokens of the file, newest revision first, as EN 319 102-1 5.6.2 goes through them: a trusted document timestamp
 * proves that what lies below it existed, and the authorities of older tokens are judged at that time.
 */
export function judgeTimestamps(
  facts: PdfFacts,
  material: TrustMaterial,
  policy: JudgementPolicy,
  now: Date,
): readonly JudgedTimestamp[] {
  const revisionOf = ({ revision }: TimestampFacts) => revision ?? -1;
  const newestFirst = [...facts.timestamps].sort((a, b) => revisionOf(b) - revisionOf(a));
  const out = new Map<TimestampFacts, JudgedTimestamp>();
  for (const stamp of newestFirst) {
    const above = [...out.values()].filter(
      (one) =>
        one.indication === 'PASSED' && one.facts.kind === 'document' && revisionOf(one.facts) > revisionOf(stamp),
    );
    out.set(stamp, judgeTimestamp(stamp, material, policy, earliest(now, above.flatMap(timesOf))));
  }
  return facts.timestamps.map((stamp) => out.get(stamp)!);
}

export const earliest = (first: Date, others: readonly Date[]): Date =>
  others.reduce((least, time) => (time < least ? time : least), first);

/** The time that a token names, in a list of its own. */
export const timesOf = ({ facts }: JudgedTimestamp): readonly Date[] => (facts.token ? [facts.token.genTime] : []);

function judgeTimestamp(
  stamp: TimestampFacts,
  material: TrustMaterial,
  policy: JudgementPolicy,
  at: Date,
): JudgedTimestamp {
  const { token, judgement, problem } = stamp;
  const open = (subIndication: SubIndication, more: Partial<JudgedTimestamp> = {}): JudgedTimestamp => ({
    ...{ facts: stamp, path: undefined, at: undefined, indication: 'INDETERMINATE', subIndication, remarks: [] },
    ...more,
  });
  if (!token || !judgement || problem) return open('FORMAT_FAILURE', { indication: 'FAILED' });
  const { finding, signerCertificate } = judgement;
  const isWeak = finding?.subIndication === 'CRYPTO_CONSTRAINTS_FAILURE';
  if (finding && !isWeak) {
    const isBroken = finding.subIndication === 'HASH_FAILURE' || finding.subIndication === 'SIG_CRYPTO_FAILURE';
    return open(finding.subIndication, isBroken ? { indication: 'FAILED' } : {});
  }
  if (!signerCertificate) return open('NO_SIGNING_CERTIFICATE_FOUND');
  const question = { leaf: signerCertificate, purpose: 'timestamping' } as const;
  const path = material.path({ ...question, at });
  if (isWeak) return open('CRYPTO_CONSTRAINTS_FAILURE', { path, at, remarks: judgement.weak });
  if (path.indication === 'PASSED')
    return { ...open('GENERIC'), path, at, indication: 'PASSED', subIndication: undefined };
  if (path.subIndication === 'EXPIRED' && policy.endedTimestampAuthority === 'remark') {
    const then = material.path({ ...question, at: token.genTime });
    const remarks = ['timestamp-authority-ended'];
    if (then.indication === 'PASSED')
      return {
        ...open('GENERIC'),
        path: then,
        at: token.genTime,
        indication: 'PASSED',
        subIndication: undefined,
        remarks,
      };
  }
  // 5.5.4: whether the authority's end or revocation lies before the stamp cannot be told without a later proof.
  const word: SubIndication =
    path.subIndication === 'EXPIRED' || path.subIndication === 'NOT_YET_VALID'
      ? 'OUT_OF_BOUNDS_NO_POE'
      : path.subIndication === 'REVOKED'
        ? 'REVOKED_NO_POE'
        : (path.subIndication ?? 'CERTIFICATE_CHAIN_GENERAL_FAILURE');
  return open(word, { path, at });
}
