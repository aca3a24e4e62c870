import { Injectable } from '@nestjs/common';
import { directory, type InputOf, incoming, isRefusal, type Refusal, refuseClosing, signing } from '@vanthu/contracts';
import { ContentStore } from '@vanthu/files';
import {
  type Answer,
  CommandRunner,
  Handles,
  type ListenContext,
  type ListenedEvent,
  Listens,
  Outbox,
  RequestClient,
  type RequestContext,
} from '@vanthu/messaging';
import { Transactions, type Tx } from '@vanthu/persistence';
import { type Period, RegisterClosing } from '@vanthu/register';
import { RegisterLineStore } from '../store/register-line.store.js';
import { IncomingRegisterBooks, mostLines } from './incoming-register-book.js';

/** Months and years of the register that are over: written once, signed by the organisation, never changed (Art. 22.3.b). */
@Injectable()
export class ClosedIncomingRegisterHandlers {
  private readonly closing: RegisterClosing;

  constructor(
    transactions: Transactions,
    commands: CommandRunner,
    outbox: Outbox,
    files: ContentStore,
    requests: RequestClient,
    books: IncomingRegisterBooks,
    private readonly lines: RegisterLineStore,
  ) {
    this.closing = new RegisterClosing({
      ...{ direction: 'incoming', contracts: incoming, transactions, commands, outbox, files },
      agencyName: async (agencyId, ctx) => {
        const agency = await requests.ask(directory.GetAgency, { agencyId }, { for: ctx });
        return isRefusal(agency) ? agency : agency.name;
      },
      unfinished: (tx, agencyId, period) => this.unfinished(tx, agencyId, period),
      write: async (period, ctx) => {
        const book = await books.of(period, ctx);
        if (isRefusal(book)) return book;
        const { lines: count, lateFacts } = book;
        const name = `So dang ky van ban den ${period.from} ${period.to} da chot.pdf`;
        return { pdf: await books.pdf(book, period.closedAt), name, lines: count, lateFacts };
      },
    });
  }

  /** What is handed over after the closing stands in the next book: only the length can stand in the way. */
  private async unfinished(tx: Tx, agencyId: string, period: Period): Promise<Refusal | null> {
    const lines = await this.lines.count(tx, agencyId, period);
    return lines > mostLines ? refuseClosing('REGISTER.TOO_LONG', { lines, most: mostLines }) : null;
  }

  @Handles(incoming.CloseRegister)
  close(
    input: InputOf<typeof incoming.CloseRegister>,
    ctx: RequestContext,
  ): Promise<Answer<typeof incoming.CloseRegister>> {
    return this.closing.close(input, ctx);
  }

  @Handles(incoming.SealClosedRegister)
  seal(
    input: InputOf<typeof incoming.SealClosedRegister>,
    ctx: RequestContext,
  ): Promise<Answer<typeof incoming.SealClosedRegister>> {
    return this.closing.seal(input, ctx);
  }

  @Handles(incoming.FindClosedRegisters)
  find(
    input: InputOf<typeof incoming.FindClosedRegisters>,
    ctx: RequestContext,
  ): Promise<Answer<typeof incoming.FindClosedRegisters>> {
    return this.closing.find(input, ctx);
  }

  @Handles(incoming.OpenClosedRegister)
  open(
    input: InputOf<typeof incoming.OpenClosedRegister>,
    ctx: RequestContext,
  ): Promise<Answer<typeof incoming.OpenClosedRegister>> {
    return this.closing.open(input, ctx);
  }

  @Listens(signing.SignatureMade)
  takeWhenMade(event: ListenedEvent<typeof signing.SignatureMade>, tx: Tx, ctx: ListenContext): Promise<void> {
    return this.closing.takeSignature(event, tx, ctx);
  }

  @Listens(signing.SignatureNotMade)
  noteWhenNotMade(event: ListenedEvent<typeof signing.SignatureNotMade>, tx: Tx): Promise<void> {
    return this.closing.noteNotSigned(event, tx);
  }
}
