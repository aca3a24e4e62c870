import { type Authorised, type CscClient, CscFailure, type Hashes } from './csc-client.js';
import type { Asked, CscOauth, Returned } from './csc-oauth.js';

/** How the owner of a remote credential allows so many signatures. */
export interface Consent {
  /** Who confirms looks at hashes once: they are gathered until no more come. Else they are asked for as they come. */
  readonly isByHand: boolean;
  /** Asks; what it answers waits until the owner has allowed it. @throws CscFailure */
  ask(count: number, bound: Hashes | null): Promise<() => Promise<Authorised>>;
  /** A right that is of no more use. */
  drop(authorised: Authorised): void;
  close(): void;
}

/** With the PIN, which is as old as the activation: the service asks for it with each authorisation; perhaps on the phone besides. */
export class PinConsent implements Consent {
  readonly isByHand = false;

  constructor(
    private readonly client: CscClient,
    private readonly credentialId: string,
    private pin: string,
  ) {}

  async ask(count: number, bound: Hashes | null): Promise<() => Promise<Authorised>> {
    const answer = await this.client.authorize(this.credentialId, count, this.pin, bound);
    return async () => ('handle' in answer ? this.client.confirmed(answer) : answer);
  }

  drop(): void {}

  close(): void {
    this.pin = '';
  }
}

/** What its owner has still to confirm in the page of the service. */
export interface OpenQuestion {
  readonly asked: Asked;
  /** Whether hashes are named in it, and how many. */
  readonly hashes: number;
  /** Takes what the service sent its owner back with. @throws CscFailure */
  answer(returned: Returned): Promise<void>;
}

/** Is shown each question, and tells its owner. */
export interface Desk {
  /** Resolves when it is written down who was asked for what. */
  show(question: OpenQuestion): Promise<void>;
  /** Nobody answered in time. */
  withdraw(question: OpenQuestion): void;
}

/** Who looks for the phone, and signs in there. */
const CONFIRM_MS = 5 * 60_000;

/** In the page of the service, by OAuth 2.0: one question at a time. */
export class PageConsent implements Consent {
  readonly isByHand = true;
  private end: ((why: CscFailure) => void) | null = null;

  constructor(
    private readonly oauth: CscOauth,
    private readonly credentialId: string,
    private readonly desk: Desk,
  ) {}

  async ask(count: number, bound: Hashes | null): Promise<() => Promise<Authorised>> {
    const asked = await this.oauth.ask(this.credentialId, count, bound);
    let settle: { resolve(right: Authorised): void; reject(why: unknown): void } | undefined;
    const promise = new Promise<Authorised>((resolve, reject) => {
      settle = { resolve, reject };
    });
    // Whoever waits for it hears it; until somebody does, a refusal is no fault of the process.
    promise.catch(() => {});
    const question: OpenQuestion = {
      asked,
      hashes: bound?.hashes.length ?? 0,
      answer: async (returned) => {
        clearTimeout(timer);
        this.end = null;
        try {
          settle?.resolve(await this.oauth.redeem(asked, returned));
        } catch (error) {
          settle?.reject(error);
          throw error;
        }
      },
    };
    const timer = setTimeout(() => this.end?.(new CscFailure('not_confirmed', 'nobody confirmed')), CONFIRM_MS);
    this.end = (why) => {
      clearTimeout(timer);
      this.end = null;
      this.desk.withdraw(question);
      settle?.reject(why);
    };
    await this.desk.show(question);
    return () => promise;
  }

  drop({ sad }: Authorised): void {
    void this.oauth.revoke(sad);
  }

  close(): void {
    this.end?.(new CscFailure('not_confirmed', 'the activation has ended'));
  }
}
