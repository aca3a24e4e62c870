/** Digests we can compute; the weak ones are known so that they can be named and refused (R-VER-06). */
export type DigestAlgorithm =
  | 'md5'
  | 'sha1'
  | 'sha224'
  | 'sha256'
  | 'sha384'
  | 'sha512'
  | 'sha3-256'
  | 'sha3-384'
  | 'sha3-512'
  /** with 64 octets of output, as Ed448 in CMS takes it (RFC 8419 3.1) */
  | 'shake256';

/** Digests we sign with. */
export type SigningDigest = 'sha256' | 'sha384' | 'sha512';

export type SigningScheme = 'rsa-pkcs1' | 'rsa-pss' | 'ecdsa';

/** What a key is asked to do; PSS always takes the salt length of the digest and MGF1 with the same digest (RFC 4056 2.2). */
export interface SigningAlgorithm {
  readonly scheme: SigningScheme;
  readonly digest: SigningDigest;
}

export interface PssParameters {
  readonly digest: DigestAlgorithm | undefined;
  readonly maskDigest: DigestAlgorithm | undefined;
  readonly saltLength: number;
}

/** A signature algorithm as found in a certificate, CRL or CMS. */
export interface SignatureAlgorithm {
  readonly oid: string;
  readonly scheme: SigningScheme | 'dsa' | 'eddsa' | 'other';
  /** undefined when the identifier leaves it to another field (rsaEncryption in CMS) or is not known to us */
  readonly digest: DigestAlgorithm | undefined;
  readonly pss: PssParameters | undefined;
  /** The whole AlgorithmIdentifier, to compare inner and outer ones. */
  readonly der: Uint8Array;
}
