import { randomUUID } from 'node:crypto';

export interface Reply<T = unknown> {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed JSON, or the bytes of anything else. */
  readonly body: T;
}

export interface AskOptions {
  /** The `Idempotency-Key`; default a new one for every change. */
  commandId?: string;
  headers?: Record<string, string>;
}

/** Somebody at a browser: cookies, CSRF token and command ids are taken care of. Statuses are never thrown. */
export class Person {
  private readonly cookies = new Map<string, string>();
  private csrfToken = '';

  constructor(
    readonly username: string,
    private readonly baseUrl: () => string,
  ) {}

  /** @throws when the door does not let them in */
  async signIn(password: string): Promise<this> {
    const reply = await this.post<{ csrfToken: string }>('/api/session', { username: this.username, password });
    if (reply.status >= 300)
      throw new Error(`${this.username} cannot sign in: ${reply.status} ${JSON.stringify(reply.body)}`);
    this.csrfToken = reply.body.csrfToken;
    return this;
  }

  get<T>(path: string, options: AskOptions = {}): Promise<Reply<T>> {
    return this.ask<T>('GET', path, undefined, options);
  }

  post<T>(path: string, body: unknown = {}, options: AskOptions = {}): Promise<Reply<T>> {
    return this.ask<T>('POST', path, body, options);
  }

  put<T>(path: string, body: unknown = {}, options: AskOptions = {}): Promise<Reply<T>> {
    return this.ask<T>('PUT', path, body, options);
  }

  delete<T>(path: string, options: AskOptions = {}): Promise<Reply<T>> {
    return this.ask<T>('DELETE', path, undefined, options);
  }

  /** Objects are sent as JSON; bytes, forms and texts as they are. */
  async ask<T>(
    method: string,
    path: string,
    body: unknown,
    { commandId, headers = {} }: AskOptions,
  ): Promise<Reply<T>> {
    const isRaw = body instanceof Uint8Array || body instanceof FormData || typeof body === 'string';
    const changes = method !== 'GET';
    const response = await fetch(`${this.baseUrl()}${path}`, {
      method,
      redirect: 'manual',
      ...(body === undefined
        ? {}
        : { body: isRaw ? (body as NonNullable<RequestInit['body']>) : JSON.stringify(body) }),
      headers: {
        ...(body !== undefined && !isRaw ? { 'content-type': 'application/json' } : {}),
        ...(changes ? { 'idempotency-key': commandId ?? randomUUID(), 'x-csrf-token': this.csrfToken } : {}),
        cookie: this.credentials.cookie ?? '',
        ...headers,
      },
    });
    for (const line of response.headers.getSetCookie()) this.keepCookie(line);
    const isJson = response.headers.get('content-type')?.includes('json') ?? false;
    const content = new Uint8Array(await response.arrayBuffer());
    const parsed: unknown = isJson && content.length > 0 ? JSON.parse(Buffer.from(content).toString('utf8')) : content;
    return { status: response.status, headers: response.headers, body: parsed as T };
  }

  /** What proves the session, for a request that must be made by other means. */
  get credentials(): Record<string, string> {
    return {
      cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      'x-csrf-token': this.csrfToken,
    };
  }

  private keepCookie(line: string): void {
    const [pair = ''] = line.split(';');
    const at = pair.indexOf('=');
    if (at > 0) this.cookies.set(pair.slice(0, at), pair.slice(at + 1));
  }
}
