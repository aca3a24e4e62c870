import type { AlgorithmPolicy } from '../algorithms/algorithm-policy.js';
import type { OcspResponse } from '../ocsp/ocsp.js';
import type { Certificate } from '../x509/certificate.js';
import type { Crl, RevocationAnswer } from '../x509/crl.js';
import type { PolicyInputs } from './policy-state.js';

/** Which tree an anchor belongs to: VGCA, NEAC, one the organisation added itself, or a timestamp authority. */
export type TrustFamily = 'public-service' | 'national' | 'organisation-defined' | 'tsa';

export interface TrustAnchor {
  readonly certificate: Certificate;
  readonly family: TrustFamily;
  /** Trusted from; default the certificate's notBefore. */
  readonly validFrom?: Date;
  /** Trusted until; default the certificate's notAfter. */
  readonly validUntil?: Date;
}

export type Indication = 'PASSED' | 'INDETERMINATE' | 'FAILED';

/** Sub-indications of ETSI EN 319 102-1 table 6 that a path can give. */
export type PathSubIndication =
  | 'NO_CERTIFICATE_CHAIN_FOUND'
  | 'CERTIFICATE_CHAIN_GENERAL_FAILURE'
  | 'CHAIN_CONSTRAINTS_FAILURE'
  | 'CRYPTO_CONSTRAINTS_FAILURE'
  | 'OUT_OF_BOUNDS_NO_POE'
  | 'REVOKED_CA_NO_POE'
  | 'TRY_LATER'
  | 'NOT_YET_VALID'
  | 'EXPIRED'
  | 'REVOKED';

export interface PathReason {
  /** Stable word, e.g. `path-length-exceeded`. */
  readonly code: string;
  /** For people who read logs; carries no personal data. */
  readonly message: string;
  /** Place in `chain` (0 = leaf), when one certificate is at fault. */
  readonly certificateIndex: number | undefined;
  readonly revokedAt?: Date;
}

export interface PathJudgement {
  readonly indication: Indication;
  readonly subIndication: PathSubIndication | undefined;
  /** Leaf first, anchor last when one was reached; the best attempt when the path failed. */
  readonly chain: readonly Certificate[];
  readonly anchor: TrustAnchor | undefined;
  readonly family: TrustFamily | undefined;
  readonly reason: PathReason | undefined;
  /** Whether every certificate below the anchor was answered for, by a CRL or by OCSP, and is not revoked. */
  readonly revocation: 'good' | 'revoked' | 'unknown';
  /** Each certificate that was asked about, leaf first; fewer than the chain where a check ended the search. */
  readonly revocations: readonly CertificateRevocation[];
  /** Words for what is accepted and to be told all the same, e.g. `rsa-pkcs1-v1.5`. */
  readonly labels: readonly string[];
}

export interface CertificateRevocation {
  readonly certificate: Certificate;
  readonly issuer: Certificate;
  readonly answer: RevocationAnswer;
  /** What the answer was taken from; empty for `unknown`. */
  readonly evidence: readonly (Crl | OcspResponse)[];
}

/** What the leaf's key is used for. `any`: its usages are not looked at. */
export type PathPurpose = 'document-signing' | 'timestamping' | 'any';

export interface PathQuestion {
  readonly leaf: Certificate;
  readonly intermediates: readonly Certificate[];
  readonly anchors: readonly TrustAnchor[];
  /** The instant the answer is about: a proven signing time, or now. */
  readonly at: Date;
  readonly algorithmPolicy?: AlgorithmPolicy;
  /** Only anchors of these families count (R-VER-07). Default: all given. */
  readonly families?: readonly TrustFamily[];
  readonly crls?: readonly Crl[];
  readonly ocsps?: readonly OcspResponse[];
  /** OCSP responders believed by configuration, beside the issuer and those it delegated to (RFC 6960 4.2.2.2). */
  readonly ocspResponders?: readonly Certificate[];
  /**
   * Default `any`. `document-signing` does not count anchors of family `tsa`; `timestamping` counts them whatever
   * `families` says.
   */
  readonly purpose?: PathPurpose;
  /** Default: any policy will do, as RFC 5280 6.1.1 starts. */
  readonly policies?: PolicyInputs;
  /** `if-known` (default): a listed certificate fails, silence is `unknown`. `required`: silence is TRY_LATER. `ignore`: not asked. */
  readonly revocation?: 'if-known' | 'required' | 'ignore';
  /** Certificates in a path, leaf and anchor included. Default 10. */
  readonly maxPathLength?: number;
  /**
   * Signatures of certificates that may still be checked, shared by the searches of one document; default 200 for each search.
   * What was checked before costs nothing.
   */
  readonly linkChecks?: { left: number };
}

/** EN 319 102-1 table 6: the status follows from the sub-indication, so that the two cannot disagree. */
export function indicationOf(subIndication: PathSubIndication | undefined): Indication {
  switch (subIndication) {
    case undefined:
      return 'PASSED';
    case 'REVOKED':
    case 'EXPIRED':
    case 'NOT_YET_VALID':
      return 'FAILED';
    case 'NO_CERTIFICATE_CHAIN_FOUND':
    case 'CERTIFICATE_CHAIN_GENERAL_FAILURE':
    case 'CHAIN_CONSTRAINTS_FAILURE':
    case 'CRYPTO_CONSTRAINTS_FAILURE':
    case 'OUT_OF_BOUNDS_NO_POE':
    case 'REVOKED_CA_NO_POE':
    case 'TRY_LATER':
      return 'INDETERMINATE';
  }
}

/** One thing found wrong; `undefined` where a check found nothing. */
export interface PathFinding {
  readonly subIndication: PathSubIndication;
  readonly reason: PathReason;
}

export function finding(
  subIndication: PathSubIndication,
  code: string,
  message: string,
  certificateIndex?: number,
  revokedAt?: Date,
): PathFinding {
  const reason = { code, message, certificateIndex };
  return { subIndication, reason: revokedAt === undefined ? reason : { ...reason, revokedAt } };
}
