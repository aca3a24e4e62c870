import {
  type Certificate,
  digestOf,
  parseTimestampToken,
  type TimestampToken,
  verifyTimestampToken,
} from '@vanthu/pki';
import { refuse, type SigningRefusal } from '../sign/signing-refusal.js';
import { buildPath, Evidence, refusePath } from './gather.js';
import type { TimestampSource, ValidationSources } from './sources.js';

/** A token over `digest`, checked: it is about this and nothing else, and its signer may give timestamps. */
export async function fetchToken(
  sources: ValidationSources,
  digest: Uint8Array,
): Promise<TimestampToken | SigningRefusal> {
  const digestAlgorithm = sources.timestampDigest ?? 'sha256';
  if (!sources.timestamps) return refuse('PADES.TIMESTAMP_UNAVAILABLE', 'no timestamp server is given');
  const answer = await ask(sources.timestamps, { digestAlgorithm, digest });
  if (answer.kind === 'refusal') return answer;
  const token = parseTimestampToken(answer.token.der);
  if (token.kind === 'timestamp-problem') return wrong(token.code, token.message);
  if (token.digestAlgorithm !== digestAlgorithm) return wrong('imprint', 'the token has another digest algorithm');
  const { certificates = [], anchors } = sources;
  const known = [...certificates, ...anchors.map(({ certificate }) => certificate)];
  const judgement = verifyTimestampToken(token, { imprint: () => digest, certificates: known });
  if (judgement.finding) return wrong(judgement.finding.code, judgement.finding.message);
  return (await refuseAuthority(token, judgement.signerCertificate!, sources)) ?? token;
}

async function ask(
  source: TimestampSource,
  request: Parameters<TimestampSource['stamp']>[0],
): Promise<{ kind: 'timestamp'; token: { der: Uint8Array } } | SigningRefusal> {
  try {
    const answer = await source.stamp(request);
    if (answer.kind === 'timestamp') {
      tokenSizes.set(source, answer.token.der.length);
      return answer;
    }
    return refuse('PADES.TIMESTAMP_UNAVAILABLE', answer.message, { code: answer.code });
  } catch (error) {
    // A signature may be waiting for this token: whatever happened there, it must not be lost with it
    return refuse('PADES.TIMESTAMP_UNAVAILABLE', error instanceof Error ? error.message : String(error));
  }
}

const wrong = (code: string, message: string): SigningRefusal => refuse('PADES.TIMESTAMP_WRONG', message, { code });

/* A token of an authority that nobody trusts, or whose certificate has ended or is revoked, proves no time. */
async function refuseAuthority(
  { genTime, signedData }: TimestampToken,
  leaf: Certificate,
  sources: ValidationSources,
): Promise<SigningRefusal | undefined> {
  const { anchors, issuers, at } = sources;
  if (anchors.length === 0) return undefined;
  const evidence = new Evidence(sources, { certificates: signedData.certificates });
  for (const instant of [genTime, at]) {
    const asked = { leaf, purpose: 'timestamping', at: instant } as const;
    const refusal = refusePath(await buildPath(asked, evidence, { anchors, at, ...(issuers ? { issuers } : {}) }));
    if (refusal) return wrong(String(refusal.details.subIndication), refusal.message);
  }
  return undefined;
}

const tokenSizes = new WeakMap<TimestampSource, number>();

/** DER size of the last token of that server, or as the caller says. */
export function knownTokenBytes({ timestamps, tokenBytes }: ValidationSources): number | undefined {
  return tokenBytes ?? (timestamps && tokenSizes.get(timestamps));
}

/** The same, from a token asked for now when none is known: a key signs once, so that its room must be right before. */
export async function dryRunTokenBytes(sources: ValidationSources): Promise<number | SigningRefusal> {
  const known = knownTokenBytes(sources);
  if (known !== undefined) return known;
  const { timestamps, timestampDigest: digestAlgorithm = 'sha256' } = sources;
  if (!timestamps) return refuse('PADES.TIMESTAMP_UNAVAILABLE', 'no timestamp server is given');
  const answer = await ask(timestamps, { digestAlgorithm, digest: digestOf(digestAlgorithm, new Uint8Array()) });
  return answer.kind === 'refusal' ? answer : answer.token.der.length;
}
