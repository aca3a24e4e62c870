import { z } from 'zod';
import { RefusalReply } from './refusal.js';
import { Actor, Instant, Service, Uuid } from './vocabulary.js';

/** What travels on a request subject. Whatever comes off the wire is unknown until parsed with this. */
export const RequestEnvelope = z.object({
  v: z.literal(1),
  /** Signed statement of who asks, 60 seconds old at most. See `RequestToken`. */
  token: z.string().max(8_000),
  /** W3C Trace Context, one trace from the browser to the last consumer. */
  traceparent: z.string().regex(/^00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]$/),
  body: z.unknown(),
});
export type RequestEnvelope = z.infer<typeof RequestEnvelope>;

export const ReplyEnvelope = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('done'), body: z.unknown() }),
  z.object({ outcome: z.literal('refused'), refusal: RefusalReply }),
  /** A fault of ours. The id is in the service's log; nothing else leaves the service. */
  z.object({ outcome: z.literal('fault'), faultId: z.string() }),
]);
export type ReplyEnvelope = z.infer<typeof ReplyEnvelope>;

/**
 * Claims of the request token (JWS, EdDSA). `aud` is the subject asked, so a token for one request opens no other;
 * `jti` is the commandId. `at` is civil time in simulated mode and is refused elsewhere.
 */
export const RequestClaims = z.object({
  iss: Service,
  aud: z.string(),
  jti: Uuid,
  exp: z.number().int(),
  iat: z.number().int(),
  /** Absent when a service asks in its own name. */
  actor: Actor.optional(),
  at: Instant.optional(),
});
export type RequestClaims = z.infer<typeof RequestClaims>;

/** One entry of an owner's permanent log, as it is published and as it is read in pages. */
export const EventEnvelope = z
  .object({
    v: z.literal(1),
    id: Uuid,
    type: z.string(),
    service: Service,
    aggregate: z.string(),
    aggregateId: z.string(),
    /** 1, 2, 3 … within the aggregate, without a gap. */
    aggregateSequence: z.number().int().positive(),
    /** 1, 2, 3 … within the service, given by the publisher; readers of the log continue after the last they have. */
    position: z.number().int().positive(),
    /** Civil instant of the act (simulated in simulated mode). */
    occurredAt: Instant,
    /** Who did it, in what capacity; facts, never a token. */
    actor: z.union([Actor, z.object({ service: Service })]),
    commandId: Uuid.nullable(),
    traceparent: z.string(),
    payload: z.unknown(),
  })
  // Whoever says what happened says it of itself: the type carries the owner's name.
  .refine(({ type, service, aggregate }) => type.startsWith(`${service}.${aggregate}.`), { path: ['type'] });
export type EventEnvelope = z.infer<typeof EventEnvelope>;

export const LogPageQuery = z.object({
  after: z.number().int().nonnegative(),
  limit: z.number().int().min(1).max(1000).default(500),
  /** Only this aggregate (a consumer that misses one entry asks for it). */
  aggregateId: z.string().optional(),
});
export const LogPage = z.object({ entries: z.array(EventEnvelope), last: z.number().int().nonnegative() });
