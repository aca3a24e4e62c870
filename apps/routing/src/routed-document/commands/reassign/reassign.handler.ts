import { Injectable } from '@nestjs/common';
import { type InputOf, isRefusal, routing } from '@vanthu/contracts';
import { type Answer, CommandRunner, Handles, type RequestContext } from '@vanthu/messaging';
import { inTurn, notFound, notTheTurn } from '../../domain/authorise.js';
import { reassigned, withTask } from '../../domain/rerouting.js';
import { directsAs, isOpen, openTasks, readerOf, withReaders } from '../../domain/routed-document.js';
import { Organisation } from '../../store/organisation.js';
import { RoutedDocumentStore } from '../../store/routed-document.store.js';
import { nameVi, Way } from '../../store/way.js';

/** The leader gives one part to another unit or person; the day stays, and there is still exactly one lead (R-IN-09). */
@Injectable()
export class ReassignHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly documents: RoutedDocumentStore,
    private readonly organisation: Organisation,
    private readonly way: Way,
  ) {}

  @Handles(routing.Reassign)
  handle(input: InputOf<typeof routing.Reassign>, ctx: RequestContext): Promise<Answer<typeof routing.Reassign>> {
    return this.commands.run(routing.Reassign, input, ctx, async (tx) => {
      const found = await this.documents.forTask(tx, input.taskId);
      if (found === null || ctx.actor === null) return notFound();
      const document = inTurn(found.document, 'in-progress', ctx.actor);
      if (isRefusal(document)) return document;
      const standing = directsAs(document, ctx.actor);
      if (standing === null) return routing.refuseRouting('ROUTING.NOT_SUBMITTED_TO_YOU');
      if (!isOpen(found.task)) return notTheTurn('completed');
      const assignee = await this.organisation.namedAssignee(ctx, document.agencyId, input.assignee);
      if (isRefusal(assignee)) return assignee;
      const holder = readerOf(assignee);
      if (openTasks(document).some((task) => readerOf(task.assignee) === holder)) {
        return routing.refuseRouting('ROUTING.ALREADY_HAS_PART', { name: assignee.name });
      }
      return this.way.reroute(tx, ctx, {
        document: { ...withTask(document, reassigned(found.task, assignee)), readers: withReaders(document, holder) },
        act: 'reassign',
        textVi: `Giao lại từ ${found.task.assignee.name} sang ${assignee.name}: ${input.reason}`,
        standing,
        tell: { kind: 'given', holders: [holder], textVi: `Được giao việc: ${nameVi(document)}` },
      });
    });
  }
}
