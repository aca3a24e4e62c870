import type { Certificate } from '../x509/certificate.js';
import type { Crl, RevocationAnswer } from '../x509/crl.js';
import { revocationStatus } from './revocation-status.js';

/**
 * What one CRL says about a certificate at an instant. `issuer` is the certificate whose key issued both; the CRL's
 * signature is checked with it.
 */
export function isRevoked(certificate: Certificate, crl: Crl, at: Date, issuer: Certificate): RevocationAnswer {
  return revocationStatus({ certificate, crls: [crl], at, signersNamed: () => [issuer] });
}
