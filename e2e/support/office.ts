import { randomUUID, webcrypto } from 'node:crypto';
import { join } from 'node:path';
import type { gateway } from '@vanthu/contracts';
import { type Constellation, type ConstellationOptions, type Person, startConstellation } from '@vanthu/testing';
import { loadTestPki, type TestPki } from '@vanthu/testpki';
import { done, insist } from './insist.js';

type Position = gateway.SessionView['position'];

/** Two communes of one installation, seen through the door by the people who work there. */
export class Office {
  private readonly sessions = new Map<string, Promise<gateway.SessionView>>();

  private constructor(
    readonly system: Constellation,
    /** Asks again when nobody answers: for tests that let things die. */
    private readonly patient: boolean,
  ) {}

  static async open(options: ConstellationOptions & { patient?: boolean } = {}): Promise<Office> {
    const { patient = false, ...more } = options;
    return new Office(await startConstellation({ ...more, timeoutMs: 180_000 }), patient);
  }

  get dataDirectory(): string {
    return this.system.dataDirectory;
  }

  pki(): Promise<TestPki> {
    return loadTestPki(join(this.dataDirectory, 'pki'));
  }

  as(username: string): Promise<Person> {
    return this.system.as(username);
  }

  async positionOf(username: string): Promise<Position> {
    return (await this.sessionOf(username)).position;
  }

  async personIdOf(username: string): Promise<string> {
    return (await this.sessionOf(username)).personId;
  }

  private sessionOf(username: string): Promise<gateway.SessionView> {
    const known = this.sessions.get(username);
    if (known) return known;
    const asked = this.get<gateway.SessionView>(username, '/api/session');
    this.sessions.set(username, asked);
    return asked;
  }

  async get<T>(username: string, path: string): Promise<T> {
    const person = await this.as(username);
    const what = `${username}: GET ${path}`;
    return done(this.patient ? await insist(() => person.get<T>(path), what) : await person.get<T>(path), what);
  }

  /** An order; repeated under the same id when the office is patient. @throws NotDone */
  async post<T>(username: string, path: string, body: unknown = {}, commandId: string = randomUUID()): Promise<T> {
    const person = await this.as(username);
    const what = `${username}: POST ${path}`;
    const ask = () => person.post<T>(path, body, { commandId });
    return done(this.patient ? await insist(ask, what) : await ask(), what);
  }

  async upload(username: string, name: string, bytes: Uint8Array): Promise<string> {
    const person = await this.as(username);
    const path = `/api/uploads?name=${encodeURIComponent(name)}`;
    const headers = { 'content-type': 'application/pdf' };
    return done(await person.put<{ ticket: string }>(path, bytes, { headers }), `${username} uploads ${name}`).ticket;
  }

  async download(username: string, path: string): Promise<Buffer> {
    return Buffer.from(await this.get<Uint8Array>(username, path));
  }

  /** Opens a key; what is sent over the wire is the sealed PIN. */
  async activate(
    username: string,
    purpose: 'personal' | 'organisation',
    documents: readonly { documentId: string; manifestHash: string }[],
  ): Promise<string> {
    const pin = this.system.signIns.find((one) => one.username === username)?.pin;
    if (!pin) throw new Error(`${username} has no PIN`);
    for (let attempt = 1; ; attempt++) {
      const sealedPin = await this.seal(username, pin);
      const sent = { purpose, sealedPin, documents };
      const opened = await this.post<{ activationId: string }>(username, '/api/signing/activations', sent).catch(
        (error: { code?: string }) => {
          // The service died between its key and the PIN sealed to it; or the answer was lost with it.
          if (!this.patient || attempt > 5 || error.code !== 'SIGNING.BAD_SEALED_PIN') throw error;
          return null;
        },
      );
      if (opened) return opened.activationId;
    }
  }

  async seal(username: string, pin: string): Promise<string> {
    const { jwk } = await this.get<{ jwk: webcrypto.JsonWebKey }>(username, '/api/signing/activation-key');
    const algorithm = { name: 'RSA-OAEP', hash: 'SHA-256' };
    const key = await webcrypto.subtle.importKey('jwk', jwk, algorithm, false, ['encrypt']);
    const clear = JSON.stringify({ pin, nonce: randomUUID(), at: new Date().toISOString() });
    const sealed = await webcrypto.subtle.encrypt(algorithm, key, Buffer.from(clear, 'utf8'));
    return Buffer.from(sealed).toString('base64');
  }

  close(): Promise<void> {
    return this.system.stop();
  }
}

/** The day in Viet Nam, as documents bear it. */
export const today = (addDays = 0): string =>
  new Date(Date.now() + 7 * 3_600_000 + addDays * 86_400_000).toISOString().slice(0, 10);
