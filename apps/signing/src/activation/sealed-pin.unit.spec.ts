import { constants, createPublicKey, type JsonWebKey, publicEncrypt, randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { SealedPinOpener } from './sealed-pin.js';

const now = Date.parse('2026-11-20T02:00:00Z');
const content = (own: object = {}) =>
  JSON.stringify({ pin: '123456', nonce: randomUUID(), at: new Date(now).toISOString(), ...own });
const seal = (opener: SealedPinOpener, clear: string, oaepHash = 'sha256') =>
  publicEncrypt(
    {
      key: createPublicKey({ key: opener.jwk as JsonWebKey, format: 'jwk' }),
      oaepHash,
      padding: constants.RSA_PKCS1_OAEP_PADDING,
    },
    Buffer.from(clear, 'utf8'),
  ).toString('base64');

describe('a sealed PIN', () => {
  const opener = new SealedPinOpener();

  it('opens once', () => {
    const sealed = seal(opener, content());
    expect(opener.open(sealed, now)).toBe('123456');
    expect(opener.open(sealed, now)).toBeNull();
  });

  it('opens once, also when its nonce comes in another envelope', () => {
    const clear = content();
    expect(opener.open(seal(opener, clear), now)).toBe('123456');
    expect(opener.open(seal(opener, clear), now)).toBeNull();
  });

  it.each([
    ['older than two minutes', content({ at: new Date(now - 120_001).toISOString() })],
    ['from the future', content({ at: new Date(now + 120_001).toISOString() })],
    ['without a nonce', JSON.stringify({ pin: '123456', at: new Date(now).toISOString() })],
    ['without a PIN', content({ pin: '' })],
    ['no JSON', '123456'],
  ])('is refused when it is %s', (_what, clear) => {
    expect(opener.open(seal(opener, clear), now)).toBeNull();
  });

  it('is refused when it was sealed otherwise or to another key', () => {
    expect(opener.open(seal(opener, content(), 'sha1'), now)).toBeNull();
    expect(opener.open(seal(new SealedPinOpener(), content()), now)).toBeNull();
    expect(opener.open('AAAA', now)).toBeNull();
  });

  it('never gives the private key away', () => {
    expect(Object.keys(opener.jwk).sort()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use']);
  });
});
