import { Injectable } from '@nestjs/common';
import { type Actor, type InputOf, incoming, isRefusal, type Refusal } from '@vanthu/contracts';
import { type CivilDate, readScan, scanProblem } from '@vanthu/decree30';
import type { FileTicket } from '@vanthu/files';
import { type Answer, CommandRunner, Handles, type RequestContext, uuidV5 } from '@vanthu/messaging';
import { inspectPdf } from '@vanthu/pades';
import type { Tx } from '@vanthu/persistence';
import { UploadedFile } from '../commands/receive/uploaded-file.js';
import { notFound } from '../domain/authorise.js';
import { refusalOfLetter } from '../domain/citizen-letter.js';
import { arrivedDocument } from '../domain/incoming-document.js';
import { kindNameVi } from '../domain/incoming-kinds.js';
import { adviseOnPaper } from '../domain/paper-check.js';
import { KnownSender } from '../neighbours/known-sender.js';
import { SenderMemoryStore } from '../reading/sender-memory.store.js';
import { Reception } from '../store/reception.js';
import { PaperStore } from './paper.store.js';

type Input = InputOf<typeof incoming.ReceivePaper>;
const refuse = incoming.refuseIncoming;

/**
 * A paper document that the clerk has opened, checked and scanned (Art. 21.1, Art. 22.2.b; R-IN-16). The clerk's own check stands
 * in place of the judgement of signatures, so it waits for its number at once, in the series that electronic ones have.
 */
@Injectable()
export class ReceivePaperHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly uploads: UploadedFile,
    private readonly reception: Reception,
    private readonly paper: PaperStore,
    private readonly senders: KnownSender,
    private readonly memory: SenderMemoryStore,
  ) {}

  @Handles(incoming.ReceivePaper)
  async handle(input: Input, ctx: RequestContext): Promise<Answer<typeof incoming.ReceivePaper>> {
    const unknownSender = await this.senders.refusalFor(input.fields, ctx);
    return this.commands.run(incoming.ReceivePaper, input, ctx, async (tx) => {
      const { actor } = ctx;
      if (actor === null) return notFound();
      if (unknownSender !== null) return unknownSender;
      const { kind } = input.fields;
      if (kindNameVi(kind) === null) return refuse('INCOMING.UNKNOWN_KIND', { kind });
      const contradiction = refusalOfLetter(input.fields, 'paper');
      if (contradiction !== null) return contradiction;
      const { advice, adviceVi } = adviseOnPaper(input.check);
      if (advice !== 'accept' && input.check.remark === null) return refuse('INCOMING.REMARK_REQUIRED');
      const letter = await this.refusalOfEnvelope(tx, input.letterId, actor);
      if (letter !== null) return letter;
      const file = await this.scanOf(input.ticket, actor);
      return isRefusal(file) ? file : this.begin(tx, input, { file, advice, adviceVi, actor }, ctx);
    });
  }

  private async begin(
    tx: Tx,
    input: Input,
    found: { file: FileTicket; advice: 'accept' | 'decide' | 'return'; adviceVi: string; actor: Actor },
    ctx: RequestContext,
  ) {
    const { file, advice, adviceVi, actor } = found;
    const today = ctx.today() as CivilDate;
    const at = ctx.now().toISOString();
    const document = {
      ...arrivedDocument({
        id: uuidV5(ctx.commandId, 'incoming-document'),
        agencyId: actor.agencyId,
        source: 'paper',
        outgoingDocumentId: null,
        fields: input.fields,
        file,
        arrivedAt: at,
        arrivedOn: today,
        now: at,
      }),
      state: 'checked' as const,
      advice,
    };
    await this.reception.begin(tx, document, `Tiếp nhận văn bản giấy, ${input.check.copies} bản. ${adviceVi}`, ctx);
    await this.paper.addCheck(tx, document.id, { check: input.check, by: actor.personName, at });
    if (input.letterId !== undefined) await this.paper.letterBecame(tx, input.letterId, document.id);
    if (input.printedSender !== undefined) {
      await this.memory.remember(tx, actor.agencyId, input.printedSender, input.fields);
    }
    return { id: document.id, state: document.state, version: document.version };
  }

  private async scanOf(ticket: string, actor: Actor): Promise<FileTicket | Refusal> {
    const opened = await this.uploads.open(ticket, actor);
    if (isRefusal(opened)) return opened;
    const { version, signatureFields } = inspectPdf(opened.bytes);
    // Called paper, its signatures would be judged by nobody.
    if (signatureFields.some(({ isSigned }) => isSigned)) return refuse('INCOMING.SIGNED_NOT_PAPER');
    const why = scanProblem({ version, pages: await readScan(opened.bytes) });
    return why === null ? this.uploads.keep(opened.ticket) : refuse('INCOMING.SCAN_UNFIT', { why });
  }

  /** A letter comes back once, to the agency that passed it (R-IN-12). */
  private async refusalOfEnvelope(tx: Tx, letterId: string | undefined, actor: Actor): Promise<Refusal | null> {
    if (letterId === undefined) return null;
    const letter = await this.paper.letterForChange(tx, actor.agencyId, letterId);
    if (letter === null) return notFound();
    return letter.documentId === null ? null : refuse('INCOMING.LETTER_REGISTERED', { documentId: letter.documentId });
  }
}
