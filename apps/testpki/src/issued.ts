import type { KeyObject } from 'node:crypto';
import {
  type Certificate,
  certificateToPem,
  type Extension,
  type KeyProvider,
  type KeyUsage,
  privateKeyProvider,
  type SubjectFields,
} from '@vanthu/pki';
import { type Authority, generateKey, issue, keyToPem, type TestKeyType } from './authority.js';
import { buildPkcs12 } from './build-pkcs12.js';
import { plan } from './plan.js';
import { days, years } from './spans.js';

export interface Issued {
  readonly certificate: Certificate;
  readonly certificateDer: Uint8Array;
  readonly certificatePem: string;
  readonly privateKey: KeyObject;
  readonly privateKeyPem: string;
  /** Leaf, issuing CA, root. */
  readonly chain: readonly Certificate[];
  pkcs12(pin: string): Uint8Array;
  keyProvider(): KeyProvider;
}

export interface SubscriberRequest {
  readonly commonName: string;
  readonly organization?: string;
  readonly organizationalUnit?: string;
  /** Chức vụ; most certificates in the field carry none. */
  readonly title?: string;
  /** UID: some organisations have `MNS:…` or `MST:…`, most have none. */
  readonly userId?: string;
  /** Default 30 days before the PKI's `at`. */
  readonly validFrom?: Date;
  /** Default 3 years after the PKI's `at`. */
  readonly validTo?: Date;
  /** Default 'ec' (P-256). */
  readonly keyType?: TestKeyType;
}

/** What a certificate is for, and what it says beside the subject. */
export interface IssueUsage {
  readonly keyUsage: readonly KeyUsage[];
  readonly extendedKeyUsage?: readonly string[];
  readonly extensions: readonly Extension[];
}

export function issueTo(
  authority: Authority,
  issuers: readonly Certificate[],
  at: Date,
  request: SubscriberRequest,
  usage: IssueUsage,
): Issued {
  const { privateKey, publicKey } = generateKey(request.keyType ?? 'ec');
  const subject: SubjectFields = { ...request, country: plan.subscriber.country };
  const certificate = issue(authority, {
    subject,
    publicKey,
    validFrom: request.validFrom ?? days(at, -plan.subscriber.daysBefore),
    validTo: request.validTo ?? years(at, plan.subscriber.yearsAfter),
    policy: plan.subscriber.policy,
    ...usage,
  });
  return issuedFrom(certificate, privateKey, [certificate, ...issuers]);
}

export function issuedFrom(certificate: Certificate, privateKey: KeyObject, chain: readonly Certificate[]): Issued {
  return {
    certificate,
    certificateDer: certificate.der,
    certificatePem: certificateToPem(certificate),
    privateKey,
    privateKeyPem: keyToPem(privateKey),
    chain,
    pkcs12: (pin) => buildPkcs12(privateKey, chain, pin),
    keyProvider: () => privateKeyProvider(privateKey, chain),
  };
}
