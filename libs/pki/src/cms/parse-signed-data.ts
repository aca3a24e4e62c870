import { DerError } from '../der/der-error.js';
import { elements, expectTag, isTagged, octetsOf, onlyChild, readOctets, readOid, tags } from '../der/der-values.js';
import { type DerNode, derLength, readDer } from '../der/read-der.js';
import { oids } from '../oids.js';
import { type Certificate, CertificateError } from '../x509/certificate.js';
import { parseCertificate } from '../x509/parse-certificate.js';
import { CmsFault } from './cms-fault.js';
import { factsOfAttributes, readAttributes } from './read-attributes.js';
import type { CmsProblem, SignedDataFacts } from './signed-data.js';
import { findSignerCertificate, readSignerInfo } from './signer-info.js';

const maxCmsBytes = 16 * 1024 * 1024;
const maxCertificates = 200;

export interface ParseSignedDataOptions {
  /** Fall back to BER when the bytes are not DER, and to PKCS#7 habits of old programs. Default false. */
  lenient?: boolean;
}

/**
 * Reads a CMS SignedData that holds one signature (EN 319 142-1 5.1: a PDF signature has exactly one SignerInfo).
 * Zero bytes after it are ignored (padding of /Contents). Never throws for what is in the bytes.
 */
export function parseSignedData(
  bytes: Uint8Array,
  { lenient = false }: ParseSignedDataOptions = {},
): SignedDataFacts | CmsProblem {
  try {
    if (bytes.length > maxCmsBytes) throw new CmsFault('CMS.TOO_LARGE', `${bytes.length} bytes`);
    const exact = withoutPadding(bytes);
    const { root, ber } = readRoot(exact, lenient);
    return factsFrom(root, ber, lenient);
  } catch (error) {
    if (error instanceof CmsFault) {
      return { kind: 'cms-problem', code: error.code, message: error.message, offset: error.offset };
    }
    if (error instanceof DerError) {
      return { kind: 'cms-problem', code: 'CMS.MALFORMED', message: error.message, offset: error.offset };
    }
    throw error;
  }
}

function withoutPadding(bytes: Uint8Array): Uint8Array {
  const length = derLength(bytes);
  for (let index = length; index < bytes.length; index++) {
    if (bytes[index] !== 0) throw new CmsFault('CMS.MALFORMED', 'bytes other than padding after the signature', index);
  }
  return bytes.subarray(0, length);
}

function readRoot(bytes: Uint8Array, lenient: boolean): { root: DerNode; ber: boolean } {
  try {
    return { root: readDer(bytes), ber: false };
  } catch (error) {
    if (!lenient || !(error instanceof DerError) || error.code === 'too-deep' || error.code === 'too-large')
      throw error;
    return { root: readDer(bytes, { lenient: true }), ber: true };
  }
}

function factsFrom(root: DerNode, ber: boolean, lenient: boolean): SignedDataFacts {
  const [type, wrapped] = elements(root, 'ContentInfo');
  if (readOid(type) !== oids.signedData || !isTagged(wrapped, 0)) {
    throw new CmsFault('CMS.NOT_SIGNED_DATA', 'the content is not a SignedData');
  }
  const fields = [...elements(onlyChild(wrapped, 'content'), 'SignedData')];
  fields.shift();
  elements(fields.shift(), 'digestAlgorithms', tags.set);
  const { contentType, content } = readEncapsulated(fields.shift());
  const certificateField = isTagged(fields[0], 0) ? fields.shift() : undefined;
  const crlField = isTagged(fields[0], 1) ? fields.shift() : undefined;
  const signerInfos = elements(fields.shift(), 'signerInfos', tags.set);
  const [signerInfoNode] = signerInfos;
  if (signerInfoNode === undefined) throw new CmsFault('CMS.NO_SIGNER', 'no SignerInfo');
  if (signerInfos.length > 1) throw new CmsFault('CMS.SEVERAL_SIGNERS', `${signerInfos.length} SignerInfos`);
  const signer = readSignerInfo(signerInfoNode);
  const signedAttributeList = readAttributes(signer.signedAttributesNode);
  const unsignedAttributeList = readAttributes(signer.unsignedAttributesNode);
  const attributes = factsOfAttributes(signedAttributeList);
  const { certificates, unreadable } = readCertificates(certificateField, lenient);
  return Object.freeze({
    kind: 'signed-data',
    der: root.bytes,
    ber,
    contentType,
    encapsulatedContent: content,
    signerIdentifier: signer.identifier,
    digestAlgorithm: signer.digest.digest,
    digestAlgorithmOid: signer.digest.oid,
    signatureAlgorithm: signer.signatureAlgorithm,
    signatureValue: signer.signatureValue,
    signedAttributes: signer.signedAttributes,
    signedAttributeList,
    unsignedAttributeList,
    ...attributes,
    certificates,
    unreadableCertificates: unreadable,
    signerCertificate: findSignerCertificate(signer.identifier, attributes.essCertificateHashes, certificates),
    crls: (crlField?.children ?? []).filter((crl) => isTagged(crl, tags.sequence, 'universal')).map((crl) => crl.bytes),
    ocsps: (crlField?.children ?? []).flatMap(ocspOf),
    timestampTokens: unsignedAttributeList
      .filter(({ oid }) => oid === oids.signatureTimeStamp)
      .flatMap((a) => a.values),
    remarks: [...(ber ? ['ber-encoding'] : []), ...(signer.signedAttributes ? [] : ['no-signed-attributes'])],
  } satisfies SignedDataFacts);
}

/** OtherRevocationInfoFormat (RFC 5652 10.2.1) that holds an OCSPResponse. */
function ocspOf(node: DerNode): Uint8Array[] {
  const [format, value] = isTagged(node, 1) ? node.children : [];
  return value !== undefined && readOid(format) === oids.ocspRevocationInfo ? [value.bytes] : [];
}

function readEncapsulated(node: DerNode | undefined): { contentType: string; content: Uint8Array | undefined } {
  const [type, wrapped] = elements(node, 'encapContentInfo');
  const contentType = readOid(type);
  if (wrapped === undefined) return { contentType, content: undefined };
  const inner = onlyChild(wrapped, 'eContent');
  // PKCS#7 1.5 allowed any type here, CMS an OCTET STRING (RFC 5652 5.2.1); the digest is over the value's octets
  const isOctets = isTagged(inner, tags.octetString, 'universal');
  return { contentType, content: isOctets ? readOctets(inner, 'eContent') : octetsOf(inner, 'eContent') };
}

function readCertificates(field: DerNode | undefined, lenient: boolean) {
  const certificates: Certificate[] = [];
  const unreadable: string[] = [];
  for (const node of (field?.children ?? []).slice(0, maxCertificates)) {
    try {
      // CertificateChoices: attribute and obsolete certificates carry context tags and are of no use here
      certificates.push(parseCertificate(expectTag(node, tags.sequence, 'certificate').bytes, { lenient }));
    } catch (error) {
      if (!(error instanceof CertificateError) && !(error instanceof DerError)) throw error;
      unreadable.push(error.message);
    }
  }
  return { certificates: Object.freeze(certificates), unreadable: Object.freeze(unreadable) };
}
