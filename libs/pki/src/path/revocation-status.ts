import { type AlgorithmPolicy, weakDigest, weakKey, weakScheme } from '../algorithms/algorithm-policy.js';
import type { Certificate } from '../x509/certificate.js';
import { type Crl, entryKey, type RevocationAnswer, type RevokedEntry } from '../x509/crl.js';
import type { DistributionPoint } from '../x509/distribution-point.js';
import { generalNameKey } from '../x509/general-name.js';
import { isCrlFrom } from '../x509/parse-crl.js';

export interface RevocationQuestion {
  readonly certificate: Certificate;
  readonly crls: readonly Crl[];
  readonly at: Date;
  /** Certificates that may have signed a CRL of this name, trusted as far as the caller could tell; the issuer first. */
  readonly signersNamed: (name: string) => Iterable<Certificate>;
  /** Default: the strength of the lists' signatures is not asked. */
  readonly algorithmPolicy?: AlgorithmPolicy | undefined;
}

/** An answer and the lists it was taken from: one, its delta, or several that share the reasons. */
export interface CrlVerdict {
  readonly answer: RevocationAnswer;
  readonly evidence: readonly Crl[];
}

/** CRLReason removeFromCRL (RFC 5280 5.3.1): a certificate that was on hold is good again. */
const removeFromCrl = 8;
/** ReasonFlags 1 (keyCompromise) to 8 (aACompromise); 0 is unused (RFC 5280 4.2.1.13). */
const allReasons: readonly number[] = [1, 2, 3, 4, 5, 6, 7, 8];

/**
 * What the CRLs at hand say of one certificate at an instant (RFC 5280 6.3). A revocation after `at` does not count
 * (R-VER-04). `good` needs every reason covered by lists in force at `at`; anything doubtful is `unknown` (R-VER-05).
 */
export const revocationStatus = (question: RevocationQuestion): RevocationAnswer => revocationVerdict(question).answer;

/** `revocationStatus` with the lists that answered. */
export function revocationVerdict(question: RevocationQuestion): CrlVerdict {
  const { certificate, crls, at } = question;
  const missing = new Set(allReasons);
  let why = 'no-crl';
  let thisUpdate: Date | undefined;
  let nextUpdate: Date | undefined;
  const evidence = new Set<Crl>();
  for (const point of pointsOf(certificate)) {
    for (const crl of crls) {
      if (crl.deltaBase !== undefined || !isInScope(crl, point, certificate)) continue;
      const problem = problemOf(crl, question);
      if (problem !== undefined) {
        why = problem;
        continue;
      }
      const { entry, delta } = latestEntry(crl, question);
      const lists = delta === undefined ? [crl] : [crl, delta];
      if (entry !== undefined && entry.revokedAt <= at) {
        return {
          answer: { status: 'revoked', revokedAt: entry.revokedAt, reason: entry.reason },
          evidence: lists,
        };
      }
      // a list that ended before `at` knows nothing of the days since; one made after the certificate ended may have
      // dropped it (RFC 5280 3.3)
      if (entry === undefined && ((crl.nextUpdate ?? at) < at || crl.thisUpdate > certificate.notAfter)) {
        why = 'crl-out-of-time';
        continue;
      }
      for (const reason of reasonsOf(crl, point)) missing.delete(reason);
      for (const list of lists) evidence.add(list);
      thisUpdate = earlier(thisUpdate, crl.thisUpdate);
      nextUpdate = earlier(nextUpdate, crl.nextUpdate);
    }
  }
  if (missing.size === 0 && thisUpdate !== undefined) {
    return { answer: { status: 'good', thisUpdate, nextUpdate }, evidence: [...evidence] };
  }
  return { answer: { status: 'unknown', why: thisUpdate === undefined ? why : 'crl-reasons' }, evidence: [] };
}

function earlier(left: Date | undefined, right: Date | undefined): Date | undefined {
  if (left === undefined || right === undefined) return left ?? right;
  return left < right ? left : right;
}

/** The certificate's points, then the issuer itself, as 6.3.3 ends. */
const pointsOf = ({ distributionPoints, issuer }: Certificate): readonly DistributionPoint[] => [
  ...distributionPoints,
  { names: [generalNameKey({ kind: 'directory', name: issuer })], reasons: undefined, crlIssuers: undefined },
];

/** 6.3.3 (b) */
function isInScope({ issuer, scope }: Crl, point: DistributionPoint, certificate: Certificate): boolean {
  if (point.crlIssuers === undefined) {
    if (issuer.key !== certificate.issuer.key) return false;
  } else if (!point.crlIssuers.includes(generalNameKey({ kind: 'directory', name: issuer })) || !scope?.indirect) {
    return false;
  }
  if (scope === undefined) return true;
  const names = point.names ?? point.crlIssuers ?? [];
  if (scope.names !== undefined && !scope.names.some((name) => names.includes(name))) return false;
  const isCa = certificate.basicConstraints?.ca === true;
  if (scope.onlyAttributeCertificates || (scope.onlyUserCertificates && isCa)) return false;
  return !scope.onlyCaCertificates || isCa;
}

/** 6.3.3 (f), (g): who signed it. An unknown critical extension spoils the whole list (5.2). */
function problemOf(crl: Crl, { signersNamed, algorithmPolicy, at }: RevocationQuestion): string | undefined {
  if (crl.criticalUnknownExtensions.length > 0) return 'crl-extension';
  for (const signer of signersNamed(crl.issuer.key)) {
    if (!isCrlFrom(crl, signer)) continue;
    return algorithmPolicy !== undefined && isWeak(crl, signer, algorithmPolicy, at) ? 'crl-weak-algorithm' : undefined;
  }
  return 'crl-signature';
}

function isWeak(crl: Crl, signer: Certificate, policy: AlgorithmPolicy, at: Date): boolean {
  // what was strong at `at` may be weak when a later list was made
  const madeAt = crl.thisUpdate > at ? crl.thisUpdate : at;
  const { signatureAlgorithm } = crl;
  const word =
    weakDigest(signatureAlgorithm.digest, policy, madeAt) ??
    weakScheme(signatureAlgorithm, policy) ??
    weakKey(signer, policy, madeAt);
  return word !== undefined;
}

/** The entry of the newest delta that continues this list, else of the list (6.3.3 (c), (h) to (k)). */
function latestEntry(
  crl: Crl,
  question: RevocationQuestion,
): { entry: RevokedEntry | undefined; delta: Crl | undefined } {
  const { certificate, crls, at } = question;
  const key = entryKey(crl.issuer.key, certificate.issuer.key, certificate.serialNumber);
  const [delta] = crls
    .filter((one) => isDeltaOf(one, crl) && one.thisUpdate <= at && problemOf(one, question) === undefined)
    .sort((left, right) => Number((right.crlNumber ?? 0n) - (left.crlNumber ?? 0n)));
  const entry = delta?.entries.get(key) ?? crl.entries.get(key);
  return { entry: entry?.reason === removeFromCrl ? undefined : entry, delta };
}

function isDeltaOf(delta: Crl, complete: Crl): boolean {
  if (delta.deltaBase === undefined || delta.crlNumber === undefined || complete.crlNumber === undefined) return false;
  return (
    delta.issuer.key === complete.issuer.key &&
    delta.authorityKeyId === complete.authorityKeyId &&
    JSON.stringify(delta.scope) === JSON.stringify(complete.scope) &&
    delta.deltaBase <= complete.crlNumber &&
    complete.crlNumber < delta.crlNumber
  );
}

/** 6.3.3 (d) */
const reasonsOf = ({ scope }: Crl, point: DistributionPoint): readonly number[] =>
  allReasons.filter(
    (reason) =>
      (scope?.onlySomeReasons ?? allReasons).includes(reason) && (point.reasons ?? allReasons).includes(reason),
  );
