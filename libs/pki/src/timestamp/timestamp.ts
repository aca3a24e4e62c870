import type { DigestAlgorithm } from '../algorithms/algorithm.js';
import type { CmsProblemCode, SignedDataFacts, SignerInfoJudgement } from '../cms/signed-data.js';
import type { Certificate } from '../x509/certificate.js';

/** What a timestamp is about (MessageImprint, RFC 3161 2.4.1). */
export interface MessageImprint {
  /** undefined when the algorithm is not known here */
  readonly digestAlgorithm: DigestAlgorithm | undefined;
  readonly digestAlgorithmOid: string;
  readonly digest: Uint8Array;
}

/** TimeStampReq, RFC 3161 2.4.1. */
export interface TimestampRequest extends MessageImprint {
  readonly kind: 'timestamp-request';
  readonly policy: string | undefined;
  /** Hex of the INTEGER's octets. */
  readonly nonce: string | undefined;
  /** Whether the answer shall carry the signer's certificate. */
  readonly certReq: boolean;
}

/** TimeStampResp, RFC 3161 2.4.2. */
export interface TimestampResponse {
  readonly kind: 'timestamp-response';
  /** PKIStatus 0 (granted) or 1 (grantedWithMods), and a token is there. */
  readonly granted: boolean;
  readonly status: number;
  readonly statusText: readonly string[];
  /** PKIFailureInfo by its names, e.g. `badAlg`. */
  readonly failures: readonly string[];
  /** The ContentInfo, not looked into. */
  readonly token: Uint8Array | undefined;
}

/** A timestamp token (RFC 3161 2.4.2): what it says, before anything is checked. */
export interface TimestampToken extends MessageImprint {
  readonly kind: 'timestamp-token';
  readonly der: Uint8Array;
  readonly signedData: SignedDataFacts;
  readonly policy: string;
  /** Hex, as `Certificate.serialNumber`. */
  readonly serialNumber: string;
  readonly genTime: Date;
  /** Deviation in milliseconds, rounded up; undefined when the token does not say. */
  readonly accuracyMs: number | undefined;
  /** Tokens of this authority can be ordered by genTime alone. */
  readonly ordering: boolean;
  readonly nonce: string | undefined;
}

export interface TimestampProblem {
  readonly kind: 'timestamp-problem';
  readonly code: CmsProblemCode | 'TIMESTAMP.MALFORMED' | 'TIMESTAMP.NOT_A_TOKEN';
  readonly message: string;
  readonly offset: number | undefined;
}

/** Sub-indications of EN 319 102-1 table 6 that a token can give before its signer's path is asked. */
export type TimestampSubIndication =
  | 'FORMAT_FAILURE'
  | 'HASH_FAILURE'
  | 'SIG_CRYPTO_FAILURE'
  | 'NO_SIGNING_CERTIFICATE_FOUND'
  | 'SIG_CONSTRAINTS_FAILURE'
  | 'CRYPTO_CONSTRAINTS_FAILURE';

export interface TimestampFinding {
  readonly subIndication: TimestampSubIndication;
  /** Stable word, e.g. `imprint`. */
  readonly code: string;
  readonly message: string;
}

export interface TimestampJudgement {
  /** Nothing was found against the token; its signer's path is another question. */
  readonly isIntact: boolean;
  readonly finding: TimestampFinding | undefined;
  readonly imprint: 'ok' | 'bad' | 'unsupported';
  readonly signature: SignerInfoJudgement;
  /** Extended key usage of the signer: timeStamping alone and critical (RFC 3161 2.3). */
  readonly usage: 'ok' | 'bad' | 'unknown';
  /** Words for each weak algorithm or key, that of the imprint included. */
  readonly weak: readonly string[];
  readonly labels: readonly string[];
  readonly genTime: Date;
  readonly signerCertificate: Certificate | undefined;
}
