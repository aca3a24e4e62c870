import { randomUUID, webcrypto } from 'node:crypto';

/** One person at the web: signs in and acts through the gateway, as a browser would. */
export class Desk {
  private cookie = '';
  private csrfToken = '';

  constructor(
    private readonly baseUrl: string,
    readonly username: string,
  ) {}

  static async open(baseUrl: string, username: string, password: string): Promise<Desk> {
    const desk = new Desk(baseUrl, username);
    const session = await desk.call<{ csrfToken: string }>('POST', '/api/session', { username, password });
    desk.csrfToken = session.csrfToken;
    return desk;
  }

  get<T>(path: string): Promise<T> {
    return this.call<T>('GET', path);
  }

  post<T>(path: string, body?: unknown): Promise<T> {
    return this.call<T>('POST', path, body ?? {});
  }

  /** Sends a file and answers with its ticket. */
  async upload(name: string, bytes: Uint8Array): Promise<string> {
    const { ticket } = await this.call<{ ticket: string }>(
      'PUT',
      `/api/uploads?name=${encodeURIComponent(name)}`,
      bytes,
    );
    return ticket;
  }

  /** Opens a key for these documents; the PIN leaves this process only sealed. */
  async activate(
    purpose: 'personal' | 'organisation',
    pin: string,
    documents: readonly { documentId: string; manifestHash: string }[],
  ): Promise<string> {
    const { jwk } = await this.get<{ jwk: webcrypto.JsonWebKey }>('/api/signing/activation-key');
    const algorithm = { name: 'RSA-OAEP', hash: 'SHA-256' };
    const key = await webcrypto.subtle.importKey('jwk', jwk, algorithm, false, ['encrypt']);
    const content = JSON.stringify({ pin, nonce: randomUUID(), at: new Date().toISOString() });
    const sealed = await webcrypto.subtle.encrypt(algorithm, key, Buffer.from(content, 'utf8'));
    const opened = await this.post<{ activationId: string }>('/api/signing/activations', {
      purpose,
      sealedPin: Buffer.from(sealed).toString('base64'),
      documents,
    });
    return opened.activationId;
  }

  private async call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const raw = body instanceof Uint8Array;
    const response = await fetch(this.baseUrl + path, {
      method,
      headers: {
        ...(this.cookie && { cookie: this.cookie }),
        ...(method === 'GET' ? {} : { 'x-csrf-token': this.csrfToken, 'idempotency-key': randomUUID() }),
        ...(body === undefined ? {} : { 'content-type': raw ? 'application/pdf' : 'application/json' }),
      },
      ...(body === undefined ? {} : { body: raw ? Buffer.from(body) : JSON.stringify(body) }),
    });
    const set = response.headers.getSetCookie();
    if (set.length > 0) this.cookie = set.map((c) => c.split(';')[0]).join('; ');
    const answer: unknown = await response.json().catch(() => null);
    if (!response.ok)
      throw new Error(`${this.username}: ${method} ${path}: ${response.status} ${JSON.stringify(answer)}`);
    return answer as T;
  }
}
