import { Injectable } from '@nestjs/common';
import { commonRefusals, type InputOf, outgoing, type Refusal, refuser } from '@vanthu/contracts';
import { type Answer, Handles, type RequestContext } from '@vanthu/messaging';
import { Transactions, type Tx } from '@vanthu/persistence';
import { z } from 'zod';
import type { OutgoingDocument } from '../domain/outgoing-document.js';
import { actorOf } from '../store/act-on-document.js';
import { OutgoingDocumentStore } from '../store/outgoing-document.store.js';
import { TimelineStore } from '../store/timeline.store.js';
import { type MachineRequest, MachineRequestStore } from './machine-request.store.js';
import { machineOf } from './request-document.handler.js';
import { noOutcome, RequestedOutcomes } from './requested-outcomes.js';
import { requestedView } from './requested-view.js';

const refuse = refuser(commonRefusals);
/** A position of the log. */
const Place = z.tuple([z.number().int().min(0)]);

/** What became of what a system asked for; it sees its own requests alone. */
@Injectable()
export class RequestedDocumentsHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly documents: OutgoingDocumentStore,
    private readonly requests: MachineRequestStore,
    private readonly timeline: TimelineStore,
    private readonly outcomes: RequestedOutcomes,
  ) {}

  @Handles(outgoing.FindRequestedDocuments)
  find(
    { after, reference, limit }: InputOf<typeof outgoing.FindRequestedDocuments>,
    ctx: RequestContext,
  ): Promise<Answer<typeof outgoing.FindRequestedDocuments>> {
    const { accountId } = machineOf(actorOf(ctx));
    return this.transactions.run(async (tx) => {
      const told = await this.requests.page(tx, accountId, { after: placeOf(after), reference, limit });
      const documents = await this.documents.select(tx, 'd.id = ANY($1::uuid[])', [
        told.map(({ request }) => request.documentId),
      ]);
      const outcomes = await this.outcomes.ofAll(
        tx,
        documents.map(({ id }) => id),
      );
      const views = told.flatMap(({ request }) => {
        const document = documents.find(({ id }) => id === request.documentId);
        return document ? [requestedView(request, document, outcomes.get(document.id) ?? noOutcome)] : [];
      });
      const last = told.at(-1);
      const next = last && Buffer.from(JSON.stringify([last.position])).toString('base64url');
      return { documents: views, next: next ?? after ?? null };
    });
  }

  @Handles(outgoing.GetRequestedDocument)
  get(
    { documentId }: InputOf<typeof outgoing.GetRequestedDocument>,
    ctx: RequestContext,
  ): Promise<Answer<typeof outgoing.GetRequestedDocument>> {
    return this.transactions.run(async (tx) => {
      const found = await this.own(tx, documentId, ctx);
      if ('refused' in found) return found;
      await this.timeline.recordAccess(tx, documentId, { act: 'read' }, { actor: actorOf(ctx), at: ctx.now() });
      return requestedView(found.request, found.document, await this.outcomes.of(tx, documentId));
    });
  }

  @Handles(outgoing.OpenRequestedFile)
  open(
    { documentId }: InputOf<typeof outgoing.OpenRequestedFile>,
    ctx: RequestContext,
  ): Promise<Answer<typeof outgoing.OpenRequestedFile>> {
    return this.transactions.run(async (tx) => {
      const found = await this.own(tx, documentId, ctx);
      if ('refused' in found) return found;
      const { file, state } = found.document;
      if (state !== 'issued') return outgoing.refuseOutgoing('OUTGOING.NOT_ISSUED_YET');
      const what = { act: 'download', fileSha256: file.sha256 } as const;
      await this.timeline.recordAccess(tx, documentId, what, { actor: actorOf(ctx), at: ctx.now() });
      return { ...file, mediaType: 'application/pdf' };
    });
  }

  private async own(
    tx: Tx,
    documentId: string,
    ctx: RequestContext,
  ): Promise<{ request: MachineRequest; document: OutgoingDocument } | Refusal> {
    const request = await this.requests.of(tx, machineOf(actorOf(ctx)).accountId, documentId);
    const document = request && (await this.documents.byId(tx, documentId));
    return document ? { request, document } : refuse('REQUEST.NOT_FOUND');
  }
}

function placeOf(text: string | undefined): number {
  if (text === undefined) return 0;
  try {
    return Place.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')))[0];
  } catch {
    // A place that we did not write begins at the beginning.
    return 0;
  }
}
