import { Injectable } from '@nestjs/common';
import { type PayloadOf, routing } from '@vanthu/contracts';
import { civilDate, civilDateOf, printShortDate, printTime, type WorkingCalendar } from '@vanthu/decree30';
import { doneByOf, type ListenedEvent, Listens, TimelineStore } from '@vanthu/messaging';
import type { Tx } from '@vanthu/persistence';
import { CalendarStore } from '../calendar/calendar.store.js';
import type { IncomingDocument } from '../domain/incoming-document.js';
import type { IncomingState } from '../domain/incoming-state.js';
import { lastDayOf, submissionDue } from '../domain/submission-due.js';
import type { TaskShadow } from '../domain/waiting.js';
import { StampStore } from '../paper/stamp.store.js';
import { IncomingDocumentStore } from '../store/incoming-document.store.js';
import { RegisterLineStore } from '../store/register-line.store.js';

type Told = { documentId: string; readers: string[]; withdrawn?: string[] | undefined };
type Change = Partial<IncomingDocument>;

const momentVi = (instant: string): string => {
  const at = new Date(instant);
  return `${printShortDate(civilDateOf(at))} ${printTime(at).slice(0, 5)}`;
};

/** Routing tells what became of a registered document: its state here, its readers, columns 7 to 9 of the register. */
@Injectable()
export class FollowRoutingHandler {
  constructor(
    private readonly documents: IncomingDocumentStore,
    private readonly lines: RegisterLineStore,
    private readonly timeline: TimelineStore,
    private readonly stamps: StampStore,
    private readonly calendars: CalendarStore,
  ) {}

  @Listens(routing.Submitted)
  async submitted(event: ListenedEvent<typeof routing.Submitted>, tx: Tx): Promise<void> {
    const { toPositionId, toName } = event.payload;
    const changed = await this.change(tx, event, 'submitted', () => ({
      submittedToPositionId: toPositionId,
      submittedToName: toName,
      dueOn: null,
    }));
    if (!changed) return;
    await this.timeline.record(
      tx,
      event.payload.documentId,
      { act: 'submit', textVi: `Trình ${toName}` },
      doneByOf(event),
    );
  }

  @Listens(routing.Directed)
  async directed(event: ListenedEvent<typeof routing.Directed>, tx: Tx): Promise<void> {
    const { documentId, direction, directedBy, directedAt, tasks } = event.payload;
    const calendar = await this.calendars.of(tx, event.payload.agencyId);
    const changed = await this.change(tx, event, 'directed', () => ({
      direction: {
        leadName: direction.lead.name,
        cooperatorNames: direction.cooperators.map((assignee) => assignee.name),
        text: direction.text,
        deadline: direction.deadline,
        directedBy,
        directedAt,
      },
      deadline: direction.deadline,
      dueOn: lastDayOf(civilDate(direction.deadline), calendar),
      tasks: tasks.map(shadowOf),
    }));
    if (!changed) return;
    const handedTo = [
      `${direction.lead.name} (chủ trì)`,
      ...direction.cooperators.map((assignee) => `${assignee.name} (phối hợp)`),
    ].join('; ');
    await this.lines.handOver(tx, documentId, handedTo, civilDateOf(new Date(directedAt)));
    await this.stampAgain(tx, documentId, directedAt);
    await this.timeline.record(
      tx,
      documentId,
      { act: 'direct', textVi: `Chỉ đạo: ${handedTo}. ${direction.text}` },
      doneByOf(event),
    );
  }

  @Listens(routing.Assigned)
  async assigned(event: ListenedEvent<typeof routing.Assigned>, tx: Tx): Promise<void> {
    const { documentId, taskId, personId, personName } = event.payload;
    const changed = await this.change(tx, event, 'in-progress', (document) => ({
      tasks: document.tasks.map((task) => (task.id === taskId ? { ...task, personId, personName } : task)),
    }));
    if (!changed) return;
    await this.timeline.record(tx, documentId, { act: 'assign', textVi: `Giao ${personName}` }, doneByOf(event));
  }

  /** Taken back, sent back or given to others: state, holder and columns 7 and 8 as they stand now. */
  @Listens(routing.Rerouted)
  async rerouted(event: ListenedEvent<typeof routing.Rerouted>, tx: Tx): Promise<void> {
    const { documentId, act, textVi, tasks, deadline, submittedToPositionId, submittedToName } = event.payload;
    const state = event.payload.state === 'cancelled' ? 'recalled' : event.payload.state;
    const undirected = state === 'registered' || state === 'submitted';
    const open = tasks.filter((task) => task.state !== 'closed');
    const calendar = await this.calendars.of(tx, event.payload.agencyId);
    const changed = await this.change(tx, event, state, (document) => ({
      ...{ submittedToPositionId, submittedToName, deadline },
      direction: undirected || document.direction === null ? null : redirected(document.direction, open, deadline),
      dueOn: dueAfter(document, state, deadline, calendar),
      tasks: tasks.map(shadowOf),
    }));
    if (!changed) return;
    await this.stampAgain(tx, documentId, event.occurredAt);
    if (undirected) await this.lines.takeBack(tx, documentId, civilDateOf(new Date(event.occurredAt)));
    else if (act === 'reassign')
      await this.lines.handOver(tx, documentId, handedTo(open), civilDateOf(new Date(event.occurredAt)));
    await this.timeline.record(tx, documentId, { act, textVi }, doneByOf(event));
  }

  @Listens(routing.TaskOpened)
  async opened(event: ListenedEvent<typeof routing.TaskOpened>, tx: Tx): Promise<void> {
    const { documentId, personName, openedAt } = event.payload;
    if ((await this.standing(tx, documentId)) === null) return;
    await this.lines.receivedBy(
      tx,
      documentId,
      `${personName}, ${momentVi(openedAt)}`,
      civilDateOf(new Date(openedAt)),
    );
  }

  @Listens(routing.TaskCompleted)
  async taskCompleted(event: ListenedEvent<typeof routing.TaskCompleted>, tx: Tx): Promise<void> {
    const { documentId, taskId, personName } = event.payload;
    const changed = await this.change(tx, event, 'in-progress', (document) => ({
      tasks: document.tasks.map((task) => (task.id === taskId ? { ...task, open: false } : task)),
    }));
    if (!changed) return;
    await this.timeline.record(
      tx,
      documentId,
      { act: 'complete-task', textVi: `${personName} xong phần việc` },
      doneByOf(event),
    );
  }

  @Listens(routing.Completed)
  async completed(event: ListenedEvent<typeof routing.Completed>, tx: Tx): Promise<void> {
    const { documentId, answerNumberAndSymbol, reason } = event.payload;
    const changed = await this.change(tx, event, 'completed', (document) => ({
      answer: { numberAndSymbol: answerNumberAndSymbol, reason },
      dueOn: null,
      tasks: document.tasks.map((task) => ({ ...task, open: false })),
    }));
    if (!changed) return;
    const outcome = answerNumberAndSymbol === null ? (reason ?? '') : `trả lời bằng ${answerNumberAndSymbol}`;
    await this.timeline.record(tx, documentId, { act: 'complete', textVi: `Hoàn thành: ${outcome}` }, doneByOf(event));
  }

  /** On paper the direction stands in the line "Chuyển" of the stamp (Art. 23.3). */
  private async stampAgain(tx: Tx, documentId: string, at: string): Promise<void> {
    const document = await this.documents.byId(tx, documentId);
    if (document?.source === 'paper') await this.stamps.owe(tx, documentId, at);
  }

  /** @returns whether it changed; what did not change gets no word in its line or timeline either */
  private async change(
    tx: Tx,
    event: { payload: Told; occurredAt: string },
    state: IncomingState,
    with_: (document: IncomingDocument) => Change,
  ): Promise<boolean> {
    const document = await this.standing(tx, event.payload.documentId);
    if (document === null) return false;
    await this.documents.save(tx, {
      ...document,
      ...with_(document),
      state,
      readers: [...new Set([...document.readers, ...event.payload.readers])].filter(
        (reader) => !event.payload.withdrawn?.includes(reader),
      ),
      changedAt: event.occurredAt,
    });
    return true;
  }

  /**
   * The document, locked; `null` when it was cancelled on the issuer's order meanwhile: what routing was still telling changes
   * nothing (R-REC-03). Events of one document come in order; only what routing has of us can be told, so it is there.
   */
  private async standing(tx: Tx, documentId: string): Promise<IncomingDocument | null> {
    const document = await this.documents.forChange(tx, documentId);
    if (document === null) throw new Error(`routing tells of a document that was never registered: ${documentId}`);
    return document.state === 'recalled' ? null : document;
  }
}

type ToldTasks = PayloadOf<typeof routing.Rerouted>['tasks'];

const handedTo = (tasks: ToldTasks): string =>
  tasks.map(({ assignee, part }) => `${assignee.name} (${part === 'lead' ? 'chủ trì' : 'phối hợp'})`).join('; ');

const redirected = (
  direction: NonNullable<IncomingDocument['direction']>,
  tasks: ToldTasks,
  deadline: string | null,
) => ({
  ...direction,
  leadName: tasks.find(({ part }) => part === 'lead')?.assignee.name ?? direction.leadName,
  cooperatorNames: tasks.filter(({ part }) => part === 'cooperate').map(({ assignee }) => assignee.name),
  deadline: deadline ?? direction.deadline,
});

function dueAfter(
  document: IncomingDocument,
  state: IncomingState,
  deadline: string | null,
  calendar: WorkingCalendar,
): string | null {
  if (state === 'registered') return submissionDue(civilDate(document.arrivedOn), document.fields.urgency, calendar);
  return state === 'submitted' || deadline === null ? null : lastDayOf(civilDate(deadline), calendar);
}

const shadowOf = (task: PayloadOf<typeof routing.Directed>['tasks'][number]): TaskShadow => ({
  id: task.id,
  part: task.part,
  unitId: task.assignee.kind === 'unit' ? task.assignee.unitId : null,
  name: task.assignee.name,
  personId: task.personId,
  personName: task.personName,
  open: task.state === 'given' || task.state === 'in-progress',
});
