import { Injectable } from '@nestjs/common';
import { type InputOf, isRefusal, type Refusal, routing } from '@vanthu/contracts';
import { civilDate, printShortDate } from '@vanthu/decree30';
import { type Answer, CommandRunner, Handles, type RequestContext } from '@vanthu/messaging';
import type { Tx } from '@vanthu/persistence';
import { Courses } from '../../../flows/courses.js';
import { inTurn, notRegistered } from '../../domain/authorise.js';
import { checkDirection, withoutRepetitions } from '../../domain/check-direction.js';
import { openParts, waitedFor } from '../../domain/course.js';
import { lastDayOf } from '../../domain/due.js';
import {
  type Direction,
  directsAs,
  type RoutedDocument,
  readerOf,
  type Task,
  withReaders,
} from '../../domain/routed-document.js';
import { taskOf } from '../../domain/task-of.js';
import { Announcer } from '../../store/announcer.js';
import { CalendarStore } from '../../store/calendar.store.js';
import { Organisation } from '../../store/organisation.js';
import { RoutedDocumentStore } from '../../store/routed-document.store.js';
import { nameVi, Way } from '../../store/way.js';

/**
 * Bút phê: exactly one lead, the co-operators and a deadline, by exactly the director to whom it was submitted
 * (Art. 23.2, 23.4; R-IN-09, R-IN-10). Without a direction of his own he agrees to the office's proposal.
 */
@Injectable()
export class DirectHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly documents: RoutedDocumentStore,
    private readonly organisation: Organisation,
    private readonly calendars: CalendarStore,
    private readonly courses: Courses,
    private readonly way: Way,
    private readonly announcer: Announcer,
  ) {}

  @Handles(routing.Direct)
  handle(input: InputOf<typeof routing.Direct>, ctx: RequestContext): Promise<Answer<typeof routing.Direct>> {
    return this.commands.run(routing.Direct, input, ctx, async (tx) => {
      const found = await this.documents.forChange(tx, input.documentId);
      if (found === null) return notRegistered();
      const document = inTurn(found, 'directed', ctx.actor);
      if (isRefusal(document)) return document;
      const { actor } = ctx;
      const standing = actor === null ? null : directsAs(document, actor);
      if (actor === null || standing === null) return routing.refuseRouting('ROUTING.NOT_SUBMITTED_TO_YOU');
      const waited = waitedFor(document, ctx.today());
      if (waited !== null) {
        const waitingFor = openParts(waited)
          .map(({ name }) => name)
          .join(', ');
        return routing.refuseRouting('ROUTING.STEP_OPEN', { step: waited.stepName, waitingFor });
      }
      const direction = await this.directionOf(document, input.direction, ctx);
      if (isRefusal(direction)) return direction;

      const directedAt = ctx.now().toISOString();
      const own = `${actor.positionTitle} ${actor.personName}`;
      const directedBy = standing.inPlaceOf === undefined ? own : `${own} (thay ${standing.inPlaceOf})`;
      const tasks = await this.tasksOf(tx, ctx, document, direction);
      const calendar = await this.calendars.of(tx, document.agencyId);
      const given = tasks.map((task) => readerOf(task.assignee));
      const directed = await this.way.step(tx, ctx, {
        document: {
          ...document,
          state: 'directed',
          direction: { ...direction, directedBy, directedAt },
          deadline: direction.deadline,
          dueOn: lastDayOf(civilDate(direction.deadline), calendar),
          // Tasks of a direction that was taken back or sent back stay, closed.
          tasks: [...document.tasks, ...tasks],
          readers: withReaders(document, ...given),
        },
        ...wordsOf(direction, input.direction === undefined, document.answerBy),
        standing,
        tell: { kind: 'given', holders: given, textVi: `Được giao việc: ${nameVi(document)}` },
      });
      await this.announcer.announce(tx, routing.Directed, directed, { direction, directedBy, directedAt, tasks }, ctx);
      return { documentId: directed.documentId, state: directed.state, version: directed.version };
    });
  }

  /** One task for the lead, one for each co-operator. A person named directly needs no assignment. */
  private async tasksOf(tx: Tx, ctx: RequestContext, document: RoutedDocument, direction: Direction): Promise<Task[]> {
    const tasks: Task[] = [];
    for (const [place, assignee] of [direction.lead, ...direction.cooperators].entries()) {
      const unit =
        assignee.kind === 'unit'
          ? await this.organisation.abbreviationOf(ctx, document.agencyId, assignee.unitId)
          : null;
      tasks.push(taskOf(document, direction, place, await this.courses.planFor(tx, ctx, document, unit)));
    }
    return tasks;
  }

  /** The proposal was named when it was submitted, but days may have passed since. */
  private async directionOf(
    document: RoutedDocument,
    given: Direction | undefined,
    ctx: RequestContext,
  ): Promise<Direction | Refusal> {
    const direction = given ?? document.proposal;
    if (direction === null) return routing.refuseRouting('ROUTING.NO_PROPOSAL');
    return (
      checkDirection(direction, ctx.today()) ??
      (await this.organisation.named(ctx, document.agencyId, withoutRepetitions(direction)))
    );
  }
}

/** A day after that of the sender is the leader's to choose, and is said. */
function wordsOf(direction: Direction, agreed: boolean, answerBy: string | null): { act: 'direct'; textVi: string } {
  const late = answerBy !== null && direction.deadline > answerBy;
  const cooperators = direction.cooperators.map((assignee) => assignee.name).join(', ');
  const parts = [
    agreed ? 'Đồng ý với đề xuất' : 'Chỉ đạo',
    `: ${direction.lead.name} chủ trì`,
    cooperators === '' ? '' : `, phối hợp: ${cooperators}`,
    `, thời hạn ${printShortDate(civilDate(direction.deadline))}`,
    late ? ` (sau ngày nơi gửi yêu cầu trả lời ${printShortDate(civilDate(answerBy))})` : '',
    `. ${direction.text}`,
  ];
  return { act: 'direct', textVi: parts.join('') };
}
