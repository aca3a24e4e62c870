import { Injectable } from '@nestjs/common';
import { type InputOf, incoming, isRefusal } from '@vanthu/contracts';
import { type Answer, CommandRunner, Handles, type RequestContext, TimelineStore } from '@vanthu/messaging';
import { clerkMay, notTheTurn } from '../../domain/authorise.js';
import { IncomingDocumentStore } from '../../store/incoming-document.store.js';
import { OwedWorkStore } from '../../store/owed-work.store.js';

/** Asks for the judgement once more, for example when revocation could not be asked the first time. The old one stays stored. */
@Injectable()
export class CheckAgainHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly documents: IncomingDocumentStore,
    private readonly timeline: TimelineStore,
    private readonly owed: OwedWorkStore,
  ) {}

  @Handles(incoming.CheckAgain)
  handle(input: InputOf<typeof incoming.CheckAgain>, ctx: RequestContext): Promise<Answer<typeof incoming.CheckAgain>> {
    return this.commands.run(incoming.CheckAgain, input, ctx, async (tx) => {
      const document = clerkMay(await this.documents.forChange(tx, input.documentId), 'checked', ctx);
      if (isRefusal(document)) return document;
      if (document.source === 'paper') return notTheTurn(document.state);
      await this.owed.oweCheck(tx, document.id, ctx.now());
      await this.timeline.record(
        tx,
        document.id,
        { act: 'check-again', textVi: 'Yêu cầu kiểm tra lại chữ ký số' },
        ctx,
      );
      return { id: document.id, state: document.state, version: document.version };
    });
  }
}
