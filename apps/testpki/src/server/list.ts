import { buildCrl, type Revocation } from '@vanthu/pki';
import { generateKey } from '../authority.js';
import { plan } from '../plan.js';
import type { AuthorityName } from '../test-pki-state.js';
import { type Answer, type Asked, dayMs, later, plain } from './answer.js';

/** The complete list of a CA as it stood at that time. */
export function answerList({ pki, at, fault }: Asked, name: AuthorityName): Answer {
  if (fault === 'reject') return plain(403, 'Máy chủ thử từ chối');
  const signer = fault === 'unknown' ? pki.state.unknownRoot : pki.state[name];
  const thisUpdate = fault === 'stale' ? later(at, -8 * dayMs) : fault === 'future' ? later(at, dayMs) : at;
  const body = buildCrl({
    issuer: signer.certificate.subject.der,
    issuerKey: fault === 'wrong-signer' ? generateKey('ec').privateKey : signer.privateKey,
    thisUpdate,
    nextUpdate: fault === 'stale' ? later(at, -dayMs) : later(thisUpdate, plan.crl.daysValid * dayMs),
    // rises with the time asked for, as a list made then would have it
    crlNumber: Math.floor(thisUpdate.getTime() / 1000),
    revocations: revocationsOf({ pki, at, fault }, name),
  });
  return { status: 200, contentType: 'application/pkix-crl', body };
}

function revocationsOf({ pki, at, fault }: Pick<Asked, 'pki' | 'at' | 'fault'>, name: AuthorityName): Revocation[] {
  if (fault !== 'revoked') return pki.revocationsOf(name).filter(({ revokedAt }) => revokedAt <= at);
  const revokedAt = later(at, -dayMs);
  return pki.state[name].issued.map((serialNumber) => ({ serialNumber, revokedAt, reason: 1 }));
}

/** The certificate of a CA, DER (RFC 2585 4.1). */
export function answerIssuer({ pki, fault }: Asked, name: AuthorityName): Answer {
  if (fault === 'reject') return plain(403, 'Máy chủ thử từ chối');
  const { certificate } = fault === 'unknown' || fault === 'wrong-signer' ? pki.state.unknownRoot : pki.state[name];
  return { status: 200, contentType: 'application/pkix-cert', body: certificate.der };
}
