import { Injectable } from '@nestjs/common';
import type { outgoing } from '@vanthu/contracts';
import { type CivilDate, yearOf } from '@vanthu/decree30';
import { changed, rowsOf, type Tx } from '@vanthu/persistence';
import { z } from 'zod';

const CaseFileRow = z.object({
  notation: z.string(),
  year: z.number().int(),
  title: z.string(),
  retention: z.string(),
  documents: z.coerce.number().int(),
  pages: z.coerce.number().int(),
  from: z.string(),
  to: z.string(),
});
const CountedRow = z.object({ caseFiles: z.number().int(), documents: z.number().int() });
type Counted = z.infer<typeof CountedRow>;
const FilingRow = z.object({ notation: z.string(), year: z.number().int(), ordinal: z.number().int() });
type Filing = z.infer<typeof FilingRow>;

const DocumentRow = z.object({
  ordinal: z.number().int(),
  number_and_symbol: z.string(),
  document_date: z.string(),
  kind: z.string(),
  abstract: z.string(),
  agency_name: z.string(),
  pages: z.number().int(),
  recalled: z.boolean(),
});
export type FiledDocument = z.infer<typeof DocumentRow>;

/** Case files of issued documents and the places of the documents in them (Art. 29.3; Annex VI 1.1 to 2). */
@Injectable()
export class CaseFileStore {
  /** The next place in the case file, given by the system under the lock of its row (R-OUT-15); put in twice it keeps the first. */
  async put(
    tx: Tx,
    { documentId, agencyId, caseFile }: { documentId: string; agencyId: string; caseFile: string },
    by: { name: string; at: Date; today: string },
  ): Promise<void> {
    const [known] = await rowsOf(
      tx,
      z.object({ ordinal: z.number().int() }),
      'SELECT ordinal FROM filing WHERE (document_id, case_file) = ($1, $2)',
      [documentId, caseFile],
    );
    if (known) return;
    const [place] = await rowsOf(
      tx,
      z.object({ last_ordinal: z.number().int() }),
      `INSERT INTO case_file AS c (agency_id, notation, year, last_ordinal) VALUES ($1, $2, $3, 1)
       ON CONFLICT (agency_id, notation) DO UPDATE SET last_ordinal = c.last_ordinal + 1 RETURNING last_ordinal`,
      [agencyId, caseFile, yearOf(by.today as CivilDate)],
    );
    await tx.query(
      'INSERT INTO filing (document_id, case_file, filed_at, filed_by, ordinal) VALUES ($1, $2, $3, $4, $5)',
      [documentId, caseFile, by.at.toISOString(), by.name, place?.last_ordinal],
    );
  }

  filingsOf(tx: Tx, documentId: string, agencyId: string): Promise<Filing[]> {
    return rowsOf(
      tx,
      FilingRow,
      `SELECT f.case_file AS notation, c.year, f.ordinal FROM filing f JOIN case_file c ON (c.agency_id, c.notation) = ($2, f.case_file)
        WHERE f.document_id = $1 ORDER BY f.filed_at, f.case_file`,
      [documentId, agencyId],
    );
  }

  /** @returns false when nothing lies in a case file of that notation */
  async describe(
    tx: Tx,
    of: { agencyId: string; notation: string; title: string; retention: string },
    by: { name: string; at: Date },
  ): Promise<boolean> {
    const count = await changed(
      tx,
      `UPDATE case_file SET title = $3, retention = $4, described_by = $5, described_at = $6
        WHERE (agency_id, notation) = ($1, $2)`,
      [of.agencyId, of.notation, of.title, of.retention, by.name, by.at.toISOString()],
    );
    return count === 1;
  }

  /** With documents dated in the period, counted with their pages. */
  withDocuments(tx: Tx, agencyId: string, { from, to }: { from: string; to: string }): Promise<outgoing.CaseFile[]> {
    return rowsOf(
      tx,
      CaseFileRow,
      `SELECT c.notation, c.year, c.title, c.retention, count(*) AS documents, sum(d.pages) AS pages,
              min(d.document_date)::text AS "from", max(d.document_date)::text AS "to"
         FROM case_file c JOIN filing f ON f.case_file = c.notation
         JOIN outgoing_document d ON d.id = f.document_id AND d.agency_id = c.agency_id
        WHERE c.agency_id = $1 AND d.document_date BETWEEN $2 AND $3
        GROUP BY c.notation, c.year, c.title, c.retention ORDER BY c.notation LIMIT 2000`,
      [agencyId, from, to],
    );
  }

  /** The same, counted for several agencies. */
  async count(tx: Tx, agencyIds: readonly string[], { from, to }: { from: string; to: string }): Promise<Counted> {
    const [row] = await rowsOf(
      tx,
      CountedRow,
      `SELECT count(DISTINCT (c.agency_id, c.notation))::int AS "caseFiles", count(*)::int AS documents
         FROM outgoing_document d JOIN filing f ON f.document_id = d.id
         JOIN case_file c ON (c.agency_id, c.notation) = (d.agency_id, f.case_file)
        WHERE d.agency_id = ANY($1::uuid[]) AND d.document_date BETWEEN $2 AND $3`,
      [agencyIds, from, to],
    );
    return row ?? { caseFiles: 0, documents: 0 };
  }

  documentsOf(
    tx: Tx,
    agencyId: string,
    { caseFile, from, to }: { caseFile: string; from: string; to: string },
  ): Promise<FiledDocument[]> {
    return rowsOf(
      tx,
      DocumentRow,
      `SELECT f.ordinal, d.number_and_symbol, d.document_date::text, d.kind, d.abstract, d.agency_name, d.pages,
              EXISTS (SELECT FROM recall r WHERE r.document_id = d.id) AS recalled
         FROM filing f JOIN outgoing_document d ON d.id = f.document_id
        WHERE d.agency_id = $1 AND f.case_file = $2 AND d.document_date BETWEEN $3 AND $4 ORDER BY f.ordinal LIMIT 20000`,
      [agencyId, caseFile, from, to],
    );
  }
}
