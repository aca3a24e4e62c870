import { constants, createHash, createSign, createVerify, type KeyObject, verify } from 'node:crypto';
import type { DigestAlgorithm, SignatureAlgorithm, SigningAlgorithm } from './algorithm.js';
import { digestBytes } from './signature-algorithm.js';
import { verifyPss } from './verify-pss.js';

/** The digest over all parts in order. */
export function digestOf(algorithm: DigestAlgorithm, ...parts: readonly Uint8Array[]): Uint8Array {
  const hash = algorithm === 'shake256' ? createHash(algorithm, { outputLength: 64 }) : createHash(algorithm);
  for (const part of parts) hash.update(part);
  return hash.digest();
}

export type ValueCheck = 'ok' | 'bad' | 'unsupported';

export interface SignatureValueQuestion {
  algorithm: Pick<SignatureAlgorithm, 'scheme' | 'digest' | 'pss'>;
  /** Used when the algorithm names no digest (rsaEncryption in CMS). */
  digest?: DigestAlgorithm | undefined;
  publicKey: KeyObject | undefined;
  signed: readonly Uint8Array[];
  value: Uint8Array;
}

/** Checks one signature value. Never throws for what came from outside. */
export function verifySignatureValue(question: SignatureValueQuestion): ValueCheck {
  const { algorithm, publicKey, signed, value } = question;
  const digest = algorithm.digest ?? question.digest;
  if (publicKey === undefined || digest === undefined) return 'unsupported';
  const keyType = publicKey.asymmetricKeyType;
  if (isExcessive(publicKey)) return 'unsupported';
  try {
    if (algorithm.scheme === 'eddsa') {
      if (keyType !== 'ed25519' && keyType !== 'ed448') return 'bad';
      return verify(undefined, Buffer.concat(signed), publicKey, value) ? 'ok' : 'bad';
    }
    const verification = createVerify(digest);
    for (const part of signed) verification.update(part);
    switch (algorithm.scheme) {
      case 'rsa-pkcs1':
        if (keyType !== 'rsa') return 'bad';
        return verification.verify({ key: publicKey, padding: constants.RSA_PKCS1_PADDING }, value) ? 'ok' : 'bad';
      case 'rsa-pss': {
        if (keyType !== 'rsa' && keyType !== 'rsa-pss') return 'bad';
        const pss = algorithm.pss;
        if (pss?.maskDigest === undefined) return 'unsupported';
        if (pss.maskDigest !== digest) {
          // A key that is bound to PSS cannot be used bare
          if (keyType !== 'rsa') return 'unsupported';
          return verifyPss(publicKey, digestOf(digest, ...signed), value, { ...pss, digest }) ? 'ok' : 'bad';
        }
        const padding = constants.RSA_PKCS1_PSS_PADDING;
        return verification.verify({ key: publicKey, padding, saltLength: pss.saltLength }, value) ? 'ok' : 'bad';
      }
      case 'ecdsa':
        if (keyType !== 'ec') return 'bad';
        return verification.verify({ key: publicKey, dsaEncoding: 'der' }, value) ? 'ok' : 'bad';
      case 'dsa':
        if (keyType !== 'dsa') return 'bad';
        return verification.verify({ key: publicKey, dsaEncoding: 'der' }, value) ? 'ok' : 'bad';
      case 'other':
        return 'unsupported';
    }
  } catch {
    // OpenSSL refuses keys or values it finds malformed by throwing; for a judge that is a bad value
    return 'bad';
  }
}

/* Beyond these a check takes milliseconds, and a file brings hundreds of keys: exponents are 65537 nearly everywhere. */
const maxRsaBits = 8_192;
const maxRsaExponent = 2n ** 33n;

function isExcessive({ asymmetricKeyDetails: details }: KeyObject): boolean {
  const { modulusLength = 0, publicExponent = 0n } = details ?? {};
  return modulusLength > maxRsaBits || publicExponent > maxRsaExponent;
}

/** Signs with node:crypto, the only place where a private key is used. */
export function signValue(privateKey: KeyObject, toBeSigned: Uint8Array, algorithm: SigningAlgorithm): Uint8Array {
  const signing = createSign(algorithm.digest).update(toBeSigned);
  switch (algorithm.scheme) {
    case 'rsa-pkcs1':
      return signing.sign({ key: privateKey, padding: constants.RSA_PKCS1_PADDING });
    case 'rsa-pss': {
      const saltLength = digestBytes[algorithm.digest];
      return signing.sign({ key: privateKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength });
    }
    case 'ecdsa':
      return signing.sign({ key: privateKey, dsaEncoding: 'der' });
  }
}
