import type { KeyObject } from 'node:crypto';
import type { SignatureAlgorithm } from '../algorithms/algorithm.js';
import type { NameConstraints, PolicyConstraints, PolicyMapping } from './constraints.js';
import type { DistributionPoint } from './distribution-point.js';
import type { GeneralName } from './general-name.js';
import type { Name } from './name.js';

export type KeyUsage =
  | 'digitalSignature'
  | 'nonRepudiation'
  | 'keyEncipherment'
  | 'dataEncipherment'
  | 'keyAgreement'
  | 'keyCertSign'
  | 'cRLSign'
  | 'encipherOnly'
  | 'decipherOnly';

export interface BasicConstraints {
  readonly ca: boolean;
  readonly pathLength: number | undefined;
}

export interface AuthorityKeyId {
  /** hex */
  readonly keyId: string | undefined;
  /** hex */
  readonly serialNumber: string | undefined;
}

export interface Extension {
  readonly oid: string;
  readonly critical: boolean;
  /** The DER inside the OCTET STRING. */
  readonly value: Uint8Array;
}

/** A certificate as a frozen value. Hex is lower case; dates are instants. */
export interface Certificate {
  readonly der: Uint8Array;
  readonly fingerprintSha256: string;
  readonly version: 1 | 2 | 3;
  /** Hex of the INTEGER's content octets without a leading sign octet; a negative number starts with '-'. */
  readonly serialNumber: string;
  readonly serialNumberDer: Uint8Array;
  readonly issuer: Name;
  readonly subject: Name;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** undefined when node:crypto cannot read the key (DSA with inherited parameters, unknown curves) */
  readonly publicKey: KeyObject | undefined;
  readonly publicKeyDer: Uint8Array;
  readonly keyType: 'rsa' | 'ec' | 'other';
  /** Modulus or field size in bits; 0 when not known. */
  readonly keyBits: number;
  readonly keyUsage: ReadonlySet<KeyUsage> | undefined;
  /** Object identifiers. */
  readonly extendedKeyUsage: readonly string[] | undefined;
  readonly basicConstraints: BasicConstraints | undefined;
  /** hex */
  readonly subjectKeyId: string | undefined;
  readonly authorityKeyId: AuthorityKeyId | undefined;
  readonly policies: readonly string[];
  readonly policyMappings: readonly PolicyMapping[];
  readonly policyConstraints: PolicyConstraints | undefined;
  readonly inhibitAnyPolicy: number | undefined;
  readonly nameConstraints: NameConstraints | undefined;
  readonly alternativeNames: readonly GeneralName[];
  readonly distributionPoints: readonly DistributionPoint[];
  readonly extensions: readonly Extension[];
  /** Critical extensions that nobody here understands: RFC 5280 6.1.4 (o), 6.1.5 (f). */
  readonly criticalUnknownExtensions: readonly string[];
  readonly signatureAlgorithm: SignatureAlgorithm;
  /** The signed bytes. */
  readonly tbs: Uint8Array;
  readonly signature: Uint8Array;
}

export class CertificateError extends Error {
  override readonly name = 'CertificateError';
}
