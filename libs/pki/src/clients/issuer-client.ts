import { parseSignedData } from '../cms/parse-signed-data.js';
import { issuerUrls } from '../x509/access-urls.js';
import { type Certificate, CertificateError } from '../x509/certificate.js';
import { isSelfIssued, verifyCertificateSignature } from '../x509/issued-by.js';
import { parseCertificate } from '../x509/parse-certificate.js';
import { certificatesFromPem } from '../x509/pem.js';
import { askServers, type Reading } from './ask-servers.js';
import { certificatesOnly } from './certificates-only.js';
import type { Attempt, ClientWorld } from './fetch.js';
import { type BackOff, ServerHealth } from './server-health.js';

export interface IssuerClientOptions {
  /** For one server. Default 10 s. */
  readonly timeoutMs?: number;
  /** Default 256 KB. */
  readonly maxBytes?: number;
  /** Certificates of one path. Default 8. */
  readonly maxIssuers?: number;
  /** How long a fetched issuer is kept. Default one day. */
  readonly keepMs?: number;
  readonly backOff?: BackOff;
}

export interface IssuersFound {
  /** Issuers found, nearest first, those already known left out; the path may still end before an anchor. */
  readonly issuers: readonly Certificate[];
  readonly attempts: readonly Attempt[];
}

/**
 * Fetches missing issuers from where a certificate says they are (AIA caIssuers, RFC 5280 4.2.2.1). Only a certificate
 * whose key made the signature in question is taken; whether it is trusted is `validatePath`'s to say.
 */
export class IssuerClient {
  private readonly health: ServerHealth;
  private readonly kept = new Map<string, { certificates: readonly Certificate[]; until: number }>();

  constructor(
    private readonly world: ClientWorld,
    private readonly options: IssuerClientOptions = {},
  ) {
    this.health = new ServerHealth(() => world.now(), options.backOff);
  }

  /** Goes up from `certificate` until it is self-issued or nobody tells more. `known` saves asking, anchors included. */
  async complete(certificate: Certificate, known: readonly Certificate[] = []): Promise<IssuersFound> {
    const { maxIssuers = 8 } = this.options;
    const issuers: Certificate[] = [];
    const attempts: Attempt[] = [];
    let last = certificate;
    for (let count = 0; count < maxIssuers && !isSelfIssued(last); count++) {
      const issuer = [...known, ...issuers].find((candidate) => isIssuerOf(candidate, last));
      if (issuer !== undefined) {
        last = issuer;
        continue;
      }
      const fetched = await this.fetchIssuer(last);
      attempts.push(...fetched.attempts);
      if (fetched.issuer === undefined) break;
      issuers.push(fetched.issuer);
      last = fetched.issuer;
    }
    return { issuers, attempts };
  }

  private async fetchIssuer(certificate: Certificate) {
    const { timeoutMs = 10_000, maxBytes = 256 * 1024, keepMs = 86_400_000 } = this.options;
    const urls = issuerUrls(certificate);
    const now = this.world.now().getTime();
    for (const url of urls) {
      const kept = this.kept.get(url);
      const issuer = kept !== undefined && kept.until > now ? pick(kept.certificates, certificate) : undefined;
      if (issuer !== undefined) return { issuer, attempts: [] };
    }
    const { found, attempts } = await askServers<readonly Certificate[]>({
      world: this.world,
      health: this.health,
      urls,
      rounds: 1,
      request: (url) => ({
        url,
        method: 'GET',
        accept: 'application/pkix-cert, application/pkcs7-mime',
        timeoutMs,
        maxBytes,
      }),
      read: (body): Reading<readonly Certificate[]> => {
        const certificates = certificatesIn(body);
        return pick(certificates, certificate) === undefined
          ? { kind: 'refused', code: 'not-the-issuer', message: 'no certificate whose key made this signature' }
          : { kind: 'taken', value: certificates };
      },
    });
    if (found === undefined) return { issuer: undefined, attempts };
    if (this.kept.size >= maxKept) this.kept.clear();
    this.kept.set(found.url, { certificates: found.value, until: now + keepMs });
    return { issuer: pick(found.value, certificate), attempts };
  }
}

const maxKept = 500;

const isIssuerOf = (issuer: Certificate, certificate: Certificate): boolean =>
  issuer.subject.key === certificate.issuer.key && verifyCertificateSignature(certificate, issuer) === 'ok';

const pick = (candidates: readonly Certificate[], certificate: Certificate): Certificate | undefined =>
  candidates.slice(0, 20).find((candidate) => isIssuerOf(candidate, certificate));

/** A certificate in DER (as RFC 5280 4.2.2.1 asks), a certs-only CMS, or PEM, which some servers send. */
function certificatesIn(body: Uint8Array): readonly Certificate[] {
  const signedData = parseSignedData(body, { lenient: true });
  if (signedData.kind === 'signed-data') return signedData.certificates;
  for (const read of [
    () => [parseCertificate(body)],
    () => certificatesOnly(body),
    () => certificatesFromPem(latin1(body)),
  ]) {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof CertificateError)) throw error;
    }
  }
  return [];
}

const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
