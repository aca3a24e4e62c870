import { createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { verifySignatureValue } from './signature-value.js';

const data = Buffer.from('văn bản');
const modulus = (bits: number) => Buffer.alloc(bits / 8, 0xc5).toString('base64url');

const check = (n: string, e: Uint8Array, value: Uint8Array) =>
  verifySignatureValue({
    algorithm: { scheme: 'rsa-pkcs1', digest: 'sha256', pss: undefined },
    publicKey: createPublicKey({ key: { kty: 'RSA', n, e: Buffer.from(e).toString('base64url') }, format: 'jwk' }),
    signed: [data],
    value,
  });

describe('keys that are made to take long', () => {
  it('exponents of more than 33 bits and moduli of more than 8,192 are not tried', () => {
    const usual = Uint8Array.of(1, 0, 1);
    expect(check(modulus(3072), Buffer.alloc(383, 0xff), new Uint8Array(384))).toBe('unsupported');
    expect(check(modulus(16_384), usual, new Uint8Array(2048))).toBe('unsupported');
    expect(check(modulus(8_192), usual, new Uint8Array(1024))).toBe('bad');
  });

  it('the usual ones are', () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048, publicExponent: 3 });
    const { n = '' } = publicKey.export({ format: 'jwk' });
    expect(check(n, Uint8Array.of(3), sign('sha256', data, privateKey))).toBe('ok');
  });
});
