import type { OcspResponse } from '../ocsp/ocsp.js';
import type { Certificate } from '../x509/certificate.js';
import type { Crl } from '../x509/crl.js';
import { verifyCertificateSignature } from '../x509/issued-by.js';
import { CrlSource } from './crl-source.js';
import type { Attempt, ClientWorld } from './fetch.js';
import { OcspSource } from './ocsp-source.js';
import {
  noSource,
  nothing,
  type RevocationClientOptions,
  type RevocationFindings,
  type RevocationInquiry,
  type SourceContext,
} from './revocation-options.js';
import { ServerHealth } from './server-health.js';

export interface ChainFindings {
  /** As the chain, without its last certificate. */
  readonly findings: readonly RevocationFindings[];
  readonly ocsps: readonly OcspResponse[];
  readonly crls: readonly Crl[];
}

/**
 * Fetches what the issuer says of a certificate, by OCSP and by CRL. An answer is checked before it is believed or kept:
 * about this certificate, signed by whom it must be, in force now, not of the future. What stays open is `unknown`, with
 * every address tried; it never becomes `good`.
 */
export class RevocationClient {
  private readonly sources: readonly (OcspSource | CrlSource)[];

  constructor(world: ClientWorld, options: RevocationClientOptions = {}) {
    const health = new ServerHealth(() => world.now(), options.backOff);
    const context: SourceContext = { world, health, options };
    const [ocsp, crl] = [new OcspSource(context), new CrlSource(context)];
    this.sources = options.prefer === 'crl' ? [crl, ocsp] : [ocsp, crl];
  }

  async collect(inquiry: RevocationInquiry): Promise<RevocationFindings> {
    const { certificate, issuer } = inquiry;
    const isIssuedBy =
      certificate.issuer.key === issuer.subject.key && verifyCertificateSignature(certificate, issuer) === 'ok';
    if (!isIssuedBy) return nothing(certificate, 'not-the-issuer');
    const attempts: Attempt[] = [];
    let why = noSource;
    for (const source of this.sources) {
      const found = await source.ask(inquiry);
      attempts.push(...found.attempts);
      if (found.answer.status !== 'unknown') return { ...found, attempts };
      if (why === noSource) why = found.answer.why;
    }
    return nothing(certificate, why, attempts);
  }

  /** Every certificate of a chain but the last (leaf first, anchor last), side by side. */
  async collectChain(
    chain: readonly Certificate[],
    options: Pick<RevocationInquiry, 'at' | 'fresh'> = {},
  ): Promise<ChainFindings> {
    const inquiries = chain.flatMap((certificate, index) => {
      const issuer = chain[index + 1];
      return issuer === undefined ? [] : [{ certificate, issuer, ...options }];
    });
    const findings = await Promise.all(inquiries.map((inquiry) => this.collect(inquiry)));
    return {
      findings,
      ocsps: findings.flatMap(({ ocsp }) => ocsp ?? []),
      crls: findings.flatMap(({ crl }) => crl ?? []),
    };
  }
}
