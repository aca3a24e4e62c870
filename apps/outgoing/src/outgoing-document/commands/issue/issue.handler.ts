import { Injectable } from '@nestjs/common';
import { type InputOf, isRefusal, outgoing } from '@vanthu/contracts';
import { type Answer, CommandRunner, Handles, type RequestContext } from '@vanthu/messaging';
import { refOf } from '../../domain/outgoing-document.js';
import { ActOnDocument } from '../../store/act-on-document.js';
import { IssueDocument } from './issue-document.js';

/** The clerk issues what is sealed (Art. 18; R-OUT-01). */
@Injectable()
export class IssueHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly acting: ActOnDocument,
    private readonly issuing: IssueDocument,
  ) {}

  @Handles(outgoing.Issue)
  handle(input: InputOf<typeof outgoing.Issue>, ctx: RequestContext): Promise<Answer<typeof outgoing.Issue>> {
    return this.commands.run(outgoing.Issue, input, ctx, async (tx) => {
      const document = await this.acting.load(tx, input.documentId, 'issue', ctx);
      return isRefusal(document) ? document : refOf(await this.issuing.issue(tx, document, ctx, ctx));
    });
  }
}
