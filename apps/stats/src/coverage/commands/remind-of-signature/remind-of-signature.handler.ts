import { Injectable } from '@nestjs/common';
import { commonRefusals, type InputOf, isRefusal, refuser, stats } from '@vanthu/contracts';
import { addWorkingDays, civilDate, printShortDate, vietnamCalendar } from '@vanthu/decree30';
import { type Answer, CommandRunner, Handles, Outbox, type RequestContext } from '@vanthu/messaging';
import { Generations } from '../../../model/generations.js';
import { whoLacks } from '../../domain/who-lacks.js';
import { AgencyScope } from '../../store/agency-scope.js';
import { CoverageStore } from '../../store/coverage.store.js';
import { RemindersStore } from '../../store/reminders.store.js';

const refuseCommon = refuser(commonRefusals);
/** So many working days lie between two reminders of one document. */
const cadenceDays = 3;

/** Leadership has whoever lacks a signature reminded. The act and the event that routing hears are one transaction. */
@Injectable()
export class RemindOfSignatureHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly generations: Generations,
    private readonly scope: AgencyScope,
    private readonly coverage: CoverageStore,
    private readonly reminders: RemindersStore,
    private readonly outbox: Outbox,
  ) {}

  @Handles(stats.RemindOfSignature)
  handle(
    { documentId }: InputOf<typeof stats.RemindOfSignature>,
    ctx: RequestContext,
  ): Promise<Answer<typeof stats.RemindOfSignature>> {
    return this.commands.run(stats.RemindOfSignature, { documentId }, ctx, async (tx) => {
      if (ctx.actor === null) return refuseCommon('ACCESS.NOT_ALLOWED');
      const { generation } = await this.generations.serving(tx);
      const document = await this.coverage.document(tx, generation, documentId);
      if (document === null) return refuseCommon('REQUEST.NOT_FOUND');
      // Whose figures one may not see, of their documents one is not told that there are any.
      const { agency_id: agencyId } = document;
      const scope = await this.scope.of(tx, generation, { agencyId, descendants: false }, ctx.actor);
      if (isRefusal(scope)) return refuseCommon('REQUEST.NOT_FOUND');
      const lacks = whoLacks(document);
      if (lacks === null) return stats.refuseStats('STATS.NOTHING_LACKS');
      const today = civilDate(ctx.today());
      const last = await this.reminders.holdLast(tx, documentId);
      if (last !== null) {
        const next = addWorkingDays(civilDate(last), cadenceDays, vietnamCalendar);
        const days = { lastOn: printShortDate(civilDate(last)), next: printShortDate(next) };
        if (today < next) return stats.refuseStats('STATS.REMINDED_RECENTLY', days);
      }
      const remindedAt = ctx.now();
      await this.reminders.add(
        tx,
        { documentId, holder: lacks.holder, on: today, at: remindedAt },
        ctx.actor,
        ctx.commandId,
      );
      const { personName, positionTitle } = ctx.actor;
      const textVi = `${personName}, ${positionTitle} nhắc: văn bản ${document.number_and_symbol} ${lacks.whatVi}.`;
      const payload = { documentId, agencyId, holder: lacks.holder, textVi, remindedAt: remindedAt.toISOString() };
      await this.outbox.add(tx, stats.SignatureReminded, { aggregateId: documentId, payload }, ctx);
      return { remindedVi: textVi, notAgainBefore: addWorkingDays(today, cadenceDays, vietnamCalendar) };
    });
  }
}
