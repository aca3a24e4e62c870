import { Injectable } from '@nestjs/common';
import { type Actor, type InputOf, routing } from '@vanthu/contracts';
import type { CivilDate } from '@vanthu/decree30';
import { type Answer, Handles, type RequestContext, TimelineStore } from '@vanthu/messaging';
import { Transactions, type Tx } from '@vanthu/persistence';
import { Courses } from '../../../flows/courses.js';
import { notFound } from '../../domain/authorise.js';
import { deadlineChoices } from '../../domain/due.js';
import { partOf } from '../../domain/part-of.js';
import { directsAs, headsTask, isOpen, mayRead, type RoutedDocument, type Task } from '../../domain/routed-document.js';
import { viewOf } from '../../domain/view.js';
import { Announcer } from '../../store/announcer.js';
import { CalendarStore } from '../../store/calendar.store.js';
import { IssuedDocumentStore } from '../../store/issued-document.store.js';
import { ProofStore } from '../../store/proof.store.js';
import { RoutedDocumentStore } from '../../store/routed-document.store.js';

/** The way of one document. Who holds a task and looks for the first time has received it ("Ký nhận", Art. 23.4). */
@Injectable()
export class GetRoutedHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly documents: RoutedDocumentStore,
    private readonly timeline: TimelineStore,
    private readonly announcer: Announcer,
    private readonly calendars: CalendarStore,
    private readonly issued: IssuedDocumentStore,
    private readonly courses: Courses,
    private readonly proofs: ProofStore,
  ) {}

  @Handles(routing.GetRouted)
  handle(input: InputOf<typeof routing.GetRouted>, ctx: RequestContext): Promise<Answer<typeof routing.GetRouted>> {
    return this.transactions.run(async (tx) => {
      const found = await this.documents.byId(tx, input.documentId);
      const { actor } = ctx;
      if (found === null || actor === null || !mayRead(found, actor)) return notFound();
      const document = looksFirst(found, actor) ? await this.open(tx, found, actor, ctx) : found;
      await this.timeline.recordAccess(tx, document.documentId, 'read', actor, ctx.now());
      const calendar = await this.calendars.of(tx, document.agencyId);
      const today = ctx.today() as CivilDate;
      const answeredWith = (await this.issued.answersTo(tx, [document.documentId])).get(document.documentId) ?? null;
      const undirected = document.state === 'registered' || document.state === 'submitted';
      return {
        ...viewOf(document, { actor, today, calendar, answeredWith }),
        deadlineChoices: undirected
          ? deadlineChoices(today, { ...document, byFlow: await this.courses.handlingDays(tx, document) }, calendar)
          : [],
        proofs: await this.proofs.of(tx, document.documentId),
        timeline: await this.timeline.of(tx, document.documentId),
      };
    });
  }

  private async open(tx: Tx, seen: RoutedDocument, actor: Actor, ctx: RequestContext): Promise<RoutedDocument> {
    // Read again under the lock: two looks at once are one first look.
    const locked = (await this.documents.forChange(tx, seen.documentId)) ?? seen;
    if (!looksFirst(locked, actor)) return locked;
    const opened = unopened(locked, actor);
    const openedAt = ctx.now().toISOString();
    const document = await this.documents.save(tx, {
      ...locked,
      submissionOpenedAt: submittedUnseen(locked, actor) ? openedAt : locked.submissionOpenedAt,
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
  document.tasks.filter((task) => isOpen(task) && task.openedAt === null && holds(task, actor));

/** The person who has it; before somebody is named, the head. A head who looks again has not received it for the official. */
const holds = (task: Task, actor: Actor): boolean =>
  task.personId === null ? headsTask(task, actor) !== null : task.personId === actor.personId;

/** The first look of the leader, or of somebody who is heard before: from now on the clerk cannot take the submission back. */
const submittedUnseen = (document: RoutedDocument, actor: Actor): boolean =>
  document.state === 'submitted' &&
  document.submissionOpenedAt === null &&
  (directsAs(document, actor) !== null || partOf(document, actor) !== null);

const looksFirst = (document: RoutedDocument, actor: Actor): boolean =>
  submittedUnseen(document, actor) || unopened(document, actor).length > 0;
