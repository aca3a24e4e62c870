import type { DigestAlgorithm } from '../algorithms/algorithm.js';
import { type AlgorithmPolicy, defaultAlgorithmPolicy, weakDigest } from '../algorithms/algorithm-policy.js';
import { digestOf } from '../algorithms/signature-value.js';
import type { SignerInfoJudgement } from '../cms/signed-data.js';
import { verifySignerInfo } from '../cms/verify-signer-info.js';
import { compareBytes } from '../der/write-der.js';
import type { Certificate } from '../x509/certificate.js';
import { mayIssueTimestamps } from '../x509/signing-usage.js';
import type { TimestampFinding, TimestampJudgement, TimestampSubIndication, TimestampToken } from './timestamp.js';

export interface TimestampQuestion {
  /** The digest of what the token must be about, with the token's algorithm. */
  readonly imprint: (digestAlgorithm: DigestAlgorithm) => Uint8Array;
  /** Certificates known from elsewhere, searched when the token lacks its signer's. */
  readonly certificates?: readonly Certificate[];
  readonly algorithmPolicy?: AlgorithmPolicy;
  /** A proven time of the token, for algorithms that were accepted then. Default: today's rules alone. */
  readonly at?: Date;
}

/**
 * Checks a token as RFC 3161 2.2 asks a requester to, as far as the token itself goes: imprint, value, content type,
 * ESS certificate reference (2.4.2: it must be there), the signer's extended key usage (2.3), strength. Whether the
 * signer is trusted is `validatePath` with purpose `timestamping`.
 */
export function verifyTimestampToken(token: TimestampToken, question: TimestampQuestion): TimestampJudgement {
  const { algorithmPolicy = defaultAlgorithmPolicy, certificates = [], at } = question;
  const { signedData } = token;
  const content = signedData.encapsulatedContent ?? new Uint8Array();
  const digestAlgorithm = signedData.digestAlgorithm;
  const signature = verifySignerInfo(
    signedData,
    digestAlgorithm === undefined ? new Uint8Array() : digestOf(digestAlgorithm, content),
    { certificates, algorithmPolicy, content: [content], ...(at === undefined ? {} : { at }) },
  );
  const imprint = checkImprint(token, question);
  const signer = signature.signerCertificate;
  const usage = signer === undefined ? 'unknown' : mayIssueTimestamps(signer) ? 'ok' : 'bad';
  const weakImprint = weakDigest(token.digestAlgorithm, algorithmPolicy, at);
  const weak = [...new Set([...signature.weak, ...(weakImprint === undefined ? [] : [weakImprint])])];
  const finding = findingOf(token, imprint, signature, usage, weak);
  return Object.freeze({
    isIntact: finding === undefined,
    finding,
    imprint,
    signature,
    usage,
    weak: Object.freeze(weak),
    labels: signature.labels,
    genTime: token.genTime,
    signerCertificate: signer,
  });
}

function checkImprint({ digestAlgorithm, digest }: TimestampToken, question: TimestampQuestion) {
  if (digestAlgorithm === undefined) return 'unsupported';
  return compareBytes(question.imprint(digestAlgorithm), digest) === 0 ? 'ok' : 'bad';
}

const found = (subIndication: TimestampSubIndication, code: string, message: string): TimestampFinding => ({
  subIndication,
  code,
  message,
});

function findingOf(
  token: TimestampToken,
  imprint: TimestampJudgement['imprint'],
  signature: SignerInfoJudgement,
  usage: TimestampJudgement['usage'],
  weak: readonly string[],
): TimestampFinding | undefined {
  if (token.signedData.signedAttributes === undefined || signature.contentType !== 'match') {
    return found('FORMAT_FAILURE', 'content-type', 'the token does not sign that it is a TSTInfo');
  }
  if (signature.value === 'no-certificate') {
    return found('NO_SIGNING_CERTIFICATE_FOUND', 'no-certificate', 'the certificate of the authority is not known');
  }
  if (imprint === 'bad') return found('HASH_FAILURE', 'imprint', 'the token is about something else');
  if (signature.digest === 'bad') return found('HASH_FAILURE', 'digest', 'the TSTInfo is not the one signed');
  if (signature.value === 'bad') return found('SIG_CRYPTO_FAILURE', 'value', 'the signature value is wrong');
  if (imprint === 'unsupported' || signature.digest === 'unsupported' || signature.value === 'unsupported') {
    return found('CRYPTO_CONSTRAINTS_FAILURE', 'unsupported-algorithm', 'an algorithm is not known');
  }
  if (signature.ess !== 'match') {
    return found('SIG_CONSTRAINTS_FAILURE', `ess-${signature.ess}`, 'the token does not name its signer’s certificate');
  }
  if (usage === 'bad') {
    return found('SIG_CONSTRAINTS_FAILURE', 'wrong-usage', 'the certificate is not that of a timestamp authority');
  }
  const [word] = weak;
  return word === undefined ? undefined : found('CRYPTO_CONSTRAINTS_FAILURE', 'weak-algorithm', word);
}
