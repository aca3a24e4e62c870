import type { SigningAlgorithm, SigningDigest } from '../algorithms/algorithm.js';
import { digestAlgorithmDer, signatureAlgorithmDer } from '../algorithms/signature-algorithm.js';
import { elements, readOid, tags } from '../der/der-values.js';
import { derLength, readDer } from '../der/read-der.js';
import { compareBytes, concatAll, concatBytes, der } from '../der/write-der.js';
import { oids } from '../oids.js';
import type { Certificate } from '../x509/certificate.js';
import type { CmsAttribute } from './signed-data.js';

export interface SignedDataInput {
  /** As made by `signedAttributes`, unchanged. */
  signedAttributes: Uint8Array;
  signatureValue: Uint8Array;
  signatureAlgorithm: SigningAlgorithm;
  digestAlgorithm: SigningDigest;
  signerCertificate: Certificate;
  /** Issuers to carry along, so that a reader can build the path; the signer's own is added when missing. */
  certificates: readonly Certificate[];
  /** E.g. a signature timestamp. */
  unsignedAttributes?: readonly CmsAttribute[];
  /** False leaves the signer's certificate out, as a timestamp request may ask. Default true. */
  includeSignerCertificate?: boolean;
  /** Content carried inside, e.g. the TSTInfo of a timestamp token. Default none: id-data, detached. */
  encapsulated?: { readonly contentType: string; readonly content: Uint8Array };
}

/** A SignedData in a ContentInfo (RFC 5652 3, 5.1), detached unless content is given. DER. */
export function assembleSignedData(input: SignedDataInput): Uint8Array {
  const { signerCertificate, digestAlgorithm, signatureAlgorithm, encapsulated } = input;
  if (signatureAlgorithm.digest !== digestAlgorithm) {
    // EN 319 122-1 and RFC 5652 allow two digests, but many verifiers take one for the other
    throw new RangeError('the signature and the content take the same digest');
  }
  const attributes = contentOfSet(input.signedAttributes);
  const digest = digestAlgorithmDer(digestAlgorithm);
  const own = input.includeSignerCertificate === false ? [] : [signerCertificate];
  const byFingerprint = new Map([...own, ...input.certificates].map((one) => [one.fingerprintSha256, one]));
  const signerInfo = der.sequence(
    der.integer(1),
    der.sequence(signerCertificate.issuer.der, signerCertificate.serialNumberDer),
    digest,
    der.implicitConstructed(0, attributes),
    signatureAlgorithmDer(signatureAlgorithm),
    der.octetString(input.signatureValue),
    ...unsigned(input.unsignedAttributes ?? []),
  );
  const signedData = der.sequence(
    // version 1: id-data, X.509 certificates only, issuer and serial number as signer identifier; 3 for other content
    // (RFC 5652 5.1)
    der.integer(encapsulated === undefined ? 1 : 3),
    der.set(digest),
    encapsulated === undefined
      ? der.sequence(der.oid(oids.data))
      : der.sequence(der.oid(encapsulated.contentType), der.explicit(0, der.octetString(encapsulated.content))),
    ...(byFingerprint.size === 0
      ? []
      : [der.implicitConstructed(0, setContent([...byFingerprint.values()].map((one) => one.der)))]),
    der.set(signerInfo),
  );
  return der.sequence(der.oid(oids.signedData), der.explicit(0, signedData));
}

/** What stands in a SET OF, without reading its elements: they were written by `signedAttributes`. */
function contentOfSet(bytes: Uint8Array): Uint8Array {
  const first = bytes[1] ?? 0;
  const start = first < 0x80 ? 2 : 2 + (first & 0x7f);
  if (bytes[0] !== 0x31 || derLength(bytes) !== bytes.length)
    throw new RangeError('the signed attributes are not a SET');
  return bytes.subarray(start);
}

/**
 * The same signature with one more unsigned attribute, e.g. its timestamp (RFC 3161 appendix A). Signed parts are copied
 * byte for byte.
 */
export function addUnsignedAttribute(signedDataDer: Uint8Array, added: CmsAttribute): Uint8Array {
  const root = readDer(signedDataDer);
  const [contentType, wrapped] = elements(root, 'ContentInfo');
  if (readOid(contentType) !== oids.signedData) throw new RangeError('not a SignedData');
  const signedData = elements(wrapped?.children[0], 'SignedData');
  const signerInfos = elements(signedData.at(-1), 'signerInfos', tags.set);
  const [signerInfo] = signerInfos;
  if (signerInfo === undefined || signerInfos.length !== 1) throw new RangeError('not exactly one signer');
  const fields = signerInfo.children;
  const last = fields.at(-1);
  const old = last?.tagClass === 'context' && last.tag === 1 ? last : undefined;
  const kept = (old === undefined ? fields : fields.slice(0, -1)).map((field) => field.bytes);
  const attributes = [...(old?.children ?? []).map((child) => child.bytes), attributeDer(added)];
  const changed = der.sequenceOf([...kept, der.implicitConstructed(1, setContent(attributes))]);
  const rest = signedData.slice(0, -1).map((field) => field.bytes);
  return der.sequence(der.oid(oids.signedData), der.explicit(0, der.sequenceOf([...rest, der.set(changed)])));
}

/** Certificates and revocation data that prove a signature, as DER. */
export interface ValidationData {
  readonly certificates: readonly Uint8Array[];
  readonly crls: readonly Uint8Array[];
  /** Each an OCSPResponse. */
  readonly ocsps: readonly Uint8Array[];
}

/**
 * The same signature with more in SignedData.certificates and SignedData.crls (RFC 5652 5.1, OCSP per RFC 5940 2.1), as
 * CAdES baseline B-LT has them (EN 319 122-1 6.3). What is there already is not repeated. Signed parts are copied byte
 * for byte.
 */
export function addValidationData(signedDataDer: Uint8Array, added: ValidationData): Uint8Array {
  const [contentType, wrapped] = elements(readDer(signedDataDer), 'ContentInfo');
  if (readOid(contentType) !== oids.signedData) throw new RangeError('not a SignedData');
  const fields = [...elements(wrapped?.children[0], 'SignedData')];
  const [version, digests, content] = fields.splice(0, 3).map((field) => field.bytes);
  const isField = (tag: number) => fields[0]?.tagClass === 'context' && fields[0].tag === tag;
  const certificates = isField(0) ? fields.shift()!.children.map((one) => one.bytes) : [];
  const revocations = isField(1) ? fields.shift()!.children.map((one) => one.bytes) : [];
  const ocsps = added.ocsps.map((one) =>
    der.implicitConstructed(1, concatBytes(der.oid(oids.ocspRevocationInfo), one)),
  );
  const allRevocations = distinct([...revocations, ...added.crls, ...ocsps]);
  const signedData = der.sequence(
    // 5.1: version 5 when a revocation value is of another format than a CRL
    ocsps.length > 0 ? der.integer(5) : version!,
    digests!,
    content!,
    der.implicitConstructed(0, setContent(distinct([...certificates, ...added.certificates]))),
    ...(allRevocations.length > 0 ? [der.implicitConstructed(1, setContent(allRevocations))] : []),
    ...fields.map((field) => field.bytes),
  );
  return der.sequence(der.oid(oids.signedData), der.explicit(0, signedData));
}

const distinct = (values: readonly Uint8Array[]): readonly Uint8Array[] => [
  ...new Map(values.map((value) => [Buffer.from(value).toString('latin1'), value])).values(),
];

const attributeDer = ({ oid, values }: CmsAttribute): Uint8Array => der.sequence(der.oid(oid), der.setOf(values));

const unsigned = (attributes: readonly CmsAttribute[]): Uint8Array[] =>
  attributes.length === 0 ? [] : [der.implicitConstructed(1, setContent(attributes.map(attributeDer)))];

/** Elements of a SET OF in DER order, without tag and length. */
const setContent = (elementsOfSet: readonly Uint8Array[]): Uint8Array =>
  concatAll([...elementsOfSet].sort(compareBytes));
