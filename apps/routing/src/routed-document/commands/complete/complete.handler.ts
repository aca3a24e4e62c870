import { Injectable } from '@nestjs/common';
import { type InputOf, isRefusal, type Refusal, routing } from '@vanthu/contracts';
import { type Answer, CommandRunner, Handles, type RequestContext } from '@vanthu/messaging';
import type { Tx } from '@vanthu/persistence';
import { inTurn, notFound, notTheTurn } from '../../domain/authorise.js';
import { holdsTask, isOpen, type RoutedDocument, type Task } from '../../domain/routed-document.js';
import { Announcer } from '../../store/announcer.js';
import { IssuedDocumentStore } from '../../store/issued-document.store.js';
import { RoutedDocumentStore } from '../../store/routed-document.store.js';
import { TimelineStore } from '../../store/timeline.store.js';

type Outcome = InputOf<typeof routing.Complete>['outcome'];
interface Result {
  readonly answerNumberAndSymbol: string | null;
  readonly answerDocumentId: string | null;
  readonly reason: string | null;
}

/** Done, with the number and symbol of the answer or the reason why there is none (Annex IV VIII column 6; R-IN-15). */
@Injectable()
export class CompleteHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly documents: RoutedDocumentStore,
    private readonly issued: IssuedDocumentStore,
    private readonly timeline: TimelineStore,
    private readonly announcer: Announcer,
  ) {}

  @Handles(routing.Complete)
  handle(input: InputOf<typeof routing.Complete>, ctx: RequestContext): Promise<Answer<typeof routing.Complete>> {
    return this.commands.run(routing.Complete, input, ctx, async (tx) => {
      const found = await this.documents.forTask(tx, input.taskId);
      if (found === null || ctx.actor === null) return notFound();
      const document = inTurn(found.document, 'completed', ctx.principals);
      if (isRefusal(document)) return document;
      const { task } = found;
      if (!holdsTask(task, ctx.actor)) return routing.refuseRouting('ROUTING.NOT_YOUR_TASK');
      if (!isOpen(task)) return notTheTurn('completed');
      const result = await this.resultOf(tx, document.agencyId, input.outcome);
      if (isRefusal(result)) return result;

      const today = ctx.today();
      const changed = await this.documents.save(
        tx,
        task.part === 'lead' ? finished(document, task, today) : partDone(document, task),
      );
      await this.documents.recordOutcome(tx, task.id, input.outcome);
      await this.timeline.record(tx, changed.documentId, wordsOf(task, result), ctx);
      const facts = { taskId: task.id, personName: ctx.actor.personName };
      await this.announcer.announce(tx, routing.TaskCompleted, changed, facts, ctx);
      if (changed.state === 'completed') {
        const completed = { ...result, completedAt: ctx.now().toISOString(), late: changed.late === true };
        await this.announcer.announce(tx, routing.Completed, changed, completed, ctx);
      }
      return { documentId: changed.documentId, state: changed.state, version: changed.version };
    });
  }

  private async resultOf(tx: Tx, agencyId: string, outcome: Outcome): Promise<Result | Refusal> {
    if (outcome.kind === 'no-answer') {
      return { answerNumberAndSymbol: null, answerDocumentId: null, reason: outcome.reason };
    }
    const numberAndSymbol = await this.issued.numberAndSymbolOf(tx, outcome.outgoingDocumentId, agencyId);
    if (numberAndSymbol === null) return routing.refuseRouting('ROUTING.ANSWER_NOT_ISSUED');
    return { answerNumberAndSymbol: numberAndSymbol, answerDocumentId: outcome.outgoingDocumentId, reason: null };
  }
}

/** The lead's task ends the document; what co-operators have not finished is closed with it (Art. 24.2). */
function finished(document: RoutedDocument, task: Task, today: string): RoutedDocument {
  return {
    ...document,
    state: 'completed',
    late: document.dueOn !== null && today > document.dueOn,
    tasks: document.tasks.map((each) => {
      if (each.id === task.id) return { ...each, state: 'completed' };
      return isOpen(each) ? { ...each, state: 'closed' } : each;
    }),
  };
}

function partDone(document: RoutedDocument, task: Task): RoutedDocument {
  return {
    ...document,
    state: 'in-progress',
    tasks: document.tasks.map((each) => (each.id === task.id ? { ...each, state: 'completed' } : each)),
  };
}

function wordsOf(task: Task, result: Result): { act: string; textVi: string } {
  const part = task.part === 'lead' ? 'Hoàn thành' : `Xong phần phối hợp của ${task.assignee.name}`;
  const how = result.answerNumberAndSymbol === null ? result.reason : `trả lời bằng ${result.answerNumberAndSymbol}`;
  return { act: 'complete', textVi: `${part}: ${how}` };
}
