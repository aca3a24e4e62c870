import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { type Actor, directory, type InputOf } from '@vanthu/contracts';
import {
  type ActContext,
  type Answer,
  CommandRunner,
  Handles,
  JobContexts,
  Outbox,
  type RequestContext,
  SERVICE_CONFIG,
  SERVICE_LOGGER,
  type ServiceConfig,
} from '@vanthu/messaging';
import type { Logger } from '@vanthu/observability';
import { Transactions, type Tx } from '@vanthu/persistence';
import { certificatesOf, expiringUnannounced, noteAnnounced } from './expiry.store.js';

const EVERY_MS = 3_600_000;

/** Certificates of an agency, and their ends announced in time. On the simulated clock only when it is asked for. */
@Injectable()
export class ExpiryHandler implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly commands: CommandRunner,
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
    private readonly contexts: JobContexts,
    @Inject(SERVICE_CONFIG) private readonly config: ServiceConfig,
    @Inject(SERVICE_LOGGER) private readonly log: Logger,
  ) {}

  onApplicationBootstrap(): void {
    if (this.timer || this.config.clock !== 'real') return;
    this.timer = setInterval(() => void this.announceByItself(), EVERY_MS);
    this.timer.unref();
    void this.announceByItself();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  @Handles(directory.FindCertificates)
  async find(
    _: InputOf<typeof directory.FindCertificates>,
    ctx: RequestContext,
  ): Promise<Answer<typeof directory.FindCertificates>> {
    return { certificates: await certificatesOf(this.transactions, (ctx.actor as Actor).agencyId, ctx.now()) };
  }

  @Handles(directory.AnnounceExpiries)
  announce(
    input: InputOf<typeof directory.AnnounceExpiries>,
    ctx: RequestContext,
  ): Promise<Answer<typeof directory.AnnounceExpiries>> {
    return this.commands.run(directory.AnnounceExpiries, input, ctx, async (tx) => ({
      announced: await this.announceAll(tx, ctx.now(), ctx),
    }));
  }

  private async announceByItself(): Promise<void> {
    try {
      const ctx = this.contexts.create();
      await this.transactions.run((tx) => this.announceAll(tx, new Date(), ctx));
    } catch (error) {
      this.log.error({ err: error }, 'ends of certificates could not be announced');
    }
  }

  /** Each at each of its days once; one that was enrolled late is announced for the nearest day alone. */
  private async announceAll(tx: Tx, now: Date, ctx: ActContext): Promise<number> {
    const found = await expiringUnannounced(tx, now);
    for (const { days, ...enrolment } of found) {
      await noteAnnounced(tx, enrolment.id, days);
      const payload = { ...enrolment, days };
      await this.outbox.add(tx, directory.CertificateExpiring, { aggregateId: enrolment.id, payload }, ctx);
    }
    return found.length;
  }
}
