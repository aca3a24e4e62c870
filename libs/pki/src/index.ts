export type {
  DigestAlgorithm,
  PssParameters,
  SignatureAlgorithm,
  SigningAlgorithm,
  SigningDigest,
  SigningScheme,
} from './algorithms/algorithm.js';
export {
  type AcceptedUntil,
  type AlgorithmPolicy,
  algorithmLabels,
  defaultAlgorithmPolicy,
  historicalAlgorithmPolicy,
  weakDigest,
  weakKey,
  weakScheme,
} from './algorithms/algorithm-policy.js';
export { digestAlgorithmDer, readDigestAlgorithm, signatureAlgorithmDer } from './algorithms/signature-algorithm.js';
export { digestOf, signValue, type ValueCheck, verifySignatureValue } from './algorithms/signature-value.js';
export type { Attempt, ClientWorld, Fetch, FetchAnswer, FetchProblemCode, FetchRequest } from './clients/fetch.js';
export { IssuerClient, type IssuerClientOptions, type IssuersFound } from './clients/issuer-client.js';
export { type ChainFindings, RevocationClient } from './clients/revocation-client.js';
export type { RevocationClientOptions, RevocationFindings, RevocationInquiry } from './clients/revocation-options.js';
export type { BackOff } from './clients/server-health.js';
export {
  type Timestamp,
  TimestampClient,
  type TimestampClientOptions,
  type TimestampServer,
  type TimestampUnavailable,
} from './clients/timestamp-client.js';
export {
  addUnsignedAttribute,
  addValidationData,
  assembleSignedData,
  type SignedDataInput,
  type ValidationData,
} from './cms/assemble-signed-data.js';
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
export {
  buildOcspRefusal,
  buildOcspResponse,
  type OcspAnswerInput,
  type OcspResponseInput,
} from './ocsp/build-ocsp-response.js';
export { isAbout } from './ocsp/cert-id.js';
export type {
  OcspAnswer,
  OcspCertId,
  OcspProblem,
  OcspRefusal,
  OcspRequest,
  OcspResponderId,
  OcspResponse,
} from './ocsp/ocsp.js';
export { buildOcspRequest, type OcspRequestInput, parseOcspRequest } from './ocsp/ocsp-request.js';
export { type OcspQuestion, ocspStatus } from './ocsp/ocsp-status.js';
export { parseBasicOcspResponse, parseOcspResponse } from './ocsp/parse-ocsp-response.js';
export { oids } from './oids.js';
export { anchorsFromPem } from './path/anchors-from-pem.js';
export { isRevoked } from './path/is-revoked.js';
export {
  type CertificateRevocation,
  type Indication,
  indicationOf,
  type PathJudgement,
  type PathPurpose,
  type PathQuestion,
  type PathReason,
  type PathSubIndication,
  type TrustAnchor,
  type TrustFamily,
} from './path/path-judgement.js';
export type { PolicyInputs } from './path/policy-state.js';
export { validatePath } from './path/validate-path.js';
export { parseTimestampToken } from './timestamp/parse-timestamp-token.js';
export type {
  MessageImprint,
  TimestampFinding,
  TimestampJudgement,
  TimestampProblem,
  TimestampRequest,
  TimestampResponse,
  TimestampSubIndication,
  TimestampToken,
} from './timestamp/timestamp.js';
export type { TimestampFailure } from './timestamp/timestamp-fields.js';
export {
  buildTimestampRequest,
  parseTimestampRequest,
  type TimestampRequestInput,
} from './timestamp/timestamp-request.js';
export {
  buildTimestampRejection,
  buildTimestampResponse,
  parseTimestampResponse,
  type TimestampResponseInput,
} from './timestamp/timestamp-response.js';
export { type TimestampQuestion, verifyTimestampToken } from './timestamp/verify-timestamp-token.js';
export {
  authorityInfoAccess,
  crlDistributionPoints,
  crlUrls,
  issuerUrls,
  ocspNoCheck,
  ocspUrls,
} from './x509/access-urls.js';
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
export { mayAnswerOcsp, mayIssueTimestamps, maySignDocuments } from './x509/signing-usage.js';
