import { Injectable } from '@nestjs/common';
import { type InputOf, type OutputOf, type outgoing, type Refusal, refuseClosing } from '@vanthu/contracts';
import { type CivilDate, civilDate, printShortDate, yearOf } from '@vanthu/decree30';
import { changed, rowsOf, type Tx } from '@vanthu/persistence';
import { ClosedRegisters, type Period } from '@vanthu/register';
import { z } from 'zod';
import { type OutgoingDocument, principalOf } from '../domain/outgoing-document.js';
import { kindNameOf } from '../domain/payloads.js';

const LineRow = z.object({
  document_id: z.string().nullable(),
  series_code: z.string(),
  number: z.number().int(),
  number_and_symbol: z.string(),
  document_date: z.string(),
  kind_and_abstract: z.string(),
  signer: z.string(),
  recipients: z.string(),
  file_copy_keeper: z.string(),
  copies: z.number().int(),
  handed_over_on: z.string().nullable(),
  received_by: z.string(),
  note: z.string(),
});

/** What was given on paper has no document here. Voided lines say so in column 10: they stay with their reason (R-OUT-07). */
const select = `SELECT CASE WHEN l.source = 'system' THEN l.document_id END AS document_id, l.series_code, l.number,
    l.number_and_symbol, l.document_date::text, l.kind_and_abstract, l.signer, l.recipients, l.file_copy_keeper, l.copies,
    l.handed_over_on::text, l.received_by,
    concat_ws('; ', nullif(l.note, ''), 'Hủy số: ' || e.voided_reason, (
      SELECT string_agg(f.fact_vi, '; ' ORDER BY f.id) FROM register_fact f
       WHERE (f.agency_id, f.year, f.direction, f.series_code, f.number)
           = (l.agency_id, l.year, l.direction, l.series_code, l.number) AND (f.book_on IS NULL OR $1::boolean))) AS note
  FROM register_line l JOIN register_entry e USING (agency_id, year, direction, series_code, number)`;

/** Of the book of these days: lines of its year by their date, and those of any year that came in after their own was closed. */
const inBook = (year: string, from: string, to: string): string =>
  `((l.booked_on IS NULL AND l.year = ${year} AND l.document_date BETWEEN ${from} AND ${to})
     OR l.booked_on BETWEEN ${from} AND ${to})`;

/** The line again, with what became of it after its own book was closed. */
const lateSelect = `SELECT CASE WHEN l.source = 'system' THEN l.document_id END AS document_id, l.series_code, l.number,
    l.number_and_symbol, l.document_date::text, l.kind_and_abstract, l.signer, l.recipients, l.file_copy_keeper, l.copies,
    l.handed_over_on::text, l.received_by, 'Bổ sung sổ đã chốt: ' || f.fact_vi AS note
  FROM register_fact f JOIN register_line l USING (agency_id, year, direction, series_code, number)`;

type Line = z.infer<typeof outgoing.RegisterLine>;

const viewOf = (row: z.infer<typeof LineRow>): Line => ({
  documentId: row.document_id,
  numberAndSymbol: row.number_and_symbol,
  documentDate: row.document_date,
  kindAndAbstract: row.kind_and_abstract,
  signer: row.signer,
  recipients: row.recipients,
  fileCopyKeeper: row.file_copy_keeper,
  copies: row.copies,
  handedOverOn: row.handed_over_on,
  receivedBy: row.received_by,
  note: row.note,
});

/** The place in the order of the book: date, series, number. */
const Cursor = z.tuple([z.iso.date(), z.string().max(20), z.int32()]);
type Cursor = z.infer<typeof Cursor>;

function readCursor(text: string | undefined): Cursor | null {
  if (text === undefined) return null;
  try {
    return Cursor.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
  } catch {
    return null;
  }
}

/** `Quyết định về việc …`, as a clerk writes column 3. */
export function kindAndAbstract(kind: string, abstract: string): string {
  const name = kindNameOf(kind);
  return /^về việc\b/iu.test(abstract) ? `${name} v${abstract.slice(1)}` : `${name}: ${abstract}`;
}

function lineOf(document: OutgoingDocument, addressees: readonly string[]) {
  const { numbering } = document;
  if (!numbering) throw new Error(`document ${document.id} has no number to register`);
  const recipients = new Set([...addressees, ...document.recipients.map(({ name }) => name)]);
  return {
    document_id: document.id,
    agency_id: document.agencyId,
    year: yearOf(numbering.documentDate as CivilDate),
    series_code: numbering.seriesCode,
    number: numbering.number,
    number_and_symbol: numbering.numberAndSymbol,
    document_date: numbering.documentDate,
    kind_and_abstract: kindAndAbstract(document.kind, document.abstract),
    signer: principalOf(document).name,
    recipients: [...recipients].join('; '),
    file_copy_keeper: ['VT', document.unitAbbreviation].filter(Boolean).join(', '),
  };
}

/** The lines of the register of outgoing documents in the ten columns of Annex IV part I. Art. 16.2.b (R-OUT-14). */
@Injectable()
export class RegisterLineStore {
  private readonly closed = new ClosedRegisters('outgoing');

  /** One statement for all that were numbered together: it runs under the lock of the series. */
  async add(tx: Tx, lines: readonly { document: OutgoingDocument; addressees: readonly string[] }[]): Promise<void> {
    await tx.query(
      `INSERT INTO register_line (document_id, agency_id, year, series_code, number, number_and_symbol, document_date,
         kind_and_abstract, signer, recipients, file_copy_keeper, copies)
       SELECT document_id, agency_id, year, series_code, number, number_and_symbol, document_date,
         kind_and_abstract, signer, recipients, file_copy_keeper, 1
         FROM jsonb_to_recordset($1::jsonb) AS line (document_id uuid, agency_id uuid, year int, series_code text, number int,
           number_and_symbol text, document_date date, kind_and_abstract text, signer text, recipients text, file_copy_keeper text)`,
      [JSON.stringify(lines.map(({ document, addressees }) => lineOf(document, addressees)))],
    );
  }

  /** Columns 8 and 9: sent over the network, so the system signs for the receipt. */
  async handOver(tx: Tx, { id, numbering }: OutgoingDocument, on: string): Promise<void> {
    const count = await changed(
      tx,
      `UPDATE register_line SET handed_over_on = $4, received_by = 'Chuyển trên hệ thống'
        WHERE document_id = $1 AND series_code = $2 AND number = $3`,
      [id, numbering?.seriesCode, numbering?.number, on],
    );
    if (count !== 1) throw new Error(`document ${id} is not in the register`);
  }

  /** In the order of the book, voided lines included: they stay with their reason (R-OUT-07). */
  async page(
    tx: Tx,
    agencyId: string,
    { year, limit, cursor }: InputOf<typeof outgoing.ReadRegister>,
  ): Promise<OutputOf<typeof outgoing.ReadRegister>> {
    const after = readCursor(cursor);
    const rows = await rowsOf(
      tx,
      LineRow,
      `${select}
        WHERE l.agency_id = $2 AND l.year = $3
          AND ($4::date IS NULL OR (l.document_date, l.series_code, l.number) > ($4::date, $5::text, $6::int))
        ORDER BY l.document_date, l.series_code, l.number LIMIT $7`,
      [true, agencyId, year, after?.[0] ?? null, after?.[1] ?? null, after?.[2] ?? null, limit],
    );
    const [counted] = await rowsOf(
      tx,
      z.object({ total: z.coerce.number().int() }),
      'SELECT count(*) AS total FROM register_line WHERE agency_id = $1 AND year = $2',
      [agencyId, year],
    );
    const last = rows.at(-1);
    const next: Cursor | null =
      last && rows.length === limit ? [last.document_date, last.series_code, last.number] : null;
    return {
      items: rows.map(viewOf),
      nextCursor: next && Buffer.from(JSON.stringify(next)).toString('base64url'),
      total: counted?.total ?? 0,
    };
  }

  /** All lines of a period in one year, and behind them what became in it of lines whose own book was closed before. */
  async between(
    tx: Tx,
    agencyId: string,
    { from, to, seriesCode, limit }: { from: string; to: string; seriesCode?: string | undefined; limit: number },
  ): Promise<{ lines: Line[]; late: Line[] }> {
    const rows = await rowsOf(
      tx,
      LineRow,
      `${select}
        WHERE l.agency_id = $2 AND ${inBook('$3', '$4', '$5')}
          AND ($6::text IS NULL OR l.series_code = $6)
        ORDER BY l.document_date, l.series_code, l.number LIMIT $7`,
      [false, agencyId, yearOf(from as CivilDate), from, to, seriesCode ?? null, limit],
    );
    const late = await rowsOf(
      tx,
      LineRow,
      `${lateSelect}
        WHERE f.agency_id = $1 AND f.direction = 'outgoing' AND f.book_on BETWEEN $2 AND $3 AND ($4::text IS NULL OR f.series_code = $4)
        ORDER BY f.id LIMIT $5`,
      [agencyId, from, to, seriesCode ?? null, limit],
    );
    return { lines: rows.map(viewOf), late: late.map(viewOf) };
  }

  /** What became of an issued document, in column 10: of its own line, or of the book that is open when that is closed. */
  async note(tx: Tx, { agencyId, numbering }: OutgoingDocument, factVi: string, today: string): Promise<void> {
    if (!numbering) throw new Error('a document without number has no line');
    const { seriesCode: code, number, documentDate: lineDay } = numbering;
    const key = { agencyId, year: yearOf(lineDay as CivilDate), direction: 'outgoing' as const, code };
    await this.closed.note(tx, key, number, { lineDay, today, factVi });
  }

  /** The closed period in which one of these days lies, as a refusal. */
  async closedOn(tx: Tx, agencyId: string, days: readonly string[]): Promise<Refusal | null> {
    const shut = await this.closed.closedOn(tx, agencyId, days);
    if (shut === null) return null;
    const [from, to] = [printShortDate(civilDate(shut.from)), printShortDate(civilDate(shut.to))];
    return refuseClosing('REGISTER.CLOSED', { from, to });
  }

  /** Numbers of a period that are neither issued nor voided, and series that stand still: a book with them is not finished. */
  async unfinished(tx: Tx, agencyId: string, { from, to }: Period): Promise<string[]> {
    const rows = await rowsOf(
      tx,
      z.object({ what: z.string() }),
      `SELECT l.number_and_symbol AS what
         FROM register_line l JOIN register_entry e USING (agency_id, year, direction, series_code, number)
         JOIN outgoing_document d ON d.id = l.document_id
        WHERE l.agency_id = $1 AND l.year = $2 AND l.document_date BETWEEN $3 AND $4 AND l.source = 'system'
          AND e.voided_at IS NULL AND d.state <> 'issued'
       UNION ALL
       SELECT 'sổ ' || code || ' đang tạm dừng' FROM series_note
        WHERE agency_id = $1 AND year = $2 AND stopped_reason IS NOT NULL AND NOT for_good
       ORDER BY what`,
      [agencyId, yearOf(from as CivilDate), from, to],
    );
    return rows.map(({ what }) => what);
  }

  async count(tx: Tx, agencyId: string, { from, to }: Period): Promise<number> {
    const [counted] = await rowsOf(
      tx,
      z.object({ total: z.coerce.number().int() }),
      `SELECT count(*) AS total FROM register_line l WHERE l.agency_id = $1 AND ${inBook('$2', '$3', '$4')}`,
      [agencyId, yearOf(from as CivilDate), from, to],
    );
    return counted?.total ?? 0;
  }
}
