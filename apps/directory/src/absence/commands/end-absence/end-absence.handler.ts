import { Injectable } from '@nestjs/common';
import { commonRefusals, directory, type InputOf, refuser } from '@vanthu/contracts';
import { addDays, type CivilDate } from '@vanthu/decree30';
import { type Answer, CommandRunner, Handles, Outbox, type RequestContext } from '@vanthu/messaging';
import { recordActs } from '../../../timeline/timeline.js';
import { lockAbsence, setLastDay } from '../../store/absence.store.js';

const refuse = refuser(commonRefusals);

/** Back: from today on nobody stands in. Ending what is over changes nothing. */
@Injectable()
export class EndAbsenceHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly outbox: Outbox,
  ) {}

  @Handles(directory.EndAbsence)
  handle(
    input: InputOf<typeof directory.EndAbsence>,
    ctx: RequestContext,
  ): Promise<Answer<typeof directory.EndAbsence>> {
    return this.commands.run(directory.EndAbsence, input, ctx, async (tx) => {
      const absence = await lockAbsence(tx, input.absenceId);
      const { actor } = ctx;
      if (absence === null || actor === null || absence.agencyId !== actor.agencyId) return refuse('REQUEST.NOT_FOUND');
      const decides = actor.roles.includes('director') || actor.roles.includes('leadership');
      if (absence.personId !== actor.personId && !decides) return refuse('REQUEST.NOT_FOUND');
      const yesterday = addDays(ctx.today() as CivilDate, -1);
      if (absence.to <= yesterday) return absence;
      // What has not begun is taken back: its last day lies before its first.
      const to = absence.from > yesterday ? addDays(absence.from as CivilDate, -1) : yesterday;
      await setLastDay(tx, absence.id, to);
      const ended = { ...absence, to };
      await recordActs(tx, ctx, [{ act: 'absence-ended', subjectId: absence.id }]);
      await this.outbox.add(tx, directory.AbsenceEnded, { aggregateId: absence.id, payload: ended }, ctx);
      return ended;
    });
  }
}
