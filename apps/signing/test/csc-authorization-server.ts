import { createHash, randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';

/** What one confirmation allows. */
export interface Right {
  readonly credentialID: string;
  /** Base64; null: whatever hashes. */
  readonly hashes: readonly string[] | null;
  left: number;
}

interface Code {
  readonly asked: URLSearchParams;
  readonly right: Right;
}

/**
 * The authorization server of a remote signing service (CSC API v2, 8.4: oauth2/authorize, oauth2/pushed_authorize, oauth2/token,
 * oauth2/revoke), strict about what the specification asks of clients, which can also misbehave. Its page is `confirm` and `decline`.
 */
export class CscAuthorizationServer {
  base = '';
  readonly clientId = 'vanthu';
  readonly clientSecret = `bí mật ${randomUUID()}`;
  readonly redirectUri = 'http://vanthu.test/xac-nhan-ky-so';
  /** Secrets that it has given out: none of them may be found anywhere else. */
  readonly given: string[] = [];
  readonly revoked: string[] = [];
  /** Grants that were asked for, in order. */
  readonly grants: string[] = [];
  misbehaviour: 'none' | 'other-credential' | 'fewer' | 'unclear' | 'other-issuer' | 'silent' = 'none';
  /** Where its page is, as its metadata says; null: below its base. */
  page: string | null = null;
  /** Publishes metadata (RFC 8414), takes pushed requests (RFC 9126) and names itself in answers (RFC 9207). */
  isModern = false;
  private readonly pushed = new Map<string, URLSearchParams>();
  private readonly codes = new Map<string, Code>();
  private readonly rights = new Map<string, Right>();
  private readonly services = new Set<string>();
  private readonly refreshes = new Set<string>();

  named(): object {
    return this.isModern ? { oauth2Issuer: this.base } : { oauth2: this.base };
  }

  rightOf(token: string): Right | null {
    return this.rights.get(token) ?? null;
  }

  isService(token: string): boolean {
    return this.services.has(token);
  }

  /** Ends what it gave to installations, before their time. */
  forgetServices(): void {
    this.services.clear();
  }

  /** Its owner agrees in the page at this address. @returns what the browser is sent back with */
  confirm(address: string): URLSearchParams {
    const asked = this.askedAt(address);
    const code = this.secret('code');
    const named = asked.get('hashes');
    const right: Right = {
      credentialID: asked.get('credentialID') ?? '',
      hashes: named === null ? null : named.split(',').map((one) => Buffer.from(one, 'base64url').toString('base64')),
      left: Number(asked.get('numSignatures')),
    };
    this.codes.set(code, { asked, right });
    return this.back(asked, { code });
  }

  decline(address: string): URLSearchParams {
    return this.back(this.askedAt(address), { error: 'access_denied' });
  }

  /** What the page shows to its owner. */
  askedAt(address: string): URLSearchParams {
    const asked = new URL(address).searchParams;
    const request = asked.get('request_uri');
    const found = request === null ? asked : this.pushed.get(request);
    const isRight =
      found?.get('response_type') === 'code' &&
      found.get('client_id') === this.clientId &&
      found.get('redirect_uri') === this.redirectUri &&
      found.get('scope') === 'credential' &&
      found.get('code_challenge_method') === 'S256' &&
      (found.get('code_challenge')?.length ?? 0) === 43 &&
      Number(found.get('numSignatures')) > 0;
    if (!found || !isRight) throw new Error('an authorization request that the specification does not allow');
    return found;
  }

  answer(path: string, body: string, response: ServerResponse): void {
    if (this.misbehaviour === 'silent') {
      response.destroy();
      return;
    }
    const [status, answer] = this.reply(path, new URLSearchParams(body));
    response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
    response.end(answer === null ? '' : JSON.stringify(answer));
  }

  private reply(path: string, asked: URLSearchParams): readonly [number, object | null] {
    if (path.startsWith('/.well-known/oauth-authorization-server')) return [200, this.metadata()];
    const isClient = asked.get('client_id') === this.clientId && asked.get('client_secret') === this.clientSecret;
    if (!isClient) return [401, { error: 'invalid_client' }];
    if (path === '/oauth2/pushed_authorize') {
      const request_uri = `urn:ietf:params:oauth:request_uri:${randomUUID()}`;
      this.pushed.set(request_uri, asked);
      return [201, { request_uri, expires_in: 60 }];
    }
    if (path === '/oauth2/revoke') {
      const token = asked.get('token') ?? '';
      this.revoked.push(token);
      this.rights.delete(token);
      this.services.delete(token);
      return [200, null];
    }
    if (path !== '/oauth2/token') return [404, { error: 'invalid_request' }];
    const token = this.token(asked);
    return token === null ? [400, { error: 'invalid_grant' }] : [200, token];
  }

  private token(asked: URLSearchParams): object | null {
    const grant = asked.get('grant_type') ?? '';
    this.grants.push(grant);
    if (grant === 'authorization_code') return this.redeemed(asked);
    if (grant === 'refresh_token' && !this.refreshes.delete(asked.get('refresh_token') ?? '')) return null;
    if (grant === 'client_credentials' && asked.get('scope') !== 'service') return null;
    const access_token = this.secret('service');
    const refresh_token = this.secret('refresh');
    this.services.add(access_token);
    this.refreshes.add(refresh_token);
    return { access_token, refresh_token, token_type: 'Bearer', expires_in: 3600 };
  }

  private redeemed(asked: URLSearchParams): object | null {
    const code = asked.get('code') ?? '';
    const found = this.codes.get(code);
    this.codes.delete(code);
    const challenge = createHash('sha256')
      .update(asked.get('code_verifier') ?? '')
      .digest('base64url');
    const isRight = found?.asked.get('code_challenge') === challenge && asked.get('redirect_uri') === this.redirectUri;
    if (!found || !isRight) return null;
    const access_token = this.secret('credential');
    this.rights.set(access_token, found.right);
    const { credentialID, left } = found.right;
    return {
      ...{ access_token, token_type: 'SAD', expires_in: 300 },
      credentialID: this.misbehaviour === 'other-credential' ? 'credential-999' : credentialID,
      ...(this.misbehaviour === 'fewer' ? { numSignatures: left - 1 } : {}),
      ...(this.misbehaviour === 'unclear' ? { authorization_details: { credentialID } } : {}),
    };
  }

  private metadata(): object {
    return {
      issuer: this.base,
      authorization_endpoint: this.page ?? `${this.base}/oauth2/authorize`,
      token_endpoint: `${this.base}/oauth2/token`,
      revocation_endpoint: `${this.base}/oauth2/revoke`,
      pushed_authorization_request_endpoint: `${this.base}/oauth2/pushed_authorize`,
      authorization_response_iss_parameter_supported: true,
    };
  }

  private back(asked: URLSearchParams, answer: Record<string, string>): URLSearchParams {
    const iss = this.misbehaviour === 'other-issuer' ? 'https://other.test' : this.base;
    return new URLSearchParams({ ...answer, state: asked.get('state') ?? '', ...(this.isModern ? { iss } : {}) });
  }

  private secret(kind: string): string {
    const value = `${kind}-${randomUUID()}`;
    this.given.push(value);
    return value;
  }
}
