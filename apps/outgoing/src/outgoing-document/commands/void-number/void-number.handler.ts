import { Injectable } from '@nestjs/common';
import { type InputOf, isRefusal, outgoing } from '@vanthu/contracts';
import { type CivilDate, yearOf } from '@vanthu/decree30';
import { type Answer, CommandRunner, Handles, Outbox, type RequestContext } from '@vanthu/messaging';
import { voidEntry } from '@vanthu/register';
import { laidOutFile, manifestOf, sourceOf } from '../../domain/manifest.js';
import { type OutgoingDocument, refOf } from '../../domain/outgoing-document.js';
import { step } from '../../domain/outgoing-state.js';
import { RegisterLineStore } from '../../register/register-line.store.js';
import { ActOnDocument } from '../../store/act-on-document.js';
import { OutgoingDocumentStore } from '../../store/outgoing-document.store.js';
import { TimelineStore } from '../../store/timeline.store.js';

/** The number is used up and its line stays with the reason; the signed file may take the next one (design §5.5; R-OUT-07). */
@Injectable()
export class VoidNumberHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly acting: ActOnDocument,
    private readonly documents: OutgoingDocumentStore,
    private readonly lines: RegisterLineStore,
    private readonly timeline: TimelineStore,
    private readonly outbox: Outbox,
  ) {}

  @Handles(outgoing.VoidNumber)
  handle(input: InputOf<typeof outgoing.VoidNumber>, ctx: RequestContext): Promise<Answer<typeof outgoing.VoidNumber>> {
    return this.commands.run(outgoing.VoidNumber, input, ctx, async (tx) => {
      const document = await this.acting.load(tx, input.documentId, 'void-number', ctx);
      if (isRefusal(document)) return document;
      const { numbering, agencyId } = document;
      if (!numbering) throw new Error(`document ${document.id} is numbered without a number`);
      const { number, numberAndSymbol, documentDate, seriesCode: code } = numbering;
      const shut = await this.lines.closedOn(tx, agencyId, [documentDate]);
      if (shut) return shut;
      const key = { agencyId, year: yearOf(documentDate as CivilDate), direction: 'outgoing' as const, code };
      if (!(await voidEntry(tx, key, number, input.reason, ctx.now()))) {
        throw new Error(`the register has no standing line ${numberAndSymbol}`);
      }
      const signed = await this.documents.save(tx, {
        ...withoutScan(document),
        state: step(document.state, 'signed'),
        numbering: null,
        issueBy: null,
        job: null,
        changedAt: ctx.now().toISOString(),
      });
      const textVi = `Hủy số ${numberAndSymbol}: ${input.reason}`;
      await this.timeline.record(tx, document.id, { act: 'void-number', textVi }, ctx);
      const payload = { documentId: document.id, agencyId, number, numberAndSymbol, reason: input.reason };
      await this.outbox.add(tx, outgoing.NumberVoided, { aggregateId: document.id, payload }, ctx);
      return refOf(signed);
    });
  }
}

/** The number stands on the paper that was scanned: another number needs another paper and another scan. */
function withoutScan(document: OutgoingDocument): OutgoingDocument {
  if (document.road === 'digital') return document;
  const file = laidOutFile(document.manifest);
  const { id, draftNumber, attachments } = document;
  const source = sourceOf(document.manifest);
  return { ...document, file, manifest: manifestOf(id, draftNumber, { main: file, attachments, source }) };
}
