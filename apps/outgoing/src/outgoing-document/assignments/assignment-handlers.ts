import { Injectable } from '@nestjs/common';
import {
  type Actor,
  commonRefusals,
  type InputOf,
  isRefusal,
  outgoing,
  type Principal,
  refuser,
} from '@vanthu/contracts';
import { type Answer, CommandRunner, Handles, Outbox, type RequestContext, uuidV5 } from '@vanthu/messaging';
import { Transactions } from '@vanthu/persistence';
import { DirectoryQuestions } from '../drafting/directory-questions.js';
import { ActOnDocument, actorOf } from '../store/act-on-document.js';
import { TimelineStore } from '../store/timeline.store.js';
import { type AssignmentRow, AssignmentStore } from './assignment.store.js';

const refuse = outgoing.refuseOutgoing;

/** Who is competent to sign charges a unit of his agency with drafting (Art. 10.1). */
@Injectable()
export class AssignDraftingHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly directory: DirectoryQuestions,
    private readonly assignments: AssignmentStore,
    private readonly outbox: Outbox,
  ) {}

  @Handles(outgoing.AssignDrafting)
  async handle(
    input: InputOf<typeof outgoing.AssignDrafting>,
    ctx: RequestContext,
  ): Promise<Answer<typeof outgoing.AssignDrafting>> {
    const actor = actorOf(ctx);
    const agency = await this.directory.agency(actor.agencyId, ctx);
    return this.commands.run(outgoing.AssignDrafting, input, ctx, async (tx) => {
      if (isRefusal(agency)) return agency;
      const unit = agency.units.find(({ id }) => id === input.unitId);
      if (!unit) return refuse('OUTGOING.NOT_A_UNIT');
      if (input.dueOn !== null && input.dueOn < ctx.today()) return refuse('OUTGOING.DAY_PAST');
      const id = uuidV5(ctx.commandId, 'drafting-assignment');
      const { matter, dueOn } = input;
      await this.assignments.add(
        tx,
        { id, unitId: unit.id, unitName: unit.name, matter, dueOn },
        { actor, at: ctx.now() },
      );
      const row = { id, agency_id: actor.agencyId, unit_id: unit.id, matter, due_on: dueOn };
      const payload = chargeOf({ ...row, person_id: actor.personId, person_name: actor.personName });
      await this.outbox.add(tx, outgoing.DraftingAssigned, { aggregateId: id, payload }, ctx);
      return { id };
    });
  }
}

type Charged = Pick<AssignmentRow, 'id' | 'agency_id' | 'unit_id' | 'matter' | 'due_on' | 'person_id' | 'person_name'>;

/** What is said of a charge: to the head of the unit and to who gave it. */
export const chargeOf = (row: Charged) => ({
  ...{ assignmentId: row.id, agencyId: row.agency_id, unitId: row.unit_id, matter: row.matter, dueOn: row.due_on },
  by: row.person_name,
  readers: [`head:${row.unit_id}`, `person:${row.person_id}`] satisfies Principal[],
});

/** The charged unit says which draft is the one it was charged with; noted with the document. */
@Injectable()
export class TakeUpAssignmentHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly acting: ActOnDocument,
    private readonly assignments: AssignmentStore,
    private readonly timeline: TimelineStore,
    private readonly outbox: Outbox,
  ) {}

  @Handles(outgoing.TakeUpAssignment)
  handle(
    { assignmentId, documentId }: InputOf<typeof outgoing.TakeUpAssignment>,
    ctx: RequestContext,
  ): Promise<Answer<typeof outgoing.TakeUpAssignment>> {
    const input = { assignmentId, documentId };
    return this.commands.run(outgoing.TakeUpAssignment, input, ctx, async (tx) => {
      const document = await this.acting.load(tx, documentId, 'edit', ctx);
      if (isRefusal(document)) return document;
      const assignment = await this.assignments.forChange(tx, assignmentId);
      if (!assignment || assignment.agency_id !== document.agencyId || !isOf(assignment, actorOf(ctx))) {
        return refuser(commonRefusals)('REQUEST.NOT_FOUND');
      }
      if (assignment.unit_id !== document.unitId)
        return refuse('OUTGOING.OTHER_UNIT_CHARGED', { unit: assignment.unit_name });
      if (assignment.is_withdrawn) return refuse('OUTGOING.ASSIGNMENT_BEGUN');
      if (assignment.document_id !== null || (await this.assignments.ofDocument(tx, documentId))) {
        return refuse('OUTGOING.ASSIGNMENT_TAKEN');
      }
      await this.assignments.takeUp(tx, assignmentId, documentId, { actor: actorOf(ctx), at: ctx.now() });
      const textVi = `Soạn thảo theo giao việc của ${assignment.person_name}: ${assignment.matter}`;
      await this.timeline.record(tx, documentId, { act: 'take-up-assignment', textVi }, ctx);
      await this.outbox.add(tx, outgoing.AssignmentTakenUp, { aggregateId: assignmentId, payload: input }, ctx);
      return { id: assignmentId, documentId };
    });
  }
}

@Injectable()
export class FindAssignmentsHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly assignments: AssignmentStore,
  ) {}

  @Handles(outgoing.FindAssignments)
  handle(
    input: InputOf<typeof outgoing.FindAssignments>,
    ctx: RequestContext,
  ): Promise<Answer<typeof outgoing.FindAssignments>> {
    const actor = actorOf(ctx);
    return this.transactions.run(async (tx) => {
      const rows = await this.assignments.find(tx, actor, input);
      return { assignments: rows.map((row) => shown(row, actor, ctx.today())) };
    });
  }
}

const isOf = ({ unit_id }: AssignmentRow, { unitId, headOf }: Actor): boolean =>
  unit_id === unitId || headOf.includes(unit_id);

const shown = (row: AssignmentRow, actor: Actor, today: string): outgoing.DraftingAssignment => ({
  id: row.id,
  unitId: row.unit_id,
  unitName: row.unit_name,
  matter: row.matter,
  dueOn: row.due_on,
  assignedBy: row.person_name,
  assignedAt: row.at,
  draft:
    row.document_id === null || row.state === null
      ? null
      : { documentId: row.document_id, abstract: row.abstract ?? '', state: row.state },
  isOverdue: row.document_id === null && row.due_on !== null && row.due_on < today,
  isMine: row.document_id === null && row.unit_id === actor.unitId,
  mayChange: row.document_id === null && row.person_id === actor.personId,
});
