import { randomUUID } from 'node:crypto';
import type { EncodedImage } from '@vanthu/pades';
import type { KeyProvider } from '@vanthu/pki';

export interface Activation {
  readonly activationId: string;
  readonly keyId: string;
  readonly personId: string;
  readonly owner: { readonly kind: 'person' | 'organisation'; readonly id: string };
  /** Hand signature or seal as it is written into PDFs: made ready once, drawn many times. */
  readonly image: EncodedImage | null;
  readonly key: KeyProvider;
  readonly expiresAtMs: number;
  /** What it was opened for and has not signed yet: keys of `seenKey`. */
  readonly unsigned: Set<string>;
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
    return found.unsigned.delete(seenKey(seen)) ? found : undefined;
  }

  /** Gives a use back when no signature was made with it. */
  giveBack(activation: Activation, seen: Seen): void {
    activation.unsigned.add(seenKey(seen));
  }

  private sweep(nowMs = Date.now()): void {
    for (const [id, a] of this.open) if (a.expiresAtMs <= nowMs || a.unsigned.size === 0) this.open.delete(id);
  }
}
