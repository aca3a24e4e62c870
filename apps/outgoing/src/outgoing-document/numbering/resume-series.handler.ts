import { Injectable } from '@nestjs/common';
import { type InputOf, isRefusal, outgoing, type Refusal } from '@vanthu/contracts';
import { isRuleRefusal, parseNumberAndSymbol } from '@vanthu/decree30';
import { type Answer, CommandRunner, Handles, type RequestContext } from '@vanthu/messaging';
import { type Tx, violatesUnique } from '@vanthu/persistence';
import { lockSeries, resumeSeries, type Series } from '@vanthu/register';
import { RegisterLineStore } from '../register/register-line.store.js';
import { actorOf } from '../store/act-on-document.js';
import { LinesWithoutDocument, type LineWithoutDocument } from './lines-without-document.js';
import { keyOf, SeriesLog } from './series-handlers.js';
import { SeriesNotesStore } from './series-notes.store.js';

const refuse = outgoing.refuseOutgoing;
type Input = InputOf<typeof outgoing.ResumeSeries>;

/**
 * After an outage: what was numbered on paper comes in first, in its order and with its dates, behind the last number given
 * here. What was forgotten is not squeezed in between: it gets the next number (Art. 15.1; R-OUT-06, R-OUT-08).
 */
@Injectable()
export class ResumeSeriesHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly notes: SeriesNotesStore,
    private readonly lines: LinesWithoutDocument,
    private readonly register: RegisterLineStore,
    private readonly log: SeriesLog,
  ) {}

  @Handles(outgoing.ResumeSeries)
  async handle(input: Input, ctx: RequestContext): Promise<Answer<typeof outgoing.ResumeSeries>> {
    try {
      return await this.commands.run(outgoing.ResumeSeries, input, ctx, (tx) => this.resume(tx, input, ctx));
    } catch (error) {
      if (violatesUnique(error, 'register_entry_number_and_notation')) return refuse('OUTGOING.NUMBER_TAKEN');
      throw error;
    }
  }

  private async resume(tx: Tx, input: Input, ctx: RequestContext): Promise<Answer<typeof outgoing.ResumeSeries>> {
    const { year, seriesCode, noneGiven, given } = input;
    const key = keyOf(input, ctx);
    const series = await lockSeries(tx, key);
    if (series === null) return refuse('OUTGOING.SERIES_UNKNOWN');
    if (series.open) return refuse('OUTGOING.SERIES_RUNS');
    const [note] = await this.notes.of(tx, key.agencyId, year, seriesCode);
    if (note?.state === 'closed') return refuse('OUTGOING.SERIES_ENDED', { reason: note.reason });
    if (noneGiven === given.length > 0) return refuse('OUTGOING.OUTAGE_UNDECLARED');
    const lines = linesOf(given, series, ctx.today());
    if (isRefusal(lines)) return lines;
    await this.lines.enter(tx, key, 'paper', await this.booked(tx, key.agencyId, lines, ctx.today()), ctx.commandId);
    const last = lines.at(-1);
    const lastNumber = last?.number ?? series.lastNumber;
    await resumeSeries(tx, key, { lastNumber, lastDate: last?.documentDate ?? series.lastDate });
    await this.notes.resumed(tx, key);
    const why = `${actorOf(ctx).personName}: ${noneGiven ? 'không cấp số nào trên giấy' : `đã cấp ${lines.length} số trên giấy`}`;
    await this.log.say(tx, key, 'resumed', { lastNumber, why }, ctx);
    return { seriesCode, year, state: 'open', lastNumber };
  }

  /** Whose own book is closed stands in that of today, and says so. */
  private async booked(
    tx: Tx,
    agencyId: string,
    lines: readonly LineWithoutDocument[],
    today: string,
  ): Promise<LineWithoutDocument[]> {
    const booked: LineWithoutDocument[] = [];
    for (const line of lines) {
      const isLate = (await this.register.closedOn(tx, agencyId, [line.documentDate])) !== null;
      booked.push(isLate ? { ...line, bookedOn: today, note: `${line.note}; vào sổ sau khi chốt kỳ` } : line);
    }
    return booked;
  }
}

function linesOf(
  given: readonly outgoing.PaperNumber[],
  series: Series,
  today: string,
): LineWithoutDocument[] | Refusal {
  const lines: LineWithoutDocument[] = [];
  let { lastNumber, lastDate } = series;
  for (const one of given) {
    const parsed = parseNumberAndSymbol(one.numberAndSymbol);
    if (isRuleRefusal(parsed)) {
      return refuse('OUTGOING.NOT_A_NUMBER', { text: one.numberAndSymbol, why: parsed.messageVi });
    }
    const { number, symbol } = parsed;
    if (number !== lastNumber + 1) return refuse('OUTGOING.NUMBER_INSERTED', { number, next: lastNumber + 1 });
    const { documentDate } = one;
    if (lastDate !== null && documentDate < lastDate) return refuse('OUTGOING.DATE_BEHIND', { lastDate });
    if (documentDate > today || !documentDate.startsWith(`${series.year}-`)) {
      return refuse('OUTGOING.OPENING_DATE', { year: series.year });
    }
    lines.push({
      ...{ number, symbol, ...one, fileCopyKeeper: 'VT', copies: 1 },
      ...{ handedOverOn: documentDate, receivedBy: '', note: 'Cấp số trên giấy khi hệ thống tạm dừng' },
    });
    [lastNumber, lastDate] = [number, documentDate];
  }
  return lines;
}
