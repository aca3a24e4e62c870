import type { DigestAlgorithm, SignatureAlgorithm } from '../algorithms/algorithm.js';
import { readDigestAlgorithm, readSignatureAlgorithm } from '../algorithms/signature-algorithm.js';
import { digestOf } from '../algorithms/signature-value.js';
import { DerError } from '../der/der-error.js';
import { elements, expectTag, hex, isTagged, octetsOf, readOctets, readSmallInteger, tags } from '../der/der-values.js';
import type { DerNode } from '../der/read-der.js';
import { der } from '../der/write-der.js';
import type { Certificate } from '../x509/certificate.js';
import { readName } from '../x509/name.js';
import { serialHex } from '../x509/parse-certificate.js';
import type { EssCertificateHash, SignerIdentifier } from './signed-data.js';

interface SignerInfoFields {
  identifier: SignerIdentifier;
  digest: { oid: string; digest: DigestAlgorithm | undefined };
  signatureAlgorithm: SignatureAlgorithm;
  signatureValue: Uint8Array;
  signedAttributesNode: DerNode | undefined;
  signedAttributes: Uint8Array | undefined;
  unsignedAttributesNode: DerNode | undefined;
}

/** SignerInfo, RFC 5652 5.3. */
export function readSignerInfo(node: DerNode): SignerInfoFields {
  const fields = [...elements(node, 'SignerInfo')];
  readSmallInteger(fields.shift(), 'SignerInfo version');
  const identifier = readIdentifier(fields.shift());
  const digest = readDigestAlgorithm(fields.shift());
  const signedAttributesNode = isTagged(fields[0], 0) ? fields.shift() : undefined;
  const signatureAlgorithm = readSignatureAlgorithm(fields.shift());
  const signatureValue = readOctets(fields.shift(), 'signature value');
  const unsignedAttributesNode = isTagged(fields[0], 1) ? fields.shift() : undefined;
  if (fields[0] !== undefined) throw new DerError('unexpected', 'more after the SignerInfo', fields[0].offset);
  return {
    identifier,
    digest,
    signatureAlgorithm,
    signatureValue,
    signedAttributesNode,
    signedAttributes: signedAttributesNode && asSet(signedAttributesNode),
    unsignedAttributesNode,
  };
}

/** [0] IMPLICIT becomes SET OF for the signature (RFC 5652 5.4); the order is left as it was sent. */
function asSet(node: DerNode): Uint8Array {
  if (!node.indefinite) return Uint8Array.from(node.bytes, (byte, index) => (index === 0 ? 0x31 : byte));
  return inDer(node, 0x31);
}

/** The definite-length form of a BER value; strings that are put together stay as they are. */
function inDer(node: DerNode, identifier = node.bytes[0] ?? 0): Uint8Array {
  const content = node.constructed ? Buffer.concat(node.children.map((child) => inDer(child))) : node.content;
  const encoded = der.octetString(content);
  encoded[0] = identifier;
  return encoded;
}

function readIdentifier(node: DerNode | undefined): SignerIdentifier {
  if (isTagged(node, 0)) return { kind: 'subject-key-id', keyId: hex(octetsOf(node, 'subject key id')) };
  const [issuer, serial] = elements(node, 'signer identifier');
  const serialNumber = serialHex(expectTag(serial, tags.integer, 'serial number', issuer));
  return { kind: 'issuer-and-serial', issuer: readName(issuer).key, serialNumber };
}

/** The certificate the identifier points at; among several the one that the ESS attribute names. */
export function findSignerCertificate(
  identifier: SignerIdentifier,
  hashes: readonly EssCertificateHash[],
  certificates: readonly Certificate[],
): Certificate | undefined {
  const pointed = certificates.filter((certificate) =>
    identifier.kind === 'subject-key-id'
      ? certificate.subjectKeyId === identifier.keyId
      : certificate.serialNumber === identifier.serialNumber && certificate.issuer.key === identifier.issuer,
  );
  return pointed.find((certificate) => compareEss(hashes, certificate) === 'match') ?? pointed[0];
}

/** RFC 5035 5: the hash must be that of the certificate used to verify; with v1 and v2 present both must be right. */
export function compareEss(
  hashes: readonly EssCertificateHash[],
  certificate: Certificate,
): 'match' | 'mismatch' | 'absent' {
  if (hashes.length === 0) return 'absent';
  const all = hashes.every(
    ({ digestAlgorithm, hash }) =>
      digestAlgorithm !== undefined && Buffer.compare(digestOf(digestAlgorithm, certificate.der), hash) === 0,
  );
  return all ? 'match' : 'mismatch';
}
