import { constants, verify } from 'node:crypto';
import {
  assembleSignedData,
  type Certificate,
  type KeyProvider,
  type SigningAlgorithm,
  signedAttributes,
} from '@vanthu/pki';
import { embed } from './complete-signature.js';
import { prepareSignature } from './prepare-signature.js';
import type { PreparedSignature, PrepareOptions, SignedPdf } from './signing-options.js';
import { refuse, type SigningRefusal } from './signing-refusal.js';

/** R-SIG-09: asked before the key is used. Key usage: signing or committing to content (RFC 5280 4.2.1.3). */
export function refuseCertificate(certificate: Certificate, at: Date): SigningRefusal | undefined {
  const limits = { notBefore: certificate.notBefore.toISOString(), notAfter: certificate.notAfter.toISOString() };
  if (at < certificate.notBefore)
    return refuse('PADES.CERTIFICATE_NOT_YET_VALID', 'the certificate is not valid yet', limits);
  if (at > certificate.notAfter) return refuse('PADES.CERTIFICATE_EXPIRED', 'the certificate has expired', limits);
  const usage = certificate.keyUsage;
  if (usage && !usage.has('digitalSignature') && !usage.has('nonRepudiation'))
    return refuse('PADES.KEY_USAGE', 'the certificate is not for signing', { keyUsage: [...usage] });
  return undefined;
}

/** Room for everything that a CMS of this chain carries; a signature timestamp takes 8 KiB more. */
export function estimateContentsBytes(
  chain: readonly Certificate[],
  options: { readonly timestamp?: boolean } = {},
): number {
  const certificates = chain.reduce((sum, certificate) => sum + certificate.der.length, 0);
  const signatureValue = Math.max(256, Math.ceil((chain[0]?.keyBits ?? 4_096) / 8) + 16);
  const attributes = 768 + 2 * (chain[0]?.issuer.der.length ?? 0);
  return certificates + signatureValue + attributes + (options.timestamp ? 8_192 : 0);
}

/** The CMS of a prepared signature, PAdES B-B: no signing-time attribute, ESS signing-certificate-v2 (EN 319 142-1 6.3). */
export async function signPrepared(
  prepared: PreparedSignature,
  key: KeyProvider,
  options: { readonly at: Date },
): Promise<Uint8Array | SigningRefusal> {
  const chain = key.certificateChain();
  const signer = chain[0];
  const algorithm = key.algorithms().find(({ digest }) => digest === prepared.digestAlgorithm);
  if (!signer || !algorithm)
    return refuse('PADES.KEY_USAGE', 'the key offers no certificate or no SHA-256 signature', {});
  const refusal = refuseCertificate(signer, options.at);
  if (refusal) return refusal;
  return await makeCms(prepared, key, signer, algorithm);
}

async function makeCms(
  prepared: PreparedSignature,
  key: KeyProvider,
  signerCertificate: Certificate,
  signatureAlgorithm: SigningAlgorithm,
): Promise<Uint8Array | SigningRefusal> {
  const contentDigest = Buffer.from(prepared.digest, 'hex');
  const digestAlgorithm = prepared.digestAlgorithm;
  const attributes = signedAttributes({ contentDigest, digestAlgorithm, signerCertificate });
  const signatureValue = await key.sign(attributes, signatureAlgorithm);
  if (!verifies(signerCertificate, signatureAlgorithm, attributes, signatureValue))
    return refuse('PADES.KEY_MISMATCH', 'what the key signed does not verify with its certificate', {
      fingerprint: signerCertificate.fingerprintSha256,
    });
  return assembleSignedData({
    ...{ signedAttributes: attributes, signatureValue, signatureAlgorithm, digestAlgorithm, signerCertificate },
    certificates: key.certificateChain(),
  });
}

function verifies(certificate: Certificate, algorithm: SigningAlgorithm, data: Uint8Array, value: Uint8Array): boolean {
  const { publicKey: key } = certificate;
  if (!key) return false;
  const padding =
    algorithm.scheme === 'rsa-pss'
      ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
      : {};
  try {
    return verify(algorithm.digest, data, { key, ...padding }, value);
  } catch {
    return false;
  }
}

/**
 * Prepares, signs and completes in one go, for keys that answer at once.
 *
 * @param options.at  the instant at which the certificate must be valid; now, for a caller with a clock
 */
export async function signPdf(
  pdf: Uint8Array,
  options: PrepareOptions & { readonly at: Date },
  key: KeyProvider,
): Promise<SignedPdf | SigningRefusal> {
  const signer = key.certificateChain()[0];
  const refusal = signer && refuseCertificate(signer, options.at);
  if (refusal) return refusal;
  const contentsBytes = options.contentsBytes ?? estimateContentsBytes(key.certificateChain());
  const prepared = prepareSignature(pdf, { ...options, contentsBytes });
  if (prepared.kind === 'refusal') return prepared;
  const cms = await signPrepared(prepared, key, options);
  return 'kind' in cms ? cms : embed(prepared, cms, prepared.preparedPdf);
}
