import { Injectable } from '@nestjs/common';
import { incoming, isRefusal, signing } from '@vanthu/contracts';
import { JobContexts, Outbox, RequestClient, TimelineStore } from '@vanthu/messaging';
import { Transactions } from '@vanthu/persistence';
import type { IncomingDocument } from '../domain/incoming-document.js';
import { mayBecome } from '../domain/incoming-state.js';
import { adviseOn } from '../domain/reception-policy.js';
import { IncomingDocumentStore } from '../store/incoming-document.store.js';
import { type OwedCheck, OwedWorkStore } from '../store/owed-work.store.js';
import { OwedJobs } from './owed-jobs.js';

type Judgement = signing.Judgement;

/** Nobody waits at a screen: files of others may be judged before it, and each may take its time. Real milliseconds. */
const judgingMs = 30_000;

/** One file that takes long, or waits for a slow server, does not keep the others from their clerks. */
const checksAtOnce = 4;

/**
 * Minutes of real time after the first, second … check that could not decide, because revocation could not be asked or a root was unknown: it is
 * asked again by itself, also after the clerk has decided and registered.
 */
const againAfterMinutes = [10, 60, 360, 1_440] as const;

/** Nobody goes by its signatures any more. */
const isClosed = ({ state }: IncomingDocument): boolean => state === 'returned' || state === 'recalled';

/**
 * Authenticity and integrity are checked before acceptance (Art. 21.2.a, R-IN-01). The check follows an arrival by itself; as
 * long as `signing` does not answer the document stays `arrived`, and the table says when it is asked again.
 */
@Injectable()
export class CheckArrivedJob {
  constructor(
    private readonly transactions: Transactions,
    private readonly requests: RequestClient,
    private readonly contexts: JobContexts,
    private readonly outbox: Outbox,
    private readonly documents: IncomingDocumentStore,
    private readonly owed: OwedWorkStore,
    private readonly timeline: TimelineStore,
    private readonly jobs: OwedJobs,
  ) {
    jobs.add('check-arrived', {
      take: (tx) => this.owed.takeCheck(tx),
      work: (owed) => this.check(owed),
      failed: (tx, id, problem) => this.owed.checkFailed(tx, id, problem),
      idOf: (owed) => owed.document_id,
      unfinished: 'a reception could not be checked yet',
      atOnce: checksAtOnce,
    });
  }

  private async check(owed: OwedCheck): Promise<void> {
    const document = await this.transactions.run((tx) => this.documents.byId(tx, owed.document_id));
    if (document === null) return;
    // Simulated time: the check belongs to the civil instant of the arrival, or of the act that asked for it again.
    const at = this.jobs.at(owed.civil_at);
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
      // Returned, recalled, or checked by another copy of the service while signing was judging.
      if (!(await this.owed.checkDone(tx, owed)) || document === null || isClosed(document)) return;
      const { advice, adviceVi } = adviseOn(judgement, document.fields);
      const checkedAt = ctx.now().toISOString();
      const before = await this.documents.latestCheck(tx, document.id);
      const nth = await this.documents.addCheck(tx, document.id, { judgement, advice, adviceVi, checkedAt });
      const again = judgement.answer === 'undetermined' ? againAfterMinutes[nth - 1] : undefined;
      if (again !== undefined) await this.owed.oweCheck(tx, document.id, ctx.now(), again);
      if (!mayBecome(document.state, 'checked')) {
        // The number stands, whatever is found now: the register is not changed, and whoever reads the document is told.
        const found = before?.judgement.answer === judgement.answer ? null : adviceVi;
        const textVi = `Kiểm tra lại chữ ký số sau khi vào sổ: ${found ?? 'kết quả như trước'}`;
        await this.timeline.record(tx, document.id, { act: 'check', textVi }, ctx);
        await this.announce(tx, document, { advice, answer: judgement.answer, checkedAt }, ctx);
        return;
      }
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
