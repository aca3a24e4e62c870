import { Injectable } from '@nestjs/common';
import { type Actor, type InputOf, isRefusal, type Refusal, routing } from '@vanthu/contracts';
import { ContentStore, FileTickets } from '@vanthu/files';
import { type Answer, CommandRunner, Handles, type RequestContext } from '@vanthu/messaging';
import type { Tx } from '@vanthu/persistence';
import { inTurn, notFound, notTheTurn } from '../../domain/authorise.js';
import { withTask } from '../../domain/rerouting.js';
import { holdsTask, isOpen, type RoutedDocument, type Task } from '../../domain/routed-document.js';
import { Announcer } from '../../store/announcer.js';
import { IssuedDocumentStore } from '../../store/issued-document.store.js';
import { type ProofContent, ProofStore } from '../../store/proof.store.js';
import { RoutedDocumentStore } from '../../store/routed-document.store.js';
import { nameVi, Way } from '../../store/way.js';

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
    private readonly way: Way,
    private readonly announcer: Announcer,
    private readonly tickets: FileTickets,
    private readonly content: ContentStore,
    private readonly proofs: ProofStore,
  ) {}

  @Handles(routing.Complete)
  handle(input: InputOf<typeof routing.Complete>, ctx: RequestContext): Promise<Answer<typeof routing.Complete>> {
    return this.commands.run(routing.Complete, input, ctx, async (tx) => {
      const found = await this.documents.forTask(tx, input.taskId);
      if (found === null || ctx.actor === null) return notFound();
      const document = inTurn(found.document, 'completed', ctx.actor);
      if (isRefusal(document)) return document;
      const { task } = found;
      const standing = holdsTask(task, ctx.actor);
      if (standing === null) return routing.refuseRouting('ROUTING.NOT_YOUR_TASK');
      if (!isOpen(task)) return notTheTurn('completed');
      const result = await this.resultOf(tx, document, task, input.outcome);
      if (isRefusal(result)) return result;
      const proofFile = await this.proofOf(input.outcome, ctx.actor);
      if (isRefusal(proofFile)) return proofFile;

      const done = ended(task, ctx.now().toISOString());
      const changed = await this.way.step(tx, ctx, {
        document:
          task.part === 'lead'
            ? finished(document, done, result, ctx.today())
            : withTask({ ...document, state: 'in-progress' }, done),
        ...wordsOf(document, task, result),
        standing,
        ...(task.part === 'lead' && document.submittedToPositionId !== null
          ? {
              tell: {
                kind: 'completed' as const,
                holders: [`position:${document.submittedToPositionId}`],
                textVi: `Đã giải quyết xong: ${nameVi(document)}`,
              },
            }
          : {}),
      });
      await this.documents.recordOutcome(tx, task.id, input.outcome);
      if (proofFile !== null) await this.proofs.add(tx, task, proofFile, ctx.actor, ctx.now());
      const facts = { taskId: task.id, personName: ctx.actor.personName };
      await this.announcer.announce(tx, routing.TaskCompleted, changed, facts, ctx);
      if (changed.state === 'completed') {
        const completed = { ...result, completedAt: ctx.now().toISOString(), late: changed.late === true };
        await this.announcer.announce(tx, routing.Completed, changed, completed, ctx);
      }
      return { documentId: changed.documentId, state: changed.state, version: changed.version };
    });
  }

  /** Kept before the commit: a content without a row is only room lost. */
  private async proofOf(outcome: Outcome, actor: Actor): Promise<ProofContent | Refusal | null> {
    if (outcome.kind !== 'proved' || outcome.ticket === undefined) return null;
    const ticket = await this.tickets.open(outcome.ticket, actor);
    if (isRefusal(ticket)) return ticket;
    const kept = await this.content.keep(ticket);
    if (isRefusal(kept)) return kept;
    return { sha256: ticket.sha256, bytes: kept.bytes, name: ticket.name, mediaType: ticket.mediaType };
  }

  private async resultOf(tx: Tx, document: RoutedDocument, task: Task, outcome: Outcome): Promise<Result | Refusal> {
    const { agencyId } = document;
    const refusal = refusalOfProof(document, task, outcome);
    if (refusal !== null) return refusal;
    if (outcome.kind === 'proved') {
      const answerNumberAndSymbol = outcome.numberAndSymbol ?? null;
      return {
        answerNumberAndSymbol,
        answerDocumentId: null,
        reason: answerNumberAndSymbol === null ? doneVi(outcome.ticket !== undefined) : null,
      };
    }
    if (outcome.kind === 'no-answer') {
      return { answerNumberAndSymbol: null, answerDocumentId: null, reason: outcome.reason };
    }
    const numberAndSymbol = await this.issued.numberAndSymbolOf(tx, outcome.outgoingDocumentId, agencyId);
    if (numberAndSymbol === null) return routing.refuseRouting('ROUTING.ANSWER_NOT_ISSUED');
    return { answerNumberAndSymbol: numberAndSymbol, answerDocumentId: outcome.outgoingDocumentId, reason: null };
  }
}

/** Work of a plan ends with its proof, an incoming document with its answer or the reason why there is none (R-IN-15). */
function refusalOfProof({ source, proofWanted }: RoutedDocument, { part }: Task, outcome: Outcome): Refusal | null {
  if (source === 'document') {
    return outcome.kind === 'proved' ? routing.refuseRouting('ROUTING.NOT_OF_A_PLAN') : null;
  }
  // A co-operator owes the lead a part, not the proof of the whole.
  if (part !== 'lead') return null;
  const number = outcome.kind === 'answered' || (outcome.kind === 'proved' && outcome.numberAndSymbol !== undefined);
  const file = outcome.kind === 'proved' && outcome.ticket !== undefined;
  const shown = { number, file, either: number || file }[proofWanted ?? 'either'];
  return shown ? null : routing.refuseRouting('ROUTING.PROOF_MISSING', { wanted: wantedVi[proofWanted ?? 'either'] });
}

/** A co-operator may end a part without showing anything. */
const doneVi = (file: boolean): string => (file ? 'Có tệp minh chứng' : 'Đã xong phần việc');

const wantedVi = { number: 'số, ký hiệu văn bản', file: 'tệp', either: 'số, ký hiệu văn bản hoặc tệp' } as const;

/** Acknowledged, in progress, completed: whoever completes at once has done the steps before it (Art. 24). */
const ended = (task: Task, at: string): Task => ({
  ...task,
  state: 'completed',
  openedAt: task.openedAt ?? at,
  startedAt: task.startedAt ?? at,
  completedAt: at,
  extension: null,
});

/** The lead's task ends the document; what co-operators have not finished is closed with it (Art. 24.2). */
function finished(document: RoutedDocument, done: Task, result: Result, today: string): RoutedDocument {
  return {
    ...document,
    state: 'completed',
    late: document.dueOn !== null && today > document.dueOn,
    result: { numberAndSymbol: result.answerNumberAndSymbol, reason: result.reason },
    tasks: document.tasks.map((each) => {
      if (each.id === done.id) return done;
      return isOpen(each) ? { ...each, state: 'closed' } : each;
    }),
  };
}

function wordsOf({ source }: RoutedDocument, task: Task, result: Result): { act: 'complete'; textVi: string } {
  const part = task.part === 'lead' ? 'Hoàn thành' : `Xong phần phối hợp của ${task.assignee.name}`;
  const by = source === 'document' ? 'trả lời bằng' : 'minh chứng là';
  const how = result.answerNumberAndSymbol === null ? result.reason : `${by} ${result.answerNumberAndSymbol}`;
  return { act: 'complete', textVi: `${part}: ${how}` };
}
