import { Injectable } from '@nestjs/common';
import { type InputOf, isRefusal, routing } from '@vanthu/contracts';
import { type Answer, CommandRunner, Handles, type RequestContext } from '@vanthu/messaging';
import { inTurn, notFound, notTheTurn } from '../../domain/authorise.js';
import { withTask } from '../../domain/rerouting.js';
import { isOpen, standsInForHolder, withReaders } from '../../domain/routed-document.js';
import { RoutedDocumentStore } from '../../store/routed-document.store.js';
import { Way } from '../../store/way.js';

/** The deputy whom the directory names for today takes the task of an absent colleague; what was written stays with it. */
@Injectable()
export class TakeOverHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly documents: RoutedDocumentStore,
    private readonly way: Way,
  ) {}

  @Handles(routing.TakeOver)
  handle(input: InputOf<typeof routing.TakeOver>, ctx: RequestContext): Promise<Answer<typeof routing.TakeOver>> {
    return this.commands.run(routing.TakeOver, input, ctx, async (tx) => {
      const found = await this.documents.forTask(tx, input.taskId);
      const { actor } = ctx;
      if (found === null || actor === null) return notFound();
      const document = inTurn(found.document, 'in-progress', actor);
      if (isRefusal(document)) return document;
      const { task } = found;
      if (!isOpen(task)) return notTheTurn('completed');
      const standing = standsInForHolder(document, task, actor);
      if (standing === null) return routing.refuseRouting('ROUTING.NOT_ABSENT');
      const at = ctx.now().toISOString();
      const taken = {
        ...task,
        personId: actor.personId,
        personName: actor.personName,
        state: 'in-progress' as const,
        openedAt: at,
        startedAt: task.startedAt === null ? null : at,
      };
      return this.way.reroute(tx, ctx, {
        document: {
          ...withTask(document, taken),
          state: 'in-progress',
          readers: withReaders(document, `person:${actor.personId}`),
        },
        act: 'take-over',
        textVi: `${actor.personName} nhận việc thay ${task.personName ?? ''}`,
        standing,
      });
    });
  }
}
