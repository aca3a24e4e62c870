import { Injectable } from '@nestjs/common';
import { commonRefusals, type InputOf, isRefusal, outgoing, type Refusal, refuser } from '@vanthu/contracts';
import { numberAndSymbol } from '@vanthu/decree30';
import { type Answer, Handles, type RequestContext } from '@vanthu/messaging';
import { Transactions } from '@vanthu/persistence';
import { findSeries, type Series } from '@vanthu/register';
import type { OutgoingDocument } from '../../domain/outgoing-document.js';
import { turnOf } from '../../domain/outgoing-state.js';
import { mayRead } from '../../domain/readers.js';
import { SeriesRules } from '../../register/series-rules.js';
import { actorOf } from '../../store/act-on-document.js';
import { DraftStore } from '../../store/draft.store.js';
import { OutgoingDocumentStore } from '../../store/outgoing-document.store.js';
import { AgencyHoursStore } from '../../watch/agency-hours.store.js';
import { deadlinesOf } from '../../watch/deadlines-of.js';
import { yearRefusal } from '../../written/written-refusals.js';
import { ReadyToNumber } from './ready-to-number.js';

/** What the clerk's desk says of each document before the button is pressed. */
@Injectable()
export class CheckNumberingHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly documents: OutgoingDocumentStore,
    private readonly drafts: DraftStore,
    private readonly series: SeriesRules,
    private readonly ready: ReadyToNumber,
    private readonly hours: AgencyHoursStore,
  ) {}

  @Handles(outgoing.CheckNumbering)
  async handle(
    { documentId }: InputOf<typeof outgoing.CheckNumbering>,
    ctx: RequestContext,
  ): Promise<Answer<typeof outgoing.CheckNumbering>> {
    const found = await this.transactions.run(async (tx) => {
      const document = await this.documents.byId(tx, documentId);
      if (!document || !mayRead(document, actorOf(ctx))) return refuser(commonRefusals)('REQUEST.NOT_FOUND');
      const turn = turnOf(document.state, 'signed', 'numbered', 'sealed', 'issued');
      if (turn) return turn;
      const text = await this.drafts.text(tx, document);
      return { document, text, hours: await this.hours.of(tx, document.agencyId) };
    });
    if (isRefusal(found)) return found;
    const { document, text, hours } = found;
    // Done while the desk was still looking at it: nothing stands in the way and nothing is due.
    if (document.state === 'issued') {
      return { documentId, expected: null, problemVi: null, dueAt: null, late: false };
    }
    const next = deadlinesOf(document, hours).find(({ what }) => what !== 'number' || document.state === 'signed');
    const due = { dueAt: next?.at.toISOString() ?? null, late: next !== undefined && ctx.now() > next.at };
    if (document.state !== 'signed') {
      return { documentId, expected: null, problemVi: unsealedVi(document), ...due };
    }
    const key = await this.series.keyFor(document, ctx.today());
    const series = await this.transactions.run((tx) => findSeries(tx, key));
    const problem =
      seriesProblem(series, ctx.today()) ??
      (await this.ready.refusalFor(document, ctx)) ??
      yearRefusal(text, ctx.today());
    const expected = problem ? null : numberAndSymbol((series?.lastNumber ?? 0) + 1, document.symbol);
    return { documentId, expected, problemVi: problem?.message ?? null, ...due };
  }
}

function seriesProblem(series: Series | null, today: string): Refusal | null {
  if (series === null) return null;
  if (!series.open) return outgoing.refuseOutgoing('OUTGOING.SERIES_CLOSED');
  const { lastDate } = series;
  return lastDate !== null && today < lastDate ? outgoing.refuseOutgoing('OUTGOING.DATE_BEHIND', { lastDate }) : null;
}

/** Numbered and not sealed is never left unsaid: the number is given, and the document is not valid yet. */
function unsealedVi({ state, road, job }: OutgoingDocument): string | null {
  if (state === 'sealed') return null;
  if (road === 'ink') return 'Đã cấp số, chờ bản quét để ký số sao y.';
  if (job === null) return 'Đã cấp số nhưng chưa có lệnh đóng dấu.';
  if (job.state === 'waiting' || job.state === 'done') return 'Đã cấp số, đang đóng dấu.';
  return `Đã cấp số nhưng chưa đóng dấu: ${job.reasonVi ?? 'cần mở khóa lại'}`;
}
