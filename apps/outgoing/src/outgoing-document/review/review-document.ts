import { Injectable } from '@nestjs/common';
import { commonRefusals, type Refusal, refuser } from '@vanthu/contracts';
import type { RequestContext } from '@vanthu/messaging';
import type { Tx } from '@vanthu/persistence';
import type { OutgoingDocument } from '../domain/outgoing-document.js';
import { mayRead } from '../domain/readers.js';
import { reviewGuards } from '../domain/review-guards.js';
import { actorOf } from '../store/act-on-document.js';
import { OutgoingDocumentStore } from '../store/outgoing-document.store.js';

/** A draft under its lock, when the actor may do this with it; one that the actor may not read is not there. */
@Injectable()
export class ReviewDocument {
  constructor(private readonly documents: OutgoingDocumentStore) {}

  async load(
    tx: Tx,
    documentId: string,
    act: keyof typeof reviewGuards | null,
    ctx: RequestContext,
  ): Promise<OutgoingDocument | Refusal> {
    const actor = actorOf(ctx);
    const document = await this.documents.forChange(tx, documentId);
    if (!document || !mayRead(document, actor)) return refuser(commonRefusals)('REQUEST.NOT_FOUND');
    return (act === null ? null : reviewGuards[act](document, actor)) ?? document;
  }
}
