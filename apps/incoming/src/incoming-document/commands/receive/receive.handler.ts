import { Injectable } from '@nestjs/common';
import { commonRefusals, type InputOf, incoming, isRefusal, type Refusal, refuser } from '@vanthu/contracts';
import type { CivilDate } from '@vanthu/decree30';
import { ContentMissing, ContentStore, type FileTicket, FileTickets } from '@vanthu/files';
import { type Answer, CommandRunner, Handles, type RequestContext, uuidV5 } from '@vanthu/messaging';
import { notFound } from '../../domain/authorise.js';
import { arrivedDocument } from '../../domain/incoming-document.js';
import { kindNameVi } from '../../domain/incoming-kinds.js';
import { refusalOfUpload } from '../../domain/judge-upload.js';
import { submissionDue } from '../../domain/submission-due.js';
import { KnownSender } from '../../neighbours/known-sender.js';
import { SenderMemoryStore } from '../../reading/sender-memory.store.js';
import { Reception } from '../../store/reception.js';

/** The clerk receives a file. What cannot be a document is refused and nothing is stored (Art. 21). */
@Injectable()
export class ReceiveHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly tickets: FileTickets,
    private readonly content: ContentStore,
    private readonly reception: Reception,
    private readonly senders: KnownSender,
    private readonly memory: SenderMemoryStore,
  ) {}

  @Handles(incoming.Receive)
  async handle(input: InputOf<typeof incoming.Receive>, ctx: RequestContext): Promise<Answer<typeof incoming.Receive>> {
    const unknownSender = await this.senders.refusalFor(input.fields, ctx);
    return this.commands.run(incoming.Receive, input, ctx, async (tx) => {
      const { actor } = ctx;
      if (actor === null) return notFound();
      if (unknownSender !== null) return unknownSender;
      const { kind, urgency } = input.fields;
      if (kindNameVi(kind) === null) return incoming.refuseIncoming('INCOMING.UNKNOWN_KIND', { kind });
      const file = await this.fileOf(input.ticket, actor);
      if (isRefusal(file)) return file;

      const today = ctx.today() as CivilDate;
      const now = ctx.now().toISOString();
      const document = arrivedDocument({
        id: uuidV5(ctx.commandId, 'incoming-document'),
        agencyId: actor.agencyId,
        source: 'upload',
        outgoingDocumentId: null,
        fields: input.fields,
        file,
        arrivedAt: now,
        arrivedOn: today,
        dueOn: submissionDue(today, urgency),
        now,
      });
      await this.reception.begin(tx, document, `Tiếp nhận tệp ${file.name}`, ctx);
      if (input.printedSender !== undefined) {
        await this.memory.remember(tx, actor.agencyId, input.printedSender, input.fields);
      }
      return { id: document.id, state: document.state, version: document.version };
    });
  }

  /** Kept before the commit: a content without a row is only room lost, a row without a content would be a document lost. */
  private async fileOf(ticket: string, actor: { personId: string; agencyId: string }): Promise<FileTicket | Refusal> {
    const opened = await this.tickets.open(ticket, actor);
    if (isRefusal(opened)) return opened;
    const bytes = await this.read(opened.sha256);
    if (isRefusal(bytes)) return bytes;
    const refusal = refusalOfUpload(bytes);
    if (refusal !== null) return refusal;
    const kept = await this.content.keep(opened);
    return isRefusal(kept) ? kept : { ...opened, bytes: kept.bytes, mediaType: 'application/pdf' };
  }

  private async read(sha256: string): Promise<Uint8Array | Refusal> {
    try {
      return await this.content.readBytes(sha256);
    } catch (error) {
      if (error instanceof ContentMissing) return refuser(commonRefusals)('FILE.LOST');
      throw error;
    }
  }
}
