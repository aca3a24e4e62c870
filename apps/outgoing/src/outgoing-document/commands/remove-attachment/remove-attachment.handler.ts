import { Injectable } from '@nestjs/common';
import { commonRefusals, type InputOf, isRefusal, outgoing, refuser } from '@vanthu/contracts';
import { type Answer, CommandRunner, Handles, type RequestContext } from '@vanthu/messaging';
import { refOf } from '../../domain/outgoing-document.js';
import { NextVersion } from '../../drafting/next-version.js';
import { ActOnDocument } from '../../store/act-on-document.js';

/** The file itself stays among those of the earlier versions (R-DRF-03). */
@Injectable()
export class RemoveAttachmentHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly acting: ActOnDocument,
    private readonly versions: NextVersion,
  ) {}

  @Handles(outgoing.RemoveAttachment)
  handle(
    input: InputOf<typeof outgoing.RemoveAttachment>,
    ctx: RequestContext,
  ): Promise<Answer<typeof outgoing.RemoveAttachment>> {
    return this.commands.run(outgoing.RemoveAttachment, input, ctx, async (tx) => {
      const document = await this.acting.load(tx, input.documentId, 'edit', ctx);
      if (isRefusal(document)) return document;
      if (document.version !== input.version) return refuser(commonRefusals)('REQUEST.STALE_VERSION');
      const gone = document.attachments.find(({ id }) => id === input.attachmentId);
      if (!gone) return outgoing.refuseOutgoing('OUTGOING.UNKNOWN_ATTACHMENT');
      const left = document.attachments.filter((one) => one !== gone);
      const what = { act: 'remove-attachment', textVi: `Bỏ tệp kèm theo “${gone.title}”` };
      return refOf(await this.versions.withAttachments(tx, document, left, what, ctx));
    });
  }
}
