import type { DigestAlgorithm, SignatureAlgorithm } from '../algorithms/algorithm.js';
import type { Certificate } from '../x509/certificate.js';

/** Which certificate the signer says is theirs (RFC 5652 5.3); `issuer` is the comparison form of the name. */
export type SignerIdentifier =
  | { readonly kind: 'issuer-and-serial'; readonly issuer: string; readonly serialNumber: string }
  | { readonly kind: 'subject-key-id'; readonly keyId: string };

export interface EssCertificateHash {
  /** 1: signing-certificate (RFC 2634, SHA-1); 2: signing-certificate-v2 (RFC 5035) */
  readonly version: 1 | 2;
  readonly digestAlgorithm: DigestAlgorithm | undefined;
  readonly hash: Uint8Array;
}

export interface CmsAttribute {
  readonly oid: string;
  /** Whole TLVs. */
  readonly values: readonly Uint8Array[];
}

/** What a CMS SignedData says, before anything is checked. */
export interface SignedDataFacts {
  readonly kind: 'signed-data';
  /** The exact bytes read, without trailing padding. */
  readonly der: Uint8Array;
  /** True when only the tolerant BER reading succeeded. */
  readonly ber: boolean;
  readonly contentType: string;
  /** eContent when not detached (adbe.pkcs7.sha1, timestamp tokens). */
  readonly encapsulatedContent: Uint8Array | undefined;
  readonly signerIdentifier: SignerIdentifier;
  readonly digestAlgorithm: DigestAlgorithm | undefined;
  readonly digestAlgorithmOid: string;
  readonly signatureAlgorithm: SignatureAlgorithm;
  readonly signatureValue: Uint8Array;
  /** Signed attributes with [0] replaced by SET OF: the bytes the signature value is computed over (RFC 5652 5.4). */
  readonly signedAttributes: Uint8Array | undefined;
  readonly signedAttributeList: readonly CmsAttribute[];
  readonly unsignedAttributeList: readonly CmsAttribute[];
  readonly contentTypeAttribute: string | undefined;
  readonly messageDigest: Uint8Array | undefined;
  readonly essCertificateHashes: readonly EssCertificateHash[];
  /** The signer's own claim; it proves nothing. PAdES forbids it. */
  readonly signingTime: Date | undefined;
  readonly certificates: readonly Certificate[];
  /** Certificates found but not readable, with the reason. */
  readonly unreadableCertificates: readonly string[];
  /** The certificate the signer identifier points at, if it is among `certificates`. */
  readonly signerCertificate: Certificate | undefined;
  /** CRLs carried along (DER). */
  readonly crls: readonly Uint8Array[];
  /** OCSPResponses carried along (RFC 5940), DER. */
  readonly ocsps: readonly Uint8Array[];
  /** signature-time-stamp tokens (RFC 3161 A), DER of each ContentInfo. */
  readonly timestampTokens: readonly Uint8Array[];
  /** Deviations that are remarked on, not refused. */
  readonly remarks: readonly string[];
}

export type CmsProblemCode =
  | 'CMS.MALFORMED'
  | 'CMS.NOT_SIGNED_DATA'
  | 'CMS.NO_SIGNER'
  | 'CMS.SEVERAL_SIGNERS'
  | 'CMS.DUPLICATE_ATTRIBUTE'
  | 'CMS.TOO_LARGE';

/** Why the bytes cannot be judged as one signature: FORMAT_FAILURE in EN 319 102-1. */
export interface CmsProblem {
  readonly kind: 'cms-problem';
  readonly code: CmsProblemCode;
  readonly message: string;
  readonly offset: number | undefined;
}

export interface SignerInfoJudgement {
  readonly digest: 'ok' | 'bad' | 'unsupported';
  readonly value: 'ok' | 'bad' | 'unsupported' | 'no-certificate';
  readonly ess: 'match' | 'mismatch' | 'absent';
  /** content-type attribute equals the content type (RFC 5652 11.1) */
  readonly contentType: 'match' | 'mismatch' | 'absent';
  /** Words for each weak algorithm or key (R-VER-06); empty when all are accepted. */
  readonly weak: readonly string[];
  /** Words for what is accepted and to be told all the same, e.g. `rsa-pkcs1-v1.5`. */
  readonly labels: readonly string[];
  readonly signerCertificate: Certificate | undefined;
}
