import { type Actor, RequestClaims, type Service } from '@vanthu/contracts';
import { type CryptoKey, decodeJwt, jwtVerify, SignJWT } from 'jose';

/** Real seconds that a token lives. */
export const tokenLifeSeconds = 60;
/** How far the clocks of two machines may differ. */
const clockToleranceSeconds = 5;

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
    private readonly key: CryptoKey,
  ) {}

  sign(statement: TokenStatement): Promise<string> {
    const claims: Record<string, unknown> = {};
    if (statement.actor !== undefined) claims.actor = statement.actor;
    if (statement.at !== undefined) claims.at = statement.at;
    const issuedAt = Math.floor(Date.now() / 1000);
    return new SignJWT(claims)
      .setProtectedHeader({ alg: 'EdDSA', kid: this.service })
      .setIssuer(this.service)
      .setAudience(statement.audience)
      .setJti(statement.commandId)
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + tokenLifeSeconds)
      .sign(this.key);
  }
}

/** Checks statements against the public keys of all services. */
export class TokenVerifier {
  constructor(private readonly keys: ReadonlyMap<Service, CryptoKey>) {}

  /** @returns the claims, or null for anything that is not a fresh statement of a known service for this subject */
  async verify(token: string, audience: string): Promise<RequestClaims | null> {
    try {
      // The issuer named decides which key must have signed; a header cannot choose another.
      const key = this.keys.get(decodeJwt(token).iss as Service);
      if (key === undefined) return null;
      const { payload } = await jwtVerify(token, key, {
        algorithms: ['EdDSA'],
        audience,
        clockTolerance: clockToleranceSeconds,
        maxTokenAge: tokenLifeSeconds,
        requiredClaims: ['iss', 'aud', 'jti', 'exp', 'iat'],
      });
      const claims = RequestClaims.safeParse(payload);
      if (!claims.success || claims.data.exp - claims.data.iat > tokenLifeSeconds) return null;
      return claims.data;
    } catch {
      return null;
    }
  }
}
