import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import type { SigningAlgorithm } from '../algorithms/algorithm.js';
import { signatureAlgorithmDer } from '../algorithms/signature-algorithm.js';
import { signValue } from '../algorithms/signature-value.js';
import { der } from '../der/write-der.js';
import { oids } from '../oids.js';
import type { Extension, KeyUsage } from './certificate.js';
import { attributeTypes } from './name.js';

export interface SubjectFields {
  readonly commonName: string;
  readonly organization?: string | undefined;
  readonly organizationalUnit?: string | undefined;
  readonly title?: string | undefined;
  readonly country?: string | undefined;
  /** UID, e.g. `MNS:1057532` (budget code) or `MST:…` (tax code). */
  readonly userId?: string | undefined;
}

export interface CertificateFields {
  readonly serialNumber: Uint8Array;
  readonly subject: Uint8Array;
  readonly issuer: Uint8Array;
  readonly publicKey: KeyObject;
  readonly issuerKey: KeyObject;
  readonly validFrom: Date;
  readonly validTo: Date;
  readonly keyUsage: readonly KeyUsage[];
  readonly extendedKeyUsage?: readonly string[];
  /** Present for a CA. */
  readonly ca?: { readonly pathLength?: number | undefined } | undefined;
  readonly policy?: string;
  /** Any others, as they are. */
  readonly extensions?: readonly Extension[];
}

/** A name from the widest part to the most specific, as certificates have it. */
export function nameDer(subject: SubjectFields): Uint8Array {
  const relative = (oid: string, value: Uint8Array): Uint8Array => der.set(der.sequence(der.oid(oid), value));
  const text = (oid: string, value: string | undefined): Uint8Array[] =>
    value === undefined ? [] : [relative(oid, der.utf8String(value))];
  return der.sequence(
    // RFC 5280 appendix A: countryName is a PrintableString
    ...(subject.country === undefined ? [] : [relative(attributeTypes.C, der.printableString(subject.country))]),
    ...text(attributeTypes.O, subject.organization),
    ...text(attributeTypes.OU, subject.organizationalUnit),
    ...text(attributeTypes.title, subject.title),
    ...text(attributeTypes.CN, subject.commonName),
    ...text(attributeTypes.UID, subject.userId),
  );
}

/**
 * A version 3 certificate (RFC 5280 4.1), signed by node:crypto. Nothing is checked: a test builds wrong ones too. For a
 * CA of an office's own or of a test; a subscriber's certificate comes from their CA.
 */
export function buildCertificate(fields: CertificateFields): Uint8Array {
  const algorithm = algorithmOf(fields.issuerKey);
  const algorithmDer = signatureAlgorithmDer(algorithm);
  const spki = spkiOf(fields.publicKey);
  const tbs = der.sequence(
    der.explicit(0, der.integer(2)),
    der.unsignedInteger(fields.serialNumber),
    algorithmDer,
    fields.issuer,
    der.sequence(der.time(fields.validFrom), der.time(fields.validTo)),
    fields.subject,
    spki,
    der.explicit(3, der.sequence(...extensionsOf(fields, spki))),
  );
  return der.sequence(tbs, algorithmDer, der.bitString(signValue(fields.issuerKey, tbs, algorithm)));
}

export function algorithmOf(key: KeyObject): SigningAlgorithm {
  if (key.asymmetricKeyType === 'rsa') return { scheme: 'rsa-pkcs1', digest: 'sha256' };
  return { scheme: 'ecdsa', digest: key.asymmetricKeyDetails?.namedCurve === 'secp384r1' ? 'sha384' : 'sha256' };
}

export const extensionDer = (oid: string, value: Uint8Array, critical = false): Uint8Array =>
  der.sequence(der.oid(oid), ...(critical ? [der.boolean(true)] : []), der.octetString(value));

/** RFC 5280 4.2.1.2, method (1) */
export function keyIdOf(spki: Uint8Array): Uint8Array {
  return createHash('sha1').update(spki).digest();
}

export const authorityKeyIdDer = (issuerKey: KeyObject): Uint8Array =>
  extensionDer(
    oids.authorityKeyId,
    der.sequence(der.implicitPrimitive(0, keyIdOf(spkiOf(createPublicKey(issuerKey))))),
  );

const spkiOf = (publicKey: KeyObject): Uint8Array => publicKey.export({ type: 'spki', format: 'der' });

function extensionsOf(fields: CertificateFields, spki: Uint8Array): Uint8Array[] {
  const { ca, policy, extendedKeyUsage } = fields;
  const pathLength = ca?.pathLength === undefined ? [] : [der.integer(ca.pathLength)];
  const constraints = ca === undefined ? der.sequence() : der.sequence(der.boolean(true), ...pathLength);
  const list = [
    extensionDer(oids.subjectKeyId, der.octetString(keyIdOf(spki))),
    authorityKeyIdDer(fields.issuerKey),
    extensionDer(oids.basicConstraints, constraints, ca !== undefined),
    extensionDer(oids.keyUsage, keyUsageDer(fields.keyUsage), true),
  ];
  if (policy !== undefined) {
    list.push(extensionDer(oids.certificatePolicies, der.sequence(der.sequence(der.oid(policy)))));
  }
  if (extendedKeyUsage !== undefined) {
    // RFC 3161 2.3: a timestamp authority's is critical
    const isTsa = extendedKeyUsage.includes(oids.timeStamping);
    list.push(extensionDer(oids.extendedKeyUsage, der.sequence(...extendedKeyUsage.map(der.oid)), isTsa));
  }
  for (const { oid, value, critical } of fields.extensions ?? []) list.push(extensionDer(oid, value, critical));
  return list;
}

const usageBits: readonly KeyUsage[] = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
];

/** Named bit list: trailing zero bits are left out (X.690 11.2.2). */
function keyUsageDer(usages: readonly KeyUsage[]): Uint8Array {
  const bits = usages.map((usage) => usageBits.indexOf(usage));
  const octet = bits.reduce((sum, bit) => sum | (0x80 >> bit), 0);
  return der.bitString(Uint8Array.of(octet), 7 - Math.max(...bits));
}
