import { Injectable } from '@nestjs/common';
import { routing, Urgency } from '@vanthu/contracts';
import { uuidV5 } from '@vanthu/messaging';
import { rowsOf, type Tx } from '@vanthu/persistence';
import { z } from 'zod';
import type { Names, RoutedDocument } from '../../routed-document/domain/routed-document.js';

export interface NewNotice {
  /** What makes it the same notice: told once, whoever repeats the act. */
  readonly key: string;
  readonly kind: routing.NoticeKind;
  /** As in `holders` of a document. */
  readonly holder: string;
  readonly textVi: string;
}

/** Of which document, if it is one that is routed here. */
type About = Pick<RoutedDocument, 'urgency'> & { readonly agencyId: string | null; readonly documentId: string | null };

/** Namespace of ids made from keys. */
const noticeIds = '6f2f7c1e-2a64-4f53-9a3c-0d7a5c1b9e41';

const Row = z.object({
  id: z.string(),
  kind: z.union([routing.NoticeKind, z.literal('digest')]),
  text_vi: z.string(),
  document_id: z.string().nullable(),
  source: routing.WorkSource,
  urgency: Urgency,
  at: z.date().transform((at) => at.toISOString()),
  read: z.boolean(),
});
/** Instant and id of the last that was shown. */
const Cursor = z.tuple([z.iso.datetime(), z.string()]);
type Modes = Partial<Record<routing.NoticeKind, z.infer<typeof routing.NoticeMode>>>;

/** Who is told: a person by one's own names, and as deputy by those of the absent in the own agency. */
type Who = Names & { readonly personId: string };
const whoOf = (who: Who): unknown[] => [who.personId, who.own, who.absent, who.agencyId];
// A digest that says tomorrow what was hỏa tốc today, or nothing, would be against Art. 23.1.
const mode = `CASE WHEN n.urgency <> 'normal' AND n.kind IN ('submitted', 'given', 'sent-back', 'urgent-arrived') THEN 'at-once'
  ELSE coalesce(p.mode, 'at-once') END`;
const told = '(n.holder = ANY($2::text[]) OR (n.agency_id = $4::uuid AND n.holder = ANY($3::text[])))';

/**
 * What is shown to a person ($1 person, $2 to $4 as `told`): notices at once each for itself, those of a digest as one line a day;
 * `never` is left out; what is urgent is told at once to everybody. What is told to a unit or a position is read by each person for oneself.
 */
const shown = `
  mine AS (
    SELECT n.*, ${mode} AS mode, r.notice_id IS NOT NULL AS read, coalesce(d.source, 'document') AS source
    FROM notice n LEFT JOIN routed_document d USING (document_id) LEFT JOIN notice_preference p ON p.person_id = $1 AND p.kind = n.kind
      LEFT JOIN notice_read r ON r.person_id = $1 AND r.notice_id = n.id
    WHERE ${told} AND ${mode} <> 'never'
  ),
  shown AS (
    SELECT id::text, kind, text_vi, document_id, source, urgency, at, read FROM mine WHERE mode = 'at-once'
    UNION ALL
    SELECT 'digest:' || day, 'digest', 'Bản tin ngày ' || to_char(day, 'DD/MM/YYYY') || ': ' || count(*) || ' việc',
      NULL, 'document', 'normal', max(at), bool_and(read)
    FROM mine WHERE mode = 'digest' GROUP BY day
  )`;

@Injectable()
export class NoticeStore {
  /** @returns how many were not told before */
  async tell(tx: Tx, document: About, notices: readonly NewNotice[], at: Date, day: string): Promise<number> {
    let told = 0;
    for (const notice of notices) {
      const rows: unknown[] = await tx.query(
        `INSERT INTO notice (id, key, agency_id, document_id, holder, kind, text_vi, urgency, at, day)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (key) DO NOTHING RETURNING id`,
        [
          uuidV5(noticeIds, notice.key),
          notice.key,
          document.agencyId,
          document.documentId,
          notice.holder,
          notice.kind,
          notice.textVi,
          document.urgency,
          at.toISOString(),
          day,
        ],
      );
      told += rows.length;
    }
    return told;
  }

  async page(tx: Tx, who: Who, question: { unread: boolean; limit: number; cursor: string | undefined }) {
    const [at, id] = Cursor.safeParse(question.cursor?.split('|')).data ?? [null, null];
    const rows = await rowsOf(
      tx,
      Row,
      `WITH ${shown} SELECT * FROM shown
       WHERE ($5::boolean = false OR NOT read) AND ($6::timestamptz IS NULL OR (at, id) < ($6, $7))
       ORDER BY at DESC, id DESC LIMIT $8`,
      [...whoOf(who), question.unread, at, id, question.limit],
    );
    const [counted] = await rowsOf(
      tx,
      z.object({ total: z.coerce.number().int(), unread: z.coerce.number().int() }),
      `WITH ${shown} SELECT count(*) FILTER (WHERE NOT read OR NOT $5::boolean) AS total,
         count(*) FILTER (WHERE NOT read) AS unread FROM shown`,
      [...whoOf(who), question.unread],
    );
    return { rows, total: counted?.total ?? 0, unread: counted?.unread ?? 0 };
  }

  /** Marks these, or all that are told to the person; a digest stands for all of its day. */
  async markRead(tx: Tx, who: Who, ids: readonly string[] | null) {
    const days = ids?.flatMap((id) => (id.startsWith('digest:') ? [id.slice('digest:'.length)] : [])) ?? [];
    await tx.query(
      `INSERT INTO notice_read (person_id, notice_id)
       SELECT $1, n.id FROM notice n LEFT JOIN notice_preference p ON p.person_id = $1 AND p.kind = n.kind
       WHERE ${told} AND ($5::text[] IS NULL OR n.id::text = ANY($5)
         OR (${mode} = 'digest' AND n.day::text = ANY($6::text[])))
       ON CONFLICT DO NOTHING`,
      [...whoOf(who), ids, days],
    );
  }

  async modesOf(tx: Tx, personId: string): Promise<Modes> {
    const rows = await rowsOf(
      tx,
      z.object({ kind: routing.NoticeKind, mode: routing.NoticeMode }),
      'SELECT kind, mode FROM notice_preference WHERE person_id = $1',
      [personId],
    );
    return Object.fromEntries(rows.map(({ kind, mode }) => [kind, mode]));
  }

  async setModes(tx: Tx, personId: string, modes: Modes): Promise<void> {
    for (const [kind, mode] of Object.entries(modes)) {
      await tx.query(
        `INSERT INTO notice_preference (person_id, kind, mode) VALUES ($1, $2, $3)
         ON CONFLICT (person_id, kind) DO UPDATE SET mode = excluded.mode`,
        [personId, kind, mode],
      );
    }
  }
}
