import { Injectable } from '@nestjs/common';
import { commonRefusals, type InputOf, outgoing, refuser } from '@vanthu/contracts';
import { type Answer, Handles, type RequestContext } from '@vanthu/messaging';
import { Transactions } from '@vanthu/persistence';
import type { OutgoingDocument, StoredFile } from '../../domain/outgoing-document.js';
import { mayRead, tookPart } from '../../domain/readers.js';
import { actorOf } from '../../store/act-on-document.js';
import { OutgoingDocumentStore } from '../../store/outgoing-document.store.js';
import { TimelineStore } from '../../store/timeline.store.js';
import { wordMediaType } from '../../word/word-file.js';

const refuse = refuser(commonRefusals);

/**
 * Which bytes the gateway may stream: a file of the current state, main or attachment, or an earlier one for those who took part in making it.
 * Each view, download and print is recorded (R-SYS-02).
 */
@Injectable()
export class OpenOutgoingFileHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly documents: OutgoingDocumentStore,
    private readonly timeline: TimelineStore,
  ) {}

  @Handles(outgoing.OpenOutgoingFile)
  handle(
    { documentId, sha256, act }: InputOf<typeof outgoing.OpenOutgoingFile>,
    ctx: RequestContext,
  ): Promise<Answer<typeof outgoing.OpenOutgoingFile>> {
    const actor = actorOf(ctx);
    return this.transactions.run(async (tx) => {
      const document = await this.documents.byId(tx, documentId);
      if (!document || !mayRead(document, actor)) return refuse('REQUEST.NOT_FOUND');
      const wanted = sha256 ?? document.file.sha256;
      const current = currentFiles(document).find((file) => file.sha256 === wanted);
      if (!current && !tookPart(document, actor)) return refuse('REQUEST.NOT_FOUND');
      const file = current ?? (await this.documents.file(tx, documentId, wanted));
      if (!file) return refuse('REQUEST.NOT_FOUND');
      await this.timeline.recordAccess(tx, documentId, { act, fileSha256: wanted }, { actor, at: ctx.now() });
      return { sha256: file.sha256, bytes: file.bytes, name: file.name, mediaType: mediaTypeOf(file) };
    });
  }
}

const currentFiles = (document: OutgoingDocument): StoredFile[] => [
  document.file,
  ...document.attachments.map(({ name, sha256, bytes, sealed }) => ({ name, ...(sealed ?? { sha256, bytes }) })),
];

/** A document is PDF; the Word file that it was printed from lies among its files. */
const mediaTypeOf = ({ name }: StoredFile): string => (/\.docx$/i.test(name) ? wordMediaType : 'application/pdf');
