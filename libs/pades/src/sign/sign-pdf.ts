import type { KeyProvider } from '@vanthu/pki';
import { Evidence, gather } from '../augment/gather.js';
import type { ValidationSources } from '../augment/sources.js';
import { dryRunTokenBytes } from '../augment/timestamps.js';
import { finish } from './complete-at-level.js';
import { embed } from './complete-signature.js';
import { estimateContentsBytes } from './contents-size.js';
import { type CmsOptions, chooseAlgorithm, makeCms, refuseCertificate } from './make-cms.js';
import { prepareSignature } from './prepare-signature.js';
import type { PreparedSignature, PrepareOptions, SignatureLevel, SignedPdf } from './signing-options.js';
import { isRefusal, refuse, type SigningRefusal } from './signing-refusal.js';

/** The CMS of a prepared signature, PAdES B-B: no signing-time attribute, ESS signing-certificate-v2 (EN 319 142-1 6.3). */
export function signPrepared(
  prepared: PreparedSignature,
  key: KeyProvider,
  options: CmsOptions,
): Promise<Uint8Array | SigningRefusal> {
  const { digestAlgorithm } = prepared;
  return makeCms({ digest: Buffer.from(prepared.digest, 'hex'), digestAlgorithm }, key, options);
}

export interface SignOptions extends PrepareOptions, CmsOptions {
  /** Default B-B. */
  readonly level?: SignatureLevel;
  /**
   * Servers and anchors. Given, the certificate is asked about before the key is used, at any level: a revoked, expired
   * or misused chain is refused. An answer that cannot be had does not stop B-B and B-T.
   */
  readonly sources?: ValidationSources;
}

/**
 * Prepares, signs and completes in one go, for keys that answer at once. The digest is the one that the key prefers
 * unless `digestAlgorithm` is given; /Contents has the room of a dry run.
 *
 * When a server fails after the key was used, the refusal carries the signature that was made in `completed`.
 *
 * @param options.at  the instant at which the certificate must be valid; now, for a caller with a clock
 */
export async function signPdf(
  pdf: Uint8Array,
  options: SignOptions,
  key: KeyProvider,
): Promise<SignedPdf | SigningRefusal> {
  const { level = 'B-B', sources } = options;
  const [signer] = key.certificateChain();
  if (!signer) return refuse('PADES.KEY_USAGE', 'the key offers no certificate');
  const unfit = refuseCertificate(signer, options.at) ?? (sources && (await refuseChain(key, options.at, sources)));
  if (unfit) return unfit;
  const token = level === 'B-B' || !sources ? undefined : await dryRunTokenBytes(sources);
  const noToken = level !== 'B-B' && typeof token !== 'number';
  const prepared = prepareFor(pdf, options, key, typeof token === 'number' ? token : false);
  if (isRefusal(prepared)) return prepared;
  const cms = await signPrepared(prepared, key, options);
  if ('kind' in cms) return cms;
  if (!noToken) return finish(prepared, cms, level, sources, options.password);
  const basic = embed(prepared, cms);
  const why = token ?? refuse('PADES.TIMESTAMP_UNAVAILABLE', `no sources are given for ${level}`);
  return isRefusal(basic) ? basic : { ...why, completed: { level: 'B-B', pdf: basic.pdf } };
}

/** Decree 23/2025 Art. 15: status of the signer's and the issuers' certificates before signing. Silence is no refusal. */
async function refuseChain(
  key: KeyProvider,
  at: Date,
  sources: ValidationSources,
): Promise<SigningRefusal | undefined> {
  const [leaf, ...issuers] = key.certificateChain();
  const evidence = new Evidence(sources);
  evidence.addCertificates(issuers);
  const found = await gather({ leaf: leaf!, purpose: 'document-signing', at }, evidence, sources);
  if (!('kind' in found)) return undefined;
  return silent.has(found.code) ? undefined : found;
}

const silent = new Set(['PADES.REVOCATION_UNKNOWN', 'PADES.CERTIFICATE_UNTRUSTED']);

/** Prepares with the digest and the room that this key takes. */
function prepareFor(
  pdf: Uint8Array,
  options: SignOptions,
  key: KeyProvider,
  timestamp: number | false,
): PreparedSignature | SigningRefusal {
  const { scheme } = options;
  const preferred = key.algorithms().find((one) => scheme === undefined || one.scheme === scheme)?.digest;
  const digestAlgorithm = options.digestAlgorithm ?? preferred ?? 'sha256';
  const algorithm = chooseAlgorithm(key, digestAlgorithm, scheme);
  if ('kind' in algorithm) return algorithm;
  const contentsBytes =
    options.contentsBytes ?? estimateContentsBytes(key.certificateChain(), { algorithm, timestamp });
  return prepareSignature(pdf, { ...options, digestAlgorithm, contentsBytes });
}
