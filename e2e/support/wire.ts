import { createPrivateKey, generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { type Actor, ReplyEnvelope, type RequestContract } from '@vanthu/contracts';
import type { Office } from './office.js';

interface Claims {
  readonly iss: string;
  readonly aud: string;
  readonly actor?: Actor;
  readonly ageSeconds?: number;
}

/** Somebody with the broker's password of one service, who speaks to the others without the door. */
export class Wire {
  private constructor(
    private readonly nats: NatsConnection,
    private readonly keys: string,
  ) {}

  static async tap({ dataDirectory }: Office, user: string): Promise<Wire> {
    const secrets = JSON.parse(await readFile(join(dataDirectory, 'secrets.json'), 'utf8'));
    const { ports } = JSON.parse(await readFile(join(dataDirectory, 'run.json'), 'utf8'));
    const options = { user, pass: secrets.nats[user] as string, inboxPrefix: `_INBOX_${user}` };
    const nats = await connect({ servers: `nats://127.0.0.1:${ports.nats}`, ...options });
    return new Wire(nats, join(dataDirectory, 'keys'));
  }

  /** The real key of a service, as its process has it. */
  async keyOf(service: string): Promise<KeyObject> {
    const jwk = JSON.parse(await readFile(join(this.keys, `${service}.jwk`), 'utf8'));
    return createPrivateKey({ key: jwk, format: 'jwk' });
  }

  ownKey(): KeyObject {
    return generateKeyPairSync('ed25519').privateKey;
  }

  token(key: KeyObject, { ageSeconds = 0, ...claims }: Claims): string {
    const iat = Math.floor(Date.now() / 1000) - ageSeconds;
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const payload = { ...claims, jti: randomUUID(), iat, exp: iat + 60 };
    const text = `${part({ alg: 'EdDSA', kid: claims.iss })}.${part(payload)}`;
    return `${text}.${sign(null, Buffer.from(text), key).toString('base64url')}`;
  }

  /** The answer in the envelope of Nest's transport, or why there was none. */
  async ask(contract: RequestContract, token: string, body: unknown): Promise<ReplyEnvelope> {
    const traceparent = `00-${'1'.repeat(32)}-${'2'.repeat(16)}-01`;
    const packet = { id: randomUUID(), pattern: contract.subject, data: { v: 1, token, traceparent, body } };
    const message = await this.nats.request(contract.subject, JSON.stringify(packet), { timeout: 3_000 });
    return ReplyEnvelope.parse(message.json<{ response: unknown }>().response);
  }

  /** @throws what the broker says when this user may not */
  async publish(subject: string): Promise<void> {
    const refused = (async () => {
      for await (const status of this.nats.status()) if (status.type === 'error') throw status.error;
    })();
    this.nats.publish(subject, '{}');
    await Promise.race([refused, this.nats.flush().then(() => this.nats.flush())]);
  }

  close(): Promise<void> {
    return this.nats.close();
  }
}
