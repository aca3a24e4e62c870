import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import {
  type Certificate,
  der,
  type KeyProvider,
  parseCertificate,
  privateKeyProvider,
  signValue,
  type TrustAnchor,
} from '@vanthu/pki';

const ecdsaWithSha256 = der.sequence(der.oid('1.2.840.10045.4.3.2'));

/** Noon of the day on which all tests sign. */
export const signingDay = new Date('2026-11-20T05:00:00Z');

export interface CertificatePlan {
  readonly commonName: string;
  readonly notBefore?: Date;
  readonly notAfter?: Date;
  /** First octet of the KeyUsage bit string; default digitalSignature + nonRepudiation. */
  readonly keyUsage?: number;
  readonly rsaBits?: number;
}

export interface Issuer {
  readonly certificate: Certificate;
  readonly key: KeyObject;
}

const nameOf = (commonName: string) =>
  der.sequence(der.set(der.sequence(der.oid('2.5.4.3'), der.utf8String(commonName))));

const extension = (oid: string, critical: boolean, value: Uint8Array) =>
  der.sequence(der.oid(oid), ...(critical ? [der.boolean(true)] : []), der.octetString(value));

let serial = 1000;

function build(
  plan: CertificatePlan,
  publicKey: KeyObject,
  issuer: Issuer | undefined,
  issuerKey: KeyObject,
): Certificate {
  const isCa = issuer === undefined;
  const usage = isCa ? 0x06 : (plan.keyUsage ?? 0xc0);
  const tbs = der.sequence(
    der.explicit(0, der.integer(2)),
    der.integer(serial++),
    ecdsaWithSha256,
    issuer ? issuer.certificate.subject.der : nameOf(plan.commonName),
    der.sequence(
      der.time(plan.notBefore ?? new Date('2026-01-01T00:00:00Z')),
      der.time(plan.notAfter ?? new Date('2028-01-01T00:00:00Z')),
    ),
    nameOf(plan.commonName),
    publicKey.export({ type: 'spki', format: 'der' }),
    der.explicit(
      3,
      der.sequence(
        extension('2.5.29.19', true, der.sequence(...(isCa ? [der.boolean(true)] : []))),
        extension('2.5.29.15', true, der.bitString(Uint8Array.of(usage), usage & 1 ? 0 : usage & 2 ? 1 : 6)),
      ),
    ),
  );
  const value = signValue(issuerKey, tbs, { scheme: 'ecdsa', digest: 'sha256' });
  return parseCertificate(der.sequence(tbs, ecdsaWithSha256, der.bitString(value)));
}

export function testRoot(commonName = 'Gốc thử nghiệm'): Issuer & { anchor: TrustAnchor } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const certificate = build(
    { commonName, notAfter: new Date('2046-01-01T00:00:00Z') },
    publicKey,
    undefined,
    privateKey,
  );
  return { certificate, key: privateKey, anchor: { certificate, family: 'organisation-defined' } };
}

/** A certificate for a key that the caller has. */
export const testCertificate = (plan: CertificatePlan, publicKey: KeyObject, issuer: Issuer): Certificate =>
  build(plan, publicKey, issuer, issuer.key);

export function testSigner(plan: CertificatePlan, issuer: Issuer): KeyProvider {
  const { privateKey, publicKey } =
    plan.rsaBits === undefined
      ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
      : generateKeyPairSync('rsa', { modulusLength: plan.rsaBits });
  return privateKeyProvider(privateKey, [build(plan, publicKey, issuer, issuer.key)]);
}
