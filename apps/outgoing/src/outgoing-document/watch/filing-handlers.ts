import { Injectable } from '@nestjs/common';
import { type InputOf, isRefusal, outgoing } from '@vanthu/contracts';
import { type Answer, CommandRunner, Handles, type RequestContext } from '@vanthu/messaging';
import { rowsOf, Transactions } from '@vanthu/persistence';
import { z } from 'zod';
import { CaseFileStore } from '../case-files/case-file.store.js';
import { kindNameOf } from '../domain/payloads.js';
import { ActOnDocument, actorOf } from '../store/act-on-document.js';
import { TimelineStore } from '../store/timeline.store.js';

/** Whoever has made it puts it where it belongs; one document may lie in several case files (Art. 29.3; R-KEEP-02). */
@Injectable()
export class FileDocumentHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly acting: ActOnDocument,
    private readonly caseFiles: CaseFileStore,
    private readonly timeline: TimelineStore,
  ) {}

  @Handles(outgoing.FileDocument)
  handle(
    { documentId, caseFile }: InputOf<typeof outgoing.FileDocument>,
    ctx: RequestContext,
  ): Promise<Answer<typeof outgoing.FileDocument>> {
    return this.commands.run(outgoing.FileDocument, { documentId, caseFile }, ctx, async (tx) => {
      const document = await this.acting.load(tx, documentId, 'file', ctx);
      if (isRefusal(document)) return document;
      const by = { name: actorOf(ctx).personName, at: ctx.now(), today: ctx.today() };
      await this.caseFiles.put(tx, { documentId, agencyId: document.agencyId, caseFile }, by);
      await this.timeline.record(tx, documentId, { act: 'file', textVi: `Đưa vào hồ sơ ${caseFile}` }, ctx);
      return { documentId, caseFile };
    });
  }
}

const UnfiledRow = z
  .object({
    id: z.string(),
    number_and_symbol: z.string(),
    document_date: z.string(),
    kind: z.string(),
    abstract: z.string(),
    drafter: z.object({ name: z.string() }),
  })
  .transform((row) => ({
    documentId: row.id,
    numberAndSymbol: row.number_and_symbol,
    documentDate: row.document_date,
    kindName: kindNameOf(row.kind),
    abstract: row.abstract,
    drafterName: row.drafter.name,
  }));

/** The list "chưa có hồ sơ" (Art. 29.3; R-KEEP-02). */
@Injectable()
export class FindUnfiledHandler {
  constructor(private readonly transactions: Transactions) {}

  @Handles(outgoing.FindUnfiled)
  handle(
    { limit, cursor }: InputOf<typeof outgoing.FindUnfiled>,
    ctx: RequestContext,
  ): Promise<Answer<typeof outgoing.FindUnfiled>> {
    const { agencyId } = actorOf(ctx);
    const where = `d.agency_id = $1 AND d.state = 'issued' AND NOT EXISTS (SELECT FROM filing f WHERE f.document_id = d.id)`;
    // The id of the last line shown; what is none begins at the beginning.
    const after = z.uuid().safeParse(cursor).data ?? null;
    return this.transactions.run(async (tx) => {
      const items = await rowsOf(
        tx,
        UnfiledRow,
        `SELECT d.id, d.number_and_symbol, d.document_date::text, d.kind, d.abstract, d.drafter FROM outgoing_document d
          WHERE ${where} AND ($2::uuid IS NULL OR
            (d.issued_at, d.id) > (SELECT l.issued_at, l.id FROM outgoing_document l WHERE l.id = $2))
          ORDER BY d.issued_at, d.id LIMIT $3`,
        [agencyId, after, limit],
      );
      const [counted] = await rowsOf(
        tx,
        z.object({ total: z.coerce.number().int() }),
        `SELECT count(*) AS total FROM outgoing_document d WHERE ${where}`,
        [agencyId],
      );
      const nextCursor = items.length === limit ? (items.at(-1)?.documentId ?? null) : null;
      return { items, nextCursor, total: counted?.total ?? 0 };
    });
  }
}
