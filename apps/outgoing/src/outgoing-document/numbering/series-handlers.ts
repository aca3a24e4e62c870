import { Injectable } from '@nestjs/common';
import { type InputOf, outgoing } from '@vanthu/contracts';
import { type Answer, CommandRunner, Handles, Outbox, type RequestContext } from '@vanthu/messaging';
import { Transactions, type Tx } from '@vanthu/persistence';
import { closeSeries, findSeries, lockSeries, openSeries, type SeriesKey } from '@vanthu/register';
import { actorOf } from '../store/act-on-document.js';
import { SeriesNotesStore } from './series-notes.store.js';

const refuse = outgoing.refuseOutgoing;

export const keyOf = (input: { seriesCode: string; year: number }, ctx: RequestContext): SeriesKey => ({
  agencyId: actorOf(ctx).agencyId,
  year: input.year,
  direction: 'outgoing',
  code: input.seriesCode,
});

/** Who changed what of a series stands in the log, in the transaction of the change. */
@Injectable()
export class SeriesLog {
  constructor(private readonly outbox: Outbox) {}

  async say(
    tx: Tx,
    key: SeriesKey,
    what: 'opened' | 'stopped' | 'closed' | 'resumed' | 'lines-taken-over',
    told: { lastNumber: number; why: string },
    ctx: RequestContext,
  ): Promise<void> {
    const payload = { agencyId: key.agencyId, seriesCode: key.code, year: key.year, what, ...told };
    await this.outbox.add(tx, outgoing.SeriesChanged, { aggregateId: key.agencyId, payload }, ctx);
  }
}

@Injectable()
export class FindSeriesHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly notes: SeriesNotesStore,
  ) {}

  @Handles(outgoing.FindSeries)
  async handle(
    { year }: InputOf<typeof outgoing.FindSeries>,
    ctx: RequestContext,
  ): Promise<Answer<typeof outgoing.FindSeries>> {
    return { series: await this.transactions.run((tx) => this.notes.of(tx, actorOf(ctx).agencyId, year)) };
  }
}

/** A series goes on behind the book that was kept before, once, before its first number here (Art. 15.1.c; R-OUT-10). */
@Injectable()
export class OpenSeriesHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly notes: SeriesNotesStore,
    private readonly log: SeriesLog,
  ) {}

  @Handles(outgoing.OpenSeries)
  handle(input: InputOf<typeof outgoing.OpenSeries>, ctx: RequestContext): Promise<Answer<typeof outgoing.OpenSeries>> {
    return this.commands.run(outgoing.OpenSeries, input, ctx, async (tx) => {
      const { year, seriesCode, lastNumber, lastDate, decision } = input;
      const inYear = lastDate === null || (lastDate.startsWith(`${year}-`) && lastDate <= ctx.today());
      if (!inYear || lastNumber > 0 !== (lastDate !== null)) return refuse('OUTGOING.OPENING_DATE', { year });
      const key = keyOf(input, ctx);
      if (!(await openSeries(tx, key, { lastNumber, ...(lastDate === null ? {} : { lastDate }) }))) {
        const { lastNumber: standing } = (await findSeries(tx, key)) ?? { lastNumber: 0 };
        return refuse('OUTGOING.SERIES_BEGUN', { lastNumber: standing });
      }
      await this.notes.takenOver(tx, key, lastNumber, decision);
      await this.log.say(tx, key, 'opened', { lastNumber, why: decision }, ctx);
      return { seriesCode, year, state: 'open', lastNumber };
    });
  }
}

/** No number is given until what happened on paper is entered, or for good when the agency ends (R-SYS-07). */
@Injectable()
export class StopSeriesHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly notes: SeriesNotesStore,
    private readonly log: SeriesLog,
  ) {}

  @Handles(outgoing.StopSeries)
  handle(input: InputOf<typeof outgoing.StopSeries>, ctx: RequestContext): Promise<Answer<typeof outgoing.StopSeries>> {
    return this.commands.run(outgoing.StopSeries, input, ctx, async (tx) => {
      const { year, seriesCode, reason, forGood } = input;
      const key = keyOf(input, ctx);
      const series = await lockSeries(tx, key);
      if (series === null) return refuse('OUTGOING.SERIES_UNKNOWN');
      const [note] = await this.notes.of(tx, key.agencyId, year, seriesCode);
      if (note?.state === 'closed') return refuse('OUTGOING.SERIES_ENDED', { reason: note.reason });
      await closeSeries(tx, key);
      await this.notes.stopped(tx, key, { reason, forGood, by: actorOf(ctx).personName, at: ctx.now() });
      const { lastNumber } = series;
      await this.log.say(tx, key, forGood ? 'closed' : 'stopped', { lastNumber, why: reason }, ctx);
      return { seriesCode, year, state: forGood ? 'closed' : 'stopped', lastNumber };
    });
  }
}
