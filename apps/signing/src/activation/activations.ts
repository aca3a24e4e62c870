import { randomUUID } from 'node:crypto';
import type { EncodedImage } from '@vanthu/pades';
import type { OpenedKey } from '../keys/providers/opened-key.js';

export interface Activation {
  readonly activationId: string;
  readonly keyId: string;
  readonly personId: string;
  readonly owner: { readonly kind: 'person' | 'organisation'; readonly id: string };
  /** Hand signature or seal as it is written into PDFs: made ready once, drawn many times. */
  readonly image: EncodedImage | null;
  readonly opened: OpenedKey;
  readonly expiresAtMs: number;
  /** What it was opened for and has not signed yet: keys of `seenKey`. */
  readonly unsigned: Set<string>;
  /** Signatures that are being made with it. */
  inFlight: number;
}

/** What a person has seen: one version of one document. */
export interface Seen {
  readonly documentId: string;
  readonly manifestHash: string;
}
const seenKey = ({ documentId, manifestHash }: Seen): string => `${documentId} ${manifestHash}`;
export const unsignedOf = (documents: readonly Seen[]): Set<string> => new Set(documents.map(seenKey));

/** Ten minutes: long enough for a batch of forty with a look at each, short enough for a desk left alone. */
export const ACTIVATION_MS = 10 * 60_000;

/** Opened keys of this process: bounded in time and to the documents that were seen, each once; gone at a restart. */
export class Activations {
  readonly instanceId = randomUUID();
  private readonly open = new Map<string, Activation>();

  add(activation: Activation): void {
    this.sweep();
    this.open.set(activation.activationId, activation);
    // A token is not left logged in because nobody came after.
    setTimeout(() => this.sweep(), Math.min(activation.expiresAtMs - Date.now() + 1, 2 * ACTIVATION_MS)).unref();
  }

  /** Takes the use for this document. Undefined when the key is not open here, not for this, has expired or has signed it. */
  take(
    activationId: string,
    seen: Seen,
    isFor: (opened: Activation) => boolean,
    nowMs = Date.now(),
  ): Activation | undefined {
    const found = this.open.get(activationId);
    if (!found || found.expiresAtMs <= nowMs || !isFor(found)) return undefined;
    if (!found.unsigned.delete(seenKey(seen))) return undefined;
    found.inFlight += 1;
    return found;
  }

  /** The signature has been made, or not: when it was the last, the key is closed. */
  release(activation: Activation): void {
    activation.inFlight -= 1;
    if (activation.inFlight === 0 && activation.unsigned.size === 0) this.drop(activation);
  }

  /** Gives a use back when no signature was made with it. */
  giveBack(activation: Activation, seen: Seen): void {
    activation.unsigned.add(seenKey(seen));
  }

  /**
   * The key is of no more use (token pulled, service silent): its owner opens it again.
   *
   * @returns whether it was still open: of several signatures that fail together, the first
   */
  drop({ activationId }: Activation): boolean {
    const found = this.open.get(activationId);
    this.open.delete(activationId);
    void found?.opened.close();
    return found !== undefined;
  }

  isOpen(activationId: string): boolean {
    return this.open.has(activationId);
  }

  /** Whether its signatures wait for a person: then they take no machine's time. */
  awaitsOwner(activationId: string): boolean {
    return this.open.get(activationId)?.opened.awaitsOwner?.() ?? false;
  }

  close(activationId: string): void {
    const found = this.open.get(activationId);
    if (found) this.drop(found);
  }

  /** The process ends, and those who look for their phones are not waited for. */
  closeAwaiting(): void {
    for (const activation of this.open.values()) if (activation.opened.awaitsOwner?.()) this.drop(activation);
  }

  closeAll(): void {
    for (const activation of this.open.values()) this.drop(activation);
  }

  private sweep(nowMs = Date.now()): void {
    for (const activation of this.open.values()) if (activation.expiresAtMs <= nowMs) this.drop(activation);
  }
}
