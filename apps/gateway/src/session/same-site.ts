import { gateway } from '@vanthu/contracts';
import type { FastifyRequest } from 'fastify';
import { Refused } from '../http/refused.js';
import { csrfMatches } from './session-token.js';

const safe = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses what a page of another origin sends. Browsers say where a request comes from (`Origin`, `Sec-Fetch-Site`);
 * programs that say nothing still need the token of the session.
 */
export function requireSameOrigin(request: FastifyRequest, publicOrigins: readonly string[] | undefined): void {
  if (safe.has(request.method)) return;
  const { origin, host } = request.headers;
  const site = request.headers['sec-fetch-site'];
  const foreign =
    origin !== undefined
      ? !(publicOrigins ? publicOrigins.includes(origin) : hostOf(origin) === host)
      : site !== undefined && site !== 'same-origin' && site !== 'none';
  if (foreign) throw new Refused(gateway.refuseGateway('GATEWAY.CSRF'));
}

export function requireCsrfToken(request: FastifyRequest, sessionToken: string): void {
  if (safe.has(request.method)) return;
  if (!csrfMatches(sessionToken, request.headers['x-csrf-token'])) {
    throw new Refused(gateway.refuseGateway('GATEWAY.CSRF'));
  }
}

/** `null`, `file://…` and other texts without a host are foreign. */
function hostOf(origin: string): string | null {
  try {
    return new URL(origin).host || null;
  } catch {
    return null;
  }
}
