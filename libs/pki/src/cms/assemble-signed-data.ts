import type { SigningAlgorithm, SigningDigest } from '../algorithms/algorithm.js';
import { digestAlgorithmDer, signatureAlgorithmDer } from '../algorithms/signature-algorithm.js';
import { elements, readOid, tags } from '../der/der-values.js';
import { readDer } from '../der/read-der.js';
import { compareBytes, concatAll, der } from '../der/write-der.js';
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
}

/** A detached SignedData in a ContentInfo (RFC 5652 3, 5.1), DER. */
export function assembleSignedData(input: SignedDataInput): Uint8Array {
  const { signerCertificate, digestAlgorithm, signatureAlgorithm } = input;
  if (signatureAlgorithm.digest !== digestAlgorithm) {
    // EN 319 122-1 and RFC 5652 allow two digests, but many verifiers take one for the other
    throw new RangeError('the signature and the content take the same digest');
  }
  const attributes = readDer(input.signedAttributes);
  elements(attributes, 'signed attributes', tags.set);
  const digest = digestAlgorithmDer(digestAlgorithm);
  const byFingerprint = new Map([signerCertificate, ...input.certificates].map((one) => [one.fingerprintSha256, one]));
  const signerInfo = der.sequence(
    der.integer(1),
    der.sequence(signerCertificate.issuer.der, signerCertificate.serialNumberDer),
    digest,
    der.implicitConstructed(0, attributes.content),
    signatureAlgorithmDer(signatureAlgorithm),
    der.octetString(input.signatureValue),
    ...unsigned(input.unsignedAttributes ?? []),
  );
  const signedData = der.sequence(
    // version 1: id-data, X.509 certificates only, issuer and serial number as signer identifier (RFC 5652 5.1)
    der.integer(1),
    der.set(digest),
    der.sequence(der.oid(oids.data)),
    der.implicitConstructed(0, setContent([...byFingerprint.values()].map((one) => one.der))),
    der.set(signerInfo),
  );
  return der.sequence(der.oid(oids.signedData), der.explicit(0, signedData));
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

const attributeDer = ({ oid, values }: CmsAttribute): Uint8Array => der.sequence(der.oid(oid), der.setOf(values));

const unsigned = (attributes: readonly CmsAttribute[]): Uint8Array[] =>
  attributes.length === 0 ? [] : [der.implicitConstructed(1, setContent(attributes.map(attributeDer)))];

/** Elements of a SET OF in DER order, without tag and length. */
const setContent = (elementsOfSet: readonly Uint8Array[]): Uint8Array =>
  concatAll([...elementsOfSet].sort(compareBytes));
