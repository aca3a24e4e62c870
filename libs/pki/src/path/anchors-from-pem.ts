import { certificatesFromPem } from '../x509/pem.js';
import type { TrustAnchor, TrustFamily } from './path-judgement.js';

/**
 * Anchors of one family from a PEM text. A text without a certificate is an error.
 *
 * @throws CertificateError when nothing is there or something cannot be read
 */
export function anchorsFromPem(
  pem: string,
  family: TrustFamily,
  limits: Pick<TrustAnchor, 'validFrom' | 'validUntil'> = {},
): TrustAnchor[] {
  return certificatesFromPem(pem).map((certificate) => Object.freeze({ certificate, family, ...limits }));
}
