import type { Certificate, KeyProvider, SigningAlgorithm } from '@vanthu/pki';

/** A key that signs until it is closed: for as long as its activation, at most. */
export interface OpenedKey {
  readonly kind: 'opened-key';
  readonly key: KeyProvider;
  /** Whether the PIN was right is known; a remote service may look at it only when it signs. */
  readonly pinProven: boolean;
  /** Whether what it is to sign waits for a person to confirm. Absent: it never does. */
  readonly awaitsOwner?: () => boolean;
  /** Forgets it; a token is logged out of. May be called twice. */
  close(): Promise<void>;
}

/** Why a key did not open. Nothing here tries a PIN again. */
export interface KeyProblem {
  readonly kind: 'key-problem';
  readonly code: 'wrong-pin' | 'locked' | 'unreachable' | 'unfit' | 'not-configured';
  /** Vietnamese, to stand in a sentence. */
  readonly why: string;
  /** As the token says; null where it does not. */
  readonly triesLeft: number | null;
}

export const keyProblem = (code: KeyProblem['code'], why: string, triesLeft: number | null = null): KeyProblem => ({
  kind: 'key-problem',
  code,
  why,
  triesLeft,
});

/** The opened key is gone (token pulled, authorisation ended, service silent). A new activation goes on from here. */
export class KeyUnreachable extends Error {
  override readonly name = 'KeyUnreachable';

  /** A service that looks at the PIN only when it signs has found it wrong: a try, like one at the opening. */
  readonly isWrongPin: boolean;

  /** @param why  Vietnamese, to stand in a sentence */
  constructor(
    readonly why: string,
    { isWrongPin = false, ...options }: ErrorOptions & { readonly isWrongPin?: boolean } = {},
  ) {
    super(why, options);
    this.isWrongPin = isWrongPin;
  }
}

const algorithm = (scheme: SigningAlgorithm['scheme'], digest: SigningAlgorithm['digest']): SigningAlgorithm => ({
  scheme,
  digest,
});

/** What a key elsewhere can do, told by its certificate; the digest that fits the curve first (RFC 5480 4). */
function algorithmsOf({ publicKey }: Certificate): readonly SigningAlgorithm[] {
  if (publicKey?.asymmetricKeyType === 'rsa')
    return [algorithm('rsa-pkcs1', 'sha256'), algorithm('rsa-pss', 'sha256'), algorithm('rsa-pkcs1', 'sha384')];
  if (publicKey?.asymmetricKeyType !== 'ec') return [];
  const isLarge = publicKey.asymmetricKeyDetails?.namedCurve === 'secp384r1';
  return [algorithm('ecdsa', isLarge ? 'sha384' : 'sha256')];
}

/**
 * A provider whose key lies elsewhere: `sign` is given what is to be signed, unhashed. `can`: of what the certificate allows, what
 * is done there.
 */
export function keyElsewhere(
  chain: readonly Certificate[],
  sign: (toBeSigned: Uint8Array, algorithm: SigningAlgorithm) => Promise<Uint8Array>,
  can: (algorithm: SigningAlgorithm) => boolean = () => true,
): KeyProvider {
  const [leaf] = chain;
  const offered = leaf ? algorithmsOf(leaf).filter(can) : [];
  return { certificateChain: () => chain, algorithms: () => offered, sign };
}

/** The certificate and the issuers of it that are known here, the root left out. */
export function chainOf(certificate: Certificate, known: readonly Certificate[]): readonly Certificate[] {
  const chain = [certificate];
  for (let last = certificate; last.issuer.key !== last.subject.key && chain.length < 8; ) {
    const issuer = known.find((one) => one.subject.key === last.issuer.key && !chain.includes(one));
    if (!issuer) break;
    chain.push(issuer);
    last = issuer;
  }
  return chain;
}
