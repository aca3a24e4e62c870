import type { TrustMaterial } from './evidence/trust-material.js';
import type { PdfFacts, SignatureFacts } from './facts.js';
import type { JudgedTimestamp } from './judge-timestamps.js';
import type { BaselineLevel } from './report.js';

export interface LevelQuestion {
  readonly facts: PdfFacts;
  readonly signature: SignatureFacts;
  readonly timestamps: readonly JudgedTimestamp[];
  readonly material: TrustMaterial;
  /** Whether anchors were given: then only trusted tokens count. */
  readonly hasAnchors: boolean;
}

/**
 * The level of EN 319 142-1 6.3 that a signature is proven to have. B-T: an intact token of its value, or a document
 * timestamp above it. B-LT: the file carries all that judging signer and token at that time needs. B-LTA: a document
 * timestamp lies over those data.
 */
export function baselineLevel(question: LevelQuestion): BaselineLevel {
  const { facts, signature, timestamps, material, hasAnchors } = question;
  const { subFilter, signerInfo, cms, integrityReasons, revision } = signature;
  // The signer's certificate travels in the CMS itself (6.3, requirement (a)), not in a store that anybody may add.
  const isBaseline =
    subFilter === 'ETSI.CAdES.detached' &&
    signerInfo?.ess === 'match' &&
    cms?.signerCertificate !== undefined &&
    cms.signingTime === undefined;
  if (!isBaseline || integrityReasons.length > 0 || revision === undefined) return 'none';
  const counts = (one: JudgedTimestamp) =>
    hasAnchors ? one.indication === 'PASSED' : one.facts.judgement?.isIntact === true && !one.facts.problem;
  const own = timestamps.filter(
    (one) => counts(one) && one.facts.kind === 'signature' && one.facts.field === signature.field,
  );
  const above = timestamps.filter(
    (one) => counts(one) && one.facts.kind === 'document' && (one.facts.revision ?? -1) > revision,
  );
  const [stamp] = [...own, ...above];
  if (!stamp?.facts.token) return 'B-B';
  const leaf = signerInfo?.signerCertificate;
  const authority = stamp.facts.judgement?.signerCertificate;
  if (!leaf || !authority) return 'B-T';
  const { genTime } = stamp.facts.token;
  // The authority of a document timestamp needs no data below its own stamp; that of a signature's token does.
  const isComplete = (upTo: number, by?: JudgedTimestamp): boolean =>
    material.isCompleteIn(upTo, { leaf, at: genTime, purpose: 'document-signing' }) &&
    (by === stamp || material.isCompleteIn(upTo, { leaf: authority, at: genTime, purpose: 'timestamping' }));
  if (above.some((one) => isComplete(one.facts.revision ?? -1, one))) return 'B-LTA';
  return isComplete(facts.revisions.length) ? 'B-LT' : 'B-T';
}
