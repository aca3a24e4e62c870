import { refusalWords } from './refusal-words.js';
import type { SignatureLevel } from './signing-options.js';

export type SigningRefusalCode = keyof typeof refusalWords;

/** An expected "no": returned, never thrown. `details` holds what the caller needs next, JSON-storable. */
export interface SigningRefusal {
  readonly kind: 'refusal';
  readonly code: SigningRefusalCode;
  /** English, for logs. */
  readonly message: string;
  /** Vietnamese, for people. */
  readonly messageVi: string;
  readonly details: Readonly<Record<string, string | number | readonly string[]>>;
  /** What was reached before the refusal, so that a signature that was made is not lost: a timestamp or revocation data failed. */
  readonly completed?: { readonly level: SignatureLevel; readonly pdf: Uint8Array };
}

export function refuse(
  code: SigningRefusalCode,
  message: string,
  details: SigningRefusal['details'] = {},
): SigningRefusal {
  return { kind: 'refusal', code, message, messageVi: refusalWords[code], details };
}

/** Carries a refusal out of nested steps; never leaves this library. */
export class RefusalSignal extends Error {
  constructor(readonly refusal: SigningRefusal) {
    super(refusal.message);
  }
}

export function stop(code: SigningRefusalCode, message: string, details: SigningRefusal['details'] = {}): never {
  throw new RefusalSignal(refuse(code, message, details));
}

export function isRefusal(value: { readonly kind: string }): value is SigningRefusal {
  return value.kind === 'refusal';
}
