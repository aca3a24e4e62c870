import { defaultAlgorithmPolicy } from '../algorithms/algorithm-policy.js';
import type { OcspResponse } from '../ocsp/ocsp.js';
import { buildOcspRequest, parseOcspRequest } from '../ocsp/ocsp-request.js';
import { ocspStatus } from '../ocsp/ocsp-status.js';
import { parseOcspResponse } from '../ocsp/parse-ocsp-response.js';
import { ocspUrls } from '../x509/access-urls.js';
import type { RevocationAnswer } from '../x509/crl.js';
import { AnswerCache } from './answer-cache.js';
import { askServers, type Reading } from './ask-servers.js';
import type { FetchRequest } from './fetch.js';
import {
  answerFor,
  latest,
  noSource,
  nothing,
  type RevocationFindings,
  type RevocationInquiry,
  refused,
  type SourceContext,
} from './revocation-options.js';

interface Answered {
  readonly response: OcspResponse;
  readonly answer: RevocationAnswer;
}

/** OCSP over HTTP POST (RFC 6960 A.1). */
export class OcspSource {
  private readonly cache = new AnswerCache<OcspResponse>();

  constructor(private readonly context: SourceContext) {}

  async ask(inquiry: RevocationInquiry): Promise<RevocationFindings> {
    const { world, health, options } = this.context;
    const { certificate, issuer } = inquiry;
    const key = `${issuer.fingerprintSha256} ${certificate.serialNumber}`;
    const kept = inquiry.fresh ? undefined : this.cache.get(key, world.now());
    // a clock that went back must not be answered from later
    if (kept !== undefined && kept.producedAt.getTime() <= latest(this.context)) {
      const answer = this.judge(kept, inquiry);
      if (answer.status !== 'unknown') return { certificate, answer, ocsp: kept, crl: undefined, attempts: [] };
    }
    const urls = [...new Set([...(options.ocspServers ?? []), ...ocspUrls(certificate)])];
    if (urls.length === 0) return nothing(certificate, noSource);
    const body = buildOcspRequest({
      certificate,
      issuer,
      nonce: options.nonce === 'none' ? undefined : world.random(16),
      ...(options.certIdDigest === undefined ? {} : { digestAlgorithm: options.certIdDigest }),
    });
    let why = 'ocsp-unavailable';
    const { found, attempts } = await askServers<Answered>({
      world,
      health,
      urls,
      request: (url) => this.request(url, body),
      read: (bytes) => {
        const reading = this.read(bytes, body, inquiry);
        if (reading.kind === 'refused') why = reading.code;
        return reading;
      },
    });
    if (found === undefined) return nothing(certificate, why, attempts);
    const { response, answer } = found.value;
    const until = answer.status === 'good' ? answer.nextUpdate : response.answers[0]?.nextUpdate;
    if (until !== undefined) this.cache.keep(key, response, until, world.now());
    return { certificate, answer, ocsp: response, crl: undefined, attempts };
  }

  private request(url: string, body: Uint8Array): FetchRequest {
    const { timeoutMs = 10_000, maxOcspBytes = 64 * 1024 } = this.context.options;
    return {
      url,
      method: 'POST',
      body,
      contentType: 'application/ocsp-request',
      accept: 'application/ocsp-response',
      timeoutMs,
      maxBytes: maxOcspBytes,
    };
  }

  private read(bytes: Uint8Array, requestDer: Uint8Array, inquiry: RevocationInquiry): Reading<Answered> {
    const response = parseOcspResponse(bytes);
    if (response.kind === 'ocsp-problem') return refused('malformed', response.message);
    if (response.kind === 'ocsp-refusal') return refused(`ocsp-${response.status}`);
    if (!this.isNonceRight(response, requestDer)) return refused('nonce', 'the answer is for another request');
    if (response.producedAt.getTime() > latest(this.context)) return refused('clock', 'the answer is from the future');
    const answer = this.judge(response, inquiry);
    return answer.status === 'unknown' ? refused(answer.why) : { kind: 'taken', value: { response, answer } };
  }

  private isNonceRight(response: OcspResponse, requestDer: Uint8Array): boolean {
    const request = parseOcspRequest(requestDer);
    const sent = request.kind === 'ocsp-request' ? request.nonce : undefined;
    if (response.nonce === undefined) return this.context.options.nonce !== 'required';
    return response.nonce === sent;
  }

  private judge(response: OcspResponse, inquiry: RevocationInquiry): RevocationAnswer {
    const { certificate, issuer } = inquiry;
    const { responders = [], algorithmPolicy = defaultAlgorithmPolicy } = this.context.options;
    return answerFor(inquiry, this.context, (at) =>
      ocspStatus({ certificate, issuer, response, at, responders, algorithmPolicy }),
    );
  }
}
