import { Injectable } from '@nestjs/common';
import { type InputOf, isRefusal, type Refusal, routing } from '@vanthu/contracts';
import { civilDate, printShortDate } from '@vanthu/decree30';
import { type Answer, CommandRunner, Handles, type RequestContext } from '@vanthu/messaging';
import { inTurn, notFound, notTheTurn } from '../../domain/authorise.js';
import { withTask } from '../../domain/rerouting.js';
import { headsTask, isOpen, type Task, withReaders } from '../../domain/routed-document.js';
import { Announcer } from '../../store/announcer.js';
import { Organisation } from '../../store/organisation.js';
import { RoutedDocumentStore } from '../../store/routed-document.store.js';
import { nameVi, Way } from '../../store/way.js';

type Input = InputOf<typeof routing.Assign>;

/** The head of the unit names who handles it, not later than the leader's deadline (Art. 24; R-IN-14). May be done again. */
@Injectable()
export class AssignHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly documents: RoutedDocumentStore,
    private readonly organisation: Organisation,
    private readonly way: Way,
    private readonly announcer: Announcer,
  ) {}

  @Handles(routing.Assign)
  handle(input: Input, ctx: RequestContext): Promise<Answer<typeof routing.Assign>> {
    return this.commands.run(routing.Assign, input, ctx, async (tx) => {
      const found = await this.documents.forTask(tx, input.taskId);
      if (found === null || ctx.actor === null) return notFound();
      const document = inTurn(found.document, 'in-progress', ctx.actor);
      if (isRefusal(document)) return document;
      const { task } = found;
      const standing = headsTask(task, ctx.actor);
      if (standing === null || task.assignee.kind !== 'unit') return routing.refuseRouting('ROUTING.NOT_YOUR_TASK');
      if (!isOpen(task)) return notTheTurn('completed');
      const refusal = refusalOf(input, task.latest, ctx.today());
      if (refusal !== null) return refusal;
      const person = await this.organisation.personInUnit(ctx, document.agencyId, task.assignee.unitId, input.personId);
      if (isRefusal(person)) return person;

      const assigned: Task = {
        ...task,
        personId: person.personId,
        personName: person.fullName,
        deadline: input.deadline ?? task.latest,
        state: 'in-progress',
        openedAt: null,
        startedAt: null,
      };
      const holder = `person:${person.personId}`;
      const changed = await this.way.step(tx, ctx, {
        document: { ...withTask(document, assigned), state: 'in-progress', readers: withReaders(document, holder) },
        act: 'assign',
        textVi: `Giao ${person.fullName} (${task.assignee.name}), thời hạn ${printShortDate(civilDate(assigned.deadline))}`,
        standing,
        tell: { kind: 'given', holders: [holder], textVi: `Được giao việc: ${nameVi(document)}` },
      });
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
function refusalOf(input: Input, latest: string, today: string): Refusal | null {
  if (input.deadline === undefined) return null;
  if (input.deadline > latest) {
    return routing.refuseRouting('ROUTING.LATER_THAN_LEADER', { deadline: printShortDate(civilDate(latest)) });
  }
  return input.deadline < today ? routing.refuseRouting('ROUTING.DEADLINE_PAST', { deadline: input.deadline }) : null;
}
