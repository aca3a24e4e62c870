import type { DigestAlgorithm, SignatureAlgorithm } from './algorithm.js';

/** Something that is refused today and was accepted for signatures made before `until`. */
export interface AcceptedUntil {
  readonly digest?: DigestAlgorithm;
  readonly keyType?: 'rsa' | 'ec';
  /** With `keyType`: the smallest key that was accepted. */
  readonly minBits?: number;
  /** The first instant at which it is not accepted any more. */
  readonly until: Date;
}

/** What is strong enough. The default is Thông tư 15/2025/TT-BKHCN, annex: RSA >= 2048, ECDSA >= 256, no SHA-1, no MD5. */
export interface AlgorithmPolicy {
  readonly digests: ReadonlySet<DigestAlgorithm>;
  readonly minRsaBits: number;
  readonly minEcBits: number;
  /** Keys that are neither RSA nor EC (DSA, EdDSA). Default false: the annex names none. */
  readonly allowOtherKeys?: boolean;
  /**
   * RSASSA-PKCS1-v1_5. The annex names RSASSA-PSS alone, the tokens of the public service sign PKCS#1 v1.5: accepted
   * by default and labelled (`algorithmLabels`); false refuses it.
   */
  readonly allowPkcs1v15?: boolean;
  /** For signatures whose time is proven; asked only where a check is given an instant. Default nothing. */
  readonly acceptedUntil?: readonly AcceptedUntil[];
}

export const defaultAlgorithmPolicy: AlgorithmPolicy = Object.freeze({
  digests: new Set<DigestAlgorithm>(['sha256', 'sha384', 'sha512', 'sha3-256', 'sha3-384', 'sha3-512', 'shake256']),
  minRsaBits: 2048,
  minEcBits: 256,
});

/**
 * The default, and what was accepted when old documents were signed: SHA-1 and RSA-1024 until the end of 2013, when NIST
 * SP 800-131A ended them for new signatures. MD5 at no time.
 */
export const historicalAlgorithmPolicy: AlgorithmPolicy = Object.freeze<AlgorithmPolicy>({
  ...defaultAlgorithmPolicy,
  acceptedUntil: [
    { digest: 'sha1', until: new Date('2014-01-01T00:00:00Z') },
    { keyType: 'rsa', minBits: 1024, until: new Date('2014-01-01T00:00:00Z') },
  ],
});

/** The word for a digest that is not accepted, or undefined. `at` is a proven time; without one only today counts. */
export function weakDigest(
  digest: DigestAlgorithm | undefined,
  policy: AlgorithmPolicy,
  at?: Date,
): string | undefined {
  if (digest === undefined) return 'unknown-digest';
  if (policy.digests.has(digest)) return undefined;
  const wasAccepted = past(policy, at).some((entry) => entry.digest === digest);
  return wasAccepted ? undefined : `weak-digest:${digest}`;
}

/** The word for a key that is not accepted, or undefined. */
export function weakKey(
  key: { readonly keyType: 'rsa' | 'ec' | 'other'; readonly keyBits: number },
  policy: AlgorithmPolicy,
  at?: Date,
): string | undefined {
  const { keyType, keyBits } = key;
  if (keyType === 'other') return policy.allowOtherKeys ? undefined : 'unaccepted-key-type';
  if (keyBits >= (keyType === 'rsa' ? policy.minRsaBits : policy.minEcBits)) return undefined;
  const wasAccepted = past(policy, at).some(
    (entry) => entry.keyType === keyType && entry.minBits !== undefined && keyBits >= entry.minBits,
  );
  return wasAccepted ? undefined : `weak-key:${keyType}-${keyBits}`;
}

type Scheme = Pick<SignatureAlgorithm, 'scheme'>;

/** The word for a signature scheme that the policy's switches refuse, or undefined. */
export const weakScheme = ({ scheme }: Scheme, { allowPkcs1v15 = true }: AlgorithmPolicy): string | undefined =>
  scheme === 'rsa-pkcs1' && !allowPkcs1v15 ? 'refused-scheme:rsa-pkcs1' : undefined;

/** Words for what is accepted and is to be told all the same. */
export const algorithmLabels = ({ scheme }: Scheme): readonly string[] =>
  scheme === 'rsa-pkcs1' ? ['rsa-pkcs1-v1.5'] : [];

const past = ({ acceptedUntil = [] }: AlgorithmPolicy, at: Date | undefined): readonly AcceptedUntil[] =>
  at === undefined ? [] : acceptedUntil.filter(({ until }) => at < until);
