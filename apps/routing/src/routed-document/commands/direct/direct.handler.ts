import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type InputOf, isRefusal, type Refusal, routing } from '@vanthu/contracts';
import { civilDate } from '@vanthu/decree30';
import { type Answer, CommandRunner, Handles, type RequestContext } from '@vanthu/messaging';
import { inTurn, notRegistered } from '../../domain/authorise.js';
import { checkDirection, withoutRepetitions } from '../../domain/check-direction.js';
import { lastDayOf } from '../../domain/due.js';
import { type Direction, type RoutedDocument, readerOf, type Task } from '../../domain/routed-document.js';
import { Announcer } from '../../store/announcer.js';
import { Organisation } from '../../store/organisation.js';
import { RoutedDocumentStore } from '../../store/routed-document.store.js';
import { TimelineStore } from '../../store/timeline.store.js';

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
    private readonly timeline: TimelineStore,
    private readonly announcer: Announcer,
  ) {}

  @Handles(routing.Direct)
  handle(input: InputOf<typeof routing.Direct>, ctx: RequestContext): Promise<Answer<typeof routing.Direct>> {
    return this.commands.run(routing.Direct, input, ctx, async (tx) => {
      const found = await this.documents.forChange(tx, input.documentId);
      if (found === null) return notRegistered();
      const document = inTurn(found, 'directed', ctx.principals);
      if (isRefusal(document)) return document;
      const { actor } = ctx;
      if (actor === null || actor.positionId !== document.submittedToPositionId) {
        return routing.refuseRouting('ROUTING.NOT_SUBMITTED_TO_YOU');
      }
      const direction = await this.directionOf(document, input.direction, ctx);
      if (isRefusal(direction)) return direction;

      const directedAt = ctx.now().toISOString();
      const directedBy = `${actor.positionTitle} ${actor.personName}`;
      const tasks = tasksOf(document.documentId, direction);
      const directed = await this.documents.save(tx, {
        ...document,
        state: 'directed',
        direction: { ...direction, directedBy, directedAt },
        deadline: direction.deadline,
        dueOn: lastDayOf(civilDate(direction.deadline)),
        tasks,
        readers: [...new Set([...document.readers, ...tasks.map((task) => readerOf(task.assignee))])],
      });
      await this.timeline.record(tx, directed.documentId, wordsOf(direction, input.direction === undefined), ctx);
      await this.announcer.announce(tx, routing.Directed, directed, { direction, directedBy, directedAt, tasks }, ctx);
      return { documentId: directed.documentId, state: directed.state, version: directed.version };
    });
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

/** One task for the lead, one for each co-operator. A person named directly needs no assignment. */
function tasksOf(documentId: string, direction: Direction): Task[] {
  return [direction.lead, ...direction.cooperators].map((assignee, place) => ({
    id: randomUUID(),
    documentId,
    part: place === 0 ? 'lead' : 'cooperate',
    assignee,
    personId: assignee.kind === 'person' ? assignee.personId : null,
    personName: assignee.kind === 'person' ? assignee.name : null,
    deadline: direction.deadline,
    state: 'given',
    openedAt: null,
  }));
}

function wordsOf(direction: Direction, agreed: boolean): { act: string; textVi: string } {
  const cooperators = direction.cooperators.map((assignee) => assignee.name).join(', ');
  const parts = [
    agreed ? 'Đồng ý với đề xuất' : 'Chỉ đạo',
    `: ${direction.lead.name} chủ trì`,
    cooperators === '' ? '' : `, phối hợp: ${cooperators}`,
    `, thời hạn ${direction.deadline.split('-').reverse().join('/')}. ${direction.text}`,
  ];
  return { act: 'direct', textVi: parts.join('') };
}
