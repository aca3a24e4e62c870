import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import {
  type Actor,
  absentPrincipals,
  directory,
  type InputOf,
  isRefusal,
  principalsOf,
  type Refusal,
  routing,
} from '@vanthu/contracts';
import { type CivilDate, followUpBook, layOutRegister, loadTinos, registerCsv, yearOf } from '@vanthu/decree30';
import { PassingFiles } from '@vanthu/files';
import { type Answer, Handles, RequestClient, type RequestContext } from '@vanthu/messaging';
import { Transactions, type Tx } from '@vanthu/persistence';
import { notFound } from '../routed-document/domain/authorise.js';
import { bucketOf } from '../routed-document/domain/due.js';
import { isEnded } from '../routed-document/domain/routed-document.js';
import { CalendarStore } from '../routed-document/store/calendar.store.js';
import { type FollowUpRow, followUpRow } from './follow-up-line.js';
import { FollowUpLinesStore } from './follow-up-lines.store.js';

/** Lines asked for at once while a whole book is printed; and so many a book has at most. */
const pageLines = 500;
const mostLines = 5_000;
const mostBytes = 64 * 1_048_576;

/** Sổ theo dõi giải quyết văn bản đến: on screen, to be printed and bound, and for spreadsheets (R-IN-13; Annex IV VIII). */
@Injectable()
export class FollowUpBookHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly requests: RequestClient,
    private readonly lines: FollowUpLinesStore,
    private readonly calendars: CalendarStore,
    private readonly passing: PassingFiles,
  ) {}

  @Handles(routing.ReadFollowUpBook)
  read(
    input: InputOf<typeof routing.ReadFollowUpBook>,
    ctx: RequestContext,
  ): Promise<Answer<typeof routing.ReadFollowUpBook>> {
    return this.transactions.run(async (tx) => {
      if (ctx.actor === null) return notFound();
      const { lines, nextCursor, total } = await this.lines.page(
        tx,
        questionOf(ctx.actor, input),
        input.limit,
        input.cursor,
      );
      const today = ctx.today() as CivilDate;
      const calendar = await this.calendars.of(tx, ctx.actor.agencyId);
      const items = lines.map((line) => {
        const { documentId, dueOn } = line.document;
        const bucket = isEnded(line.document) || dueOn === null ? null : bucketOf(dueOn, today, calendar);
        return { documentId, ...followUpRow(line, today, calendar), bucket };
      });
      return { items, nextCursor, total };
    });
  }

  @Handles(routing.PrintFollowUpBook)
  async print(
    input: InputOf<typeof routing.PrintFollowUpBook>,
    ctx: RequestContext,
  ): Promise<Answer<typeof routing.PrintFollowUpBook>> {
    const { actor } = ctx;
    if (actor === null) return notFound();
    const rows = await this.transactions.run((tx) => this.all(tx, actor, input, ctx.today() as CivilDate));
    if (isRefusal(rows)) return rows;
    const name = `so-theo-doi-van-ban-den-${input.from}-${input.to}.${input.format}`;
    const bytes =
      input.format === 'csv' ? Buffer.from(registerCsv(followUpBook, rows)) : await this.pdf(rows, actor, input, ctx);
    const stored = await this.passing.take(Readable.from([bytes]), { maxBytes: mostBytes });
    if (isRefusal(stored)) return stored;
    return {
      passingId: stored.id,
      bytes: stored.bytes,
      name,
      mediaType: input.format === 'csv' ? 'text/csv; charset=utf-8' : 'application/pdf',
    };
  }

  private async all(
    tx: Tx,
    actor: Actor,
    period: { from: string; to: string },
    today: CivilDate,
  ): Promise<FollowUpRow[] | Refusal> {
    const calendar = await this.calendars.of(tx, actor.agencyId);
    const rows: FollowUpRow[] = [];
    let cursor: string | undefined;
    do {
      const page = await this.lines.page(tx, questionOf(actor, period), pageLines, cursor);
      if (page.total > mostLines) {
        return routing.refuseRouting('ROUTING.BOOK_TOO_LONG', { lines: page.total, most: mostLines });
      }
      rows.push(...page.lines.map((line) => followUpRow(line, today, calendar)));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    return rows;
  }

  private async pdf(
    rows: readonly FollowUpRow[],
    actor: Actor,
    { from, to }: { from: string; to: string },
    ctx: RequestContext,
  ): Promise<Uint8Array> {
    const agency = await this.requests.ask(directory.GetAgency, { agencyId: actor.agencyId }, { for: ctx });
    if (isRefusal(agency)) throw new Error(`the directory does not know the agency ${actor.agencyId}`);
    const book = {
      book: followUpBook,
      superiorName: agency.superiorName,
      agencyName: agency.name,
      year: yearOf(from as CivilDate),
      ...{ from: from as CivilDate, to: to as CivilDate, numbers: null, volume: '01', rows },
    };
    return (await layOutRegister(book, await loadTinos(), { createdAt: ctx.now() })).pdf;
  }
}

/** The clerks keep the book of the whole agency; others see in it what they may read. */
const questionOf = (actor: Actor, { from, to }: { from: string; to: string }) => ({
  agencyId: actor.agencyId,
  ...{ from, to },
  readers: actor.roles.includes('clerk') ? null : [...principalsOf(actor), ...absentPrincipals(actor)],
});
