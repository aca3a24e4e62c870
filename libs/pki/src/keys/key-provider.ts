import type { SigningAlgorithm } from '../algorithms/algorithm.js';
import type { Certificate } from '../x509/certificate.js';

/** Something that holds a private key and signs with it: a file, a token, a remote service, a person on the phone. */
export interface KeyProvider {
  /** The signer's certificate first, then its issuers as far as known; the root may be missing. */
  certificateChain(): readonly Certificate[];
  /** What the key can do, the preferred one first. */
  algorithms(): readonly SigningAlgorithm[];
  /** Hashes `toBeSigned` with the algorithm's digest and signs it. ECDSA values are DER (RFC 5480), as CMS wants them. */
  sign(toBeSigned: Uint8Array, algorithm: SigningAlgorithm): Promise<Uint8Array>;
}
