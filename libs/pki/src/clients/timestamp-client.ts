import type { DigestAlgorithm } from '../algorithms/algorithm.js';
import { type AlgorithmPolicy, defaultAlgorithmPolicy } from '../algorithms/algorithm-policy.js';
import { compareBytes } from '../der/write-der.js';
import { parseTimestampToken } from '../timestamp/parse-timestamp-token.js';
import type { TimestampToken } from '../timestamp/timestamp.js';
import { buildTimestampRequest, parseTimestampRequest } from '../timestamp/timestamp-request.js';
import { parseTimestampResponse } from '../timestamp/timestamp-response.js';
import { verifyTimestampToken } from '../timestamp/verify-timestamp-token.js';
import type { Certificate } from '../x509/certificate.js';
import { askServers, type Reading } from './ask-servers.js';
import type { Attempt, ClientWorld } from './fetch.js';
import { type BackOff, ServerHealth } from './server-health.js';

export interface TimestampServer {
  readonly url: string;
  /** The policy to ask for; the token must have it then. */
  readonly policy?: string;
}

export interface TimestampClientOptions {
  /** In the order in which they are asked. */
  readonly servers: readonly TimestampServer[];
  /** For one server. Default 10 s. */
  readonly timeoutMs?: number;
  /** Default 256 KB: a token with its chain takes 3 to 10. */
  readonly maxBytes?: number;
  /** Times through the list. Default 2. */
  readonly rounds?: number;
  readonly backOff?: BackOff;
  /** How far the time of a token may lie from the clock here. Default 15 min; a clock of a TSA is off by hours at times. */
  readonly maxClockDifferenceMs?: number;
  readonly algorithmPolicy?: AlgorithmPolicy;
  /**
   * Whether the signer is trusted, e.g. by a `RevocationClient` and `validatePath` with purpose `timestamping`. Returns a
   * word against it, or undefined. Default: not asked here, the caller judges.
   */
  readonly distrusts?: (signer: Certificate, token: TimestampToken) => string | undefined | Promise<string | undefined>;
}

export interface Timestamp {
  readonly kind: 'timestamp';
  readonly token: TimestampToken;
  readonly signerCertificate: Certificate;
  readonly url: string;
}

export interface TimestampUnavailable {
  readonly kind: 'refusal';
  readonly code: 'PKI.TIMESTAMP_UNAVAILABLE';
  readonly message: string;
  /** Trying again can help, unless every server refused the question itself. */
  readonly retryable: boolean;
  readonly attempts: readonly Attempt[];
}

const wrongForGood = new Set([
  'rejected:badAlg',
  'rejected:badRequest',
  'rejected:unacceptedPolicy',
  'forbidden-address',
]);

/**
 * Asks timestamp authorities over HTTP (RFC 3161 3.4), one after another, until one gives a token that stands. Every token
 * is checked before it is returned: it is about this digest, answers this request (nonce), has the policy asked for, its
 * signature and its signer's usage are right, and its time is near the clock here.
 */
export class TimestampClient {
  private readonly health: ServerHealth;

  constructor(
    private readonly world: ClientWorld,
    private readonly options: TimestampClientOptions,
  ) {
    this.health = new ServerHealth(() => world.now(), options.backOff);
  }

  async stamp(imprint: {
    readonly digestAlgorithm: DigestAlgorithm;
    readonly digest: Uint8Array;
  }): Promise<Timestamp | TimestampUnavailable> {
    const { servers, timeoutMs = 10_000, maxBytes = 256 * 1024, rounds } = this.options;
    const requests = new Map(
      servers.map(({ url, policy }) => [
        url,
        buildTimestampRequest({ ...imprint, nonce: this.world.random(16), policy }),
      ]),
    );
    const { found, attempts } = await askServers<Omit<Timestamp, 'kind' | 'url'>>({
      world: this.world,
      health: this.health,
      urls: [...requests.keys()],
      request: (url) => ({
        url,
        method: 'POST',
        body: requests.get(url) ?? new Uint8Array(),
        contentType: 'application/timestamp-query',
        accept: 'application/timestamp-reply',
        timeoutMs,
        maxBytes,
      }),
      read: (body, url) => this.read(body, requests.get(url) ?? new Uint8Array()),
      ...(rounds === undefined ? {} : { rounds }),
    });
    if (found !== undefined) return { kind: 'timestamp', ...found.value, url: found.url };
    return {
      kind: 'refusal',
      code: 'PKI.TIMESTAMP_UNAVAILABLE',
      message: 'Không lấy được dấu thời gian: không máy chủ nào trả lời đúng.',
      retryable: !attempts.every(({ code }) => wrongForGood.has(code)),
      attempts,
    };
  }

  private async read(body: Uint8Array, requestDer: Uint8Array): Promise<Reading<Omit<Timestamp, 'kind' | 'url'>>> {
    const request = parseTimestampRequest(requestDer);
    if (request.kind !== 'timestamp-request') throw new Error(`our own request: ${request.message}`);
    const response = parseTimestampResponse(body);
    if (response.kind === 'timestamp-problem') return refused('malformed', response.message);
    if (response.token === undefined) {
      const why = response.failures[0] ?? `status-${response.status}`;
      return refused(`rejected:${why}`, response.statusText.join(' ') || why);
    }
    const token = parseTimestampToken(response.token, { lenient: true });
    if (token.kind === 'timestamp-problem') return refused('malformed', token.message);
    const { algorithmPolicy = defaultAlgorithmPolicy, maxClockDifferenceMs = 15 * 60_000, distrusts } = this.options;
    const isSameDigest =
      token.digestAlgorithmOid === request.digestAlgorithmOid && compareBytes(token.digest, request.digest) === 0;
    if (!isSameDigest) return refused('imprint', 'the token is about something else');
    if (token.nonce !== request.nonce) return refused('nonce', 'the token answers another request');
    if (request.policy !== undefined && token.policy !== request.policy) return refused('policy', token.policy);
    const judged = verifyTimestampToken(token, { imprint: () => request.digest, algorithmPolicy });
    const signer = judged.signerCertificate;
    if (judged.finding !== undefined) return refused(judged.finding.code, judged.finding.message);
    if (signer === undefined) return refused('no-certificate', 'the token lacks its signer’s certificate');
    if (Math.abs(token.genTime.getTime() - this.world.now().getTime()) > maxClockDifferenceMs) {
      return refused('clock', `genTime ${token.genTime.toISOString()}`);
    }
    if (token.genTime < signer.notBefore || token.genTime > signer.notAfter) {
      return refused('signer-out-of-time', 'the certificate of the authority does not hold at this time');
    }
    const against = await distrusts?.(signer, token);
    if (against !== undefined) return refused('untrusted', against);
    return { kind: 'taken', value: { token, signerCertificate: signer } };
  }
}

const refused = (code: string, message: string) => ({ kind: 'refused' as const, code, message });
