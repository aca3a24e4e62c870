import { childTraceparent, isTraceparent } from '@vanthu/observability';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Session } from '../session/session.store.js';
import { Refused, refuseCommon } from './refused.js';
import type { SimulatedClock } from './simulated-clock.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** W3C Trace Context: the browser's, or one made here. */
    traceparent: string;
    /** Set for every route behind sign-in. */
    session: Session | null;
  }
}

export function traceparentOf(request: FastifyRequest): string {
  const { traceparent } = request.headers;
  return childTraceparent(typeof traceparent === 'string' && isTraceparent(traceparent) ? traceparent : undefined);
}

export function sessionOf(request: FastifyRequest): Session {
  if (!request.session) throw new Error('a route behind sign-in ran without a session');
  return request.session;
}

const Instant = z.iso.datetime();

/** Civil time that the asker wants, in simulated mode; nobody else may say what time it is. */
export function askedTime(request: FastifyRequest, simulated: SimulatedClock | null): string | undefined {
  const header = request.headers['x-vanthu-at'];
  if (header === undefined) return simulated?.now();
  if (!simulated) throw new Refused(refuseCommon('CLOCK.NOT_SIMULATED'));
  const at = Instant.safeParse(header);
  if (!at.success)
    throw new Refused(refuseCommon('REQUEST.INVALID', { problem: 'X-VanThu-At không phải là thời điểm ISO' }));
  return at.data;
}

const Uuid = z.uuid();

/** The command's id: the browser makes it, so that a repetition after a lost answer is the same command. */
export function commandIdOf(request: FastifyRequest): string {
  const header = request.headers['idempotency-key'];
  if (header === undefined || header === '') throw new Refused(refuseCommon('COMMAND.ID_REQUIRED'));
  const id = Uuid.safeParse(header);
  if (!id.success) throw new Refused(refuseCommon('REQUEST.INVALID', { problem: 'Idempotency-Key phải là UUID' }));
  return id.data.toLowerCase();
}

export function parseBody<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map((issue) => issue.path.join('.') || '(nội dung)').join(', ');
  throw new Refused(refuseCommon('REQUEST.INVALID', { problem: fields }));
}
