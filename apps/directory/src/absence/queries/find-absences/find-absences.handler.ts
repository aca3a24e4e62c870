import { Injectable } from '@nestjs/common';
import { commonRefusals, directory, type InputOf, refuser } from '@vanthu/contracts';
import { type Answer, Handles, type RequestContext } from '@vanthu/messaging';
import { Transactions } from '@vanthu/persistence';
import { absencesOn } from '../../store/absence.store.js';

/** Of the asker's own agency. */
@Injectable()
export class FindAbsencesHandler {
  constructor(private readonly transactions: Transactions) {}

  @Handles(directory.FindAbsences)
  async handle(
    { on }: InputOf<typeof directory.FindAbsences>,
    ctx: RequestContext,
  ): Promise<Answer<typeof directory.FindAbsences>> {
    if (ctx.actor === null) return refuser(commonRefusals)('REQUEST.NOT_FOUND');
    return { absences: await absencesOn(this.transactions, ctx.actor.agencyId, on ?? ctx.today()) };
  }
}
