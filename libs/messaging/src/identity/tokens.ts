import type { KeyObject } from 'node:crypto';
import { type Actor, RequestClaims, type Service } from '@vanthu/contracts';
import { readCompact, signCompact } from './compact-jws.js';

/** Real seconds that a token lives. */
export const tokenLifeSeconds = 60;
/** How far the clocks of two machines may differ. */
const clockToleranceSeconds = 5;

const nowSeconds = (): number => Math.floor(Date.now() / 1000);

export interface TokenStatement {
  /** The subject asked. */
  audience: string;
  commandId: string;
  /** Absent: the service asks in its own name. */
  actor?: Actor | undefined;
  /** Civil time, simulated mode only. */
  at?: string | undefined;
}

/** Signs the statements of one service about who asks. */
export class TokenSigner {
  constructor(
    readonly service: Service,
    private readonly key: KeyObject,
  ) {}

  sign(statement: TokenStatement): string {
    const iat = nowSeconds();
    const { audience: aud, commandId: jti, actor, at } = statement;
    // Undefined fields do not travel.
    return signCompact(
      { iss: this.service, aud, jti, iat, exp: iat + tokenLifeSeconds, actor, at },
      this.service,
      this.key,
    );
  }
}

/** Checks statements against the public keys of all services. */
export class TokenVerifier {
  constructor(private readonly keys: ReadonlyMap<Service, KeyObject>) {}

  /** @returns the claims, or null for anything that is not a fresh statement of a known service for this subject */
  verify(token: string, audience: string): RequestClaims | null {
    const parts = readCompact(token);
    if (parts === null) return null;
    const { data: claims } = RequestClaims.safeParse(parts.payload);
    if (claims === undefined) return null;
    // The issuer named decides which key must have signed; a header cannot choose another.
    const key = this.keys.get(claims.iss);
    if (key === undefined || !parts.isSignedBy(key)) return null;
    const now = nowSeconds();
    const fresh =
      claims.exp > now - clockToleranceSeconds &&
      claims.iat <= now + clockToleranceSeconds &&
      claims.exp - claims.iat <= tokenLifeSeconds;
    return fresh && claims.aud === audience ? claims : null;
  }
}
