import { Injectable } from '@nestjs/common';
import { type PayloadOf, signing } from '@vanthu/contracts';
import { type ActContext, Outbox } from '@vanthu/messaging';
import type { Tx } from '@vanthu/persistence';
import { z } from 'zod';
import type { Judged } from './judge-document.js';

export type JudgedSubject = Omit<PayloadOf<typeof signing.DocumentJudged>, 'judgement'>;

const JudgedRow = z.object({
  document_id: z.uuid(),
  service: z.enum(['outgoing', 'incoming']),
  file_sha256: z.string(),
  readers: z.array(z.string()),
  judged_for: z.date(),
  latest: signing.Judgement,
});
export type JudgedRow = z.infer<typeof JudgedRow>;

/** Certificates, revocation lists and judgement of every signature made or seen (R-VER-08). */
@Injectable()
export class EvidenceStore {
  constructor(private readonly outbox: Outbox) {}

  async find(tx: Tx, documentId: string): Promise<JudgedRow | null> {
    const rows: unknown[] = await tx.query(`SELECT * FROM judged_document WHERE document_id = $1`, [documentId]);
    return rows[0] === undefined ? null : JudgedRow.parse(rows[0]);
  }

  /** For a change: judgements of one document follow one another. */
  async lock(tx: Tx, documentId: string): Promise<JudgedRow | null> {
    const rows: unknown[] = await tx.query(`SELECT * FROM judged_document WHERE document_id = $1 FOR UPDATE`, [
      documentId,
    ]);
    return rows[0] === undefined ? null : JudgedRow.parse(rows[0]);
  }

  /** Of the files that people signed and issued; what preservation made of them has its own list of versions. */
  async history(tx: Tx, documentId: string): Promise<{ judgedAt: string; answer: signing.Judgement['answer'] }[]> {
    const rows: unknown[] = await tx.query(
      `SELECT judged_at, answer FROM evidence e
        WHERE document_id = $1 AND NOT EXISTS (SELECT FROM preservation_version p WHERE p.sha256 = e.file_sha256)
        ORDER BY evidence_id DESC LIMIT 50`,
      [documentId],
    );
    return rows.map((row) => {
      const { judged_at, answer } = HistoryRow.parse(row);
      return { judgedAt: judged_at.toISOString(), answer };
    });
  }

  async keep(tx: Tx, documentId: string | null, { judgement, material }: Judged): Promise<void> {
    await tx.query(
      `INSERT INTO evidence (document_id, file_sha256, judged_at, answer, judgement, certificates, revocation, ocsps, timestamps)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        documentId,
        judgement.fileSha256,
        judgement.judgedAt,
        judgement.answer,
        JSON.stringify(judgement),
        ...[material.certificates, material.revocation, material.ocsps, material.timestamps].map((values) =>
          values.map((der) => Buffer.from(der)),
        ),
      ],
    );
  }

  /** The judgement of a document's file: kept, and announced as the latest of that document. */
  async record(tx: Tx, subject: JudgedSubject, judged: Judged, ctx: ActContext): Promise<void> {
    const { judgement } = judged;
    await this.lock(tx, subject.documentId);
    await tx.query(
      `INSERT INTO judged_document (document_id, service, file_sha256, readers, judged_for, latest) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (document_id) DO UPDATE SET file_sha256 = $3, readers = $4, judged_for = $5, latest = $6`,
      [
        subject.documentId,
        subject.service,
        judgement.fileSha256,
        JSON.stringify(subject.readers),
        judgement.judgedFor,
        JSON.stringify(judgement),
      ],
    );
    await this.keep(tx, subject.documentId, judged);
    await this.outbox.add(
      tx,
      signing.DocumentJudged,
      { aggregateId: subject.documentId, payload: { ...subject, judgement } },
      ctx,
    );
  }
}

const HistoryRow = z.object({ judged_at: z.date(), answer: signing.Judgement.shape.answer });
