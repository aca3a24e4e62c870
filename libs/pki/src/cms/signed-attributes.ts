import type { SigningDigest } from '../algorithms/algorithm.js';
import { digestAlgorithmDer, digestBytes } from '../algorithms/signature-algorithm.js';
import { digestOf } from '../algorithms/signature-value.js';
import { der } from '../der/write-der.js';
import { oids } from '../oids.js';
import type { Certificate } from '../x509/certificate.js';

export interface SignedAttributesInput {
  /** Digest of the content with `digestAlgorithm`. */
  contentDigest: Uint8Array;
  digestAlgorithm: SigningDigest;
  signerCertificate: Certificate;
  /** Default none: PAdES forbids it (EN 319 142-1 6.3, the time is /M of the dictionary); CAdES asks for it. */
  signingTime?: Date;
  /** Default id-data. */
  contentType?: string;
}

/**
 * The SET OF attributes to be signed (RFC 5652 5.4). It is a value: store it, sign it hours later elsewhere, and hand
 * the same bytes to `assembleSignedData`.
 */
export function signedAttributes(input: SignedAttributesInput): Uint8Array {
  const { contentDigest, digestAlgorithm, signerCertificate, signingTime, contentType = oids.data } = input;
  if (contentDigest.length !== digestBytes[digestAlgorithm]) {
    throw new RangeError(`${contentDigest.length} bytes are no ${digestAlgorithm} digest`);
  }
  const attributes = [
    attribute(oids.contentType, der.oid(contentType)),
    attribute(oids.messageDigest, der.octetString(contentDigest)),
    attribute(oids.signingCertificateV2, signingCertificateV2(signerCertificate, digestAlgorithm)),
  ];
  if (signingTime !== undefined) attributes.push(attribute(oids.signingTime, der.time(signingTime)));
  return der.set(...attributes);
}

export function attribute(oid: string, ...values: readonly Uint8Array[]): Uint8Array {
  return der.sequence(der.oid(oid), der.set(...values));
}

/**
 * SigningCertificateV2 (RFC 5035 3) with one ESSCertIDv2 and no issuerSerial: EN 319 122-1 5.2.2.3 makes it optional and
 * the certificate hash alone is binding. SHA-256 is the DEFAULT, which DER leaves out.
 */
function signingCertificateV2(certificate: Certificate, digest: SigningDigest): Uint8Array {
  const fingerprint = digest === 'sha256' ? Buffer.from(certificate.fingerprintSha256, 'hex') : undefined;
  const hash = der.octetString(fingerprint ?? digestOf(digest, certificate.der));
  const essCertId = digest === 'sha256' ? der.sequence(hash) : der.sequence(digestAlgorithmDer(digest), hash);
  return der.sequence(der.sequence(essCertId));
}
