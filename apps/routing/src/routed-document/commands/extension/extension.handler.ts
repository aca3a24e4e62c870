import { Injectable } from '@nestjs/common';
import { type InputOf, isRefusal, routing } from '@vanthu/contracts';
import { civilDate, printShortDate } from '@vanthu/decree30';
import { type Answer, CommandRunner, Handles, type RequestContext } from '@vanthu/messaging';
import { inTurn, notFound, notTheTurn } from '../../domain/authorise.js';
import { lastDayOf } from '../../domain/due.js';
import { extended, withTask } from '../../domain/rerouting.js';
import { directsAs, holderVi, holdsTask, isOpen } from '../../domain/routed-document.js';
import { CalendarStore } from '../../store/calendar.store.js';
import { RoutedDocumentStore } from '../../store/routed-document.store.js';
import { nameVi, Way } from '../../store/way.js';

const dayVi = (day: string): string => printShortDate(civilDate(day));

/** A later day than the leader's is the leader's to give: asked with a reason, answered once (Art. 24.2; R-IN-14). */
@Injectable()
export class ExtensionHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly documents: RoutedDocumentStore,
    private readonly calendars: CalendarStore,
    private readonly way: Way,
  ) {}

  @Handles(routing.AskExtension)
  ask(input: InputOf<typeof routing.AskExtension>, ctx: RequestContext): Promise<Answer<typeof routing.AskExtension>> {
    return this.commands.run(routing.AskExtension, input, ctx, async (tx) => {
      const found = await this.documents.forTask(tx, input.taskId);
      if (found === null || ctx.actor === null) return notFound();
      const document = inTurn(found.document, 'in-progress', ctx.actor);
      if (isRefusal(document)) return document;
      const { task } = found;
      const standing = holdsTask(task, ctx.actor);
      if (standing === null) return routing.refuseRouting('ROUTING.NOT_YOUR_TASK');
      if (!isOpen(task)) return notTheTurn('completed');
      if (input.deadline <= task.latest || input.deadline < ctx.today()) {
        return routing.refuseRouting('ROUTING.NOT_LATER', { deadline: dayVi(task.latest) });
      }
      const { deadline, reason } = input;
      const askedAt = ctx.now().toISOString();
      const extension = { deadline, reason, askedBy: ctx.actor.personName, askedAt };
      const textVi = `${holderVi(task)} xin gia hạn đến ${dayVi(deadline)}: ${reason}`;
      return this.way.reroute(tx, ctx, {
        // Who asks for more time has taken the task.
        document: withTask(document, { ...task, openedAt: task.openedAt ?? askedAt, extension }),
        act: 'ask-extension',
        textVi,
        standing,
        tell: {
          kind: 'extension',
          holders: [`position:${document.submittedToPositionId}`],
          textVi: `${textVi}. Văn bản ${nameVi(document)}`,
        },
      });
    });
  }

  @Handles(routing.AnswerExtension)
  answer(
    input: InputOf<typeof routing.AnswerExtension>,
    ctx: RequestContext,
  ): Promise<Answer<typeof routing.AnswerExtension>> {
    return this.commands.run(routing.AnswerExtension, input, ctx, async (tx) => {
      const found = await this.documents.forTask(tx, input.taskId);
      if (found === null || ctx.actor === null) return notFound();
      const document = inTurn(found.document, 'in-progress', ctx.actor);
      if (isRefusal(document)) return document;
      const { task } = found;
      const standing = directsAs(document, ctx.actor);
      if (standing === null) return routing.refuseRouting('ROUTING.NOT_SUBMITTED_TO_YOU');
      const { extension } = task;
      if (extension === null || !isOpen(task)) return routing.refuseRouting('ROUTING.NO_EXTENSION');
      const calendar = await this.calendars.of(tx, document.agencyId);
      const after = input.agreed
        ? extended(document, task, (day) => lastDayOf(day, calendar))
        : withTask(document, { ...task, extension: null });
      const words = input.agreed ? 'Đồng ý gia hạn đến' : 'Không đồng ý gia hạn đến';
      const textVi = `${words} ${dayVi(extension.deadline)}${input.text === undefined ? '' : `: ${input.text}`}`;
      const holder =
        task.personId !== null
          ? `person:${task.personId}`
          : task.assignee.kind === 'unit'
            ? `head:${task.assignee.unitId}`
            : `person:${task.assignee.personId}`;
      return this.way.reroute(tx, ctx, {
        document: after,
        act: 'answer-extension',
        textVi,
        standing,
        tell: { kind: 'extension', holders: [holder], textVi: `${textVi}. Văn bản ${nameVi(document)}` },
      });
    });
  }
}
