import { Injectable } from '@nestjs/common';
import { type InputOf, isRefusal, outgoing } from '@vanthu/contracts';
import { type Answer, CommandRunner, Handles, type RequestContext } from '@vanthu/messaging';
import { refOf } from '../../domain/outgoing-document.js';
import { SubmitDocument } from './submit-document.js';

/** The drafter hands the draft to the head of his unit (Art. 10.2, 12.1). */
@Injectable()
export class SubmitDraftHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly submitting: SubmitDocument,
  ) {}

  @Handles(outgoing.SubmitDraft)
  handle(
    input: InputOf<typeof outgoing.SubmitDraft>,
    ctx: RequestContext,
  ): Promise<Answer<typeof outgoing.SubmitDraft>> {
    return this.commands.run(outgoing.SubmitDraft, input, ctx, async (tx) => {
      const submitted = await this.submitting.submit(tx, input.documentId, ctx);
      return isRefusal(submitted) ? submitted : refOf(submitted);
    });
  }
}
