/** One exchange with a server of a PKI. */
export interface FetchRequest {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly body?: Uint8Array;
  /** Media type of `body`. */
  readonly contentType?: string;
  readonly accept?: string;
  /** For everything: name, connection, answer. */
  readonly timeoutMs: number;
  /** Of the answer; a longer one is not read to its end. */
  readonly maxBytes: number;
}

export type FetchProblemCode =
  | 'timeout'
  | 'too-large'
  | 'unreachable'
  /** The address, or one it redirects to, is not to be spoken to (a private network, another scheme). */
  | 'forbidden-address'
  | 'too-many-redirects';

export type FetchAnswer =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly contentType: string | undefined;
      readonly body: Uint8Array;
    }
  | { readonly kind: 'fetch-problem'; readonly code: FetchProblemCode; readonly message: string };

/** Speaks HTTP. What the network does is returned, never thrown. */
export type Fetch = (request: FetchRequest) => Promise<FetchAnswer>;

/** What the clients need of the world. */
export interface ClientWorld {
  readonly fetch: Fetch;
  now(): Date;
  /** Unpredictable bytes, for nonces. */
  random(bytes: number): Uint8Array;
  sleep(ms: number): Promise<void>;
}

/** One address that was tried in vain, and why. */
export interface Attempt {
  readonly url: string;
  /** Stable word: of `FetchProblemCode`, `http-500`, or what the answer lacked. */
  readonly code: string;
  readonly message: string;
}
