import { Injectable } from '@nestjs/common';
import { type InputOf, isRefusal, type Refusal, routing } from '@vanthu/contracts';
import { type Answer, CommandRunner, Handles, type RequestContext } from '@vanthu/messaging';
import { inTurn, notFound, notTheTurn } from '../../domain/authorise.js';
import { headsTask, isOpen, type Task } from '../../domain/routed-document.js';
import { Announcer } from '../../store/announcer.js';
import { Organisation } from '../../store/organisation.js';
import { RoutedDocumentStore } from '../../store/routed-document.store.js';
import { TimelineStore } from '../../store/timeline.store.js';

type Input = InputOf<typeof routing.Assign>;

/** The head of the unit names who handles it, not later than the leader's deadline (Art. 24; R-IN-14). May be done again. */
@Injectable()
export class AssignHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly documents: RoutedDocumentStore,
    private readonly organisation: Organisation,
    private readonly timeline: TimelineStore,
    private readonly announcer: Announcer,
  ) {}

  @Handles(routing.Assign)
  handle(input: Input, ctx: RequestContext): Promise<Answer<typeof routing.Assign>> {
    return this.commands.run(routing.Assign, input, ctx, async (tx) => {
      const found = await this.documents.forTask(tx, input.taskId);
      if (found === null || ctx.actor === null) return notFound();
      const document = inTurn(found.document, 'in-progress', ctx.principals);
      if (isRefusal(document)) return document;
      const { task } = found;
      if (!headsTask(task, ctx.actor) || task.assignee.kind !== 'unit') {
        return routing.refuseRouting('ROUTING.NOT_YOUR_TASK');
      }
      if (!isOpen(task)) return notTheTurn('completed');
      const refusal = refusalOf(input, document.deadline, ctx.today());
      if (refusal !== null) return refusal;
      const person = await this.organisation.personInUnit(ctx, document.agencyId, task.assignee.unitId, input.personId);
      if (isRefusal(person)) return person;

      const assigned: Task = {
        ...task,
        personId: person.personId,
        personName: person.fullName,
        deadline: input.deadline ?? document.deadline ?? task.deadline,
        state: 'in-progress',
        openedAt: null,
      };
      const changed = await this.documents.save(tx, {
        ...document,
        state: 'in-progress',
        tasks: document.tasks.map((each) => (each.id === task.id ? assigned : each)),
        readers: [...new Set([...document.readers, `person:${person.personId}`])],
      });
      const textVi = `Giao ${person.fullName} (${task.assignee.name}), thời hạn ${assigned.deadline.split('-').reverse().join('/')}`;
      await this.timeline.record(tx, changed.documentId, { act: 'assign', textVi }, ctx);
      const facts = {
        taskId: task.id,
        personId: person.personId,
        personName: person.fullName,
        deadline: assigned.deadline,
      };
      await this.announcer.announce(tx, routing.Assigned, changed, facts, ctx);
      return { documentId: changed.documentId, state: changed.state, version: changed.version };
    });
  }
}

/** Only a deadline that the head sets is judged: work that is late already must still find somebody who does it. */
function refusalOf(input: Input, leaderDeadline: string | null, today: string): Refusal | null {
  if (input.deadline === undefined) return null;
  if (leaderDeadline !== null && input.deadline > leaderDeadline) {
    return routing.refuseRouting('ROUTING.LATER_THAN_LEADER', { deadline: leaderDeadline });
  }
  return input.deadline < today ? routing.refuseRouting('ROUTING.DEADLINE_PAST', { deadline: input.deadline }) : null;
}
