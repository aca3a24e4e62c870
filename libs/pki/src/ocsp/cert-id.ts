import type { DigestAlgorithm } from '../algorithms/algorithm.js';
import { digestAlgorithmDer, readDigestAlgorithm } from '../algorithms/signature-algorithm.js';
import { digestOf } from '../algorithms/signature-value.js';
import { DerError } from '../der/der-error.js';
import { elements, expectTag, hex, readBitOctets, readOctets, tags } from '../der/der-values.js';
import { type DerNode, readDer } from '../der/read-der.js';
import { der } from '../der/write-der.js';
import type { Certificate } from '../x509/certificate.js';
import { serialHex } from '../x509/parse-certificate.js';
import type { OcspCertId } from './ocsp.js';

export function readCertId(node: DerNode | undefined): OcspCertId {
  const [algorithm, nameHash, keyHash, serial] = elements(node, 'CertID');
  return Object.freeze({
    digestAlgorithm: readDigestAlgorithm(algorithm).digest,
    issuerNameHash: hex(readOctets(nameHash, 'issuerNameHash')),
    issuerKeyHash: hex(readOctets(keyHash, 'issuerKeyHash')),
    serialNumber: serialHex(expectTag(serial, tags.integer, 'serial number', node)),
  });
}

/**
 * Digest of the octets of the subject public key without tag, length and unused bits (RFC 6960 4.1.1). Certificates come with
 * the response of a stranger: undefined for a key that is not whole octets, which OpenSSL reads all the same.
 */
export function keyHash({ publicKeyDer }: Certificate, digest: DigestAlgorithm): Uint8Array | undefined {
  try {
    const [, key] = elements(readDer(publicKeyDer, { lenient: true }), 'public key');
    return digestOf(digest, readBitOctets(key, 'public key'));
  } catch (error) {
    if (error instanceof DerError) return undefined;
    throw error;
  }
}

export function certIdDer(
  certificate: Pick<Certificate, 'issuer' | 'serialNumberDer'>,
  issuer: Certificate,
  digest: DigestAlgorithm,
): Uint8Array {
  return der.sequence(
    digestAlgorithmDer(digest),
    der.octetString(digestOf(digest, certificate.issuer.der)),
    // A key that has no hash is asked about with none: no answer can be about it.
    der.octetString(keyHash(issuer, digest) ?? new Uint8Array()),
    certificate.serialNumberDer,
  );
}

/** Digests of a CertID that are believed. SHA-1 here names an issuer and secures nothing: the response is signed. */
const idDigests: readonly (DigestAlgorithm | undefined)[] = ['sha1', 'sha256', 'sha384', 'sha512'];

/** Whether a CertID means this certificate of this issuer: name, key and number must all be theirs. */
export function isAbout(
  certId: OcspCertId,
  certificate: Pick<Certificate, 'issuer' | 'serialNumber'>,
  issuer: Certificate,
): boolean {
  const { digestAlgorithm, serialNumber } = certId;
  if (digestAlgorithm === undefined || !idDigests.includes(digestAlgorithm)) return false;
  if (serialNumber !== certificate.serialNumber) return false;
  const ofKey = keyHash(issuer, digestAlgorithm);
  return (
    certId.issuerNameHash === hex(digestOf(digestAlgorithm, certificate.issuer.der)) &&
    ofKey !== undefined &&
    certId.issuerKeyHash === hex(ofKey)
  );
}
