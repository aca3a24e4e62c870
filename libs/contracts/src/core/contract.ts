import type { z } from 'zod';
import type { Right } from './rights.js';
import type { Service } from './vocabulary.js';

/** Where a request is offered to the web. Path parameters `{name}` and, for GET, the query, are fields of the input. */
export interface HttpRoute {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  /** One line for the OpenAPI document. */
  readonly summary: string;
  /** Real milliseconds that the door waits for an answer which takes work. Default: as for all requests. */
  readonly timeoutMs?: number;
}

interface Described<I extends z.ZodType, O extends z.ZodType> {
  readonly service: Service;
  readonly name: string;
  readonly input: I;
  readonly output: O;
  /** Right that a person needs. Absent: no person may ask, only `services`. `signed-in`: everybody with a position. */
  readonly right?: Right | 'signed-in';
  /** Services that may ask in their own name (jobs and event handlers). */
  readonly services?: readonly Service[];
  readonly http?: HttpRoute;
  /** At the door only for systems with an account, and the only requests that they may make there. */
  readonly forMachines?: true;
  /** Input fields that must never reach a log or trace. */
  readonly secret?: readonly string[];
}

/** A question or an order from one service (or the web) to the service that owns the answer. */
export interface RequestContract<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType>
  extends Described<I, O> {
  readonly kind: 'command' | 'query';
  /** NATS subject. */
  readonly subject: string;
}

export type InputOf<C extends RequestContract> = z.infer<C['input']>;
export type OutputOf<C extends RequestContract> = z.infer<C['output']>;

/** An order: idempotent by commandId, answered within two seconds. */
export const command = <I extends z.ZodType, O extends z.ZodType>(c: Described<I, O>): RequestContract<I, O> => ({
  ...c,
  kind: 'command',
  subject: `rq.${c.service}.${c.name}`,
});

/** A question: changes nothing but the record of who looked. */
export const query = <I extends z.ZodType, O extends z.ZodType>(c: Described<I, O>): RequestContract<I, O> => ({
  ...c,
  kind: 'query',
  subject: `rq.${c.service}.${c.name}`,
});

/** Something that has happened to one aggregate of one service. */
export interface EventContract<P extends z.ZodType = z.ZodType> {
  readonly kind: 'event';
  readonly service: Service;
  /** Aggregate type, for example `outgoing-document`. */
  readonly aggregate: string;
  /** Past participle, for example `issued`. */
  readonly name: string;
  readonly version: number;
  /** `<service>.<aggregate>.<name>.v<version>`: how the event is known in the log. */
  readonly type: string;
  readonly payload: P;
}

export const event = <P extends z.ZodType>(e: {
  service: Service;
  aggregate: string;
  name: string;
  version?: number;
  payload: P;
}): EventContract<P> => {
  const version = e.version ?? 1;
  return { kind: 'event', ...e, version, type: `${e.service}.${e.aggregate}.${e.name}.v${version}` };
};

export type PayloadOf<E extends EventContract> = z.infer<E['payload']>;
