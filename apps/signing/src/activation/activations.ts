import { randomUUID } from 'node:crypto';
import type { KeyProvider } from '@vanthu/pki';

export interface Activation {
  readonly activationId: string;
  readonly keyId: string;
  readonly personId: string;
  readonly owner: { readonly kind: 'person' | 'organisation'; readonly id: string };
  readonly imagePng: Uint8Array | null;
  readonly key: KeyProvider;
  readonly expiresAtMs: number;
  usesLeft: number;
}

/** Ten minutes: long enough for a batch of forty with a look at each, short enough for a desk left alone. */
export const ACTIVATION_MS = 10 * 60_000;

/** Opened keys of this process: bounded in time and number of uses, gone at a restart. */
export class Activations {
  readonly instanceId = randomUUID();
  private readonly open = new Map<string, Activation>();

  add(activation: Activation): void {
    this.sweep();
    this.open.set(activation.activationId, activation);
  }

  /** Takes one use. Undefined when the key is not open here, not for this, has expired or is used up. */
  take(activationId: string, isFor: (opened: Activation) => boolean, nowMs = Date.now()): Activation | undefined {
    const found = this.open.get(activationId);
    if (!found || found.usesLeft < 1 || found.expiresAtMs <= nowMs || !isFor(found)) return undefined;
    found.usesLeft -= 1;
    return found;
  }

  /** Gives a use back when no signature was made with it. */
  giveBack(activation: Activation): void {
    activation.usesLeft += 1;
  }

  private sweep(nowMs = Date.now()): void {
    for (const [id, a] of this.open) if (a.expiresAtMs <= nowMs || a.usesLeft < 1) this.open.delete(id);
  }
}
