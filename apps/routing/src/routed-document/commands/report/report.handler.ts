import { Injectable } from '@nestjs/common';
import { type InputOf, isRefusal, routing } from '@vanthu/contracts';
import { type Answer, CommandRunner, Handles, type RequestContext } from '@vanthu/messaging';
import { inTurn, notFound, notTheTurn } from '../../domain/authorise.js';
import { withTask } from '../../domain/rerouting.js';
import { holdsTask, isOpen } from '../../domain/routed-document.js';
import { RoutedDocumentStore } from '../../store/routed-document.store.js';
import { Way } from '../../store/way.js';

/** Progress in words (Annex IV VIII column 5). The first report begins the task; what was never opened is acknowledged by it. */
@Injectable()
export class ReportHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly documents: RoutedDocumentStore,
    private readonly way: Way,
  ) {}

  @Handles(routing.Report)
  handle(input: InputOf<typeof routing.Report>, ctx: RequestContext): Promise<Answer<typeof routing.Report>> {
    return this.commands.run(routing.Report, input, ctx, async (tx) => {
      const found = await this.documents.forTask(tx, input.taskId);
      if (found === null || ctx.actor === null) return notFound();
      const document = inTurn(found.document, 'in-progress', ctx.actor);
      if (isRefusal(document)) return document;
      const { task } = found;
      const standing = holdsTask(task, ctx.actor);
      if (standing === null) return routing.refuseRouting('ROUTING.NOT_YOUR_TASK');
      if (!isOpen(task)) return notTheTurn('completed');
      const at = ctx.now().toISOString();
      const begun = {
        ...task,
        openedAt: task.openedAt ?? at,
        startedAt: task.startedAt ?? at,
        state: 'in-progress' as const,
      };
      return this.way.reroute(tx, ctx, {
        document: { ...withTask(document, begun), state: 'in-progress' },
        act: 'report',
        textVi: `Tiến độ (${task.assignee.name}): ${input.text}`,
        standing,
      });
    });
  }
}
