import { Injectable } from '@nestjs/common';
import { type InputOf, incoming } from '@vanthu/contracts';
import { type Answer, CommandRunner, Handles, type RequestContext, uuidV5 } from '@vanthu/messaging';
import { Transactions } from '@vanthu/persistence';
import { notFound } from '../domain/authorise.js';
import { PaperStore } from './paper.store.js';

/** Envelopes for named persons: noted and passed on unopened; a document comes of one only when it is handed back (R-IN-12). */
@Injectable()
export class LetterHandlers {
  constructor(
    private readonly commands: CommandRunner,
    private readonly transactions: Transactions,
    private readonly paper: PaperStore,
  ) {}

  @Handles(incoming.PassUnopened)
  pass(
    input: InputOf<typeof incoming.PassUnopened>,
    ctx: RequestContext,
  ): Promise<Answer<typeof incoming.PassUnopened>> {
    return this.commands.run(incoming.PassUnopened, input, ctx, async (tx) => {
      const { actor } = ctx;
      if (actor === null) return notFound();
      const id = uuidV5(ctx.commandId, 'unopened-letter');
      const letter = { id, ...input, arrivedAt: ctx.now().toISOString(), passedBy: actor.personName, documentId: null };
      await this.paper.addLetter(tx, actor.agencyId, letter, actor.personId);
      return { id };
    });
  }

  @Handles(incoming.FindLetters)
  find(input: InputOf<typeof incoming.FindLetters>, ctx: RequestContext): Promise<Answer<typeof incoming.FindLetters>> {
    return this.transactions.run(async (tx) => {
      if (ctx.actor === null) return notFound();
      return { letters: await this.paper.letters(tx, ctx.actor.agencyId, input.limit) };
    });
  }
}
