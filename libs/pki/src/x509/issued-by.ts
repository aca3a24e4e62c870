import { type ValueCheck, verifySignatureValue } from '../algorithms/signature-value.js';
import type { Certificate } from './certificate.js';

/** A judge asks the same pairs again for each signature of a document; certificates are frozen, so the answer stands. */
const checked = new WeakMap<Certificate, WeakMap<Certificate, ValueCheck>>();

/** Whether `issuer`'s key made the signature of `certificate`; names are not looked at. */
export function verifyCertificateSignature(certificate: Certificate, issuer: Certificate): ValueCheck {
  const issuers = checked.get(certificate) ?? new WeakMap<Certificate, ValueCheck>();
  checked.set(certificate, issuers);
  const known = issuers.get(issuer);
  if (known !== undefined) return known;
  const answer = verifySignatureValue({
    algorithm: certificate.signatureAlgorithm,
    publicKey: issuer.publicKey,
    signed: [certificate.tbs],
    value: certificate.signature,
  });
  issuers.set(issuer, answer);
  return answer;
}

/** Whether `verifyCertificateSignature` has the answer already. */
export const isSignatureChecked = (certificate: Certificate, issuer: Certificate): boolean =>
  checked.get(certificate)?.has(issuer) === true;

export const isSelfIssued = (certificate: Certificate): boolean => certificate.issuer.key === certificate.subject.key;
