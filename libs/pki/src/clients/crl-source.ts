import { defaultAlgorithmPolicy } from '../algorithms/algorithm-policy.js';
import { revocationStatus } from '../path/revocation-status.js';
import { crlUrls } from '../x509/access-urls.js';
import { CertificateError } from '../x509/certificate.js';
import type { Crl, RevocationAnswer } from '../x509/crl.js';
import { isCrlFrom, parseCrl } from '../x509/parse-crl.js';
import { bytesFromPem } from '../x509/pem.js';
import { AnswerCache } from './answer-cache.js';
import { askServers, type Reading } from './ask-servers.js';
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
  readonly crl: Crl;
  readonly answer: RevocationAnswer;
}

/** Lists of revoked certificates from their distribution points (RFC 5280 4.2.1.13), one for all certificates of a CA. */
export class CrlSource {
  private readonly cache = new AnswerCache<Crl>();

  constructor(private readonly context: SourceContext) {}

  async ask(inquiry: RevocationInquiry): Promise<RevocationFindings> {
    const { world, health, options } = this.context;
    const { timeoutMs = 10_000, maxCrlBytes = 32 * 1024 * 1024 } = options;
    const { certificate } = inquiry;
    const urls = [...new Set([...(options.crlServers ?? []), ...crlUrls(certificate)])];
    if (urls.length === 0) return nothing(certificate, noSource);
    for (const url of inquiry.fresh ? [] : urls) {
      const kept = this.cache.get(url, world.now());
      // a clock that went back must not be answered from later
      if (kept === undefined || kept.thisUpdate.getTime() > latest(this.context)) continue;
      const answer = this.judge(kept, inquiry);
      if (answer.status !== 'unknown') return { certificate, answer, ocsp: undefined, crl: kept, attempts: [] };
    }
    let why = 'crl-unavailable';
    const { found, attempts } = await askServers<Answered>({
      world,
      health,
      urls,
      request: (url) => ({ url, method: 'GET', accept: 'application/pkix-crl', timeoutMs, maxBytes: maxCrlBytes }),
      read: (bytes) => {
        const reading = this.read(bytes, inquiry);
        if (reading.kind === 'refused') why = reading.code;
        return reading;
      },
    });
    if (found === undefined) return nothing(certificate, why, attempts);
    const { crl, answer } = found.value;
    if (crl.nextUpdate !== undefined) this.cache.keep(found.url, crl, crl.nextUpdate, world.now());
    return { certificate, answer, ocsp: undefined, crl, attempts };
  }

  private read(bytes: Uint8Array, inquiry: RevocationInquiry): Reading<Answered> {
    const crl = readCrl(bytes);
    if (crl === undefined) return refused('malformed', 'not a CRL');
    if (!isCrlFrom(crl, inquiry.issuer)) return refused('crl-signature', 'not the issuer’s list');
    if (crl.thisUpdate.getTime() > latest(this.context)) return refused('clock', 'the list is from the future');
    const answer = this.judge(crl, inquiry);
    return answer.status === 'unknown' ? refused(answer.why) : { kind: 'taken', value: { crl, answer } };
  }

  private judge(crl: Crl, inquiry: RevocationInquiry): RevocationAnswer {
    const { certificate, issuer } = inquiry;
    const { algorithmPolicy = defaultAlgorithmPolicy } = this.context.options;
    const signersNamed = () => [issuer];
    return answerFor(inquiry, this.context, (at) =>
      revocationStatus({ certificate, crls: [crl], at, signersNamed, algorithmPolicy }),
    );
  }
}

/** DER, or PEM, which some servers send. */
function readCrl(bytes: Uint8Array): Crl | undefined {
  const isPem = Buffer.from(bytes.subarray(0, 11)).toString('latin1') === '-----BEGIN ';
  const [block] = isPem ? bytesFromPem(Buffer.from(bytes).toString('latin1'), 'X509 CRL') : [bytes];
  try {
    return block === undefined ? undefined : parseCrl(block);
  } catch (error) {
    if (error instanceof CertificateError) return undefined;
    throw error;
  }
}
