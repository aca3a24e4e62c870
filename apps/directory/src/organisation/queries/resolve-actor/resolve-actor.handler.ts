import { Injectable } from '@nestjs/common';
import { directory, type InputOf } from '@vanthu/contracts';
import { type Answer, Handles } from '@vanthu/messaging';
import { Transactions } from '@vanthu/persistence';
import { isFitDeputy } from '../../../absence/domain/fit-deputy.js';
import { standsInOn } from '../../../absence/store/absence.store.js';
import { endedBefore, holdsOn } from '../../domain/period.js';
import { agencies, people, positions } from '../../store/tables.js';

/** Who acts, as facts of the day. A closed agency can only be read (R-SYS-07). */
@Injectable()
export class ResolveActorHandler {
  constructor(private readonly transactions: Transactions) {}

  @Handles(directory.ResolveActor)
  async handle({
    personId,
    positionId,
    on,
    purpose,
  }: InputOf<typeof directory.ResolveActor>): Promise<Answer<typeof directory.ResolveActor>> {
    const position = await positions.byId(this.transactions, positionId);
    if (!position || position.personId !== personId || !holdsOn(position, on)) {
      return directory.refuseDirectory('DIRECTORY.NO_SUCH_POSITION', { on });
    }
    const person = await people.byId(this.transactions, personId);
    const agency = await agencies.byId(this.transactions, position.agencyId);
    if (!person || !agency) throw new Error(`position ${positionId} without its person or agency`);
    if (purpose === 'act' && endedBefore(agency, on)) {
      return directory.refuseDirectory('DIRECTORY.AGENCY_CLOSED', { validTo: agency.validTo });
    }
    const absences = await standsInOn(this.transactions, { personId, positionId }, on);
    // Positions change: who would not be named deputy today does not stand in today (R-IN-10).
    const fit = absences.filter((absent) => isFitDeputy(absent, position));
    const standsInFor = fit.map((absent) => ({
      personId: absent.personId,
      personName: absent.personName,
      positionId: absent.positionId,
      positionTitle: absent.positionTitle,
      headOf: absent.level === 'unit-head' && absent.unitId !== null ? [absent.unitId] : [],
      authority: `vắng mặt từ ${dayVi(absent.from)} đến ${dayVi(absent.to)} (${absent.basis})`,
    }));
    return {
      ...(standsInFor.length === 0 ? {} : { standsInFor }),
      personId,
      personName: person.fullName,
      positionId,
      positionTitle: position.title,
      agencyId: position.agencyId,
      unitId: position.unitId,
      roles: position.roles,
      headOf: position.level === 'unit-head' && position.unitId !== null ? [position.unitId] : [],
    };
  }
}

const dayVi = (day: string): string => day.split('-').reverse().join('/');
