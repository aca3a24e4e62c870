import {
  command,
  Instant,
  LogPage,
  LogPageQuery,
  query,
  type Service,
  Service as Services,
  Uuid,
} from '@vanthu/contracts';
import { z } from 'zod';

/** Requests that every service answers. Each call gives the contract of one service. */

const everyService = Services.options;

/** Not the gateway: it speaks for people, and a log is everybody's documents at once. */
const readersOfLogs = everyService.filter((service) => service !== 'gateway');

/** Pages of the service's permanent log, for rebuilds and for consumers that miss something. */
export const logContract = (service: Service) =>
  query({
    service,
    name: 'log',
    services: readersOfLogs,
    input: LogPageQuery,
    // An owner has nothing to tell of others.
    output: LogPage.refine(({ entries }) => entries.every((entry) => entry.service === service), { path: ['entries'] }),
  });

export const ServiceHealth = z
  .object({
    service: Services,
    status: z.enum(['up', 'degraded']),
    database: z.boolean(),
    broker: z.boolean(),
    /** Real seconds since the oldest event that is not yet published was recorded; 0 when all are. */
    oldestUnpublishedSeconds: z.number(),
    held: z.number().int(),
    oldestHeldSeconds: z.number(),
    deadLetters: z.number().int(),
    sources: z.array(z.object({ source: z.string(), position: z.number().int() })),
  })
  .meta({ id: 'ServiceHealth' });
export type ServiceHealth = z.infer<typeof ServiceHealth>;

export const healthContract = (service: Service) =>
  query({ service, name: 'health', services: everyService, input: z.object({}), output: ServiceHealth });

export const DeadLetter = z
  .object({
    eventId: Uuid,
    source: z.string(),
    type: z.string(),
    aggregate: z.string(),
    aggregateId: z.string(),
    aggregateSequence: z.number().int(),
    /** Why, in words without personal data. */
    reason: z.string(),
    startedAttempts: z.number().int(),
    finishedAttempts: z.number().int(),
    diedAt: Instant,
    /** Events of the same aggregate that wait behind it. */
    waiting: z.number().int(),
  })
  .meta({ id: 'DeadLetter' });

export const deadLettersContract = (service: Service) =>
  query({
    service,
    name: 'dead-letters',
    right: 'operations.administer',
    services: ['cli'],
    http: {
      method: 'GET',
      path: `/operations/${service}/dead-letters`,
      summary: `Thông điệp không xử lý được của ${service}`,
    },
    input: z.object({}),
    output: z.object({ items: z.array(DeadLetter) }),
  });

/** Lets a dead letter, and what waits behind it, be tried again. */
export const requeueDeadLetterContract = (service: Service) =>
  command({
    service,
    name: 'requeue-dead-letter',
    right: 'operations.administer',
    services: ['cli'],
    http: {
      method: 'POST',
      path: `/operations/${service}/dead-letters/{eventId}/requeue`,
      summary: `Xử lý lại một thông điệp của ${service}`,
    },
    input: z.object({ eventId: Uuid }),
    output: z.object({ eventId: Uuid }),
  });
