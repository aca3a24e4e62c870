import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import { readSignatureAlgorithm } from '../algorithms/signature-algorithm.js';
import { DerError } from '../der/der-error.js';
import {
  elements,
  expectTag,
  hex,
  isTagged,
  onlyChild,
  readBitOctets,
  readSmallInteger,
  readTime,
  tags,
} from '../der/der-values.js';
import { type DerNode, readDer } from '../der/read-der.js';
import { oids } from '../oids.js';
import { type Certificate, CertificateError, type Extension } from './certificate.js';
import { readInhibitAnyPolicy, readNameConstraints, readPolicyConstraints, readPolicyMappings } from './constraints.js';
import { readDistributionPoints } from './distribution-point.js';
import {
  extensionValue,
  readAlternativeNames,
  readAuthorityKeyId,
  readBasicConstraints,
  readExtendedKeyUsage,
  readExtensions,
  readKeyUsage,
  readPolicies,
  readSubjectKeyId,
} from './extensions.js';
import { type Name, readName } from './name.js';

const maxCertificateBytes = 256 * 1024;

/** Extensions whose meaning path validation takes into account; any other critical one makes the certificate unusable. */
const understood = new Set<string>([
  oids.subjectKeyId,
  oids.keyUsage,
  oids.subjectAltName,
  oids.issuerAltName,
  oids.basicConstraints,
  oids.nameConstraints,
  oids.crlDistributionPoints,
  oids.certificatePolicies,
  oids.policyMappings,
  oids.authorityKeyId,
  oids.policyConstraints,
  oids.extendedKeyUsage,
  oids.inhibitAnyPolicy,
]);

/**
 * Reads a certificate (RFC 5280 4.1). Throws `CertificateError`, with the `DerError` as cause where there is one.
 * `lenient` takes BER lengths too, for certificates found inside old signatures.
 */
export function parseCertificate(bytes: Uint8Array, options: { lenient?: boolean } = {}): Certificate {
  try {
    return certificateFrom(readDer(bytes, { lenient: options.lenient ?? false, maxBytes: maxCertificateBytes }));
  } catch (error) {
    if (error instanceof DerError) throw new CertificateError(`not a certificate: ${error.message}`, { cause: error });
    throw error;
  }
}

function certificateFrom(root: DerNode): Certificate {
  const [tbs, outerAlgorithm, signature] = elements(root, 'certificate');
  const fields = [...elements(tbs, 'tbsCertificate')];
  const versionField = isTagged(fields[0], 0) ? fields.shift() : undefined;
  const version = versionField ? readSmallInteger(onlyChild(versionField, 'version'), 'version') + 1 : 1;
  if (version !== 1 && version !== 2 && version !== 3) throw new CertificateError(`version ${version} is unknown`);
  const [serial, innerAlgorithm, issuerNode, validity, subject, spki, ...rest] = fields;
  const serialNode = expectTag(serial, tags.integer, 'serial number', tbs);
  const signatureAlgorithm = readSignatureAlgorithm(outerAlgorithm);
  // RFC 5280 4.1.1.2: both identifiers must be the same, else the unsigned one could be exchanged
  if (innerAlgorithm === undefined || Buffer.compare(innerAlgorithm.bytes, signatureAlgorithm.der) !== 0) {
    throw new CertificateError('the signature algorithm inside differs from the one outside');
  }
  const issuer = readName(issuerNode);
  const [notBefore, notAfter] = elements(validity, 'validity');
  const extensionsField = rest.find((field) => isTagged(field, 3));
  const extensions = extensionsField ? readExtensions(onlyChild(extensionsField, 'extensions')) : [];
  const spkiNode = expectTag(spki, tags.sequence, 'public key', tbs);
  const publicKey = keyFrom(spkiNode.bytes);
  return Object.freeze({
    der: root.bytes,
    fingerprintSha256: createHash('sha256').update(root.bytes).digest('hex'),
    version,
    serialNumber: serialHex(serialNode),
    serialNumberDer: serialNode.bytes,
    issuer,
    subject: readName(subject),
    notBefore: readTime(notBefore, 'notBefore'),
    notAfter: readTime(notAfter, 'notAfter'),
    publicKey,
    publicKeyDer: spkiNode.bytes,
    ...keyStrength(publicKey),
    ...extensionFields(extensions, issuer),
    signatureAlgorithm,
    tbs: tbs?.bytes ?? new Uint8Array(),
    signature: readBitOctets(signature, 'signature'),
  });
}

function extensionFields(extensions: readonly Extension[], issuer: Name) {
  return {
    keyUsage: extensionValue(extensions, oids.keyUsage, readKeyUsage),
    extendedKeyUsage: extensionValue(extensions, oids.extendedKeyUsage, readExtendedKeyUsage),
    basicConstraints: extensionValue(extensions, oids.basicConstraints, readBasicConstraints),
    subjectKeyId: extensionValue(extensions, oids.subjectKeyId, readSubjectKeyId),
    authorityKeyId: extensionValue(extensions, oids.authorityKeyId, readAuthorityKeyId),
    policies: extensionValue(extensions, oids.certificatePolicies, readPolicies) ?? [],
    policyMappings: extensionValue(extensions, oids.policyMappings, readPolicyMappings) ?? [],
    policyConstraints: extensionValue(extensions, oids.policyConstraints, readPolicyConstraints),
    inhibitAnyPolicy: extensionValue(extensions, oids.inhibitAnyPolicy, readInhibitAnyPolicy),
    nameConstraints: extensionValue(extensions, oids.nameConstraints, readNameConstraints),
    alternativeNames: extensionValue(extensions, oids.subjectAltName, readAlternativeNames) ?? [],
    distributionPoints:
      extensionValue(extensions, oids.crlDistributionPoints, (node) => readDistributionPoints(node, issuer)) ?? [],
    extensions: Object.freeze(extensions),
    criticalUnknownExtensions: Object.freeze(
      extensions.filter(({ oid, critical }) => critical && !understood.has(oid)).map(({ oid }) => oid),
    ),
  };
}

/** Serial number as CRLs and people write it; a positive number loses the sign octet. */
export function serialHex(node: Pick<DerNode, 'content' | 'offset'>): string {
  if (node.content.length === 0) throw new DerError('bad-value', 'serial number is empty', node.offset);
  const text = hex(node.content);
  // RFC 5280 4.1.2.2: negative numbers are wrong but occur, and must not be taken for a positive one
  if (((node.content[0] ?? 0) & 0x80) !== 0) return `-${text}`;
  return text.length > 2 && text.startsWith('00') ? text.slice(2) : text;
}

/* A file carries its issuers several times over, and an agency's are in thousands of files; reading a key is the dearest
   part of reading a certificate. */
const knownKeys = new Map<string, KeyObject>();
const maxKnownKeys = 512;

function keyFrom(spki: Uint8Array): KeyObject | undefined {
  const name = Buffer.from(spki.buffer, spki.byteOffset, spki.length).toString('latin1');
  const known = knownKeys.get(name);
  if (known !== undefined) return known;
  try {
    const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
    const oldest = knownKeys.keys().next().value;
    if (knownKeys.size >= maxKnownKeys && oldest !== undefined) knownKeys.delete(oldest);
    knownKeys.set(name, key);
    return key;
  } catch {
    return undefined;
  }
}

const curveBits: Readonly<Record<string, number>> = {
  secp192k1: 192,
  prime192v1: 192,
  secp224k1: 224,
  secp224r1: 224,
  prime256v1: 256,
  secp256k1: 256,
  brainpoolP256r1: 256,
  secp384r1: 384,
  brainpoolP384r1: 384,
  secp521r1: 521,
  brainpoolP512r1: 512,
};

function keyStrength(key: KeyObject | undefined): { keyType: 'rsa' | 'ec' | 'other'; keyBits: number } {
  const details = key?.asymmetricKeyDetails;
  switch (key?.asymmetricKeyType) {
    case 'rsa':
    case 'rsa-pss':
      return { keyType: 'rsa', keyBits: details?.modulusLength ?? 0 };
    case 'ec':
      return { keyType: 'ec', keyBits: curveBits[details?.namedCurve ?? ''] ?? 0 };
    default:
      return { keyType: 'other', keyBits: details?.modulusLength ?? 0 };
  }
}
