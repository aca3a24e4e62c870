import { Injectable } from '@nestjs/common';
import { outgoing } from '@vanthu/contracts';
import { numberAndSymbol } from '@vanthu/decree30';
import { Outbox, type RequestContext } from '@vanthu/messaging';
import type { Tx } from '@vanthu/persistence';
import { type OutgoingDocument, refOf } from '../../domain/outgoing-document.js';
import { step } from '../../domain/outgoing-state.js';
import { signatureRequest, subjectOf } from '../../domain/payloads.js';
import { RegisterLineStore } from '../../register/register-line.store.js';
import { DraftStore } from '../../store/draft.store.js';
import { OutgoingDocumentStore } from '../../store/outgoing-document.store.js';
import { TimelineStore } from '../../store/timeline.store.js';
import { signatureJob } from '../signature-job.js';

export interface Given {
  readonly number: number;
  readonly documentDate: string;
  readonly seriesCode: string;
  readonly activationId: string;
}

/** Writes what belongs to a number, in the transaction that gave it: document, line, timeline, `Numbered`, order to seal. */
@Injectable()
export class NumberDocument {
  constructor(
    private readonly documents: OutgoingDocumentStore,
    private readonly drafts: DraftStore,
    private readonly lines: RegisterLineStore,
    private readonly timeline: TimelineStore,
    private readonly outbox: Outbox,
  ) {}

  async write(tx: Tx, document: OutgoingDocument, given: Given, ctx: RequestContext) {
    const { number, documentDate, seriesCode, activationId } = given;
    const numbering = { number, numberAndSymbol: numberAndSymbol(number, document.symbol), documentDate, seriesCode };
    const job = signatureJob(document, 'organisation', { activationId, authority: null });
    const numbered = await this.documents.save(tx, {
      ...document,
      state: step(document.state, 'numbered'),
      numbering,
      job,
      changedAt: ctx.now().toISOString(),
    });
    const { body } = await this.drafts.text(tx, document);
    await this.lines.add(tx, numbered, body.form === 'letter' ? body.addressees : []);
    const textVi = `Cấp số ${numbering.numberAndSymbol}, vào sổ, ra lệnh đóng dấu`;
    await this.timeline.record(tx, document.id, { act: 'allot-number', textVi }, ctx);
    const payload = { ...subjectOf(numbered), ...numbering, symbol: document.symbol };
    await this.outbox.add(tx, outgoing.Numbered, { aggregateId: document.id, payload }, ctx);
    const order = signatureRequest(numbered, job);
    await this.outbox.add(tx, outgoing.SignatureRequested, { aggregateId: document.id, payload: order }, ctx);
    return { ...refOf(numbered), number, numberAndSymbol: numbering.numberAndSymbol, documentDate, jobId: job.jobId };
  }
}
