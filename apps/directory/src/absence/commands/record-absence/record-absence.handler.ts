import { Injectable } from '@nestjs/common';
import { type Actor, directory, type InputOf, type Refusal } from '@vanthu/contracts';
import { type Answer, CommandRunner, Handles, Outbox, type RequestContext, uuidV5 } from '@vanthu/messaging';
import type { Tx } from '@vanthu/persistence';
import { holdsOn } from '../../../organisation/domain/period.js';
import { people, positions } from '../../../organisation/store/tables.js';
import { recordActs } from '../../../timeline/timeline.js';
import { isFitDeputy } from '../../domain/fit-deputy.js';
import { absencesOf, addAbsence } from '../../store/absence.store.js';

type Input = InputOf<typeof directory.RecordAbsence>;
type Position = { readonly personId: string; readonly agencyId: string };

/** Days: so long at most is somebody away without another act. */
const longestDays = 366;
const dayMs = 86_400_000;

/** Somebody is away from one day to another, and who stands in; it begins today at the earliest. */
@Injectable()
export class RecordAbsenceHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly outbox: Outbox,
  ) {}

  @Handles(directory.RecordAbsence)
  handle(input: Input, ctx: RequestContext): Promise<Answer<typeof directory.RecordAbsence>> {
    return this.commands.run(directory.RecordAbsence, input, ctx, async (tx) => {
      const { actor } = ctx;
      if (actor === null) return directory.refuseDirectory('DIRECTORY.ABSENCE_NOT_YOURS');
      const days = (Date.parse(input.to) - Date.parse(input.from)) / dayMs;
      if (input.from < ctx.today() || days < 0 || days > longestDays) {
        return directory.refuseDirectory('DIRECTORY.BAD_ABSENCE');
      }
      const [absent, deputy] = [
        await positions.byId(tx, input.positionId),
        await positions.byId(tx, input.deputyPositionId),
      ];
      if (absent === null || !maySay(actor, absent, deputy)) {
        return directory.refuseDirectory('DIRECTORY.ABSENCE_NOT_YOURS');
      }
      if (
        deputy === null ||
        !isFitDeputy(absent, deputy) ||
        !holdsOn(deputy, input.from) ||
        !holdsOn(deputy, input.to)
      ) {
        return directory.refuseDirectory('DIRECTORY.DEPUTY_UNFIT');
      }
      const clash = await clashOf(tx, absent, deputy.personId, input);
      if (clash !== null) return clash;

      const [person, deputyPerson] = [await people.byId(tx, absent.personId), await people.byId(tx, deputy.personId)];
      if (person === null || deputyPerson === null) throw new Error('a position without its person');
      const absence: directory.AbsenceRecord = {
        ...{ id: uuidV5(ctx.commandId, 'absence'), agencyId: absent.agencyId },
        ...{ positionId: absent.id, personId: person.id, personName: person.fullName, positionTitle: absent.title },
        ...{ from: input.from, to: input.to, basis: input.basis },
        ...{ deputyPositionId: deputy.id, deputyPersonId: deputy.personId },
        ...{ deputyName: deputyPerson.fullName, deputyTitle: deputy.title },
      };
      await addAbsence(tx, absence);
      await recordActs(tx, ctx, [{ act: 'absence-recorded', subjectId: absence.id, basis: absence.basis }]);
      await this.outbox.add(tx, directory.AbsenceRecorded, { aggregateId: absence.id, payload: absence }, ctx);
      return absence;
    });
  }
}

/** One's own; directors and leadership for their agency, but nobody makes oneself another's deputy. */
function maySay(actor: Actor, absent: Position, deputy: Position | null): boolean {
  if (absent.agencyId !== actor.agencyId) return false;
  if (absent.personId === actor.personId) return true;
  if (deputy?.personId === actor.personId) return false;
  return actor.roles.some((role) => role === 'director' || role === 'leadership');
}

/** Absences of one agency are few: one at a time, so that two cannot make each other's deputy absent. */
async function clashOf(tx: Tx, absent: Position, deputyId: string, { from, to }: Input): Promise<Refusal | null> {
  await tx.query('SELECT id FROM agency WHERE id = $1 FOR UPDATE', [absent.agencyId]);
  const [own] = await absencesOf(tx, absent.personId, from, to);
  if (own) return directory.refuseDirectory('DIRECTORY.ABSENCE_OVERLAPS', { from: own.from, to: own.to });
  const [deputys] = await absencesOf(tx, deputyId, from, to);
  return deputys ? directory.refuseDirectory('DIRECTORY.DEPUTY_ABSENT', { from: deputys.from, to: deputys.to }) : null;
}
