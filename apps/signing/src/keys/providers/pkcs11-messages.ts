import type { SigningAlgorithm } from '@vanthu/pki';

/** Between the service and the process that holds a token. The PIN goes through the pipe once, and is written nowhere. */
export type Pkcs11Question =
  | {
      readonly kind: 'open';
      readonly module: string;
      readonly token: string;
      readonly keyId: string;
      readonly pin: string;
    }
  | { readonly kind: 'sign'; readonly toBeSigned: Uint8Array; readonly algorithm: SigningAlgorithm };

export type Pkcs11Failure =
  | 'wrong-pin'
  | 'locked'
  /** No such token, no such key on it, pulled, or broken. */
  | 'gone'
  /** pkcs11js or the module of the manufacturer cannot be loaded. */
  | 'not-configured'
  | 'unfit';

export type Pkcs11Answer =
  | { readonly kind: 'opened' }
  /** ECDSA values as the token gives them: r and s, the same length each. */
  | { readonly kind: 'signed'; readonly value: Uint8Array }
  | {
      readonly kind: 'failed';
      readonly failure: Pkcs11Failure;
      readonly triesLeft: number | null;
      readonly detail: string;
    };

export interface Numbered<T> {
  readonly id: number;
  readonly message: T;
}
