import * as oauth from 'oauth4webapi';
import { type Authorised, CscFailure, type Hashes, type InfoAnswer } from './csc-client.js';

/** The installation as a client of the authorization server, as the provider has registered it (CSC API v2, 8.4). */
export interface OauthClient {
  readonly clientId: string;
  /** Absent: a public client, protected by PKCE alone. */
  readonly clientSecret?: string | undefined;
  /** Where the owner comes back to: this system's address with `/xac-nhan-ky-so`. */
  readonly redirectUri: string;
}

/** One question to the owner of a credential, not answered yet. The verifier (RFC 7636) never leaves this process. */
export interface Asked {
  readonly state: string;
  readonly address: string;
  readonly verifier: string;
  readonly credentialId: string;
  readonly count: number;
}

/** What came back to the redirect address. */
export interface Returned {
  readonly state: string;
  readonly code?: string | undefined;
  readonly error?: string | undefined;
  readonly iss?: string | undefined;
}

const TIMEOUT_MS = 20_000;
/** A token that ends within so long is not begun with. */
const EARLY_MS = 30_000;
const LIFE_S = 3600;
/** `SAD` is what API v1 called the type of a token that authorises a credential; v2 servers still say it. */
const TYPES = { recognizedTokenTypes: { sad: () => {} } };

interface ServiceToken {
  readonly value: string;
  readonly refresh: string | undefined;
  readonly endsAtMs: number;
}

/** Tokens of a remote signing service by OAuth 2.0. They lie in memory alone, and are revoked when they are of no more use. */
export class CscOauth {
  private readonly client: oauth.Client;
  private readonly proof: oauth.ClientAuth;
  private readonly options: { readonly [oauth.allowInsecureRequests]: boolean };
  private server: Promise<oauth.AuthorizationServer> | null = null;
  private service: Promise<ServiceToken> | null = null;

  /**
   * @param info         what the service says of itself, asked when it is first needed
   * @param isProduction  TLS to every endpoint; tests and demonstrations do without
   */
  constructor(
    private readonly own: OauthClient,
    private readonly info: () => Promise<InfoAnswer>,
    private readonly isProduction: boolean,
  ) {
    this.client = { client_id: own.clientId };
    this.proof = own.clientSecret === undefined ? oauth.None() : oauth.ClientSecretPost(own.clientSecret);
    this.options = { [oauth.allowInsecureRequests]: !isProduction };
  }

  /** For the installation itself (scope `service`): kept until it ends, then renewed. @throws CscFailure */
  async serviceToken(): Promise<string> {
    const known = await this.service?.catch(() => null);
    if (known && known.endsAtMs - EARLY_MS > Date.now()) return known.value;
    this.service = this.fetchServiceToken(known?.refresh);
    return (await this.service).value;
  }

  /** The service has turned it away: the next question renews it. */
  endServiceToken(): void {
    this.service = this.service?.then((token) => ({ ...token, endsAtMs: 0 })) ?? null;
  }

  /**
   * Where the owner confirms so many signatures, and for SCAL 2 these alone (CSC API v2, 8.4.2). Pushed beforehand where the server
   * takes that (RFC 9126): a batch of hashes is longer than addresses may be.
   *
   * @throws CscFailure
   */
  async ask(credentialId: string, count: number, bound: Hashes | null): Promise<Asked> {
    const server = await this.known();
    const state = oauth.generateRandomState();
    const verifier = oauth.generateRandomCodeVerifier();
    const parameters = new URLSearchParams({
      response_type: 'code',
      client_id: this.own.clientId,
      redirect_uri: this.own.redirectUri,
      scope: 'credential',
      state,
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      lang: 'vi-VN',
      credentialID: credentialId,
      numSignatures: String(count),
      ...(bound ? { hashes: bound.hashes.map(base64url).join(','), hashAlgorithmOID: bound.hashAlgorithmOID } : {}),
    });
    const address = this.pageOf(server);
    const isPushed = server.pushed_authorization_request_endpoint !== undefined;
    const shown = isPushed
      ? new URLSearchParams({ client_id: this.own.clientId, request_uri: await this.push(server, parameters) })
      : parameters;
    for (const [name, value] of shown) address.searchParams.set(name, value);
    return { state, address: address.href, verifier, credentialId, count };
  }

  /**
   * Exchanges the code for the right to sign (8.4.4). What is not exactly what was asked for is revoked and not used.
   *
   * @throws CscFailure  `access_denied`, `other_credential`, `fewer_signatures`, or the word of the service
   */
  async redeem({ state, verifier, credentialId, count }: Asked, returned: Returned): Promise<Authorised> {
    const server = await this.known();
    const token = await this.told('oauth2/token', async () => {
      const entries = Object.entries({ ...returned }).filter((one): one is [string, string] => one[1] !== undefined);
      const parameters = oauth.validateAuthResponse(server, this.client, new URLSearchParams(entries), state);
      const response = await oauth.authorizationCodeGrantRequest(
        server,
        this.client,
        this.proof,
        parameters,
        this.own.redirectUri,
        verifier,
        this.limited(),
      );
      return oauth.processAuthorizationCodeResponse(server, this.client, response, TYPES);
    });
    const problem = problemOf(token, credentialId, count);
    if (problem) {
      await this.revoke(token.access_token);
      throw problem;
    }
    const lifeMs = (token.expires_in ?? LIFE_S) * 1000;
    return { kind: 'bearer', sad: token.access_token, expiresAtMs: Date.now() + lifeMs };
  }

  /** RFC 7009. A token that cannot be taken back ends by itself: nothing is made to wait for that. */
  async revoke(token: string): Promise<void> {
    await this.told('oauth2/revoke', async () => {
      const server = await this.known();
      if (server.revocation_endpoint === undefined) return;
      const response = await oauth.revocationRequest(server, this.client, this.proof, token, this.limited());
      await oauth.processRevocationResponse(response);
    }).catch(() => {});
  }

  async close(): Promise<void> {
    const known = await this.service?.catch(() => null);
    this.service = null;
    if (known) await this.revoke(known.value);
  }

  private async fetchServiceToken(refresh: string | undefined): Promise<ServiceToken> {
    const server = await this.known();
    const renewed = refresh === undefined ? null : await this.refreshed(server, refresh);
    const token =
      renewed ??
      (await this.told('oauth2/token', async () => {
        const wanted = new URLSearchParams({ scope: 'service' });
        const asked = oauth.clientCredentialsGrantRequest(server, this.client, this.proof, wanted, this.limited());
        return oauth.processClientCredentialsResponse(server, this.client, await asked);
      }));
    return {
      value: token.access_token,
      refresh: token.refresh_token ?? refresh,
      endsAtMs: Date.now() + (token.expires_in ?? LIFE_S) * 1000,
    };
  }

  /** Null when the service does not renew it: then it is asked for anew. */
  private refreshed(server: oauth.AuthorizationServer, refresh: string): Promise<oauth.TokenEndpointResponse | null> {
    return this.told('oauth2/token', async () => {
      const asked = oauth.refreshTokenGrantRequest(server, this.client, this.proof, refresh, this.limited());
      return oauth.processRefreshTokenResponse(server, this.client, await asked);
    }).catch(() => null);
  }

  /** A browser is sent there: nothing but a page, and what it has in its query stays (RFC 6749 3.1). */
  private pageOf({ authorization_endpoint: page }: oauth.AuthorizationServer): URL {
    const address = page !== undefined && URL.canParse(page) ? new URL(page) : null;
    const isPage = address?.protocol === 'https:' || (address?.protocol === 'http:' && !this.isProduction);
    if (!address || !isPage) throw new CscFailure('malformed', 'an authorization endpoint that is no page');
    return address;
  }

  private push(server: oauth.AuthorizationServer, parameters: URLSearchParams): Promise<string> {
    return this.told('oauth2/pushed_authorize', async () => {
      const asked = oauth.pushedAuthorizationRequest(server, this.client, this.proof, parameters, this.limited());
      const { request_uri } = await oauth.processPushedAuthorizationResponse(server, this.client, await asked);
      return request_uri;
    });
  }

  /** Its metadata (RFC 8414) where it names an issuer, else the paths of the specification below its base. */
  private known(): Promise<oauth.AuthorizationServer> {
    this.server ??= this.told('oauth2', () => this.discover()).catch((error: unknown) => {
      this.server = null;
      throw error;
    });
    return this.server;
  }

  private async discover(): Promise<oauth.AuthorizationServer> {
    const { oauth2, oauth2Issuer } = await this.info();
    if (oauth2Issuer !== undefined) {
      const issuer = new URL(oauth2Issuer);
      const options = { algorithm: 'oauth2', ...this.limited() } as const;
      return oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, options));
    }
    if (oauth2 === undefined) throw new CscFailure('no_oauth2', 'the service names no authorization server');
    const base = oauth2.replace(/\/+$/, '');
    if (this.isProduction && !base.startsWith('https://')) throw new CscFailure('no_tls', 'oauth2 without TLS');
    return {
      issuer: base,
      authorization_endpoint: `${base}/oauth2/authorize`,
      token_endpoint: `${base}/oauth2/token`,
      revocation_endpoint: `${base}/oauth2/revoke`,
    };
  }

  private limited() {
    return { ...this.options, signal: AbortSignal.timeout(TIMEOUT_MS) };
  }

  /** Errors of the library quote what was sent and answered: only a word of them is passed on. */
  private async told<T>(path: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof CscFailure) throw error;
      const word = (error as { error?: unknown }).error;
      const isWord = typeof word === 'string' && /^[a-z0-9_]{1,64}$/i.test(word);
      if (isWord) throw new CscFailure(word, path);
      throw new CscFailure(error instanceof oauth.OperationProcessingError ? 'malformed' : 'unreachable', path);
    }
  }
}

const base64url = (base64: string): string => Buffer.from(base64, 'base64').toString('base64url');

/** A token may say for what it is good (8.4.4, RFC 9396): then that must be what was asked for. */
function problemOf(token: oauth.TokenEndpointResponse, credentialId: string, count: number): CscFailure | null {
  const { authorization_details: details = [] } = token as { readonly authorization_details?: unknown };
  const isRecord = (one: unknown): one is Record<string, unknown> => typeof one === 'object' && one !== null;
  if (!Array.isArray(details) || !details.every(isRecord))
    return new CscFailure('malformed', 'authorization_details that are no list');
  const told: readonly Record<string, unknown>[] = [{ ...token }, ...details];
  const isOther = ({ credentialID }: Record<string, unknown>) =>
    credentialID !== undefined && credentialID !== credentialId;
  if (told.some(isOther)) return new CscFailure('other_credential', 'a token for another credential');
  const scopes = token.scope?.split(' ') ?? ['credential'];
  if (!scopes.includes('credential')) return new CscFailure('other_scope', 'a token of another scope');
  const fewer = told.find(({ numSignatures }) => numSignatures !== undefined && !(Number(numSignatures) >= count));
  return fewer ? new CscFailure('fewer_signatures', `${fewer.numSignatures}/${count}`) : null;
}
