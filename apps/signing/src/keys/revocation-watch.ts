import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { type Refusal, signing } from '@vanthu/contracts';
import {
  type ActContext,
  JobContexts,
  Outbox,
  SERVICE_CONFIG,
  SERVICE_LOGGER,
  type ServiceConfig,
} from '@vanthu/messaging';
import type { Logger } from '@vanthu/observability';
import { Transactions } from '@vanthu/persistence';
import { parseCertificate } from '@vanthu/pki';
import { Background } from '../background.js';
import { CertificateFitness } from './certificate-fitness.js';
import { type KeyRow, KeyStore } from './key.store.js';

/** Lists come every few hours; they are read again when a file is another one. */
const NET_MS = 60_000;

/** A revocation that is seen is acted upon: the key is marked and its owner told, once, whoever sees it first. */
@Injectable()
export class RevocationWatch implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly background: Background;

  constructor(
    private readonly transactions: Transactions,
    private readonly keys: KeyStore,
    private readonly fitness: CertificateFitness,
    private readonly outbox: Outbox,
    private readonly contexts: JobContexts,
    @Inject(SERVICE_CONFIG) private readonly config: ServiceConfig,
    @Inject(SERVICE_LOGGER) log: Logger,
  ) {
    this.background = new Background(
      () => this.lookAtAll(),
      NET_MS,
      (error) => log.error({ err: error }, 'revocations could not be looked for'),
    );
  }

  /** On the simulated clock they are seen when a key is used. */
  onApplicationBootstrap(): void {
    if (this.config.clock === 'real') this.background.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.background.stop();
  }

  /** Of a key that was to be used just now. */
  async note(refusal: Refusal, certificateSha256: string, at: Date, ctx: ActContext): Promise<void> {
    if (refusal.code !== 'SIGNING.CERTIFICATE_REVOKED') return;
    await this.transactions.run(async (tx) => {
      for (const row of await this.keys.markRevoked(tx, certificateSha256, at)) {
        const payload = {
          keyId: row.key_id,
          owner: ownerOf(row),
          certificateSha256,
          subject: parseCertificate(row.certificate_der).subject.text,
          seenAt: at.toISOString(),
        };
        await this.outbox.add(tx, signing.KeyRevoked, { aggregateId: row.key_id, payload }, ctx);
      }
    });
  }

  private async lookAtAll(): Promise<boolean> {
    for (const row of await this.keys.notKnownRevoked()) {
      const at = new Date();
      const problem = this.fitness.problemOf(parseCertificate(row.certificate_der), at);
      if (problem) await this.note(problem, row.certificate_sha256, at, this.contexts.create());
    }
    return false;
  }
}

const ownerOf = ({ owner_kind, owner_id }: KeyRow) =>
  owner_kind === 'person'
    ? { kind: 'person' as const, personId: owner_id }
    : { kind: 'organisation' as const, agencyId: owner_id };
