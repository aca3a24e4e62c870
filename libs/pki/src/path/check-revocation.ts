import { defaultAlgorithmPolicy } from '../algorithms/algorithm-policy.js';
import { ocspStatus } from '../ocsp/ocsp-status.js';
import type { Certificate } from '../x509/certificate.js';
import type { RevocationAnswer } from '../x509/crl.js';
import { type CertificateRevocation, finding, type PathFinding, type PathQuestion } from './path-judgement.js';
import { revocationVerdict } from './revocation-status.js';

/** Whether a certificate that is not in the chain may be believed; asked only for CRL signers. */
export type IsTrusted = (certificate: Certificate) => boolean;

/** Asks OCSP responses and CRLs about one certificate of the chain. */
export function askRevocation(
  certificate: Certificate,
  issuer: Certificate,
  question: PathQuestion,
  isTrusted: IsTrusted,
): CertificateRevocation {
  const answers = [...askOcsp(certificate, issuer, question), askCrls(certificate, issuer, question, isTrusted)];
  // a revocation is believed whoever tells it; one good answer is enough; else say what the lists lacked
  return (
    answers.find(({ answer }) => answer.status === 'revoked') ??
    answers.find(({ answer }) => answer.status === 'good') ??
    answers.find(({ answer }) => answer.status === 'unknown' && answer.why !== nothingSaid) ?? {
      certificate,
      issuer,
      answer: { status: 'unknown', why: nothingSaid },
      evidence: [],
    }
  );
}

const nothingSaid = 'no-crl';

function askCrls(
  certificate: Certificate,
  issuer: Certificate,
  question: PathQuestion,
  isTrusted: IsTrusted,
): CertificateRevocation {
  function* signersNamed(name: string): Iterable<Certificate> {
    if (issuer.subject.key === name) yield issuer;
    // RFC 5280 6.3.3 (f): another key of the same CA, or an indirect CRL's issuer, needs a path to the same anchor
    for (const other of question.intermediates) {
      if (other.subject.key === name && other !== issuer && other.keyUsage?.has('cRLSign') && isTrusted(other))
        yield other;
    }
  }
  const { at, crls = [], algorithmPolicy = defaultAlgorithmPolicy } = question;
  const verdict = revocationVerdict({ certificate, crls, at, signersNamed, algorithmPolicy });
  return { certificate, issuer, ...verdict };
}

function askOcsp(certificate: Certificate, issuer: Certificate, question: PathQuestion): CertificateRevocation[] {
  const { ocsps = [], ocspResponders = [], crls = [], at, algorithmPolicy = defaultAlgorithmPolicy } = question;
  return ocsps.flatMap((response) => {
    const asked = { certificate, issuer, response, at, responders: ocspResponders, crls, algorithmPolicy };
    const answer = ocspStatus(asked);
    if (answer.status === 'unknown' && answer.why === 'ocsp-other-certificate') return [];
    return [{ certificate, issuer, answer, evidence: answer.status === 'unknown' ? [] : [response] }];
  });
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
