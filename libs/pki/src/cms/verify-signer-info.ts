import { constants, publicDecrypt } from 'node:crypto';
import type { DigestAlgorithm } from '../algorithms/algorithm.js';
import {
  type AlgorithmPolicy,
  algorithmLabels,
  defaultAlgorithmPolicy,
  weakDigest,
  weakKey,
  weakScheme,
} from '../algorithms/algorithm-policy.js';
import { digestInfos } from '../algorithms/signature-algorithm.js';
import { type ValueCheck, verifySignatureValue } from '../algorithms/signature-value.js';
import { elements, tags } from '../der/der-values.js';
import { readDer } from '../der/read-der.js';
import { der } from '../der/write-der.js';
import type { Certificate } from '../x509/certificate.js';
import type { SignedDataFacts, SignerInfoJudgement } from './signed-data.js';
import { compareEss, findSignerCertificate } from './signer-info.js';

export interface VerifySignerInfoOptions {
  /** Certificates known from elsewhere (DSS dictionary, other signatures), searched when the CMS lacks the signer's. */
  certificates?: readonly Certificate[];
  algorithmPolicy?: AlgorithmPolicy;
  /** A proven time of the signature, for what `AlgorithmPolicy.acceptedUntil` says. */
  at?: Date;
  /** The content in pieces; only needed for ECDSA and PSS signatures without signed attributes. */
  content?: readonly Uint8Array[];
}

/**
 * Checks one signature: digest, value, ESS reference, strength. `contentDigest` is made with `facts.digestAlgorithm`
 * over the content. Nothing here says whether the certificate is trusted; that is `validatePath`.
 */
export function verifySignerInfo(
  facts: SignedDataFacts,
  contentDigest: Uint8Array,
  options: VerifySignerInfoOptions = {},
): SignerInfoJudgement {
  const { algorithmPolicy = defaultAlgorithmPolicy, certificates = [], content, at } = options;
  const signer =
    facts.signerCertificate ?? findSignerCertificate(facts.signerIdentifier, facts.essCertificateHashes, certificates);
  const value = signer ? checkValue(facts, signer, contentDigest, content) : 'no-certificate';
  return Object.freeze({
    digest: checkDigest(facts, contentDigest, value),
    value,
    ess: signer ? compareEss(facts.essCertificateHashes, signer) : 'absent',
    contentType: checkContentType(facts),
    weak: Object.freeze(weaknesses(facts, signer, algorithmPolicy, at)),
    labels: algorithmLabels(facts.signatureAlgorithm),
    signerCertificate: signer,
  });
}

function checkDigest(
  facts: SignedDataFacts,
  contentDigest: Uint8Array,
  value: SignerInfoJudgement['value'],
): SignerInfoJudgement['digest'] {
  if (facts.digestAlgorithm === undefined) return 'unsupported';
  if (facts.signedAttributes !== undefined) {
    // RFC 5652 5.3: with signed attributes the message digest must be among them
    return facts.messageDigest !== undefined && Buffer.compare(facts.messageDigest, contentDigest) === 0 ? 'ok' : 'bad';
  }
  // without them the value covers the content itself, and answers for both
  return value === 'no-certificate' ? 'unsupported' : value;
}

function checkValue(
  facts: SignedDataFacts,
  signer: Certificate,
  contentDigest: Uint8Array,
  content: readonly Uint8Array[] | undefined,
): ValueCheck {
  const { signedAttributes, signatureAlgorithm, digestAlgorithm, signatureValue } = facts;
  const question = { algorithm: signatureAlgorithm, digest: digestAlgorithm, publicKey: signer.publicKey };
  if (signedAttributes === undefined) {
    if (content !== undefined) return verifySignatureValue({ ...question, signed: content, value: signatureValue });
    return verifyBareRsa(facts, signer, contentDigest);
  }
  const asSent = verifySignatureValue({ ...question, signed: [signedAttributes], value: signatureValue });
  if (asSent !== 'bad') return asSent;
  // RFC 5652 5.4 signs the DER encoding even where another order was sent
  const sorted = der.setOf(
    elements(readDer(signedAttributes, { lenient: true }), 'attributes', tags.set).map((a) => a.bytes),
  );
  if (Buffer.compare(sorted, signedAttributes) === 0) return 'bad';
  return verifySignatureValue({ ...question, signed: [sorted], value: signatureValue });
}

/** RSA PKCS#1 v1.5 over a digest we already have: node:crypto hashes by itself, so the DigestInfo is compared here. */
function verifyBareRsa(facts: SignedDataFacts, signer: Certificate, contentDigest: Uint8Array): ValueCheck {
  const { signatureAlgorithm, digestAlgorithm, signatureValue } = facts;
  if (signatureAlgorithm.scheme !== 'rsa-pkcs1' || signer.publicKey === undefined) return 'unsupported';
  if (signer.publicKey.asymmetricKeyType !== 'rsa') return 'bad';
  const expected: DigestAlgorithm | undefined = signatureAlgorithm.digest ?? digestAlgorithm;
  if (expected === undefined || expected !== digestAlgorithm) return 'unsupported';
  try {
    const found = publicDecrypt({ key: signer.publicKey, padding: constants.RSA_PKCS1_PADDING }, signatureValue);
    // compared, not parsed: room for free bytes in a DigestInfo is room for forgery (RFC 8017 8.2.2)
    return digestInfos(expected, contentDigest).some((info) => Buffer.compare(info, found) === 0) ? 'ok' : 'bad';
  } catch {
    return 'bad';
  }
}

function checkContentType(facts: SignedDataFacts): SignerInfoJudgement['contentType'] {
  if (facts.contentTypeAttribute === undefined) return 'absent';
  return facts.contentTypeAttribute === facts.contentType ? 'match' : 'mismatch';
}

function weaknesses(
  facts: SignedDataFacts,
  signer: Certificate | undefined,
  policy: AlgorithmPolicy,
  at: Date | undefined,
): string[] {
  const words = [
    weakDigest(facts.digestAlgorithm, policy, at),
    weakDigest(facts.signatureAlgorithm.digest ?? facts.digestAlgorithm, policy, at),
    weakScheme(facts.signatureAlgorithm, policy),
    signer && weakKey(signer, policy, at),
  ];
  return [...new Set(words.flatMap((word) => word ?? []))];
}
