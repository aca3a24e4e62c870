import { Injectable } from '@nestjs/common';
import { commonRefusals, directory, type InputOf, refuser } from '@vanthu/contracts';
import { type Answer, CommandRunner, Handles, Outbox, type RequestContext } from '@vanthu/messaging';
import { recordActs } from '../../../timeline/timeline.js';
import { endEnrolment, lockEnrolment } from '../../store/enrolment.store.js';

const refuse = refuser(commonRefusals);

/** Ends an enrolment now. Signatures made before keep their owner: enrolment is asked by instant. */
@Injectable()
export class WithdrawEnrolmentHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly outbox: Outbox,
  ) {}

  @Handles(directory.WithdrawEnrolment)
  handle(
    input: InputOf<typeof directory.WithdrawEnrolment>,
    ctx: RequestContext,
  ): Promise<Answer<typeof directory.WithdrawEnrolment>> {
    return this.commands.run(directory.WithdrawEnrolment, input, ctx, async (tx) => {
      const held = await lockEnrolment(tx, input.enrolmentId);
      if (!held) return refuse('REQUEST.NOT_FOUND');
      if (held.withdrawn) return held.enrolment;

      const ended = await endEnrolment(tx, input.enrolmentId, ctx.now(), input.reason);
      if (!ended) throw new Error(`enrolment ${input.enrolmentId} vanished under its lock`);
      await recordActs(tx, ctx, [{ act: 'enrolment-withdrawn', subjectId: ended.id, basis: input.reason }]);
      await this.outbox.add(tx, directory.EnrolmentWithdrawn, { aggregateId: ended.id, payload: ended }, ctx);
      return ended;
    });
  }
}
