import { constants, generateKeyPairSync, type KeyObject, privateDecrypt, randomUUID } from 'node:crypto';
import { z } from 'zod';

const SealedContent = z.object({
  pin: z.string().min(1).max(200),
  nonce: z.string().min(8).max(100),
  at: z.iso.datetime(),
});
const GOOD_FOR_MS = 2 * 60_000;

/**
 * Opens PINs that a browser sealed (RSA-OAEP with SHA-256). The key pair lives as long as the process:
 * a sealed PIN that somebody recorded is worthless after a restart, and good once and for two minutes before it.
 */
export class SealedPinOpener {
  private readonly privateKey: KeyObject;
  private readonly usedNonces = new Map<string, number>();
  readonly keyId = randomUUID();
  readonly jwk: Record<string, unknown>;

  constructor() {
    const pair = generateKeyPairSync('rsa', { modulusLength: 3072 });
    this.privateKey = pair.privateKey;
    this.jwk = { ...pair.publicKey.export({ format: 'jwk' }), alg: 'RSA-OAEP-256', use: 'enc', kid: this.keyId };
  }

  /** The PIN, or null when it cannot be read, is too old or was used before. Real time: nothing civil about it. */
  open(sealedPin: string, nowMs = Date.now()): string | null {
    let content: z.infer<typeof SealedContent>;
    try {
      const clear = privateDecrypt(
        { key: this.privateKey, oaepHash: 'sha256', padding: constants.RSA_PKCS1_OAEP_PADDING },
        Buffer.from(sealedPin, 'base64'),
      );
      content = SealedContent.parse(JSON.parse(clear.toString('utf8')));
    } catch {
      // Why it cannot be read must not be told apart: a difference would be an oracle.
      return null;
    }
    const age = Math.abs(nowMs - Date.parse(content.at));
    this.forgetOldNonces(nowMs);
    if (age > GOOD_FOR_MS || this.usedNonces.has(content.nonce)) return null;
    this.usedNonces.set(content.nonce, nowMs);
    return content.pin;
  }

  private forgetOldNonces(nowMs: number): void {
    for (const [nonce, at] of this.usedNonces) if (nowMs - at > 2 * GOOD_FOR_MS) this.usedNonces.delete(nonce);
  }
}
