import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Seat } from '../district/district.js';
import { http } from './http.js';
import type { Measure } from './measure.js';

/** The service said no: a stable code, a sentence for people, whether asking again may help. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly details: Readonly<Record<string, unknown>>,
    readonly retryable: boolean,
  ) {
    super(message);
  }
}

/** When the act is done, in the civil time of the quarter. */
export interface When {
  /** Instant, UTC. */
  readonly at: string;
}

export interface Command extends When {
  /** Idempotency-Key: the same for the same act, however often it is sent. */
  readonly key: string;
}

/** Longest that an outage of a service is sat out. Real time. */
const outageMs = 180_000;

interface Asking {
  readonly method: string;
  readonly path: string;
  readonly at: string;
  readonly key?: string;
  readonly body?: unknown;
  readonly act: string;
}

/** One person in one position at the web: signs in and acts through the gateway, as a browser would, at a civil instant. */
export class Desk {
  private cookie = '';
  private csrfToken = '';

  private constructor(
    private readonly baseUrl: () => string,
    readonly seat: Seat,
    private readonly password: string,
    private readonly measure: Measure,
  ) {}

  static async open(
    baseUrl: () => string,
    seat: Seat,
    password: string,
    { at }: When,
    measure: Measure,
  ): Promise<Desk> {
    const desk = new Desk(baseUrl, seat, password, measure);
    await desk.signIn(at);
    return desk;
  }

  get<T>(act: string, path: string, { at }: When): Promise<T> {
    return this.ask<T>({ method: 'GET', path, at, act });
  }

  post<T>(act: string, path: string, body: unknown, { at, key }: Command): Promise<T> {
    return this.ask<T>({ method: 'POST', path, at, key, body, act });
  }

  /** The ticket of a file that was sent. */
  async upload(name: string, bytes: Uint8Array, { at }: When): Promise<string> {
    const path = `/api/uploads?name=${encodeURIComponent(name)}`;
    const asking = { method: 'PUT', path, at, key: randomUUID(), body: bytes, act: 'upload' };
    return (await this.ask<{ ticket: string }>(asking)).ticket;
  }

  /** The bytes of a file. */
  async download(path: string, { at }: When): Promise<Uint8Array> {
    return this.ask<Buffer>({ method: 'GET', path, at, act: 'download' });
  }

  private async signIn(at: string): Promise<void> {
    const { username } = this.seat;
    const body = { username, password: this.password };
    const session = await this.ask<Session>({ method: 'POST', path: '/api/session', at, body, act: 'sign-in' });
    this.csrfToken = session.csrfToken;
    if (session.position.positionId === this.seat.id) return;
    const chosen = { positionId: this.seat.id };
    await this.ask({ method: 'POST', path: '/api/session/position', at, body: chosen, act: 'sign-in' });
  }

  /** Sends it until somebody answers: the key is the same, so what was done already is not done twice. */
  private async ask<T>(asking: Asking): Promise<T> {
    const began = performance.now();
    for (let attempt = 1; ; attempt++) {
      try {
        const answer = await this.once<T>(asking);
        this.measure.add(asking.act, performance.now() - began);
        return answer;
      } catch (error) {
        if (!mayHelp(error) || performance.now() - began > outageMs) throw this.named(asking, error);
        await pause(Math.min(1_000, 20 * 2 ** attempt));
      }
    }
  }

  private async once<T>({ method, path, at, key, body }: Asking): Promise<T> {
    const isFile = body instanceof Uint8Array;
    const answer = await http(
      method,
      this.baseUrl() + path,
      {
        'x-vanthu-at': at,
        ...(this.cookie && { cookie: this.cookie }),
        ...(this.csrfToken && method !== 'GET' ? { 'x-csrf-token': this.csrfToken } : {}),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
        ...(body === undefined ? {} : { 'content-type': isFile ? 'application/pdf' : 'application/json' }),
      },
      body === undefined ? undefined : isFile ? body : JSON.stringify(body),
    );
    if (answer.cookies.length > 0) this.cookie = answer.cookies.map((one) => one.split(';')[0]).join('; ');
    if (answer.status >= 400) throw refusedFrom(answer.status, answer.body);
    if (path.includes('/file')) return answer.body as T;
    return (answer.body.length === 0 ? null : JSON.parse(answer.body.toString('utf8'))) as T;
  }

  private named({ method, path }: Asking, error: unknown): unknown {
    if (error instanceof Refused) {
      error.message = `${this.seat.username}: ${method} ${path}: ${error.status} ${error.code} ${error.message} ${JSON.stringify(error.details)}`;
      return error;
    }
    return new Error(`${this.seat.username}: ${method} ${path}: ${(error as Error).message}`, { cause: error });
  }
}

interface Session {
  readonly csrfToken: string;
  readonly position: { readonly positionId: string };
}

function refusedFrom(status: number, body: Buffer): Refused {
  let told: { code?: string; message?: string; details?: Record<string, unknown>; retryable?: boolean } = {};
  try {
    told = JSON.parse(body.toString('utf8')) as typeof told;
  } catch {
    // An answer that is no JSON comes from no service: the code stays unknown.
  }
  return new Refused(status, told.code ?? 'UNKNOWN', told.message ?? '', told.details ?? {}, told.retryable === true);
}

/** A service that was killed in the middle answers with a fault or not at all; the command's id makes repeating harmless. */
const mayHelp = (error: unknown): boolean =>
  !(error instanceof Refused) || error.retryable || error.status >= 500 || error.status === 429;
