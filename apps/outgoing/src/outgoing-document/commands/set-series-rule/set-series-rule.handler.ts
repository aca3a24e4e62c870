import { Injectable } from '@nestjs/common';
import { commonRefusals, type InputOf, outgoing, refuser } from '@vanthu/contracts';
import { isKind } from '@vanthu/decree30';
import { type Answer, CommandRunner, Handles, Outbox, type RequestContext } from '@vanthu/messaging';
import { isKeptApart } from '../../register/kept-apart.js';
import { SeriesRules } from '../../register/series-rules.js';

type Input = InputOf<typeof outgoing.SetSeriesRule>;

/** The head has decided in which series a kind is numbered (Art. 15.1.c; R-OUT-10). */
@Injectable()
export class SetSeriesRuleHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly rules: SeriesRules,
    private readonly outbox: Outbox,
  ) {}

  @Handles(outgoing.SetSeriesRule)
  handle(input: Input, ctx: RequestContext): Promise<Answer<typeof outgoing.SetSeriesRule>> {
    return this.commands.run(outgoing.SetSeriesRule, input, ctx, async (tx) => {
      const { agencyId, kind, seriesCode } = input;
      if (ctx.actor && ctx.actor.agencyId !== agencyId) return refuser(commonRefusals)('ACCESS.OTHER_AGENCY');
      if (kind !== '*' && !isKind(kind)) return outgoing.refuseOutgoing('OUTGOING.UNKNOWN_KIND', { kind });
      if (isKeptApart(seriesCode)) return outgoing.refuseOutgoing('OUTGOING.SERIES_KEPT_APART', { seriesCode });
      await this.rules.set(tx, input, { name: ctx.actor?.personName ?? ctx.service ?? '', at: ctx.now() });
      await this.outbox.add(tx, outgoing.SeriesRuleSet, { aggregateId: agencyId, payload: input }, ctx);
      return { agencyId, kind, seriesCode };
    });
  }
}
