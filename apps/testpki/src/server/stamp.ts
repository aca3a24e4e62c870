import { createHash, randomBytes } from 'node:crypto';
import {
  buildTimestampRejection,
  buildTimestampResponse,
  parseTimestampRequest,
  type TimestampFailure,
  type TimestampRequest,
} from '@vanthu/pki';
import type { Issued } from '../issued.js';
import { plan } from '../plan.js';
import { type Answer, type Asked, dayMs, later } from './answer.js';

const reply = (body: Uint8Array): Answer => ({ status: 200, contentType: 'application/timestamp-reply', body });
const rejected = (failure: TimestampFailure, text: string): Answer => reply(buildTimestampRejection(failure, text));

const accepted = new Set(['sha256', 'sha384', 'sha512']);

/** RFC 3161 over HTTP (3.4). */
export async function stamp(asked: Asked): Promise<Answer> {
  const { body, at, fault, pki } = asked;
  const request = parseTimestampRequest(body);
  if (request.kind === 'timestamp-problem') return rejected('badDataFormat', request.message);
  if (fault === 'reject') return rejected('systemFailure', 'Máy chủ thử từ chối');
  if (request.digestAlgorithm === undefined || !accepted.has(request.digestAlgorithm)) {
    return rejected('badAlg', 'Chỉ nhận SHA-256, SHA-384, SHA-512');
  }
  if (request.policy !== undefined && request.policy !== plan.timestampPolicy) {
    return rejected('unacceptedPolicy', request.policy);
  }
  const signer = signerOf(asked);
  const genTime = fault === 'future' ? later(at, dayMs) : at;
  const { notBefore, notAfter } = pki.timestampAuthority.certificate;
  if (genTime < notBefore || genTime > notAfter) return rejected('timeNotAvailable', 'Ngoài thời hạn của máy chủ thử');
  const response = await buildTimestampResponse({
    request: changed(request, fault),
    key: signer.keyProvider(),
    genTime,
    serialNumber: randomBytes(16),
    policy: plan.timestampPolicy,
    accuracySeconds: 1,
  });
  return reply(response);
}

function signerOf({ pki, fault, standIns }: Asked): Issued {
  switch (fault) {
    case 'unknown':
      return standIns.foreignAuthority();
    case 'revoked':
      return standIns.revokedAuthority();
    case 'wrong-signer':
      return standIns.person();
    default:
      return pki.timestampAuthority;
  }
}

/** `stale`: the answer to an earlier question, about something else. */
function changed(request: TimestampRequest, fault: Asked['fault']): TimestampRequest {
  const otherNonce = randomBytes(8).toString('hex');
  if (fault === 'wrong-nonce') return { ...request, nonce: otherNonce };
  if (fault !== 'stale') return request;
  const digest = createHash(request.digestAlgorithm ?? 'sha256')
    .update('câu hỏi trước')
    .digest();
  return { ...request, digest };
}
