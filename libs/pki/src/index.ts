export type {
  DigestAlgorithm,
  PssParameters,
  SignatureAlgorithm,
  SigningAlgorithm,
  SigningDigest,
  SigningScheme,
} from './algorithms/algorithm.js';
export { type AlgorithmPolicy, defaultAlgorithmPolicy, weakDigest, weakKey } from './algorithms/algorithm-policy.js';
export { digestAlgorithmDer, readDigestAlgorithm, signatureAlgorithmDer } from './algorithms/signature-algorithm.js';
export { digestOf, signValue, type ValueCheck, verifySignatureValue } from './algorithms/signature-value.js';
export { addUnsignedAttribute, assembleSignedData, type SignedDataInput } from './cms/assemble-signed-data.js';
export { type ParseSignedDataOptions, parseSignedData } from './cms/parse-signed-data.js';
export { type SignedAttributesInput, signedAttributes } from './cms/signed-attributes.js';
export type {
  CmsAttribute,
  CmsProblem,
  CmsProblemCode,
  EssCertificateHash,
  SignedDataFacts,
  SignerIdentifier,
  SignerInfoJudgement,
} from './cms/signed-data.js';
export { type VerifySignerInfoOptions, verifySignerInfo } from './cms/verify-signer-info.js';
export { DerError, type DerErrorCode } from './der/der-error.js';
export * as derValues from './der/der-values.js';
export { type DerNode, derLength, type ReadDerOptions, readDer, type TagClass } from './der/read-der.js';
export { compareBytes, concatBytes, der, type Encoded } from './der/write-der.js';
export { keyMatchesCertificate } from './keys/key-matches-certificate.js';
export type { KeyProvider } from './keys/key-provider.js';
export { openPkcs12, type Pkcs12KeyProvider, type Pkcs12Refusal } from './keys/open-pkcs12.js';
export { privateKeyProvider } from './keys/private-key-provider.js';
export { oids } from './oids.js';
export { isRevoked } from './path/is-revoked.js';
export {
  type Indication,
  indicationOf,
  type PathJudgement,
  type PathQuestion,
  type PathReason,
  type PathSubIndication,
  type TrustAnchor,
  type TrustFamily,
} from './path/path-judgement.js';
export type { PolicyInputs } from './path/policy-state.js';
export { validatePath } from './path/validate-path.js';
export { buildCertificate, type CertificateFields, nameDer, type SubjectFields } from './x509/build-certificate.js';
export { buildCrl, type CrlFields, type Revocation } from './x509/build-crl.js';
export {
  type AuthorityKeyId,
  type BasicConstraints,
  type Certificate,
  CertificateError,
  type Extension,
  type KeyUsage,
} from './x509/certificate.js';
export type { Crl, RevocationAnswer, RevokedEntry } from './x509/crl.js';
export { isSelfIssued, verifyCertificateSignature } from './x509/issued-by.js';
export { attributeTypes, type Name, type NameAttribute } from './x509/name.js';
export { parseCertificate } from './x509/parse-certificate.js';
export { isCrlFrom, parseCrl } from './x509/parse-crl.js';
export { bytesFromPem, bytesToPem, certificatesFromPem, certificateToPem } from './x509/pem.js';
export { maySignDocuments } from './x509/signing-usage.js';
