import { Injectable } from '@nestjs/common';
import { type Actor, commonRefusals, isRefusal, type Refusal, refuser } from '@vanthu/contracts';
import type { RequestContext } from '@vanthu/messaging';
import type { Tx } from '@vanthu/persistence';
import { mayNow, type OutgoingAct } from '../domain/guards.js';
import type { OutgoingDocument } from '../domain/outgoing-document.js';
import { mayRead } from '../domain/readers.js';
import { OutgoingDocumentStore } from './outgoing-document.store.js';

const refuse = refuser(commonRefusals);

/** The person who asks. The contracts of this service name no services, so there always is one. */
export function actorOf(ctx: RequestContext): Actor {
  if (!ctx.actor) throw new Error('a request without a person reached a handler');
  return ctx.actor;
}

/** Loads the document under its lock and asks the guard of the act; a document that the actor may not read is not there. */
@Injectable()
export class ActOnDocument {
  constructor(private readonly documents: OutgoingDocumentStore) {}

  async load(tx: Tx, documentId: string, act: OutgoingAct, ctx: RequestContext): Promise<OutgoingDocument | Refusal> {
    const actor = actorOf(ctx);
    const document = await this.documents.forChange(tx, documentId);
    if (!document || !mayRead(document, actor)) return refuse('REQUEST.NOT_FOUND');
    return mayNow(act, document, actor, ctx.today()) ?? document;
  }

  /** The same without the lock, to gather what must be asked of others before the transaction. */
  async peek(tx: Tx, documentId: string, act: OutgoingAct, ctx: RequestContext): Promise<OutgoingDocument | null> {
    const actor = actorOf(ctx);
    const document = await this.documents.byId(tx, documentId);
    if (!document || !mayRead(document, actor) || isRefusal(mayNow(act, document, actor, ctx.today()))) return null;
    return document;
  }
}
