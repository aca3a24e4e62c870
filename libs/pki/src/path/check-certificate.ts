import { type AlgorithmPolicy, weakDigest, weakKey, weakScheme } from '../algorithms/algorithm-policy.js';
import type { Certificate } from '../x509/certificate.js';
import { isSelfIssued } from '../x509/issued-by.js';
import { finding, type PathFinding } from './path-judgement.js';

/** Where in the path a certificate stands; `index` counts from the leaf, as in `PathJudgement.chain`. */
export interface Place {
  readonly certificate: Certificate;
  readonly issuer: Certificate;
  readonly index: number;
  readonly at: Date;
  readonly policy: AlgorithmPolicy;
}

type Check = (place: Place) => PathFinding | undefined;

/** RFC 5280 6.1.3 (a)(2). A leaf out of bounds speaks for the signature, an issuer's only for the lack of evidence. */
export const checkValidity: Check = ({ certificate, index, at }) => {
  if (at < certificate.notBefore) {
    const word = index === 0 ? 'NOT_YET_VALID' : 'OUT_OF_BOUNDS_NO_POE';
    return finding(word, 'not-yet-valid', `valid from ${certificate.notBefore.toISOString()}`, index);
  }
  if (at > certificate.notAfter) {
    const word = index === 0 ? 'EXPIRED' : 'OUT_OF_BOUNDS_NO_POE';
    return finding(word, 'expired', `valid until ${certificate.notAfter.toISOString()}`, index);
  }
  return undefined;
};

/** RFC 5280 6.1.3 (a)(4) */
export const checkNameChaining: Check = ({ certificate, issuer, index }) =>
  certificate.issuer.key === issuer.subject.key
    ? undefined
    : finding('CERTIFICATE_CHAIN_GENERAL_FAILURE', 'name-chaining', 'the issuer has another name', index);

/** RFC 5280 6.1.4 (o), 6.1.5 (f) */
export const checkCriticalExtensions: Check = ({ certificate, index }) => {
  const [unknown] = certificate.criticalUnknownExtensions;
  if (unknown === undefined) return undefined;
  return finding('CHAIN_CONSTRAINTS_FAILURE', 'unknown-critical-extension', `extension ${unknown}`, index);
};

/** R-VER-06, S3 1.3: the digest of this signature and the key that made it. */
export const checkAlgorithms: Check = ({ certificate, issuer, index, policy, at }) => {
  const word =
    weakDigest(certificate.signatureAlgorithm.digest, policy, at) ??
    weakScheme(certificate.signatureAlgorithm, policy) ??
    weakKey(issuer, policy, at) ??
    weakKey(certificate, policy, at);
  return word === undefined ? undefined : finding('CRYPTO_CONSTRAINTS_FAILURE', 'weak-algorithm', word, index);
};

/** RFC 5280 6.1.4 (k), (n): only a CA may stand between the anchor and the leaf. */
export const checkIssuerRights: Check = ({ certificate, index }) => {
  if (index === 0) return undefined;
  if (certificate.version !== 3 || certificate.basicConstraints?.ca !== true) {
    return finding('CHAIN_CONSTRAINTS_FAILURE', 'not-a-ca', 'an issuer is not marked as CA', index);
  }
  if (certificate.keyUsage !== undefined && !certificate.keyUsage.has('keyCertSign')) {
    return finding('CHAIN_CONSTRAINTS_FAILURE', 'key-usage', 'an issuer may not sign certificates', index);
  }
  return undefined;
};

export const certificateChecks: readonly Check[] = [
  checkValidity,
  checkNameChaining,
  checkAlgorithms,
  checkCriticalExtensions,
  checkIssuerRights,
];

/** RFC 5280 6.1.4 (l), (m): how many more intermediates may follow; undefined when they are too many already. */
export function nextPathLength(certificate: Certificate, allowed: number): number | undefined {
  if (!isSelfIssued(certificate) && allowed <= 0) return undefined;
  const rest = isSelfIssued(certificate) ? allowed : allowed - 1;
  return Math.min(rest, certificate.basicConstraints?.pathLength ?? rest);
}
