import { Injectable } from '@nestjs/common';
import { type InputOf, incoming } from '@vanthu/contracts';
import { type Answer, Handles, type RequestContext } from '@vanthu/messaging';
import { Transactions } from '@vanthu/persistence';
import { notFound } from '../../domain/authorise.js';
import { RegisterLineStore } from '../../store/register-line.store.js';

/** The book of the asking clerk's own agency, in the order of its numbers (R-IN-06). */
@Injectable()
export class ReadIncomingRegisterHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly lines: RegisterLineStore,
  ) {}

  @Handles(incoming.ReadIncomingRegister)
  handle(
    input: InputOf<typeof incoming.ReadIncomingRegister>,
    ctx: RequestContext,
  ): Promise<Answer<typeof incoming.ReadIncomingRegister>> {
    return this.transactions.run(async (tx) => {
      if (ctx.actor === null) return notFound();
      const after = /^\d{1,9}$/.test(input.cursor ?? '') ? Number(input.cursor) : 0;
      const { lines, total } = await this.lines.page(tx, ctx.actor.agencyId, input.year, after, input.limit);
      const items = lines.map((line) => ({
        documentId: line.document_id,
        arrivedOn: line.arrived_on,
        arrivalNumber: line.arrival_number,
        author: line.author,
        numberAndSymbol: line.number_and_symbol,
        documentDate: line.document_date,
        kindAndAbstract: line.kind_and_abstract,
        handedTo: line.handed_to,
        handedOverOn: line.handed_over_on,
        receivedBy: line.received_by,
        note: line.note,
      }));
      const last = items.at(-1);
      const full = items.length === input.limit && last !== undefined;
      return { items, nextCursor: full ? String(last.arrivalNumber) : null, total };
    });
  }
}
