import type { VerificationTrust } from '../verification-trust.js';
import type { Verified, VerifyOptions } from '../verify-pdf.js';

/** To a thread: one file. */
export interface Job {
  readonly path: string;
  readonly options: VerifyOptions;
  /** Sent when it differs from what the thread was told last. */
  readonly trust?: VerificationTrust;
}

/** From a thread. */
export type Message =
  /** Once, when it can work. `thread`: its number in the operating system, where that is told (Linux). */
  | { readonly kind: 'ready'; readonly thread: number | undefined }
  | { readonly kind: 'verified'; readonly verified: Verified }
  /** The file could not be opened or read. */
  | { readonly kind: 'unreadable'; readonly code: string }
  /** A fault of ours. */
  | { readonly kind: 'fault'; readonly message: string };
