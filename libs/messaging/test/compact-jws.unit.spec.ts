import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { jwtVerify, SignJWT } from 'jose';
import { readCompact, signCompact } from '../src/identity/compact-jws.js';
import { TokenSigner, TokenVerifier } from '../src/index.js';

const { publicKey, privateKey } = generateKeyPairSync('ed25519');

test('our tokens are tokens to others, and theirs to us', async () => {
  const commandId = randomUUID();
  const token = new TokenSigner('gateway', privateKey).sign({ audience: 'rq.a.b', commandId });
  const { payload, protectedHeader } = await jwtVerify(token, publicKey, { audience: 'rq.a.b', issuer: 'gateway' });
  expect(payload.jti).toBe(commandId);
  expect(protectedHeader).toEqual({ alg: 'EdDSA', kid: 'gateway' });
  const theirs = await new SignJWT({})
    .setProtectedHeader({ alg: 'EdDSA' })
    .setIssuer('gateway')
    .setAudience('rq.a.b')
    .setJti(commandId)
    .setIssuedAt()
    .setExpirationTime('60s')
    .sign(privateKey);
  expect(new TokenVerifier(new Map([['gateway', publicKey]])).verify(theirs, 'rq.a.b')?.jti).toBe(commandId);
});

test('a token with one bit changed anywhere is refused', () => {
  const token = signCompact({ iss: 'gateway', n: 1 }, 'gateway', privateKey);
  expect(readCompact(token)?.isSignedBy(publicKey)).toBe(true);
  const bytes = Buffer.from(token);
  // The last character of a base64url group holds bits that no byte takes; it is left out.
  for (let i = 0; i < bytes.length - 1; i++) {
    const changed = Buffer.from(bytes);
    changed[i] = (changed[i] ?? 0) ^ 1;
    expect(readCompact(changed.toString('latin1'))?.isSignedBy(publicKey) ?? false).toBe(false);
  }
});

test.each(['', 'a', 'a.b', 'a.b.c.d', '..', '!.!.!', `${'x'.repeat(3)}.${'y'.repeat(3)}.`])(
  '%p is no token',
  (text) => {
    expect(readCompact(text)).toBeNull();
  },
);

test('a header may not choose another algorithm, nor name an extension', () => {
  const [, body, signature] = signCompact({ a: 1 }, 'k', privateKey).split('.') as [string, string, string];
  const header = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  expect(readCompact(`${header({ alg: 'none' })}.${body}.${signature}`)).toBeNull();
  expect(readCompact(`${header({ alg: 'HS256' })}.${body}.${signature}`)).toBeNull();
  expect(readCompact(`${header({ alg: 'EdDSA', crit: ['b64'], b64: false })}.${body}.${signature}`)).toBeNull();
});
