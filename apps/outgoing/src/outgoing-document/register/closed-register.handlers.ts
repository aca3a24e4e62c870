import { Injectable } from '@nestjs/common';
import { type InputOf, isRefusal, outgoing, type Refusal, refuseClosing, signing } from '@vanthu/contracts';
import { ContentStore } from '@vanthu/files';
import {
  type Answer,
  CommandRunner,
  Handles,
  type ListenContext,
  type ListenedEvent,
  Listens,
  Outbox,
  type RequestContext,
} from '@vanthu/messaging';
import { Transactions, type Tx } from '@vanthu/persistence';
import { type Period, RegisterClosing } from '@vanthu/register';
import { DirectoryQuestions } from '../drafting/directory-questions.js';
import { mostLines, RegisterBooks } from './register-book.js';
import { RegisterLineStore } from './register-line.store.js';

/** Months and years of the register that are over: written once, signed by the organisation, never changed (Art. 16.2.b). */
@Injectable()
export class ClosedRegisterHandlers {
  private readonly closing: RegisterClosing;

  constructor(
    transactions: Transactions,
    commands: CommandRunner,
    outbox: Outbox,
    files: ContentStore,
    directory: DirectoryQuestions,
    books: RegisterBooks,
    private readonly lines: RegisterLineStore,
  ) {
    this.closing = new RegisterClosing({
      ...{ direction: 'outgoing', contracts: outgoing, transactions, commands, outbox, files },
      agencyName: async (agencyId, ctx) => {
        const agency = await directory.agency(agencyId, ctx);
        return isRefusal(agency) ? agency : agency.name;
      },
      unfinished: (tx, agencyId, period) => this.unfinished(tx, agencyId, period),
      write: async (period, ctx) => {
        const book = await books.of(period, ctx);
        if (isRefusal(book)) return book;
        const { lines: count, lateFacts } = book;
        const name = `So dang ky van ban di ${period.from} ${period.to} da chot.pdf`;
        return { pdf: await books.pdf(book, period.closedAt), name, lines: count, lateFacts };
      },
    });
  }

  /** What is numbered and not issued could still be voided or handed over: the book waits for it. */
  private async unfinished(tx: Tx, agencyId: string, period: Period): Promise<Refusal | null> {
    const open = await this.lines.unfinished(tx, agencyId, period);
    if (open.length > 0) {
      const which = `${open.slice(0, 3).join(', ')}${open.length > 3 ? '…' : ''}`;
      return refuseClosing('REGISTER.UNFINISHED', { count: open.length, which });
    }
    const lines = await this.lines.count(tx, agencyId, period);
    return lines > mostLines ? refuseClosing('REGISTER.TOO_LONG', { lines, most: mostLines }) : null;
  }

  @Handles(outgoing.CloseRegister)
  close(
    input: InputOf<typeof outgoing.CloseRegister>,
    ctx: RequestContext,
  ): Promise<Answer<typeof outgoing.CloseRegister>> {
    return this.closing.close(input, ctx);
  }

  @Handles(outgoing.SealClosedRegister)
  seal(
    input: InputOf<typeof outgoing.SealClosedRegister>,
    ctx: RequestContext,
  ): Promise<Answer<typeof outgoing.SealClosedRegister>> {
    return this.closing.seal(input, ctx);
  }

  @Handles(outgoing.FindClosedRegisters)
  find(
    input: InputOf<typeof outgoing.FindClosedRegisters>,
    ctx: RequestContext,
  ): Promise<Answer<typeof outgoing.FindClosedRegisters>> {
    return this.closing.find(input, ctx);
  }

  @Handles(outgoing.OpenClosedRegister)
  open(
    input: InputOf<typeof outgoing.OpenClosedRegister>,
    ctx: RequestContext,
  ): Promise<Answer<typeof outgoing.OpenClosedRegister>> {
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
