import { Injectable } from '@nestjs/common';
import { commonRefusals, type InputOf, outgoing, refuser } from '@vanthu/contracts';
import { type Answer, CommandRunner, Handles, type RequestContext } from '@vanthu/messaging';
import { closeSeries, lockSeries } from '@vanthu/register';
import { keyOf, SeriesLog } from '../numbering/series-handlers.js';
import { SeriesNotesStore } from '../numbering/series-notes.store.js';
import { actorOf } from '../store/act-on-document.js';
import { ApartSeriesStore } from './apart-series.store.js';

/** A series is given up: what it gave stays, nobody numbers in it again, in this year or a later one (R-OUT-09, R-OUT-10). */
@Injectable()
export class CloseApartSeriesHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly apart: ApartSeriesStore,
    private readonly notes: SeriesNotesStore,
    private readonly log: SeriesLog,
  ) {}

  @Handles(outgoing.CloseApartSeries)
  handle(
    input: InputOf<typeof outgoing.CloseApartSeries>,
    ctx: RequestContext,
  ): Promise<Answer<typeof outgoing.CloseApartSeries>> {
    return this.commands.run(outgoing.CloseApartSeries, input, ctx, async (tx) => {
      const { agencyId, personName } = actorOf(ctx);
      const { seriesCode, decision } = input;
      // Nobody sets it meanwhile, and nobody numbers in it.
      await this.apart.lockAll(tx, agencyId);
      const series = await this.apart.of(tx, agencyId, seriesCode, 'locked');
      if (series === null) return refuser(commonRefusals)('REQUEST.NOT_FOUND');
      if (series.closed) return outgoing.refuseOutgoing('OUTGOING.SERIES_ENDED', { reason: series.closed.decision });
      // Whoever numbers in it at this moment is waited for; after that the register itself gives nothing.
      const key = keyOf({ seriesCode, year: Number(ctx.today().slice(0, 4)) }, ctx);
      const numbered = await lockSeries(tx, key);
      // What was given on paper while it stood still is entered first: afterwards nobody could.
      const [note] = await this.notes.of(tx, agencyId, key.year, seriesCode);
      if (note?.state === 'stopped') return outgoing.refuseOutgoing('OUTGOING.OUTAGE_UNDECLARED');
      const count = await this.apart.unfinished(tx, agencyId, seriesCode);
      if (count > 0) return outgoing.refuseOutgoing('OUTGOING.APART_UNFINISHED', { count });
      if (numbered) {
        await closeSeries(tx, key);
        await this.notes.stopped(tx, key, { reason: decision, forGood: true, by: personName, at: ctx.now() });
      }
      await this.log.say(tx, key, 'closed', { lastNumber: numbered?.lastNumber ?? 0, why: decision }, ctx);
      return this.apart.close(tx, agencyId, series, { on: ctx.today(), decision });
    });
  }
}
