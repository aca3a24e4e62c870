import {
  addValidationData,
  type Certificate,
  digestOf,
  type KeyProvider,
  parseSignedData,
  parseTimestampToken,
} from '@vanthu/pki';
import { Evidence, gather, type PathAsked } from '../augment/gather.js';
import type { ValidationSources } from '../augment/sources.js';
import type { SecurityData } from '../dss/write-dss.js';
import { stampCms } from '../sign/complete-at-level.js';
import { type CmsOptions, makeCms } from '../sign/make-cms.js';
import { isRefusal, refuse, type SigningRefusal } from '../sign/signing-refusal.js';

/** EN 319 122-1 6.1, as far as it is made here. */
export type CmsLevel = 'B-B' | 'B-T' | 'B-LT';

export interface SignFileOptions extends CmsOptions {
  /** Default: what the key prefers. */
  readonly digestAlgorithm?: 'sha256' | 'sha384' | 'sha512';
  /** Default B-B. */
  readonly level?: CmsLevel;
  /** Needed above B-B. */
  readonly sources?: ValidationSources;
}

export interface SignedFile {
  readonly kind: 'signed-file';
  readonly level: CmsLevel;
  /** DER of the ContentInfo: what is stored as .p7s beside the file. */
  readonly cms: Uint8Array;
}

/** What was reached before a server failed: the signature is not lost. */
export interface FileSigningRefusal extends SigningRefusal {
  readonly completedFile?: SignedFile;
}

/**
 * Signs any file as CAdES detached: the file stays as it is, the signature stands beside it. The claimed time is `at`
 * (EN 319 122-1 6.3: signing-time is mandatory here, unlike in PAdES).
 */
export async function signFile(
  content: Uint8Array,
  key: KeyProvider,
  options: SignFileOptions,
): Promise<SignedFile | FileSigningRefusal> {
  const { level = 'B-B', sources, at, scheme } = options;
  const preferred = key.algorithms().find((one) => scheme === undefined || one.scheme === scheme)?.digest;
  const digestAlgorithm = options.digestAlgorithm ?? preferred ?? 'sha256';
  const signed = { digest: digestOf(digestAlgorithm, content), digestAlgorithm, signingTime: at };
  const cms = await makeCms(signed, key, options);
  if ('kind' in cms) return cms;
  return raiseCms({ kind: 'signed-file', level: 'B-B', cms }, level, sources ?? { at, anchors: [] });
}

/** Raises a detached signature: a signature timestamp, then certificates and revocation data inside the SignedData. */
export async function raiseCms(
  from: SignedFile,
  to: CmsLevel,
  sources: ValidationSources,
): Promise<SignedFile | FileSigningRefusal> {
  let reached = from;
  const failed = (refusal: SigningRefusal): FileSigningRefusal => ({ ...refusal, completedFile: reached });
  if (to === 'B-B') return reached;
  if (reached.level === 'B-B') {
    const stamped = await stampCms(reached.cms, sources);
    if (isRefusal(stamped)) return failed(stamped);
    reached = { kind: 'signed-file', level: 'B-T', cms: stamped.cms };
  }
  if (to === 'B-T' || reached.level === 'B-LT') return reached;
  const proven = await prove(reached.cms, sources);
  if ('kind' in proven) return failed(proven);
  return { kind: 'signed-file', level: 'B-LT', cms: addValidationData(reached.cms, proven) };
}

async function prove(cms: Uint8Array, sources: ValidationSources): Promise<SecurityData | SigningRefusal> {
  const asked = pathsOf(cms);
  if ('kind' in asked) return asked;
  const evidence = new Evidence(sources);
  evidence.addCertificates(asked.certificates);
  const parts: SecurityData[] = [];
  for (const path of asked.paths) {
    const data = await gather(path, evidence, sources);
    if ('kind' in data) return data;
    parts.push(data);
  }
  return {
    certificates: parts.flatMap(({ certificates }) => certificates),
    crls: parts.flatMap(({ crls }) => crls),
    ocsps: parts.flatMap(({ ocsps }) => ocsps),
  };
}

/** The signer at the time of the timestamp, the authority when it spoke. */
function pathsOf(
  cms: Uint8Array,
): { readonly paths: readonly PathAsked[]; readonly certificates: readonly Certificate[] } | SigningRefusal {
  const facts = parseSignedData(cms);
  if (facts.kind === 'cms-problem') return refuse('PADES.CMS_MALFORMED', facts.message, { code: facts.code });
  const tokens = facts.timestampTokens.flatMap((bytes) => {
    const token = parseTimestampToken(bytes);
    return token.kind === 'timestamp-token' ? [token] : [];
  });
  const leaf = facts.signerCertificate;
  const [token] = tokens;
  const authority = token?.signedData.signerCertificate;
  if (!leaf || !token || !authority)
    return refuse('PADES.CERTIFICATE_UNTRUSTED', 'the certificate of the signer or of the timestamp is not in the CMS');
  return {
    paths: [
      { leaf, purpose: 'document-signing', at: token.genTime },
      { leaf: authority, purpose: 'timestamping', at: token.genTime },
    ],
    certificates: [...facts.certificates, ...tokens.flatMap(({ signedData }) => signedData.certificates)],
  };
}
