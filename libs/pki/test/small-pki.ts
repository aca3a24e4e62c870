import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import {
  buildCertificate,
  buildCrl,
  type Certificate,
  type CertificateFields,
  nameDer,
  parseCertificate,
  parseCrl,
  type Revocation,
} from '../src/index.js';

export const at = new Date('2026-03-02T03:00:00Z');
export const day = (count: number): Date => new Date(at.getTime() + count * 86_400_000);

export type KeyPair = { privateKey: KeyObject; publicKey: KeyObject };
export const ecKey = (namedCurve = 'prime256v1'): KeyPair => generateKeyPairSync('ec', { namedCurve });
export const rsaKey = (modulusLength = 2048): KeyPair => generateKeyPairSync('rsa', { modulusLength });

export interface Holder extends KeyPair {
  certificate: Certificate;
}

let count = 0;

/** Issues one certificate; without an issuer it signs itself. What is not said is an ordinary CA below the issuer. */
export function certify(
  commonName: string,
  issuer?: Holder,
  fields: Partial<CertificateFields> = {},
  keys: KeyPair = ecKey(),
): Holder {
  count += 1;
  const subject = nameDer({ commonName });
  const bytes = buildCertificate({
    serialNumber: Uint8Array.of(0x40, count >> 8, count & 0xff),
    subject,
    issuer: issuer?.certificate.subject.der ?? subject,
    publicKey: keys.publicKey,
    issuerKey: issuer?.privateKey ?? keys.privateKey,
    validFrom: day(-100),
    validTo: day(1000),
    keyUsage: ['keyCertSign', 'cRLSign'],
    ca: {},
    ...fields,
  });
  return { ...keys, certificate: parseCertificate(bytes) };
}

const leafFields: Partial<CertificateFields> = { keyUsage: ['digitalSignature', 'nonRepudiation'] };

/** Issues a signer's certificate. */
export function certifyLeaf(
  commonName: string,
  issuer: Holder,
  fields: Partial<CertificateFields> = {},
  keys: KeyPair = ecKey(),
): Holder {
  return certify(commonName, issuer, { ...leafFields, ca: undefined, ...fields }, keys);
}

export const crlOf = (issuer: Holder, revocations: Revocation[], thisUpdate = day(-1), nextUpdate = day(6)) =>
  parseCrl(
    buildCrl({
      issuer: issuer.certificate.subject.der,
      issuerKey: issuer.privateKey,
      thisUpdate,
      nextUpdate,
      crlNumber: 1,
      revocations,
    }),
  );
