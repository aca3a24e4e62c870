import { type ValueCheck, verifySignatureValue } from '../algorithms/signature-value.js';
import type { Certificate } from './certificate.js';

/** Whether `issuer`'s key made the signature of `certificate`; names are not looked at. */
export function verifyCertificateSignature(certificate: Certificate, issuer: Certificate): ValueCheck {
  return verifySignatureValue({
    algorithm: certificate.signatureAlgorithm,
    publicKey: issuer.publicKey,
    signed: [certificate.tbs],
    value: certificate.signature,
  });
}

export const isSelfIssued = (certificate: Certificate): boolean => certificate.issuer.key === certificate.subject.key;
