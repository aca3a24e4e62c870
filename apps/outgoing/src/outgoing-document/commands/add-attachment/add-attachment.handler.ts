import { Injectable } from '@nestjs/common';
import { commonRefusals, type InputOf, isRefusal, outgoing, refuser } from '@vanthu/contracts';
import { type Answer, CommandRunner, Handles, type RequestContext, uuidV5 } from '@vanthu/messaging';
import { refOf } from '../../domain/outgoing-document.js';
import { hasSecrecyMark } from '../../domain/secrecy-mark.js';
import { NextVersion } from '../../drafting/next-version.js';
import { UploadedPdf } from '../../drafting/uploaded-pdf.js';
import { ActOnDocument, actorOf } from '../../store/act-on-document.js';
import { OutgoingDocumentStore } from '../../store/outgoing-document.store.js';

type Input = InputOf<typeof outgoing.AddAttachment>;
/** All are signed in one job with the main file. */
const most = 20;

/** A separate file that goes with the document (Annex I III.1.d; R-ORG-06). */
@Injectable()
export class AddAttachmentHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly acting: ActOnDocument,
    private readonly uploads: UploadedPdf,
    private readonly documents: OutgoingDocumentStore,
    private readonly versions: NextVersion,
  ) {}

  @Handles(outgoing.AddAttachment)
  handle(input: Input, ctx: RequestContext): Promise<Answer<typeof outgoing.AddAttachment>> {
    return this.commands.run(outgoing.AddAttachment, input, ctx, async (tx) => {
      const refuse = outgoing.refuseOutgoing;
      const document = await this.acting.load(tx, input.documentId, 'edit', ctx);
      if (isRefusal(document)) return document;
      if (document.version !== input.version) return refuser(commonRefusals)('REQUEST.STALE_VERSION');
      if (document.attachments.length >= most) return refuse('OUTGOING.TOO_MANY_ATTACHMENTS', { most });
      const prepared = await this.uploads.prepare(input.ticket, actorOf(ctx));
      if (isRefusal(prepared)) return prepared;
      if ('why' in prepared) return refuse('OUTGOING.ATTACHMENT_UNFIT', { why: prepared.why });
      const { file } = prepared;
      if ([input.title, file.name].some(hasSecrecyMark)) return refuse('OUTGOING.SECRET');
      if (document.attachments.some(({ sha256 }) => sha256 === file.sha256)) {
        return refuse('OUTGOING.ATTACHMENT_UNFIT', { why: 'tệp này đã kèm theo rồi' });
      }

      const id = uuidV5(ctx.commandId, 'attachment');
      await this.documents.addFile(tx, document.id, file, 'attachment', ctx.now());
      const attachments = [...document.attachments, { id, title: input.title, ...file, sealed: null }];
      const what = { act: 'add-attachment', textVi: `Thêm tệp kèm theo “${input.title}”` };
      const revised = await this.versions.withAttachments(tx, document, attachments, what, ctx);
      return { ...refOf(revised), attachmentId: id };
    });
  }
}
