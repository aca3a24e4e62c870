import { Injectable } from '@nestjs/common';
import { type Actor, type InputOf, routing } from '@vanthu/contracts';
import { type Answer, Handles, type RequestContext } from '@vanthu/messaging';
import { Transactions, type Tx } from '@vanthu/persistence';
import { notFound } from '../../domain/authorise.js';
import { holdsTask, isOpen, mayRead, type RoutedDocument } from '../../domain/routed-document.js';
import { viewOf } from '../../domain/view.js';
import { Announcer } from '../../store/announcer.js';
import { RoutedDocumentStore } from '../../store/routed-document.store.js';
import { TimelineStore } from '../../store/timeline.store.js';

/** The way of one document. Who holds a task and looks for the first time has received it ("Ký nhận", Art. 23.4). */
@Injectable()
export class GetRoutedHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly documents: RoutedDocumentStore,
    private readonly timeline: TimelineStore,
    private readonly announcer: Announcer,
  ) {}

  @Handles(routing.GetRouted)
  handle(input: InputOf<typeof routing.GetRouted>, ctx: RequestContext): Promise<Answer<typeof routing.GetRouted>> {
    return this.transactions.run(async (tx) => {
      const found = await this.documents.byId(tx, input.documentId);
      const { actor } = ctx;
      if (found === null || actor === null || !mayRead(found, ctx.principals)) return notFound();
      const document = unopened(found, actor).length === 0 ? found : await this.open(tx, found, actor, ctx);
      await this.timeline.recordAccess(tx, document.documentId, 'read', actor, ctx.now());
      return { ...viewOf(document, actor, ctx.today()), timeline: await this.timeline.of(tx, document.documentId) };
    });
  }

  private async open(tx: Tx, seen: RoutedDocument, actor: Actor, ctx: RequestContext): Promise<RoutedDocument> {
    // Read again under the lock: two looks at once are one first look.
    const locked = (await this.documents.forChange(tx, seen.documentId)) ?? seen;
    const opened = unopened(locked, actor);
    if (opened.length === 0) return locked;
    const openedAt = ctx.now().toISOString();
    const document = await this.documents.save(tx, {
      ...locked,
      tasks: locked.tasks.map((task) => (opened.includes(task) ? { ...task, openedAt } : task)),
    });
    for (const task of opened) {
      const facts = { taskId: task.id, personName: actor.personName, openedAt };
      await this.timeline.record(tx, document.documentId, { act: 'open-task', textVi: 'Đã nhận việc' }, ctx);
      await this.announcer.announce(tx, routing.TaskOpened, document, facts, ctx);
    }
    return document;
  }
}

const unopened = (document: RoutedDocument, actor: Actor) =>
  document.tasks.filter((task) => isOpen(task) && task.openedAt === null && holdsTask(task, actor));
