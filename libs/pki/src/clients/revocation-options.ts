import type { AlgorithmPolicy } from '../algorithms/algorithm-policy.js';
import type { OcspResponse } from '../ocsp/ocsp.js';
import type { Certificate } from '../x509/certificate.js';
import type { Crl, RevocationAnswer } from '../x509/crl.js';
import type { Attempt, ClientWorld } from './fetch.js';
import type { BackOff, ServerHealth } from './server-health.js';

export interface RevocationClientOptions {
  /** Which source comes first; the other is asked when it does not answer. Default OCSP: smaller, and of the moment. */
  readonly prefer?: 'ocsp' | 'crl';
  /** For one server. Default 10 s. */
  readonly timeoutMs?: number;
  /** Default 64 KB. */
  readonly maxOcspBytes?: number;
  /** Default 32 MB: the list of a national CA has hundreds of thousands of entries. */
  readonly maxCrlBytes?: number;
  /** Default 'sha1': many responders know no other (RFC 5019 2.1.1). It names the certificate and secures nothing. */
  readonly certIdDigest?: 'sha1' | 'sha256';
  /**
   * `if-echoed` (default): a nonce that comes back must be ours; responders that answer from a store send none, and their
   * answer counts by its times (RFC 5019 4). `required`: no answer without it. `none`: not sent.
   */
  readonly nonce?: 'if-echoed' | 'required' | 'none';
  /** Addresses asked before those of the certificate, e.g. a mirror in a closed network. */
  readonly ocspServers?: readonly string[];
  readonly crlServers?: readonly string[];
  /** How far a server's clock may be ahead. Default 5 min. */
  readonly maxClockDifferenceMs?: number;
  /** OCSP responders believed by configuration (RFC 6960 4.2.2.2). */
  readonly responders?: readonly Certificate[];
  readonly algorithmPolicy?: AlgorithmPolicy;
  readonly backOff?: BackOff;
}

export interface RevocationFindings {
  readonly certificate: Certificate;
  readonly answer: RevocationAnswer;
  /** What answered; at most one of them. */
  readonly ocsp: OcspResponse | undefined;
  readonly crl: Crl | undefined;
  readonly attempts: readonly Attempt[];
}

export interface RevocationInquiry {
  readonly certificate: Certificate;
  readonly issuer: Certificate;
  /** The instant the answer is about. Default now. */
  readonly at?: Date;
  /** Never answer from the cache, e.g. where data newer than a timestamp is needed. Default false. */
  readonly fresh?: boolean;
}

/** What both sources of one client share. */
export interface SourceContext {
  readonly world: ClientWorld;
  readonly health: ServerHealth;
  readonly options: RevocationClientOptions;
}

/** The last instant that an answer may be of: a source ahead of us by more is not believed. */
export const latest = ({ world, options }: SourceContext): number =>
  world.now().getTime() + (options.maxClockDifferenceMs ?? 5 * 60_000);

/**
 * The answer for the instant of the inquiry. Whoever asks about an earlier one still wants data that is in force today,
 * else a source could be kept for ever.
 */
export function answerFor(
  inquiry: RevocationInquiry,
  { world }: SourceContext,
  ask: (at: Date) => RevocationAnswer,
): RevocationAnswer {
  const today = ask(world.now());
  return inquiry.at === undefined || today.status === 'unknown' ? today : ask(inquiry.at);
}

export const nothing = (
  certificate: Certificate,
  why: string,
  attempts: readonly Attempt[] = [],
): RevocationFindings => ({
  certificate,
  answer: { status: 'unknown', why },
  ocsp: undefined,
  crl: undefined,
  attempts,
});

/** The word for a certificate that names no address of a kind. */
export const noSource = 'no-source';

export const refused = (code: string, message: string = code) => ({ kind: 'refused' as const, code, message });
