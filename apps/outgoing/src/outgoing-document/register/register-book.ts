import { Injectable } from '@nestjs/common';
import { isRefusal, type outgoing, type Refusal } from '@vanthu/contracts';
import {
  civilDate,
  layOutRegister,
  outgoingRegister,
  printShortDate,
  type RegisterContent,
  yearOf,
} from '@vanthu/decree30';
import type { RequestContext } from '@vanthu/messaging';
import { Transactions } from '@vanthu/persistence';
import type { z } from 'zod';
import { DirectoryQuestions } from '../drafting/directory-questions.js';
import { Fonts } from '../drafting/fonts.js';
import { actorOf } from '../store/act-on-document.js';
import { RegisterLineStore } from './register-line.store.js';

/** A book of a large agency's year; more is bound as several. */
export const mostLines = 20_000;

type Column = (typeof outgoingRegister)['columns'][number]['key'];
export interface OutgoingBook {
  readonly content: RegisterContent<Column>;
  readonly lines: number;
  /** Rows behind the lines: what became of lines in books closed before. */
  readonly lateFacts: number;
}
interface Wish {
  readonly from: string;
  readonly to: string;
  readonly volume: string;
  readonly seriesCode?: string | undefined;
}

/** The register of a period as it is printed: cover, ten columns (Art. 16.2.b; R-OUT-14). */
@Injectable()
export class RegisterBooks {
  constructor(
    private readonly transactions: Transactions,
    private readonly lines: RegisterLineStore,
    private readonly directory: DirectoryQuestions,
    private readonly fonts: Fonts,
  ) {}

  /** @returns one line more than `mostLines` when there are more */
  async of(wish: Wish, ctx: RequestContext): Promise<OutgoingBook | Refusal> {
    const { from, to, volume } = wish;
    const { agencyId } = actorOf(ctx);
    const agency = await this.directory.agency(agencyId, ctx);
    if (isRefusal(agency)) return agency;
    const { lines, late } = await this.transactions.run((tx) =>
      this.lines.between(tx, agencyId, { ...wish, limit: mostLines + 1 }),
    );
    const [first, last] = [lines[0], lines.at(-1)];
    return {
      lines: lines.length,
      lateFacts: late.length,
      content: {
        ...{ book: outgoingRegister, superiorName: agency.superiorName, agencyName: agency.name, volume },
        ...{ year: yearOf(civilDate(from)), from: civilDate(from), to: civilDate(to) },
        numbers: first && last ? { from: first.numberAndSymbol, to: last.numberAndSymbol } : null,
        rows: [...lines, ...late].map(printedLine),
      },
    };
  }

  async pdf({ content }: OutgoingBook, createdAt: Date): Promise<Uint8Array> {
    return (await layOutRegister(content, await this.fonts.tinos(), { createdAt })).pdf;
  }
}

const shortDate = (date: string | null): string => (date === null ? '' : printShortDate(civilDate(date)));

const printedLine = (line: z.infer<typeof outgoing.RegisterLine>): OutgoingBook['content']['rows'][number] => ({
  numberAndSymbol: line.numberAndSymbol,
  documentDate: shortDate(line.documentDate),
  kindAndAbstract: line.kindAndAbstract,
  signer: line.signer,
  recipients: line.recipients,
  fileCopyHolder: line.fileCopyKeeper,
  copies: String(line.copies),
  handedOverOn: shortDate(line.handedOverOn),
  receivedBy: line.receivedBy,
  remarks: line.note,
});
