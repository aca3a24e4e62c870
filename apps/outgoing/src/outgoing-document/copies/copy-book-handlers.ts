import { Injectable } from '@nestjs/common';
import { commonRefusals, type InputOf, isRefusal, outgoing, refuser } from '@vanthu/contracts';
import { type Answer, CommandRunner, Handles, Outbox, type RequestContext } from '@vanthu/messaging';
import { Transactions } from '@vanthu/persistence';
import { DirectoryQuestions } from '../drafting/directory-questions.js';
import { actorOf } from '../store/act-on-document.js';
import { CopiesStore } from './copies.store.js';

/** Who signs copies is laid down by the head (Art. 27.1; R-CPY-05). */
@Injectable()
export class ChargeCopySignerHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly copies: CopiesStore,
    private readonly outbox: Outbox,
  ) {}

  @Handles(outgoing.ChargeCopySigner)
  handle(
    input: InputOf<typeof outgoing.ChargeCopySigner>,
    ctx: RequestContext,
  ): Promise<Answer<typeof outgoing.ChargeCopySigner>> {
    return this.commands.run(outgoing.ChargeCopySigner, input, ctx, async (tx) => {
      const { agencyId, positionId } = input;
      if (ctx.actor && ctx.actor.agencyId !== agencyId) return refuser(commonRefusals)('ACCESS.OTHER_AGENCY');
      if (input.to !== null && input.to < input.from) return outgoing.refuseOutgoing('OUTGOING.BOOK_PERIOD');
      await this.copies.charge(tx, input);
      await this.outbox.add(tx, outgoing.CopySignerCharged, { aggregateId: agencyId, payload: input }, ctx);
      return { agencyId, positionId };
    });
  }
}

/** The book of copies of a year, and who may sign the next one. */
@Injectable()
export class FindCopiesHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly directory: DirectoryQuestions,
    private readonly copies: CopiesStore,
  ) {}

  @Handles(outgoing.FindCopies)
  async handle(
    { year }: InputOf<typeof outgoing.FindCopies>,
    ctx: RequestContext,
  ): Promise<Answer<typeof outgoing.FindCopies>> {
    const { agencyId } = actorOf(ctx);
    const people = await this.directory.people(agencyId, ctx);
    if (isRefusal(people)) return people;
    return this.transactions.run(async (tx) => {
      const charged = await this.copies.signersOn(tx, agencyId, ctx.today());
      const signers = people.filter(({ positionId }) => charged.has(positionId));
      return {
        copies: await this.copies.ofYear(tx, agencyId, year),
        signers: signers.map(({ positionId, fullName, title }) => ({ positionId, name: fullName, title })),
      };
    });
  }
}
