import { type KeyObject, sign, verify } from 'node:crypto';

/**
 * JSON Web Signatures in compact form with Ed25519 (RFC 7515 §3.1, RFC 8037 §3.1), nothing else: one algorithm, so a header has
 * nothing to choose. Done with `node:crypto` at once in this thread: through the asynchronous interface of the web, signing and
 * verifying take 400 µs of a processor for each request, this way 140.
 */

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

export function signCompact(payload: object, kid: string, key: KeyObject): string {
  const signed = `${encode({ alg: 'EdDSA', kid })}.${encode(payload)}`;
  return `${signed}.${sign(null, Buffer.from(signed), key).toString('base64url')}`;
}

export interface CompactParts {
  payload: Record<string, unknown>;
  /** Whether this key made the signature over exactly these bytes. */
  isSignedBy(key: KeyObject): boolean;
}

const part = /^[A-Za-z0-9_-]+$/;

const object = (text: string): Record<string, unknown> | null => {
  const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;
};

/** Takes a token apart, believing nothing. @returns null for anything that is not such a token */
export function readCompact(token: string): CompactParts | null {
  const [head = '', body = '', signature = '', ...more] = token.split('.');
  if (more.length > 0 || ![head, body, signature].every((text) => part.test(text))) return null;
  try {
    const header = object(head);
    const payload = object(body);
    // `crit` names extensions that must be understood; none is (RFC 7515 §4.1.11).
    if (header?.alg !== 'EdDSA' || 'crit' in header || payload === null) return null;
    const signed = Buffer.from(`${head}.${body}`);
    const bytes = Buffer.from(signature, 'base64url');
    return { payload, isSignedBy: (key) => verify(null, signed, key, bytes) };
  } catch {
    return null;
  }
}
