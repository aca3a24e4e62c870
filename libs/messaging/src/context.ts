import type { Actor, Principal, Service } from '@vanthu/contracts';
import type { Logger } from '@vanthu/observability';

/** Civil time of one act: the same instant for the whole of it. */
export interface Clock {
  now(): Date;
  /** Day in Asia/Ho_Chi_Minh, `YYYY-MM-DD`. */
  today(): string;
}

/** Who did something, as events record it. */
export type Doer = Actor | { service: Service };

/** What every piece of work knows: on whose behalf, under which command, in which trace, at what civil time. */
export interface ActContext {
  readonly actor: Actor | null;
  /** The actor, or the service when nobody in particular asked. Events are recorded in this name. */
  readonly asksAs: Doer;
  readonly commandId: string;
  readonly traceparent: string;
  /** Simulated civil time that travels on with requests; absent in real mode. */
  readonly at: string | undefined;
  readonly clock: Clock;
  readonly log: Logger;
  now(): Date;
  today(): string;
}

export interface RequestContext extends ActContext {
  /** The service that asks in its own name; null when a person asks. */
  readonly service: Service | null;
  /** The service that signed the token: the gateway for a person at the web. */
  readonly issuer: Service;
  /** Strings that readers of documents are matched with; empty for a service. */
  readonly principals: Principal[];
}

/** In a listener the service acts in its own name; `commandId` is derived from the event, so a repetition stays the same command. */
export interface ListenContext extends ActContext {
  readonly actor: null;
}

/** Vietnam keeps UTC+7 all year (Decision 134-CP of 1967 and 121-CP of 1979); the data here are younger. */
const saigonOffsetMs = 7 * 3_600_000;

export const civilDateOf = (instant: Date): string =>
  new Date(instant.getTime() + saigonOffsetMs).toISOString().slice(0, 10);

export function clockAt(instant: Date): Clock {
  return { now: () => new Date(instant), today: () => civilDateOf(instant) };
}

interface ActOptions {
  actor: Actor | null;
  service: Service;
  commandId: string;
  traceparent: string;
  at: string | undefined;
  log: Logger;
}

export function actContext(options: ActOptions): ActContext {
  const clock = clockAt(options.at === undefined ? new Date() : new Date(options.at));
  return {
    actor: options.actor,
    asksAs: options.actor ?? { service: options.service },
    commandId: options.commandId,
    traceparent: options.traceparent,
    at: options.at,
    clock,
    log: options.log,
    now: clock.now,
    today: clock.today,
  };
}
