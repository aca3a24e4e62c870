import type { DigestAlgorithm } from './algorithm.js';

/** What is strong enough. The default is Thông tư 15/2025/TT-BKHCN, annex: RSA >= 2048, ECDSA >= 256, no SHA-1, no MD5. */
export interface AlgorithmPolicy {
  readonly digests: ReadonlySet<DigestAlgorithm>;
  readonly minRsaBits: number;
  readonly minEcBits: number;
  /** Keys that are neither RSA nor EC (DSA, EdDSA). Default false: the annex names none. */
  readonly allowOtherKeys?: boolean;
}

export const defaultAlgorithmPolicy: AlgorithmPolicy = Object.freeze({
  digests: new Set<DigestAlgorithm>(['sha256', 'sha384', 'sha512', 'sha3-256', 'sha3-384', 'sha3-512', 'shake256']),
  minRsaBits: 2048,
  minEcBits: 256,
});

/** The word for a digest that is not accepted, or undefined. */
export function weakDigest(digest: DigestAlgorithm | undefined, policy: AlgorithmPolicy): string | undefined {
  if (digest === undefined) return 'unknown-digest';
  return policy.digests.has(digest) ? undefined : `weak-digest:${digest}`;
}

/** The word for a key that is not accepted, or undefined. */
export function weakKey(
  key: { readonly keyType: 'rsa' | 'ec' | 'other'; readonly keyBits: number },
  policy: AlgorithmPolicy,
): string | undefined {
  switch (key.keyType) {
    case 'rsa':
      return key.keyBits < policy.minRsaBits ? `weak-key:rsa-${key.keyBits}` : undefined;
    case 'ec':
      return key.keyBits < policy.minEcBits ? `weak-key:ec-${key.keyBits}` : undefined;
    case 'other':
      return policy.allowOtherKeys ? undefined : 'unaccepted-key-type';
  }
}
