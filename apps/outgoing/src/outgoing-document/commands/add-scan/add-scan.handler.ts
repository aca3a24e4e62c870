import { Injectable } from '@nestjs/common';
import { type InputOf, isRefusal, outgoing } from '@vanthu/contracts';
import { readScan, scanProblem } from '@vanthu/decree30';
import { type Answer, CommandRunner, Handles, Outbox, type RequestContext } from '@vanthu/messaging';
import { laidOutFile, manifestOf, sourceOf } from '../../domain/manifest.js';
import { refOf } from '../../domain/outgoing-document.js';
import { UploadedPdf } from '../../drafting/uploaded-pdf.js';
import { ActOnDocument, actorOf } from '../../store/act-on-document.js';
import { OutgoingDocumentStore } from '../../store/outgoing-document.store.js';
import { TimelineStore } from '../../store/timeline.store.js';

type Input = InputOf<typeof outgoing.AddScan>;

/** The scan of the paper that was signed, numbered and sealed (R-IN-16); it is what the organisation signs and what is issued. */
@Injectable()
export class AddScanHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly acting: ActOnDocument,
    private readonly uploads: UploadedPdf,
    private readonly documents: OutgoingDocumentStore,
    private readonly timeline: TimelineStore,
    private readonly outbox: Outbox,
  ) {}

  @Handles(outgoing.AddScan)
  handle(input: Input, ctx: RequestContext): Promise<Answer<typeof outgoing.AddScan>> {
    return this.commands.run(outgoing.AddScan, input, ctx, async (tx) => {
      const document = await this.acting.load(tx, input.documentId, 'add-scan', ctx);
      if (isRefusal(document)) return document;
      const prepared = await this.uploads.prepare(input.ticket, actorOf(ctx));
      if (isRefusal(prepared)) return prepared;
      if ('why' in prepared) return outgoing.refuseOutgoing('OUTGOING.SCAN_UNFIT', { why: prepared.why });
      const { version } = prepared.inspection;
      const why = scanProblem({ version, pages: await readScan(prepared.bytes) });
      if (why !== null) return outgoing.refuseOutgoing('OUTGOING.SCAN_UNFIT', { why });

      const { pages, ...uploaded } = prepared.file;
      const main = laidOutFile(document.manifest);
      const scan = { ...uploaded, name: main.name };
      const { id: documentId, draftNumber, attachments } = document;
      const manifest = manifestOf(documentId, draftNumber, {
        ...{ main, attachments, scan, source: sourceOf(document.manifest) },
      });
      await this.documents.addFile(tx, documentId, scan, 'scan', ctx.now());
      const changedAt = ctx.now().toISOString();
      const changed = await this.documents.save(tx, { ...document, file: scan, pages, manifest, job: null, changedAt });
      const textVi = `Nộp bản quét của văn bản giấy, ${pages} trang`;
      await this.timeline.record(tx, documentId, { act: 'add-scan', textVi }, ctx);
      await this.outbox.add(
        tx,
        outgoing.ScanAdded,
        { aggregateId: documentId, payload: { documentId, manifest } },
        ctx,
      );
      return { ...refOf(changed), manifestHash: manifest.hash };
    });
  }
}
