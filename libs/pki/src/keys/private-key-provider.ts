import type { KeyObject } from 'node:crypto';
import type { SigningAlgorithm } from '../algorithms/algorithm.js';
import { signValue } from '../algorithms/signature-value.js';
import type { Certificate } from '../x509/certificate.js';
import type { KeyProvider } from './key-provider.js';

/** A provider over a key in this process. The key must belong to the first certificate; the caller has checked it. */
export function privateKeyProvider(privateKey: KeyObject, chain: readonly Certificate[]): KeyProvider {
  const offered = algorithmsOf(privateKey);
  return {
    certificateChain: () => chain,
    algorithms: () => offered,
    async sign(toBeSigned, algorithm) {
      const isOffered = offered.some((one) => one.scheme === algorithm.scheme && one.digest === algorithm.digest);
      if (!isOffered) throw new RangeError(`the key does not offer ${algorithm.scheme} with ${algorithm.digest}`);
      return signValue(privateKey, toBeSigned, algorithm);
    },
  };
}

const algorithm = (scheme: SigningAlgorithm['scheme'], digest: SigningAlgorithm['digest']): SigningAlgorithm =>
  Object.freeze({ scheme, digest });

/** PKCS#1 v1.5 comes first because every reader in the field takes it; PSS is what Thông tư 15/2025 names. */
const rsaAlgorithms: readonly SigningAlgorithm[] = Object.freeze([
  algorithm('rsa-pkcs1', 'sha256'),
  algorithm('rsa-pss', 'sha256'),
  algorithm('rsa-pkcs1', 'sha384'),
  algorithm('rsa-pss', 'sha384'),
  algorithm('rsa-pkcs1', 'sha512'),
  algorithm('rsa-pss', 'sha512'),
]);

/** The digest that fits the curve comes first (RFC 5480 4). */
function algorithmsOf(key: KeyObject): readonly SigningAlgorithm[] {
  switch (key.asymmetricKeyType) {
    case 'rsa':
      return rsaAlgorithms;
    case 'ec': {
      const digests = key.asymmetricKeyDetails?.namedCurve === 'secp384r1' ? largeCurve : smallCurve;
      return digests.map((digest) => algorithm('ecdsa', digest));
    }
    default:
      return [];
  }
}

const smallCurve = ['sha256', 'sha384', 'sha512'] as const;
const largeCurve = ['sha384', 'sha512', 'sha256'] as const;
