import { Injectable } from '@nestjs/common';
import { commonRefusals, type InputOf, isRefusal, refuser, stats } from '@vanthu/contracts';
import { type Answer, CommandRunner, Handles, type RequestContext } from '@vanthu/messaging';
import { changesOf } from '../domain/change-inputs.js';
import type { Problem } from '../domain/check-inputs.js';
import { periodOfCode } from '../domain/period-of-code.js';
import { PrintFonts } from '../files/print-fonts.js';
import { ReportInputsStore } from '../store/report-inputs.store.js';

const refuseCommon = refuser(commonRefusals);

export const refuseInputs = (problems: readonly Problem[]) =>
  stats.refuseStats('STATS.INPUTS_REFUSED', {
    problems: problems.map(({ messageVi }) => messageVi).join(' '),
    each: problems.map(({ code, messageVi }) => ({ code, messageVi })),
  });

/** All entries or none. Who entered them, as what and when stands in the row; what was there before stays too. */
@Injectable()
export class EnterReportInputsHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly inputs: ReportInputsStore,
    private readonly fonts: PrintFonts,
  ) {}

  @Handles(stats.EnterReportInputs)
  async handle(
    input: InputOf<typeof stats.EnterReportInputs>,
    ctx: RequestContext,
  ): Promise<Answer<typeof stats.EnterReportInputs>> {
    const unprintable = await this.fonts.unprintable();
    return this.commands.run(stats.EnterReportInputs, input, ctx, async (tx) => {
      if (ctx.actor === null) return refuseCommon('ACCESS.NOT_ALLOWED');
      const period = periodOfCode(input.period, ctx.today());
      if (isRefusal(period)) return period;
      const place = { agencyId: ctx.actor.agencyId, period: period.code };
      const given = await this.inputs.hold(tx, place);
      // A figure that somebody else has changed meanwhile is looked at again.
      if (input.entries.some(({ code, revision }) => (given.get(code)?.revision ?? 0) !== revision)) {
        return refuseCommon('REQUEST.STALE_VERSION');
      }
      const { inputs, problems } = changesOf(given, input.entries, unprintable);
      if (problems.length > 0) return refuseInputs(problems);
      await this.inputs.add(tx, place, inputs, ctx);
      return { changed: inputs.length };
    });
  }
}
