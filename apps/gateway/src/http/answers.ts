import { randomUUID } from 'node:crypto';
import { gateway, type Refusal, refusalTable } from '@vanthu/contracts';
import { RequestFailed } from '@vanthu/messaging';
import { type Logger, traceIdOf } from '@vanthu/observability';
import { DatabaseFault } from '@vanthu/persistence';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refused, refuseCommon } from './refused.js';

export interface EdgeAnswer {
  readonly status: number;
  readonly body: Omit<gateway.RefusalBody, 'traceId'>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** HTTP status and retry of a refusal come from the table of codes, for whichever service it is. */
export function answerOfRefusal(refusal: Refusal, headers?: Readonly<Record<string, string>>): EdgeAnswer {
  const kind = refusalTable[refusal.code];
  const { code, message, details } = refusal;
  return {
    // A code that this release does not know comes from a newer service: still a refusal, not a fault.
    status: kind?.status ?? 422,
    body: { code, message, details, retryable: kind?.retryable ?? false },
    ...(headers ? { headers } : {}),
  };
}

const faultAnswer = (faultId: string): EdgeAnswer => ({
  status: 500,
  body: {
    code: 'FAULT',
    message: `Hệ thống gặp lỗi. Khi báo người quản trị, hãy đọc mã ${faultId}.`,
    details: { faultId },
    retryable: false,
  },
});

/** Whatever a route throws, as an answer that says nothing of our inside. */
export function answerOfError(error: unknown, log: Logger): EdgeAnswer {
  if (error instanceof Refused) return answerOfRefusal(error.refusal, error.headers);
  if (error instanceof RequestFailed) {
    if (error.reason === 'unavailable') return answerOfRefusal(refuseCommon('SERVICE.UNAVAILABLE'), retrySoon);
    if (error.reason === 'timeout') return answerOfRefusal(refuseCommon('SERVICE.TIMEOUT'), retrySoon);
    if (error.faultId !== null) return faultAnswer(error.faultId);
  }
  if (error instanceof DatabaseFault && error.retryable) {
    log.error({ err: error }, 'the database of the gateway is away');
    return answerOfRefusal(refuseCommon('SERVICE.UNAVAILABLE'), retrySoon);
  }
  const status = statusOf(error);
  if (status === 413) return answerOfRefusal(gateway.refuseGateway('GATEWAY.TOO_LARGE'));
  if (status !== null && status >= 400 && status < 500)
    return answerOfRefusal(gateway.refuseGateway('GATEWAY.BAD_REQUEST'));
  const faultId = randomUUID();
  log.error({ err: error, faultId }, 'a request failed');
  return faultAnswer(faultId);
}

const retrySoon = { 'retry-after': '2' };

/** The status that Fastify gives its own errors (body too large, no JSON). */
function statusOf(error: unknown): number | null {
  const { code, statusCode } = (error ?? {}) as { code?: unknown; statusCode?: unknown };
  return typeof code === 'string' && code.startsWith('FST_') && typeof statusCode === 'number' ? statusCode : null;
}

export function send(request: FastifyRequest, reply: FastifyReply, answer: EdgeAnswer): FastifyReply {
  return reply
    .code(answer.status)
    .headers(answer.headers ?? {})
    .type('application/json; charset=utf-8')
    .send({ ...answer.body, traceId: traceIdOf(request.traceparent) });
}
