import { Injectable } from '@nestjs/common';
import { type InputOf, isRefusal, outgoing } from '@vanthu/contracts';
import { type Answer, CommandRunner, Handles, type RequestContext } from '@vanthu/messaging';
import { refOf } from '../../domain/outgoing-document.js';
import { ReturnDocument } from './return-document.js';

/** Back to the drafting unit with a reason (Art. 10.3). */
@Injectable()
export class ReturnDraftHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly returning: ReturnDocument,
  ) {}

  @Handles(outgoing.ReturnDraft)
  handle(
    input: InputOf<typeof outgoing.ReturnDraft>,
    ctx: RequestContext,
  ): Promise<Answer<typeof outgoing.ReturnDraft>> {
    return this.commands.run(outgoing.ReturnDraft, input, ctx, async (tx) => {
      const returned = await this.returning.return(tx, input.documentId, input.reason, ctx);
      return isRefusal(returned) ? returned : refOf(returned);
    });
  }
}
