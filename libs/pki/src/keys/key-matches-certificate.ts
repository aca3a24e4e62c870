import { createPublicKey, type KeyObject } from 'node:crypto';
import type { Certificate } from '../x509/certificate.js';

/** Whether this private key belongs to the certificate (S3 2.2). */
export function keyMatchesCertificate(privateKey: KeyObject, certificate: Certificate): boolean {
  if (certificate.publicKey === undefined || privateKey.type !== 'private') return false;
  return createPublicKey(privateKey).equals(certificate.publicKey);
}
