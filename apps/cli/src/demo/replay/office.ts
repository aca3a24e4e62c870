import { randomUUID, webcrypto } from 'node:crypto';
import type { Seat } from '../district/district.js';
import { Desk, Refused, type When } from './desk.js';
import type { Measure } from './measure.js';

/** What an opened key may sign. */
export interface SeenDocument {
  readonly documentId: string;
  readonly manifestHash: string;
}

/** All desks of the district: opened when first needed, each in the session of its person. */
export class Office {
  private readonly desks = new Map<string, Promise<Desk>>();
  private sealingKey: Promise<webcrypto.CryptoKey> | null = null;

  constructor(
    private readonly baseUrl: () => string,
    private readonly password: string,
    private readonly pin: string,
    readonly measure: Measure,
  ) {}

  desk(seat: Seat, when: When): Promise<Desk> {
    const open = this.desks.get(seat.id) ?? Desk.open(this.baseUrl, seat, this.password, when, this.measure);
    this.desks.set(seat.id, open);
    // Who could not sign in while something was down tries again the next time.
    open.catch(() => this.desks.delete(seat.id));
    return open;
  }

  /** Opens a key for the documents that its owner has seen. The PIN leaves this process only sealed. */
  async activate(
    seat: Seat,
    purpose: 'personal' | 'organisation',
    documents: readonly SeenDocument[],
    when: When,
  ): Promise<string> {
    const desk = await this.desk(seat, when);
    for (let attempt = 1; ; attempt++) {
      try {
        const sealedPin = await this.sealPin(desk, when);
        const opened = await desk.post<{ activationId: string }>(
          'activate',
          '/api/signing/activations',
          { purpose, sealedPin, documents },
          { ...when, key: randomUUID() },
        );
        return opened.activationId;
      } catch (error) {
        // The key to which PINs are sealed changes when signing starts again.
        if (!(error instanceof Refused) || error.code !== 'SIGNING.BAD_SEALED_PIN' || attempt > 3) throw error;
        this.sealingKey = null;
      }
    }
  }

  private async sealPin(desk: Desk, when: When): Promise<string> {
    this.sealingKey ??= importKey(desk, when);
    const content = JSON.stringify({ pin: this.pin, nonce: randomUUID(), at: new Date().toISOString() });
    const sealed = await webcrypto.subtle.encrypt(algorithm, await this.sealingKey, Buffer.from(content, 'utf8'));
    return Buffer.from(sealed).toString('base64');
  }
}

const algorithm = { name: 'RSA-OAEP', hash: 'SHA-256' };

async function importKey(desk: Desk, when: When): Promise<webcrypto.CryptoKey> {
  const { jwk } = await desk.get<{ jwk: webcrypto.JsonWebKey }>('activation-key', '/api/signing/activation-key', when);
  return webcrypto.subtle.importKey('jwk', jwk, algorithm, false, ['encrypt']);
}
