import {
  buildOcspRefusal,
  buildOcspResponse,
  type Certificate,
  isAbout,
  type KeyProvider,
  type OcspAnswerInput,
  type OcspCertId,
  type OcspRequest,
  parseOcspRequest,
  privateKeyProvider,
} from '@vanthu/pki';
import { wasIssuedBy } from '../authority.js';
import { plan } from '../plan.js';
import type { AuthorityName } from '../test-pki-state.js';
import { type Answer, type Asked, dayMs, later } from './answer.js';

const reply = (body: Uint8Array): Answer => ({ status: 200, contentType: 'application/ocsp-response', body });

/** OCSP over HTTP POST (RFC 6960 A.1), for one CA, by the responder it delegated to. */
export async function answerStatus(asked: Asked, name: AuthorityName): Promise<Answer> {
  const { body, at, fault, pki } = asked;
  const request = parseOcspRequest(body);
  if (request.kind === 'ocsp-problem') return reply(buildOcspRefusal('malformedRequest'));
  if (fault === 'reject') return reply(buildOcspRefusal('tryLater'));
  const issuer = pki.state[name].certificate;
  const answers = request.certIds.map((certId) => answerOf(certId, issuer, asked, name));
  const known = answers.flatMap((answer) => answer ?? []);
  // RFC 6960 2.3: not the responder for this issuer
  if (known.length === 0 || known.length < answers.length) return reply(buildOcspRefusal('unauthorized'));
  const response = await buildOcspResponse({
    answers: known,
    key: signerOf(asked, name),
    producedAt: fault === 'stale' ? later(at, -8 * dayMs) : fault === 'future' ? later(at, dayMs) : at,
    nonce: nonceOf(request, fault),
  });
  return reply(response);
}

function answerOf(
  certId: OcspCertId,
  issuer: Certificate,
  { pki, at, fault }: Asked,
  name: AuthorityName,
): OcspAnswerInput | undefined {
  const { digestAlgorithm, serialNumber } = certId;
  if (digestAlgorithm !== 'sha1' && digestAlgorithm !== 'sha256') return undefined;
  const certificate = { issuer: issuer.subject, serialNumber, serialNumberDer: serialDer(serialNumber) };
  if (!isAbout(certId, certificate, issuer)) return undefined;
  const thisUpdate = fault === 'stale' ? later(at, -8 * dayMs) : fault === 'future' ? later(at, dayMs) : at;
  const nextUpdate = later(thisUpdate, plan.ocsp.hoursValid * 3_600_000);
  const status = statusOf(serialNumber, { pki, at, fault }, name);
  return { certificate, issuer, status, thisUpdate, nextUpdate, digestAlgorithm };
}

function statusOf(
  serialNumber: string,
  { pki, at, fault }: Pick<Asked, 'pki' | 'at' | 'fault'>,
  name: AuthorityName,
): OcspAnswerInput['status'] {
  if (fault === 'unknown') return { kind: 'unknown' };
  if (fault === 'revoked') return { kind: 'revoked', revokedAt: later(at, -dayMs), reason: 1 };
  const revocation = pki.revocationsOf(name).find((one) => one.serialNumber === serialNumber && one.revokedAt <= at);
  if (revocation !== undefined) return { kind: 'revoked', revokedAt: revocation.revokedAt, reason: revocation.reason };
  return { kind: wasIssuedBy(pki.state[name], serialNumber) ? 'good' : 'unknown' };
}

function signerOf({ pki, fault, standIns }: Asked, name: AuthorityName): KeyProvider {
  if (fault === 'wrong-signer') return standIns.person().keyProvider();
  const { certificate, privateKey } = pki.state.responders[name];
  return privateKeyProvider(privateKey, [certificate]);
}

function nonceOf({ nonce }: OcspRequest, fault: Asked['fault']): Uint8Array | undefined {
  if (fault === 'wrong-nonce') return Buffer.from('0123456789abcdef', 'hex');
  return nonce === undefined ? undefined : Buffer.from(nonce, 'hex');
}

function serialDer(serialNumber: string): Uint8Array {
  const octets = Buffer.from(serialNumber, 'hex');
  return Buffer.concat([Uint8Array.of(0x02, octets.length), octets]);
}
