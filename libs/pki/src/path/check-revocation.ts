import type { Certificate } from '../x509/certificate.js';
import type { RevocationAnswer } from '../x509/crl.js';
import { finding, type PathFinding, type PathQuestion } from './path-judgement.js';
import { revocationStatus } from './revocation-status.js';

/** Whether a certificate that is not in the chain may be believed; asked only for CRL signers. */
export type IsTrusted = (certificate: Certificate) => boolean;

/** Asks the CRLs about one certificate of the chain. */
export function askRevocation(
  certificate: Certificate,
  issuer: Certificate,
  question: PathQuestion,
  isTrusted: IsTrusted,
): RevocationAnswer {
  function* signersNamed(name: string): Iterable<Certificate> {
    if (issuer.subject.key === name) yield issuer;
    // RFC 5280 6.3.3 (f): another key of the same CA, or an indirect CRL's issuer, needs a path to the same anchor
    for (const other of question.intermediates) {
      if (other.subject.key === name && other !== issuer && other.keyUsage?.has('cRLSign') && isTrusted(other))
        yield other;
    }
  }
  return revocationStatus({ certificate, crls: question.crls ?? [], at: question.at, signersNamed });
}

export function revocationFinding(answer: RevocationAnswer, index: number, required: boolean): PathFinding | undefined {
  switch (answer.status) {
    case 'good':
      return undefined;
    case 'revoked': {
      const word = index === 0 ? 'REVOKED' : 'REVOKED_CA_NO_POE';
      return finding(word, 'revoked', `revoked at ${answer.revokedAt.toISOString()}`, index, answer.revokedAt);
    }
    case 'unknown':
      return required ? finding('TRY_LATER', 'revocation-unknown', answer.why, index) : undefined;
  }
}
