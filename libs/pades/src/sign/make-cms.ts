import {
  assembleSignedData,
  type Certificate,
  type KeyProvider,
  maySignDocuments,
  type SigningAlgorithm,
  type SigningDigest,
  type SigningScheme,
  signedAttributes,
  verifySignatureValue,
} from '@vanthu/pki';
import { refuse, type SigningRefusal } from './signing-refusal.js';

/** R-SIG-09: asked before the key is used. Usage: signing or committing to content, not a CA's (RFC 5280 4.2.1.3, 4.2.1.12). */
export function refuseCertificate(certificate: Certificate, at: Date): SigningRefusal | undefined {
  const { notBefore, notAfter, keyUsage = [], extendedKeyUsage = [] } = certificate;
  const limits = () => ({ notBefore: notBefore.toISOString(), notAfter: notAfter.toISOString() });
  if (at < notBefore) return refuse('PADES.CERTIFICATE_NOT_YET_VALID', 'the certificate is not valid yet', limits());
  if (at > notAfter) return refuse('PADES.CERTIFICATE_EXPIRED', 'the certificate has expired', limits());
  if (maySignDocuments(certificate)) return undefined;
  const usages = { keyUsage: [...keyUsage], extendedKeyUsage: [...extendedKeyUsage] };
  return refuse('PADES.KEY_USAGE', 'the certificate is not for signing documents', usages);
}

export interface CmsOptions {
  /** The instant at which the certificate must be valid. */
  readonly at: Date;
  /** For RSA keys. Default: what the key prefers. */
  readonly scheme?: SigningScheme;
}

/** The algorithm of the key that has that digest (and scheme), or why there is none. */
export function chooseAlgorithm(
  key: KeyProvider,
  digest: SigningDigest,
  scheme?: SigningScheme,
): SigningAlgorithm | SigningRefusal {
  const fits = (one: SigningAlgorithm) => one.digest === digest && (scheme === undefined || one.scheme === scheme);
  return (
    key.algorithms().find(fits) ??
    refuse('PADES.ALGORITHM', `the key offers no ${scheme ?? 'signature'} with ${digest}`, {
      offered: key.algorithms().map((one) => `${one.scheme} ${one.digest}`),
    })
  );
}

export interface CmsContent {
  readonly digest: Uint8Array;
  readonly digestAlgorithm: SigningDigest;
  /** CAdES only: PAdES has the time in /M and forbids the attribute (EN 319 142-1 6.3). */
  readonly signingTime?: Date;
}

/** Detached CMS over a digest, ESS signing-certificate-v2 among its signed attributes (EN 319 122-1 6.3, 319 142-1 6.3). */
export async function makeCms(
  content: CmsContent,
  key: KeyProvider,
  { at, scheme }: CmsOptions,
): Promise<Uint8Array | SigningRefusal> {
  const { digestAlgorithm } = content;
  const chain = key.certificateChain();
  const signerCertificate = chain[0];
  if (!signerCertificate) return refuse('PADES.KEY_USAGE', 'the key offers no certificate');
  const signatureAlgorithm = chooseAlgorithm(key, digestAlgorithm, scheme);
  if ('kind' in signatureAlgorithm) return signatureAlgorithm;
  const refusal = refuseCertificate(signerCertificate, at);
  if (refusal) return refusal;
  const attributes = signedAttributes({
    ...{ contentDigest: content.digest, digestAlgorithm, signerCertificate },
    ...(content.signingTime ? { signingTime: content.signingTime } : {}),
  });
  const signatureValue = await key.sign(attributes, signatureAlgorithm);
  if (!verifies(signerCertificate, signatureAlgorithm, attributes, signatureValue))
    return refuse('PADES.KEY_MISMATCH', 'what the key signed does not verify with its certificate', {
      fingerprint: signerCertificate.fingerprintSha256,
    });
  return assembleSignedData({
    ...{ signedAttributes: attributes, signatureValue, signatureAlgorithm, digestAlgorithm, signerCertificate },
    certificates: chain,
  });
}

const saltLength = { sha256: 32, sha384: 48, sha512: 64 } as const;

function verifies(
  { publicKey }: Certificate,
  { scheme, digest }: SigningAlgorithm,
  data: Uint8Array,
  value: Uint8Array,
): boolean {
  const pss = scheme === 'rsa-pss' ? { digest, maskDigest: digest, saltLength: saltLength[digest] } : undefined;
  return verifySignatureValue({ algorithm: { scheme, digest, pss }, publicKey, signed: [data], value }) === 'ok';
}
