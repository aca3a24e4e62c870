import type { DigestAlgorithm, SignatureAlgorithm } from '../algorithms/algorithm.js';
import type { Certificate } from '../x509/certificate.js';

/** CertID (RFC 6960 4.1.1): which certificate is meant. Hex, lower case. */
export interface OcspCertId {
  readonly digestAlgorithm: DigestAlgorithm | undefined;
  readonly issuerNameHash: string;
  readonly issuerKeyHash: string;
  /** As `Certificate.serialNumber`. */
  readonly serialNumber: string;
}

/** OCSPRequest, RFC 6960 4.1.1. */
export interface OcspRequest {
  readonly kind: 'ocsp-request';
  readonly certIds: readonly OcspCertId[];
  /** Hex of the octets. */
  readonly nonce: string | undefined;
}

/** SingleResponse, RFC 6960 4.2.1. */
export interface OcspAnswer {
  readonly certId: OcspCertId;
  readonly status: 'good' | 'revoked' | 'unknown';
  readonly revokedAt: Date | undefined;
  /** CRLReason, RFC 5280 5.3.1 */
  readonly reason: number | undefined;
  readonly thisUpdate: Date;
  /** undefined: newer information is available at any time (4.2.2.1) */
  readonly nextUpdate: Date | undefined;
  /** The responder remembers certificates that ended after this instant (4.4.4). */
  readonly archiveCutoff: Date | undefined;
  readonly criticalUnknownExtensions: readonly string[];
}

/** Who signed (ResponderID): `name` is the comparison form, `keyHash` hex of SHA-1 over the key. */
export type OcspResponderId =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'key'; readonly keyHash: string };

/** A successful OCSPResponse with its BasicOCSPResponse: what it says, before anything is checked. */
export interface OcspResponse {
  readonly kind: 'ocsp-response';
  /** An OCSPResponse, as /OCSPs of a DSS dictionary wants it; made around a bare BasicOCSPResponse. */
  readonly der: Uint8Array;
  readonly responder: OcspResponderId;
  readonly producedAt: Date;
  readonly answers: readonly OcspAnswer[];
  /** Hex of the octets. */
  readonly nonce: string | undefined;
  readonly certificates: readonly Certificate[];
  /** Critical extensions beyond those understood here: such a response answers nothing. */
  readonly criticalUnknownExtensions: readonly string[];
  readonly signatureAlgorithm: SignatureAlgorithm;
  /** tbsResponseData, the signed bytes. */
  readonly tbs: Uint8Array;
  readonly signature: Uint8Array;
}

/** OCSPResponseStatus other than successful (4.2.1): nothing was said about any certificate. */
export interface OcspRefusal {
  readonly kind: 'ocsp-refusal';
  readonly status: 'malformedRequest' | 'internalError' | 'tryLater' | 'sigRequired' | 'unauthorized' | 'unknown';
}

export interface OcspProblem {
  readonly kind: 'ocsp-problem';
  readonly message: string;
  readonly offset: number | undefined;
}

export const refusalStatuses = new Map<number, OcspRefusal['status']>([
  [1, 'malformedRequest'],
  [2, 'internalError'],
  [3, 'tryLater'],
  [5, 'sigRequired'],
  [6, 'unauthorized'],
]);
