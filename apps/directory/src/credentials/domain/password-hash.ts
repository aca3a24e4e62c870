import { type Algorithm, hash, verify } from '@node-rs/argon2';

/**
 * OWASP Password Storage Cheat Sheet, Argon2id: 19 MiB, two passes, one lane. About 20 ms and 19 MiB for each question, which
 * is why the gateway counts attempts.
 */
const parameters = { algorithm: 2 satisfies Algorithm.Argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The same word typed with combining marks or composed letters is the same password (RFC 8265 §4.2 asks for NFC). */
const composed = (password: string) => password.normalize('NFC');

export const hashPassword = (password: string): Promise<string> => hash(composed(password), parameters);

/** The hash of no password at all: what a name that nobody has is measured against, so that the time tells nothing. */
const nobody = hashPassword('nobody has this name');

export async function passwordMatches(stored: string | null, password: string): Promise<boolean> {
  const matches = await verify(stored ?? (await nobody), composed(password));
  return stored !== null && matches;
}
