import { Inject, Injectable } from '@nestjs/common';
import { directory, type InputOf, incoming, isRefusal } from '@vanthu/contracts';
import { civilDate, type DocumentFonts, layOutRegister, loadTinos, registerSheet, yearOf } from '@vanthu/decree30';
import { PassingFiles } from '@vanthu/files';
import {
  type Answer,
  Handles,
  RequestClient,
  type RequestContext,
  SERVICE_CONFIG,
  type ServiceConfig,
} from '@vanthu/messaging';
import { Transactions } from '@vanthu/persistence';
import { writeXlsx } from '@vanthu/spreadsheets';
import { CalendarStore } from '../calendar/calendar.store.js';
import { notFound } from '../domain/authorise.js';
import { HandlingStore } from './handling.store.js';
import { handlingBooks } from './handling-books.js';
import { mostLines } from './incoming-register-book.js';

type Input = InputOf<typeof incoming.WriteHandlingReport>;
const maxBytes = 200_000_000;
const mediaTypes = {
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

/** Báo cáo tình hình giải quyết văn bản đến: any period, with cover (Annex VI part V; R-SYS-06). */
@Injectable()
export class WriteHandlingReportHandler {
  private readonly passing: PassingFiles;
  private fonts: Promise<DocumentFonts> | undefined;

  constructor(
    private readonly transactions: Transactions,
    private readonly handling: HandlingStore,
    private readonly calendars: CalendarStore,
    private readonly requests: RequestClient,
    @Inject(SERVICE_CONFIG) config: ServiceConfig,
  ) {
    this.passing = new PassingFiles(config.files);
  }

  @Handles(incoming.WriteHandlingReport)
  async handle(input: Input, ctx: RequestContext): Promise<Answer<typeof incoming.WriteHandlingReport>> {
    const { from, to, format, volume } = input;
    if (ctx.actor === null) return notFound();
    const [first, last] = [civilDate(from), civilDate(to)];
    if (from > to || yearOf(first) !== yearOf(last)) return incoming.refuseIncoming('INCOMING.BOOK_PERIOD');
    const { agencyId } = ctx.actor;
    const agency = await this.requests.ask(directory.GetAgency, { agencyId }, { for: ctx });
    if (isRefusal(agency)) return agency;
    const { settled, calendar } = await this.transactions.run(async (tx) => ({
      settled: await this.handling.of(tx, agencyId, { from, to, limit: mostLines + 1 }),
      calendar: await this.calendars.of(tx, agencyId),
    }));
    const lines = settled.length;
    if (lines > mostLines) return incoming.refuseIncoming('INCOMING.BOOK_TOO_LONG', { lines, most: mostLines });
    const frame = {
      ...{ superiorName: agency.superiorName, agencyName: agency.name, year: yearOf(first), from: first, to: last },
      ...{ volume, numbers: null },
    };
    const [summary, list] = handlingBooks(frame, settled, { today: ctx.today(), calendar });
    if (!summary || !list) throw new Error('the report has two parts');
    const content =
      format === 'xlsx'
        ? await writeXlsx([registerSheet('Tổng hợp', summary), registerSheet('Danh sách', list)])
        : (await layOutRegister([summary, list], await this.tinos(), { createdAt: ctx.now() })).pdf;
    const file = await this.passing.take(once(content), { maxBytes });
    if (isRefusal(file)) return file;
    const name = `Tinh hinh giai quyet van ban den ${from} ${to}.${format}`;
    return { passingId: file.id, bytes: file.bytes, name, mediaType: mediaTypes[format] };
  }

  private tinos(): Promise<DocumentFonts> {
    this.fonts ??= loadTinos();
    return this.fonts;
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
