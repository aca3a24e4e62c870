import { createHash, createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import {
  buildCertificate,
  bytesToPem,
  type Certificate,
  type KeyUsage,
  nameDer,
  parseCertificate,
  type SubjectFields,
} from '@vanthu/pki';

export type TestKeyType = 'rsa' | 'ec' | 'ec384';

export interface KeyPair {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/** RSA-2048, P-256 or P-384. */
export function generateKey(keyType: TestKeyType): KeyPair {
  switch (keyType) {
    case 'rsa':
      return generateKeyPairSync('rsa', { modulusLength: 2048 });
    case 'ec':
      return generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
    case 'ec384':
      return generateKeyPairSync('ec', { namedCurve: 'secp384r1' });
  }
}

/** A CA of the test PKI: its certificate, its key, and the number of certificates it has issued. */
export interface Authority {
  readonly certificate: Certificate;
  readonly privateKey: KeyObject;
  issued: number;
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
}

export function issue(authority: Authority, fields: LeafFields): Certificate {
  authority.issued += 1;
  const bytes = buildCertificate({
    ...fields,
    subject: nameDer(fields.subject),
    issuer: authority.certificate.subject.der,
    issuerKey: authority.privateKey,
    serialNumber: serialNumber(authority.certificate.subject.text, authority.issued),
  });
  return parseCertificate(bytes);
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
    serialNumber: serialNumber(subject.commonName, 0),
    subject: name,
    issuer: name,
    publicKey,
    issuerKey: privateKey,
    validFrom,
    validTo,
    keyUsage: ['keyCertSign', 'cRLSign'],
    ca: {},
  });
  return { certificate: parseCertificate(bytes), privateKey, issued: 0 };
}

/** The same certificate always gets the same number; 16 octets, positive, as real CAs choose them. */
function serialNumber(issuer: string, count: number): Uint8Array {
  const number = createHash('sha256').update(`${issuer}\n${count}`).digest().subarray(0, 16);
  number[0] = ((number[0] ?? 0) & 0x3f) | 0x40;
  return number;
}

export const keyToPem = (key: KeyObject): string =>
  bytesToPem(key.export({ type: 'pkcs8', format: 'der' }), 'PRIVATE KEY');

export const keyFromPem = (pem: string): KeyObject => createPrivateKey(pem);
