import { Injectable } from '@nestjs/common';
import { type OutputOf, outgoing } from '@vanthu/contracts';
import { numberAndSymbol } from '@vanthu/decree30';
import { Outbox, type RequestContext } from '@vanthu/messaging';
import type { Tx } from '@vanthu/persistence';
import type { SeriesKey } from '@vanthu/register';
import { type OutgoingDocument, refOf, type SignatureJob, sealOf } from '../../domain/outgoing-document.js';
import { step } from '../../domain/outgoing-state.js';
import { signatureRequest, subjectOf } from '../../domain/payloads.js';
import { RegisterLineStore } from '../../register/register-line.store.js';
import { OutgoingDocumentStore } from '../../store/outgoing-document.store.js';
import { TimelineStore } from '../../store/timeline.store.js';
import { WatchStore } from '../../watch/watch.store.js';
import { signatureJob } from '../signature-job.js';

export interface Given {
  readonly document: OutgoingDocument;
  readonly number: number;
  readonly date: string;
  /** Null on the ink road: the wet seal follows, and the scan is signed later. */
  readonly activationId: string | null;
  readonly thenIssue: boolean;
  readonly addressees: readonly string[];
  readonly ctx: RequestContext;
}

interface Numbered extends Given {
  readonly document: OutgoingDocument;
  readonly job: SignatureJob | null;
}

/**
 * Writes what belongs to numbers, in the transaction that gave and entered them: book, document, timeline, `Numbered`, order to seal.
 * All of a group wait for the last of them, so that what can be written together is.
 */
@Injectable()
export class NumberDocuments {
  constructor(
    private readonly documents: OutgoingDocumentStore,
    private readonly lines: RegisterLineStore,
    private readonly timeline: TimelineStore,
    private readonly watch: WatchStore,
    private readonly outbox: Outbox,
  ) {}

  async write(tx: Tx, key: SeriesKey, given: readonly Given[]): Promise<OutputOf<typeof outgoing.AllotNumber>[]> {
    const numbered: Numbered[] = [];
    for (const one of given) numbered.push(await this.save(tx, key, one));
    await this.lines.add(tx, numbered);
    await this.timeline.recordAll(
      tx,
      numbered.map(({ document, ctx }) => {
        const given = `Cấp số ${document.numbering?.numberAndSymbol}`;
        const textVi = document.road === 'ink' ? `${given} văn bản giấy, vào sổ` : `${given}, vào sổ, ra lệnh đóng dấu`;
        return { documentId: document.id, what: { act: 'allot-number', textVi }, by: ctx };
      }),
    );
    for (const { document, ctx } of numbered) await this.watch.done(tx, document, ['number'], ctx.now());
    for (const one of numbered) await this.announce(tx, one);
    return numbered.map(replyOf);
  }

  private async save(tx: Tx, key: SeriesKey, given: Given): Promise<Numbered> {
    const { document, number, date: documentDate, activationId, thenIssue, ctx } = given;
    const printed = numberAndSymbol(number, document.symbol);
    const job = activationId && signatureJob(document, sealOf(document), { activationId, authority: null });
    const saved = await this.documents.save(tx, {
      ...document,
      state: step(document.state, 'numbered'),
      numbering: { number, numberAndSymbol: printed, documentDate, seriesCode: key.code },
      job: job || null,
      issueBy: thenIssue ? ctx.actor : null,
      changedAt: ctx.now().toISOString(),
    });
    return { ...given, document: saved, job: job || null };
  }

  private async announce(tx: Tx, { document, job, ctx }: Numbered): Promise<void> {
    const { numbering } = document;
    if (!numbering) throw new Error(`document ${document.id} was not numbered`);
    const payload = { ...subjectOf(document), ...numbering, symbol: document.symbol };
    await this.outbox.add(tx, outgoing.Numbered, { aggregateId: document.id, payload }, ctx);
    if (!job) return;
    const order = signatureRequest(document, job);
    await this.outbox.add(tx, outgoing.SignatureRequested, { aggregateId: document.id, payload: order }, ctx);
  }
}

const replyOf = ({ document, number, date, job }: Numbered): OutputOf<typeof outgoing.AllotNumber> => ({
  ...refOf(document),
  number,
  numberAndSymbol: numberAndSymbol(number, document.symbol),
  documentDate: date,
  jobId: job?.jobId ?? null,
});
