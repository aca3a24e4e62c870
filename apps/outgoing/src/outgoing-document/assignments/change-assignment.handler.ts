import { Injectable } from '@nestjs/common';
import { commonRefusals, type InputOf, isRefusal, outgoing, type Refusal, refuser } from '@vanthu/contracts';
import { type Answer, CommandRunner, Handles, Outbox, type RequestContext } from '@vanthu/messaging';
import type { Tx } from '@vanthu/persistence';
import { actorOf } from '../store/act-on-document.js';
import { type AssignmentRow, AssignmentStore } from './assignment.store.js';
import { chargeOf } from './assignment-handlers.js';

const refuse = outgoing.refuseOutgoing;

/** Whoever charged a unit changes the charge or takes it back, while nobody has begun (Art. 10.1). */
@Injectable()
export class ChangeAssignmentHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly assignments: AssignmentStore,
    private readonly outbox: Outbox,
  ) {}

  @Handles(outgoing.ChangeAssignment)
  change(
    input: InputOf<typeof outgoing.ChangeAssignment>,
    ctx: RequestContext,
  ): Promise<Answer<typeof outgoing.ChangeAssignment>> {
    return this.commands.run(outgoing.ChangeAssignment, input, ctx, async (tx) => {
      const assignment = await this.notBegun(tx, input.assignmentId, ctx);
      if (isRefusal(assignment)) return assignment;
      const { assignmentId: id, matter, dueOn } = input;
      if (dueOn !== null && dueOn < ctx.today()) return refuse('OUTGOING.DAY_PAST');
      await this.assignments.change(tx, { id, matter, dueOn });
      const payload = chargeOf({ ...assignment, matter, due_on: dueOn });
      await this.outbox.add(tx, outgoing.AssignmentChanged, { aggregateId: id, payload }, ctx);
      return { id };
    });
  }

  @Handles(outgoing.WithdrawAssignment)
  withdraw(
    input: InputOf<typeof outgoing.WithdrawAssignment>,
    ctx: RequestContext,
  ): Promise<Answer<typeof outgoing.WithdrawAssignment>> {
    return this.commands.run(outgoing.WithdrawAssignment, input, ctx, async (tx) => {
      const assignment = await this.notBegun(tx, input.assignmentId, ctx);
      if (isRefusal(assignment)) return assignment;
      const { assignmentId: id, reason } = input;
      await this.assignments.withdraw(tx, id, reason, ctx.now());
      const payload = { ...chargeOf(assignment), reason };
      await this.outbox.add(tx, outgoing.AssignmentWithdrawn, { aggregateId: id, payload }, ctx);
      return { id };
    });
  }

  private async notBegun(tx: Tx, id: string, ctx: RequestContext): Promise<AssignmentRow | Refusal> {
    const { agencyId, personId } = actorOf(ctx);
    const found = await this.assignments.forChange(tx, id);
    if (!found || found.agency_id !== agencyId || found.person_id !== personId)
      return refuser(commonRefusals)('REQUEST.NOT_FOUND');
    return found.document_id !== null || found.is_withdrawn ? refuse('OUTGOING.ASSIGNMENT_BEGUN') : found;
  }
}
