import { Injectable } from '@nestjs/common';
import { directory, isRefusal, type Refusal } from '@vanthu/contracts';
import {
  civilDate,
  type DocumentFonts,
  incomingRegister,
  layOutRegister,
  loadTinos,
  printShortDate,
  type RegisterContent,
  yearOf,
} from '@vanthu/decree30';
import { RequestClient, type RequestContext } from '@vanthu/messaging';
import { Transactions } from '@vanthu/persistence';
import { notFound } from '../domain/authorise.js';
import { RegisterLineStore } from '../store/register-line.store.js';

/** A book of a large agency's year; more is bound as several. */
export const mostLines = 20_000;

export interface IncomingBook {
  readonly content: RegisterContent<(typeof incomingRegister)['columns'][number]['key']>;
  readonly lines: number;
  /** Rows behind the lines: what became of lines in books closed before. */
  readonly lateFacts: number;
}
type Line = Awaited<ReturnType<RegisterLineStore['between']>>['lines'][number];

/** The register of a period as it is printed: cover, ten columns (Art. 22.3.b; R-IN-06). */
@Injectable()
export class IncomingRegisterBooks {
  private fonts: Promise<DocumentFonts> | undefined;

  constructor(
    private readonly transactions: Transactions,
    private readonly lines: RegisterLineStore,
    private readonly requests: RequestClient,
  ) {}

  /** @returns one line more than `mostLines` when there are more */
  async of(
    { from, to, volume }: { from: string; to: string; volume: string },
    ctx: RequestContext,
  ): Promise<IncomingBook | Refusal> {
    const { actor } = ctx;
    if (actor === null) return notFound();
    const { agencyId } = actor;
    const agency = await this.requests.ask(directory.GetAgency, { agencyId }, { for: ctx });
    if (isRefusal(agency)) return agency;
    const { lines, late } = await this.transactions.run((tx) =>
      this.lines.between(tx, agencyId, { from, to, limit: mostLines + 1 }),
    );
    const [first, last] = [lines[0], lines.at(-1)];
    return {
      lines: lines.length,
      lateFacts: late.length,
      content: {
        ...{ book: incomingRegister, superiorName: agency.superiorName, agencyName: agency.name, volume },
        ...{ year: yearOf(civilDate(from)), from: civilDate(from), to: civilDate(to) },
        numbers: first && last ? { from: String(first.arrival_number), to: String(last.arrival_number) } : null,
        rows: [...lines, ...late].map(printedLine),
      },
    };
  }

  async pdf({ content }: IncomingBook, createdAt: Date): Promise<Uint8Array> {
    this.fonts ??= loadTinos();
    return (await layOutRegister(content, await this.fonts, { createdAt })).pdf;
  }
}

const shortDate = (date: string | null): string => (date === null ? '' : printShortDate(civilDate(date)));

const printedLine = (line: Line): IncomingBook['content']['rows'][number] => ({
  arrivedOn: shortDate(line.arrived_on),
  incomingNumber: String(line.arrival_number),
  author: line.author,
  numberAndSymbol: line.number_and_symbol,
  documentDate: shortDate(line.document_date),
  kindAndAbstract: line.kind_and_abstract,
  receiver: line.handed_to,
  handedOverOn: shortDate(line.handed_over_on),
  receivedBy: line.received_by,
  remarks: line.note,
});
