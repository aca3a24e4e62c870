import { oids } from '../oids.js';
import type { Certificate } from './certificate.js';

/**
 * Whether the certificate is meant for signing documents (S3 1.4, 1.5): digitalSignature or nonRepudiation, or no key
 * usage at all; not a CA's. Extended key usages of document signers differ by issuer, so only one that names nothing but
 * servers, code or timestamps is refused.
 */
export function maySignDocuments(certificate: Certificate): boolean {
  const { keyUsage, extendedKeyUsage, basicConstraints } = certificate;
  if (basicConstraints?.ca) return false;
  if (keyUsage !== undefined && !keyUsage.has('digitalSignature') && !keyUsage.has('nonRepudiation')) return false;
  return extendedKeyUsage === undefined || extendedKeyUsage.some((usage) => !notForDocuments.has(usage));
}

const notForDocuments = new Set([
  '1.3.6.1.5.5.7.3.1', // serverAuth
  '1.3.6.1.5.5.7.3.3', // codeSigning
  '1.3.6.1.5.5.7.3.8', // timeStamping
  '1.3.6.1.5.5.7.3.9', // OCSPSigning
]);

/**
 * Whether the certificate is one of a timestamp authority (RFC 3161 2.3): the extended key usage is there, critical and
 * timeStamping alone; the key signs and is no CA's.
 */
export function mayIssueTimestamps(certificate: Certificate): boolean {
  const { keyUsage, extendedKeyUsage, basicConstraints, extensions } = certificate;
  if (basicConstraints?.ca) return false;
  if (keyUsage !== undefined && !keyUsage.has('digitalSignature') && !keyUsage.has('nonRepudiation')) return false;
  const isCritical = extensions.some(({ oid, critical }) => oid === oids.extendedKeyUsage && critical);
  return isCritical && extendedKeyUsage?.length === 1 && extendedKeyUsage[0] === oids.timeStamping;
}

/** Whether the certificate may answer for its issuer's certificates (RFC 6960 4.2.2.2), by its usages alone. */
export function mayAnswerOcsp({ keyUsage, extendedKeyUsage }: Certificate): boolean {
  if (keyUsage !== undefined && !keyUsage.has('digitalSignature') && !keyUsage.has('nonRepudiation')) return false;
  return extendedKeyUsage?.includes(oids.ocspSigning) === true;
}
