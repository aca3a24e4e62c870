import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

export const sessionCookie = 'vanthu_session';

/** 256 random bits; only their hash is kept, so that a copy of the table opens no session. */
export const newSessionToken = (): string => randomBytes(32).toString('base64url');

export const tokenHash = (token: string): Buffer => createHash('sha256').update(token).digest();

/**
 * Bound to the session and needs no storage: a page that can send the cookie but not read it (another origin) cannot know
 * the value. OWASP CSRF Prevention Cheat Sheet, "signed double submit".
 */
export const csrfTokenOf = (sessionToken: string): string =>
  createHmac('sha256', sessionToken).update('vanthu csrf').digest('base64url');

export function csrfMatches(sessionToken: string, sent: unknown): boolean {
  if (typeof sent !== 'string') return false;
  const [a, b] = [Buffer.from(csrfTokenOf(sessionToken)), Buffer.from(sent)];
  return a.length === b.length && timingSafeEqual(a, b);
}
