import { Injectable } from '@nestjs/common';
import { type InputOf, incoming, isRefusal } from '@vanthu/contracts';
import type { CivilDate } from '@vanthu/decree30';
import { type Answer, CommandRunner, Handles, type RequestContext, uuidV5 } from '@vanthu/messaging';
import { notFound } from '../../domain/authorise.js';
import { refusalOfLetter } from '../../domain/citizen-letter.js';
import { arrivedDocument } from '../../domain/incoming-document.js';
import { kindNameVi } from '../../domain/incoming-kinds.js';
import { OwedJobs } from '../../jobs/owed-jobs.js';
import { KnownSender } from '../../neighbours/known-sender.js';
import { SenderMemoryStore } from '../../reading/sender-memory.store.js';
import { Reception } from '../../store/reception.js';
import { UploadedFile } from './uploaded-file.js';

/** The clerk receives a file. What cannot be a document is refused and nothing is stored (Art. 21). */
@Injectable()
export class ReceiveHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly uploads: UploadedFile,
    private readonly reception: Reception,
    private readonly senders: KnownSender,
    private readonly memory: SenderMemoryStore,
    private readonly jobs: OwedJobs,
  ) {}

  @Handles(incoming.Receive)
  async handle(input: InputOf<typeof incoming.Receive>, ctx: RequestContext): Promise<Answer<typeof incoming.Receive>> {
    const unknownSender = await this.senders.refusalFor(input.fields, ctx);
    const received = await this.commands.run(incoming.Receive, input, ctx, async (tx) => {
      const { actor } = ctx;
      if (actor === null) return notFound();
      if (unknownSender !== null) return unknownSender;
      const { kind } = input.fields;
      if (kindNameVi(kind) === null) return incoming.refuseIncoming('INCOMING.UNKNOWN_KIND', { kind });
      const contradiction = refusalOfLetter(input.fields, 'upload');
      if (contradiction !== null) return contradiction;
      const opened = await this.uploads.open(input.ticket, actor);
      if (isRefusal(opened)) return opened;
      const file = await this.uploads.keep(opened.ticket);
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
        now,
      });
      await this.reception.begin(tx, document, `Tiếp nhận tệp ${file.name}`, ctx);
      if (input.printedSender !== undefined) {
        await this.memory.remember(tx, actor.agencyId, input.printedSender, input.fields);
      }
      return { id: document.id, state: document.state, version: document.version };
    });
    this.jobs.ring('check-arrived');
    return received;
  }
}
