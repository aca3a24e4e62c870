import { describe, expect, it } from '@jest/globals';
import { at, certify, certifyLeaf, day, ecKey, rsaKey } from '../../test/small-pki.js';
import {
  type AlgorithmPolicy,
  algorithmLabels,
  type DigestAlgorithm,
  defaultAlgorithmPolicy,
  historicalAlgorithmPolicy,
  validatePath,
  weakDigest,
  weakKey,
  weakScheme,
} from '../index.js';

const then = new Date('2012-06-01T00:00:00Z');
const rsa = (keyBits: number) => ({ keyType: 'rsa', keyBits }) as const;
const ec = (keyBits: number) => ({ keyType: 'ec', keyBits }) as const;

describe('R-VER-06: algorithms that are strong enough', () => {
  it.each<[DigestAlgorithm | undefined, string | undefined]>([
    ['md5', 'weak-digest:md5'],
    ['sha1', 'weak-digest:sha1'],
    ['sha224', 'weak-digest:sha224'],
    ['sha256', undefined],
    ['sha3-256', undefined],
    [undefined, 'unknown-digest'],
  ])('digest %s', (digest, expected) => expect(weakDigest(digest, defaultAlgorithmPolicy)).toBe(expected));

  it.each([
    [rsa(1024), 'weak-key:rsa-1024'],
    [rsa(2047), 'weak-key:rsa-2047'],
    [rsa(2048), undefined],
    [ec(224), 'weak-key:ec-224'],
    [ec(256), undefined],
    [{ keyType: 'other', keyBits: 256 } as const, 'unaccepted-key-type'],
  ])('key %o', (key, expected) => expect(weakKey(key, defaultAlgorithmPolicy)).toBe(expected));

  it('by date: what was accepted counts for a proven time before its end, and never without one', () => {
    const policy = historicalAlgorithmPolicy;
    expect(weakDigest('sha1', policy, then)).toBeUndefined();
    expect(weakDigest('sha1', policy, new Date('2013-12-31T23:59:59Z'))).toBeUndefined();
    expect(weakDigest('sha1', policy, new Date('2014-01-01T00:00:00Z'))).toBe('weak-digest:sha1');
    expect(weakDigest('sha1', policy)).toBe('weak-digest:sha1');
    expect(weakDigest('md5', policy, then)).toBe('weak-digest:md5');
    expect(weakKey(rsa(1024), policy, then)).toBeUndefined();
    expect(weakKey(rsa(1023), policy, then)).toBe('weak-key:rsa-1023');
    expect(weakKey(ec(192), policy, then)).toBe('weak-key:ec-192');
    expect(weakDigest('sha1', defaultAlgorithmPolicy, then)).toBe('weak-digest:sha1');
  });

  it('PKCS#1 v1.5 is accepted and labelled, and a switch refuses it', () => {
    const pkcs1 = { scheme: 'rsa-pkcs1' } as const;
    expect(weakScheme(pkcs1, defaultAlgorithmPolicy)).toBeUndefined();
    expect(weakScheme(pkcs1, { ...defaultAlgorithmPolicy, allowPkcs1v15: false })).toBe('refused-scheme:rsa-pkcs1');
    expect(weakScheme({ scheme: 'rsa-pss' }, { ...defaultAlgorithmPolicy, allowPkcs1v15: false })).toBeUndefined();
    expect(algorithmLabels(pkcs1)).toEqual(['rsa-pkcs1-v1.5']);
    expect(algorithmLabels({ scheme: 'ecdsa' })).toEqual([]);
  });
});

describe('the policy along a path', () => {
  const root = certify('Root', undefined, {}, rsaKey());
  const question = (policy: AlgorithmPolicy, when = at, keys = ecKey()) =>
    validatePath({
      leaf: certifyLeaf('Người ký', root, { validFrom: day(-6000), validTo: day(1000) }, keys).certificate,
      intermediates: [],
      anchors: [{ certificate: root.certificate, family: 'public-service', validFrom: day(-6000) }],
      at: when,
      algorithmPolicy: policy,
    });

  it('labels what is to be told', () => {
    expect(question(defaultAlgorithmPolicy)).toMatchObject({ indication: 'PASSED', labels: ['rsa-pkcs1-v1.5'] });
  });

  it('the switch refuses a certificate that is signed with PKCS#1 v1.5', () => {
    const judged = question({ ...defaultAlgorithmPolicy, allowPkcs1v15: false });
    expect(judged).toMatchObject({
      subIndication: 'CRYPTO_CONSTRAINTS_FAILURE',
      reason: { code: 'weak-algorithm', message: 'refused-scheme:rsa-pkcs1' },
    });
  });

  it('a key of 1024 bits passes for 2012 under the historical policy alone', () => {
    const small = rsaKey(1024);
    expect(question(historicalAlgorithmPolicy, then, small).indication).toBe('PASSED');
    expect(question(historicalAlgorithmPolicy, at, small).reason?.message).toBe('weak-key:rsa-1024');
    expect(question(defaultAlgorithmPolicy, then, small).reason?.message).toBe('weak-key:rsa-1024');
  });
});
