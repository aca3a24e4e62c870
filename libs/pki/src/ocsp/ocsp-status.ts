import {
  type AlgorithmPolicy,
  defaultAlgorithmPolicy,
  weakDigest,
  weakKey,
  weakScheme,
} from '../algorithms/algorithm-policy.js';
import { verifySignatureValue } from '../algorithms/signature-value.js';
import { hex } from '../der/der-values.js';
import { oids } from '../oids.js';
import { revocationStatus } from '../path/revocation-status.js';
import { crlUrls, ocspUrls } from '../x509/access-urls.js';
import type { Certificate } from '../x509/certificate.js';
import type { Crl, RevocationAnswer } from '../x509/crl.js';
import { verifyCertificateSignature } from '../x509/issued-by.js';
import { mayAnswerOcsp } from '../x509/signing-usage.js';
import { isAbout, keyHash } from './cert-id.js';
import type { OcspAnswer, OcspResponse } from './ocsp.js';

export interface OcspQuestion {
  readonly certificate: Certificate;
  /** The certificate whose key issued it. */
  readonly issuer: Certificate;
  readonly response: OcspResponse;
  /** The instant the answer is about. */
  readonly at: Date;
  /** Responders believed by configuration (RFC 6960 4.2.2.2, case 1). Default none. */
  readonly responders?: readonly Certificate[];
  /** To judge a delegated responder that does not carry id-pkix-ocsp-nocheck. */
  readonly crls?: readonly Crl[];
  readonly algorithmPolicy?: AlgorithmPolicy;
}

const unknown = (why: string): RevocationAnswer => ({ status: 'unknown', why });

/**
 * What one response says of one certificate at an instant (RFC 6960 3.2). The certificate must be the one meant, by name
 * and key of its issuer and by number; the signer must be the issuer or one it delegated to. A revocation after `at` does
 * not count (R-VER-04); anything doubtful is `unknown` (R-VER-05).
 */
export function ocspStatus(question: OcspQuestion): RevocationAnswer {
  const { certificate, issuer, response, at } = question;
  const answers = response.answers.filter(({ certId }) => isAbout(certId, certificate, issuer));
  if (answers.length === 0) return unknown('ocsp-other-certificate');
  if (response.criticalUnknownExtensions.length > 0) return unknown('ocsp-extension');
  const problem = signerProblem(question);
  if (problem !== undefined) return unknown(problem);
  // one response may answer twice; a revocation is believed, whatever stands beside it
  const said = answers.map((answer) => statusOf(answer, certificate, at));
  return (
    said.find(({ status }) => status === 'revoked') ??
    said.find(({ status }) => status === 'good') ??
    said[0] ??
    unknown('ocsp-other-certificate')
  );
}

/** 4.2.2.1: without nextUpdate an answer speaks of its own moment; clocks differ by less than this. */
const momentMs = 5 * 60_000;

function statusOf(answer: OcspAnswer, certificate: Certificate, at: Date): RevocationAnswer {
  const { status, revokedAt, reason, thisUpdate, nextUpdate, archiveCutoff } = answer;
  if (answer.criticalUnknownExtensions.length > 0) return unknown('ocsp-extension');
  if (nextUpdate !== undefined && nextUpdate < thisUpdate) return unknown('ocsp-out-of-time');
  if (status === 'unknown') return unknown('ocsp-unknown');
  if (status === 'revoked' && revokedAt !== undefined && revokedAt <= at) {
    return { status: 'revoked', revokedAt, reason };
  }
  if (status === 'good' && (nextUpdate ?? new Date(thisUpdate.getTime() + momentMs)) < at)
    return unknown('ocsp-out-of-time');
  // after the end of the certificate a responder may have forgotten it, unless it says how far it remembers (4.4.4)
  const remembers = archiveCutoff !== undefined && archiveCutoff <= certificate.notAfter;
  if (status === 'good' && thisUpdate > certificate.notAfter && !remembers) return unknown('ocsp-out-of-time');
  return { status: 'good', thisUpdate, nextUpdate };
}

/** Who may have signed (4.2.2.2): the issuer, a certificate the issuer made for this, one named by configuration. */
function signerProblem(question: OcspQuestion): string | undefined {
  const { issuer, response, responders = [] } = question;
  let why = 'ocsp-signature';
  for (const candidate of [issuer, ...responders, ...response.certificates]) {
    if (!isNamed(response, candidate) || !isSignedBy(response, candidate)) continue;
    const weak = weakSignature(question, candidate);
    if (weak !== undefined) return 'ocsp-weak-algorithm';
    const isIssuer = candidate === issuer || sameKey(candidate, issuer);
    if (isIssuer || responders.includes(candidate)) return undefined;
    const problem = delegationProblem(candidate, question);
    if (problem === undefined) return undefined;
    why = problem;
  }
  return why;
}

function isNamed({ responder }: OcspResponse, candidate: Certificate): boolean {
  if (responder.kind === 'name') return responder.name === candidate.subject.key;
  const hash = keyHash(candidate, 'sha1');
  return candidate.publicKey !== undefined && hash !== undefined && responder.keyHash === hex(hash);
}

const sameKey = (left: Certificate, right: Certificate): boolean =>
  Buffer.compare(left.publicKeyDer, right.publicKeyDer) === 0 && left.subject.key === right.subject.key;

function weakSignature({ response, algorithmPolicy = defaultAlgorithmPolicy, at }: OcspQuestion, signer: Certificate) {
  // what was strong at `at` may be weak when a later response was made
  const madeAt = response.producedAt > at ? response.producedAt : at;
  return (
    weakDigest(response.signatureAlgorithm.digest, algorithmPolicy, madeAt) ??
    weakScheme(response.signatureAlgorithm, algorithmPolicy) ??
    weakKey(signer, algorithmPolicy, madeAt)
  );
}

/** A delegated responder is issued by the very issuer, for this use, and was good when it signed. */
function delegationProblem(responder: Certificate, question: OcspQuestion): string | undefined {
  const { issuer, response, crls = [], algorithmPolicy = defaultAlgorithmPolicy, at } = question;
  const { producedAt } = response;
  if (responder.issuer.key !== issuer.subject.key) return 'ocsp-responder-not-delegated';
  if (verifyCertificateSignature(responder, issuer) !== 'ok') return 'ocsp-responder-not-delegated';
  if (!mayAnswerOcsp(responder)) return 'ocsp-responder-usage';
  // nobody vouches for themselves: a signer's certificate that may answer as well would stay good for ever
  if (responder.fingerprintSha256 === question.certificate.fingerprintSha256) return 'ocsp-responder-own-status';
  if (responder.criticalUnknownExtensions.length > 0) return 'ocsp-responder-usage';
  if (producedAt < responder.notBefore || producedAt > responder.notAfter) return 'ocsp-responder-out-of-time';
  if (weakDigest(responder.signatureAlgorithm.digest, algorithmPolicy, at) !== undefined) return 'ocsp-weak-algorithm';
  if (responder.extensions.some(({ oid }) => oid === oids.ocspNoCheck)) return undefined;
  // 4.2.2.2.1: without nocheck its own status counts, by its issuer's lists: asking OCSP would go in circles
  const answer = revocationStatus({ certificate: responder, crls, at: producedAt, signersNamed: () => [issuer] });
  if (answer.status === 'revoked') return 'ocsp-responder-revoked';
  // one that says nowhere how to ask is left to local policy, and ours believes what the CA issued for this use
  const isAskable = crlUrls(responder).length > 0 || ocspUrls(responder).length > 0;
  return answer.status === 'unknown' && isAskable ? 'ocsp-responder-status' : undefined;
}

/** A response is asked again for every signature of a document; its own signature does not change. */
const checkedSigners = new WeakMap<OcspResponse, Map<string, boolean>>();

function isSignedBy(response: OcspResponse, signer: Certificate): boolean {
  const known = checkedSigners.get(response) ?? new Map<string, boolean>();
  checkedSigners.set(response, known);
  let isSigned = known.get(signer.fingerprintSha256);
  if (isSigned === undefined) {
    const { signatureAlgorithm: algorithm, tbs, signature } = response;
    isSigned =
      verifySignatureValue({ algorithm, publicKey: signer.publicKey, signed: [tbs], value: signature }) === 'ok';
    known.set(signer.fingerprintSha256, isSigned);
  }
  return isSigned;
}
