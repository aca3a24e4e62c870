import {
  type Certificate,
  digestOf,
  parseTimestampToken,
  type SignedDataFacts,
  verifyTimestampToken,
} from '@vanthu/pki';
import { isEnvelopeConsistent } from '../cms-envelope.js';
import type { SignatureFacts, TimestampFacts } from '../facts.js';
import type { ReadSignature } from '../read-signature.js';

const maxTokens = 200;

/** Timestamps of the signatures' values (EN 319 122-1 5.3), in unsigned attributes. */
export function signatureTimestamps(
  signatures: readonly SignatureFacts[],
  certificates: readonly Certificate[],
): TimestampFacts[] {
  return signatures
    .flatMap((signature) =>
      signature.isDocumentTimestamp
        ? []
        : (signature.cms?.timestampTokens ?? []).map((token) => ({ signature, token })),
    )
    .slice(0, maxTokens)
    .map(({ signature, token }) => {
      const { signatureValue } = signature.cms as SignedDataFacts;
      const place = { kind: 'signature', field: signature.field, revision: signature.revision } as const;
      return { ...place, ...readToken(token, (digest) => digestOf(digest, signatureValue), certificates) };
    });
}

/** A document timestamp (EN 319 142-1 5.5): the token stands in /Contents and is about the byte range. */
export function documentTimestamp(
  { field, revision, integrityReasons }: SignatureFacts,
  contents: Uint8Array,
  digest: ReadSignature['digest'],
  certificates: readonly Certificate[],
): TimestampFacts {
  const place = { kind: 'document', field, revision } as const;
  const read = readToken(contents, (algorithm) => digest?.(algorithm) ?? new Uint8Array(), certificates);
  return { ...place, ...read, problem: read.problem ?? integrityReasons[0] };
}

type Read = Pick<TimestampFacts, 'token' | 'judgement' | 'problem'>;

function readToken(
  bytes: Uint8Array,
  imprint: Parameters<typeof verifyTimestampToken>[1]['imprint'],
  certificates: readonly Certificate[],
): Read {
  const token = parseTimestampToken(bytes, { lenient: true });
  if (token.kind === 'timestamp-problem') return { token: undefined, judgement: undefined, problem: token.code };
  const judgement = verifyTimestampToken(token, { imprint, certificates });
  const { certificates: carried, signerCertificate } = token.signedData;
  // RFC 3161 2.4.1, certReq: the authority's certificate is among those carried, or none is.
  const lacksSigner = carried.length > 0 && signerCertificate === undefined;
  const isConsistent = isEnvelopeConsistent(token.signedData) && !lacksSigner;
  return { token, judgement, problem: isConsistent ? undefined : 'cms-inconsistent' };
}
