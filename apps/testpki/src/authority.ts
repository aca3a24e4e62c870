import { createHash, createPrivateKey, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import {
  buildCertificate,
  bytesToPem,
  type Certificate,
  type Extension,
  type KeyUsage,
  nameDer,
  parseCertificate,
  type SubjectFields,
} from '@vanthu/pki';

/** `rsa1024`: shorter than the rules allow, to be refused. */
export type TestKeyType = 'rsa' | 'rsa3072' | 'rsa1024' | 'ec' | 'ec384';

export interface KeyPair {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/** RSA-2048, RSA-3072, P-256 or P-384. */
export function generateKey(keyType: TestKeyType): KeyPair {
  switch (keyType) {
    case 'rsa':
      return generateKeyPairSync('rsa', { modulusLength: 2048 });
    case 'rsa1024':
      return generateKeyPairSync('rsa', { modulusLength: 1024 });
    case 'rsa3072':
      return generateKeyPairSync('rsa', { modulusLength: 3072 });
    case 'ec':
      return generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
    case 'ec384':
      return generateKeyPairSync('ec', { namedCurve: 'secp384r1' });
  }
}

/** A key and the certificate over it. */
export interface KeyHolder {
  readonly certificate: Certificate;
  readonly privateKey: KeyObject;
}

/** A CA of the test PKI. */
export interface Authority extends KeyHolder {
  /** Serial numbers issued by this process, hex. */
  readonly issued: string[];
}

export interface LeafFields {
  readonly subject: SubjectFields;
  readonly publicKey: KeyObject;
  readonly validFrom: Date;
  readonly validTo: Date;
  readonly keyUsage: readonly KeyUsage[];
  readonly extendedKeyUsage?: readonly string[];
  readonly policy?: string;
  readonly ca?: { readonly pathLength?: number | undefined };
  readonly extensions?: readonly Extension[];
}

export function issue(authority: Authority, fields: LeafFields): Certificate {
  const bytes = buildCertificate({
    ...fields,
    subject: nameDer(fields.subject),
    issuer: authority.certificate.subject.der,
    issuerKey: authority.privateKey,
    serialNumber: newSerialNumber(authority.certificate.publicKeyDer),
  });
  const certificate = parseCertificate(bytes);
  authority.issued.push(certificate.serialNumber);
  return certificate;
}

export interface RootFields {
  readonly subject: SubjectFields;
  readonly keyType: TestKeyType;
  readonly validFrom: Date;
  readonly validTo: Date;
}

export function createRoot({ subject, keyType, validFrom, validTo }: RootFields): Authority {
  const { privateKey, publicKey } = generateKey(keyType);
  const name = nameDer(subject);
  const bytes = buildCertificate({
    serialNumber: newSerialNumber(publicKey.export({ type: 'spki', format: 'der' })),
    subject: name,
    issuer: name,
    publicKey,
    issuerKey: privateKey,
    validFrom,
    validTo,
    keyUsage: ['keyCertSign', 'cRLSign'],
    ca: {},
  });
  return { certificate: parseCertificate(bytes), privateKey, issued: [] };
}

/**
 * 16 octets, positive: half at random, half a digest of the other half and the issuer's key. So any copy of the PKI, in
 * another process too, knows its own numbers without keeping them.
 */
function newSerialNumber(issuerKey: Uint8Array): Uint8Array {
  const half = randomBytes(8);
  half[0] = ((half[0] ?? 0) & 0x3f) | 0x40;
  return Buffer.concat([half, secondHalf(issuerKey, half)]);
}

const secondHalf = (issuerKey: Uint8Array, half: Uint8Array): Buffer =>
  createHash('sha256').update(issuerKey).update(half).digest().subarray(0, 8);

/** Whether this CA gave out the number, in whatever process. */
export function wasIssuedBy(authority: KeyHolder, serialNumber: string): boolean {
  const number = Buffer.from(serialNumber, 'hex');
  const second = secondHalf(authority.certificate.publicKeyDer, number.subarray(0, 8));
  return number.length === 16 && number.subarray(8).equals(second);
}

export const keyToPem = (key: KeyObject): string =>
  bytesToPem(key.export({ type: 'pkcs8', format: 'der' }), 'PRIVATE KEY');

export const keyFromPem = (pem: string): KeyObject => createPrivateKey(pem);
