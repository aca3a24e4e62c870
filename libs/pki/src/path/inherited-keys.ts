import { createPublicKey, type KeyObject } from 'node:crypto';
import { DerError } from '../der/der-error.js';
import { elements } from '../der/der-values.js';
import { readDer } from '../der/read-der.js';
import { der } from '../der/write-der.js';
import type { Certificate } from '../x509/certificate.js';
import { verifyCertificateSignature } from '../x509/issued-by.js';

/**
 * DSA keys may leave their parameters to the issuer's key (RFC 3279 2.3.2; RFC 5280 6.1.4 (d) to (f)). They must be the
 * parameters of the issuer in this very chain, so such links can only be checked once the chain stands. Gives the chain
 * with its keys complete, or undefined when a signature is wrong.
 */
export function withInheritedKeys(chain: readonly Certificate[]): readonly Certificate[] | undefined {
  if (chain.every((certificate, index) => index === 0 || certificate.publicKey !== undefined)) return chain;
  const complete = [...chain];
  for (let index = chain.length - 2; index >= 0; index--) {
    const certificate = complete[index];
    const issuer = complete[index + 1];
    if (certificate === undefined || issuer === undefined) return undefined;
    if (chain[index + 1]?.publicKey === undefined && verifyCertificateSignature(certificate, issuer) !== 'ok') {
      return undefined;
    }
    if (certificate.publicKey === undefined && index > 0) {
      const publicKey = inherit(certificate.publicKeyDer, issuer);
      if (publicKey === undefined) return undefined;
      complete[index] = Object.freeze({ ...certificate, publicKey });
    }
  }
  return complete;
}

function inherit(spki: Uint8Array, issuer: Certificate): KeyObject | undefined {
  if (issuer.publicKey?.asymmetricKeyType !== 'dsa') return undefined;
  try {
    const [algorithm, key] = elements(readDer(spki), 'public key');
    const issuerSpki = issuer.publicKey.export({ type: 'spki', format: 'der' });
    const parameters = elements(elements(readDer(issuerSpki), 'public key')[0], 'algorithm')[1];
    const oid = elements(algorithm, 'algorithm')[0];
    if (oid === undefined || key === undefined || parameters === undefined) return undefined;
    const whole = der.sequence(der.sequence(oid.bytes, parameters.bytes), key.bytes);
    return createPublicKey({ key: Buffer.from(whole), format: 'der', type: 'spki' });
  } catch (error) {
    if (error instanceof DerError || (error instanceof Error && 'code' in error)) return undefined;
    throw error;
  }
}
