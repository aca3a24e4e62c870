import { z } from 'zod';

/** Bearer token of the installation (scope `service`): given once by the provider, or fetched and renewed by OAuth 2.0. */
export interface ServiceTokens {
  token(): Promise<string>;
  /** The service has turned it away. @returns whether another may be had */
  renew(): boolean;
}

/** Cloud Signature Consortium API v2.0.0.2, the parts that signing needs. */
const Credential = z.object({
  key: z.object({ status: z.string(), algo: z.array(z.string()) }),
  cert: z.object({ status: z.string().optional(), certificates: z.array(z.base64()).optional() }),
  /** Hashes that one authorisation covers. */
  multisign: z.number().int().positive().default(1),
  /** `2`: an authorisation is bound to the hashes. */
  SCAL: z.enum(['1', '2']).default('1'),
  /** How its owner allows a signature. */
  auth: z.object({ mode: z.string() }).optional(),
});
export type Credential = z.infer<typeof Credential>;

/** `handle`: the owner has still to confirm, on the phone say; asked for with `authorizeCheck`. */
const Authorisation = z.object({
  SAD: z.string().optional(),
  expiresIn: z.number().optional(),
  handle: z.string().optional(),
});
const Signatures = z.object({ signatures: z.array(z.base64()) });
const Info = z.object({
  specs: z.string(),
  name: z.string(),
  methods: z.array(z.string()),
  /** Base of the authorization server, and its issuer where it publishes metadata (RFC 8414). */
  oauth2: z.url().optional(),
  oauth2Issuer: z.url().optional(),
});
export type InfoAnswer = z.infer<typeof Info>;
/** One word: it is shown to who signs, and a service says nothing else to him through us. */
const Problem = z.object({ error: z.string().regex(/^[a-z0-9_]{1,64}$/i), error_description: z.string().optional() });

export interface Authorised {
  /** `sad`: goes into the request; `bearer`: an access token of scope `credential`, instead of that of the installation (11.10). */
  readonly kind: 'sad' | 'bearer';
  readonly sad: string;
  readonly expiresAtMs: number;
}
interface Unconfirmed {
  readonly handle: string;
}
const authorised = (sad: string, expiresIn = 3600): Authorised => ({
  kind: 'sad',
  sad,
  expiresAtMs: Date.now() + expiresIn * 1000,
});

export interface Hashes {
  readonly hashes: readonly string[];
  readonly hashAlgorithmOID: string;
}

/** What the service answered instead, in its own word (`invalid_pin`, `invalid_request`…), or `unreachable`. */
export class CscFailure extends Error {
  constructor(
    readonly word: string,
    detail: string,
    options?: ErrorOptions,
  ) {
    super(detail, options);
  }
}

const TIMEOUT_MS = 20_000;
const MOST_BYTES = 4_000_000;
/** A person looks for the phone. */
const CONFIRM_MS = 120_000;
const LOOK_EVERY_MS = 1_000;

export class CscClient {
  /** @param url  up to and with `/csc/v2` */
  constructor(
    private readonly url: string,
    private readonly tokens: ServiceTokens,
  ) {}

  /** The one question that needs no token (11.1). */
  info(): Promise<InfoAnswer> {
    return this.post('info', {}, Info, null);
  }

  async credentialIds(): Promise<readonly string[]> {
    const answer = await this.post('credentials/list', {}, z.object({ credentialIDs: z.array(z.string()) }));
    return answer.credentialIDs;
  }

  credential(credentialID: string): Promise<Credential> {
    const wanted = { credentialID, certificates: 'chain', certInfo: true, authInfo: true };
    return this.post('credentials/info', wanted, Credential);
  }

  /**
   * Asks for so many signatures. Where the owner has still to confirm, the answer is what to wait for with `confirmed`.
   *
   * @throws CscFailure
   */
  async authorize(
    credentialID: string,
    numSignatures: number,
    pin: string,
    bound: Hashes | null,
  ): Promise<Authorised | Unconfirmed> {
    const authData = [{ id: 'PIN', value: pin }];
    const asked = { credentialID, numSignatures, authData, ...(bound ?? {}) };
    const answer = await this.post('credentials/authorize', asked, Authorisation);
    if (answer.SAD !== undefined) return authorised(answer.SAD, answer.expiresIn);
    if (answer.handle === undefined) throw new CscFailure('malformed', 'neither SAD nor handle');
    return { handle: answer.handle };
  }

  /**
   * Waits until the owner has confirmed.
   *
   * @throws CscFailure `not_confirmed` after two minutes
   */
  async confirmed({ handle }: Unconfirmed): Promise<Authorised> {
    for (const until = Date.now() + CONFIRM_MS; Date.now() < until; ) {
      const { SAD, expiresIn } = await this.post('credentials/authorizeCheck', { handle }, Authorisation);
      if (SAD !== undefined) return authorised(SAD, expiresIn);
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
    throw new CscFailure('not_confirmed', 'nobody confirmed');
  }

  async signHash(
    credentialID: string,
    { kind, sad }: Authorised,
    hashes: Hashes,
    algorithm: { readonly signAlgo: string; readonly signAlgoParams?: string },
  ): Promise<readonly Uint8Array[]> {
    const asked = {
      credentialID,
      ...(kind === 'sad' ? { SAD: sad } : {}),
      ...hashes,
      ...algorithm,
      operationMode: 'S',
    };
    const bearer = kind === 'bearer' ? sad : undefined;
    const { signatures } = await this.post('signatures/signHash', asked, Signatures, bearer);
    if (signatures.length !== hashes.hashes.length) throw new CscFailure('malformed', 'another number of signatures');
    return signatures.map((signature) => Buffer.from(signature, 'base64'));
  }

  /** @param bearer  instead of the token of the installation; null: none */
  private async post<T>(path: string, body: object, schema: z.ZodType<T>, bearer?: string | null): Promise<T> {
    const token = bearer === undefined ? await this.tokens.token() : bearer;
    let { status, text } = await this.exchange(path, body, token);
    // Ended or taken back before its time: asked for anew, once.
    if (status === 401 && bearer === undefined && this.tokens.renew())
      ({ status, text } = await this.exchange(path, body, await this.tokens.token()));
    let answer: unknown;
    try {
      answer = JSON.parse(text);
    } catch (error) {
      throw new CscFailure('malformed', `${path}: HTTP ${status}, no JSON`, { cause: error });
    }
    if (status !== 200) {
      const problem = Problem.safeParse(answer);
      throw new CscFailure(problem.data?.error ?? `http_${status}`, problem.data?.error_description ?? path);
    }
    const parsed = schema.safeParse(answer);
    if (!parsed.success) throw new CscFailure('malformed', `${path}: ${parsed.error.issues[0]?.message ?? ''}`);
    return parsed.data;
  }

  private async exchange(path: string, body: object, token: string | null): Promise<{ status: number; text: string }> {
    try {
      const response = await fetch(`${this.url}/${path}`, {
        method: 'POST',
        redirect: 'error',
        headers: {
          'content-type': 'application/json',
          ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      const parts: Uint8Array[] = [];
      let bytes = 0;
      for await (const part of response.body ?? []) {
        bytes += part.length;
        if (bytes > MOST_BYTES) throw new CscFailure('malformed', `${path}: the answer is too long`);
        parts.push(part);
      }
      return { status: response.status, text: Buffer.concat(parts).toString('utf8') };
    } catch (error) {
      if (error instanceof CscFailure) throw error;
      // The cause may quote the request: its words are not passed on.
      throw new CscFailure('unreachable', `${path}: no answer`);
    }
  }
}
