import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { incoming, isRefusal, signing } from '@vanthu/contracts';
import {
  JobContexts,
  JobLoop,
  Outbox,
  RequestClient,
  SERVICE_CONFIG,
  SERVICE_LOGGER,
  type ServiceConfig,
} from '@vanthu/messaging';
import type { Logger } from '@vanthu/observability';
import { Transactions } from '@vanthu/persistence';
import type { IncomingDocument } from '../domain/incoming-document.js';
import { mayBecome } from '../domain/incoming-state.js';
import { adviseOn } from '../domain/reception-policy.js';
import { IncomingDocumentStore } from '../store/incoming-document.store.js';
import { type OwedCheck, OwedWorkStore, problemOf } from '../store/owed-work.store.js';
import { TimelineStore } from '../store/timeline.store.js';

type Judgement = signing.Judgement;

/** Nobody waits at a screen: revocation may be asked of slow servers meanwhile. Real milliseconds. */
const judgingMs = 15_000;

/**
 * Authenticity and integrity are checked before acceptance (Art. 21.2.a, R-IN-01). The check follows an arrival by itself; as
 * long as `signing` does not answer the document stays `arrived`, and the table says when it is asked again.
 */
@Injectable()
export class CheckArrivedJob implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop: JobLoop;

  constructor(
    private readonly transactions: Transactions,
    private readonly requests: RequestClient,
    private readonly contexts: JobContexts,
    private readonly outbox: Outbox,
    private readonly documents: IncomingDocumentStore,
    private readonly owed: OwedWorkStore,
    private readonly timeline: TimelineStore,
    @Inject(SERVICE_CONFIG) private readonly config: ServiceConfig,
    @Inject(SERVICE_LOGGER) private readonly log: Logger,
  ) {
    this.loop = new JobLoop('check-arrived', () => this.runOnce(), log);
  }

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop.stop();
  }

  /** One owed check; `false` when none is due. */
  async runOnce(): Promise<boolean> {
    const owed = await this.transactions.run((tx) => this.owed.takeCheck(tx));
    if (owed === null) return false;
    try {
      await this.check(owed);
    } catch (error) {
      const problem = problemOf(error);
      this.log[problem.isAway ? 'warn' : 'error'](
        { err: error, documentId: owed.document_id },
        'a reception could not be checked yet',
      );
      await this.transactions.run((tx) => this.owed.checkFailed(tx, owed.document_id, problem));
    }
    return true;
  }

  private async check(owed: OwedCheck): Promise<void> {
    const document = await this.transactions.run((tx) => this.documents.byId(tx, owed.document_id));
    if (document === null) return;
    // Simulated time: the check belongs to the civil instant of the arrival, or of the act that asked for it again.
    const at = this.config.clock === 'simulated' ? { at: owed.civil_at } : {};
    const question = { fileSha256: document.file.sha256 };
    const judgement = await this.requests.ask(signing.JudgeFile, question, {
      asService: true,
      timeoutMs: judgingMs,
      ...at,
    });
    if (isRefusal(judgement)) throw new Error(`signing does not judge the file: ${judgement.code}`);
    await this.store(owed, judgement, at);
  }

  private async store(owed: OwedCheck, judgement: Judgement, at: { at?: string }): Promise<void> {
    const ctx = this.contexts.create(at);
    await this.transactions.run(async (tx) => {
      const document = await this.documents.forChange(tx, owed.document_id);
      // Returned, registered or checked by another copy of the service while signing was judging.
      if (!(await this.owed.checkDone(tx, owed)) || document === null || !mayBecome(document.state, 'checked')) return;
      const { advice, adviceVi } = adviseOn(judgement, document.fields);
      const checkedAt = ctx.now().toISOString();
      await this.documents.addCheck(tx, document.id, { judgement, advice, adviceVi, checkedAt });
      const checked = await this.documents.save(tx, { ...document, state: 'checked', advice, changedAt: checkedAt });
      await this.timeline.record(tx, checked.id, { act: 'check', textVi: `Kiểm tra chữ ký số: ${adviceVi}` }, ctx);
      await this.announce(tx, checked, { advice, answer: judgement.answer, checkedAt }, ctx);
    });
  }

  private announce(
    tx: Parameters<Outbox['add']>[0],
    { id, agencyId, readers }: IncomingDocument,
    outcome: { advice: 'accept' | 'decide' | 'return'; answer: Judgement['answer']; checkedAt: string },
    ctx: Parameters<Outbox['add']>[3],
  ): Promise<unknown> {
    const payload = { documentId: id, agencyId, readers: [...readers], ...outcome };
    return this.outbox.add(tx, incoming.IncomingChecked, { aggregateId: id, payload }, ctx);
  }
}
