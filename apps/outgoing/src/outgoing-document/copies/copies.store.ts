import { Injectable } from '@nestjs/common';
import { type OutputOf, outgoing } from '@vanthu/contracts';
import { changed, rowsOf, type Tx } from '@vanthu/persistence';
import { z } from 'zod';

export type DocumentCopy = OutputOf<typeof outgoing.FindCopies>['copies'][number];

const CopyRow = z
  .object({
    id: z.string(),
    copy_number: z.string(),
    copied_on: z.string(),
    form: outgoing.CopyForm,
    number_and_symbol: z.string(),
    document_date: z.string(),
    issuer: z.string(),
    kind_and_abstract: z.string(),
    signer_name: z.string(),
    signer_title: z.string(),
    copies: z.number().int(),
    recipients: z.string(),
  })
  .transform(
    (row): DocumentCopy => ({
      id: row.id,
      copyNumber: row.copy_number,
      copiedOn: row.copied_on,
      form: row.form,
      numberAndSymbol: row.number_and_symbol,
      documentDate: row.document_date,
      issuer: row.issuer,
      kindAndAbstract: row.kind_and_abstract,
      signerName: row.signer_name,
      signerTitle: row.signer_title,
      copies: row.copies,
      recipients: row.recipients,
    }),
  );

@Injectable()
export class CopiesStore {
  async charge(
    tx: Tx,
    signer: { agencyId: string; positionId: string; from: string; to: string | null; decision: string },
  ): Promise<void> {
    await changed(
      tx,
      `INSERT INTO copy_signer (agency_id, position_id, valid_from, valid_to, decision) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (agency_id, position_id) DO UPDATE SET valid_from = $3, valid_to = $4, decision = $5`,
      [signer.agencyId, signer.positionId, signer.from, signer.to, signer.decision],
    );
  }

  /** Positions that sign copies of the agency on this day. */
  async signersOn(tx: Tx, agencyId: string, day: string): Promise<Set<string>> {
    const rows = await rowsOf(
      tx,
      z.object({ position_id: z.string() }),
      `SELECT position_id FROM copy_signer WHERE agency_id = $1 AND valid_from <= $2 AND (valid_to IS NULL OR valid_to >= $2)`,
      [agencyId, day],
    );
    return new Set(rows.map(({ position_id }) => position_id));
  }

  async add(
    tx: Tx,
    copy: DocumentCopy,
    of: { agencyId: string; year: number; seriesCode: string; number: number; signerPositionId: string; by: string },
  ): Promise<void> {
    await tx.query(
      `INSERT INTO document_copy (id, agency_id, year, series_code, number, copy_number, copied_on, form, number_and_symbol,
         document_date, issuer, kind_and_abstract, signer_position_id, signer_name, signer_title, copies, recipients, registered_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)`,
      [
        ...[copy.id, of.agencyId, of.year, of.seriesCode, of.number, copy.copyNumber, copy.copiedOn, copy.form],
        ...[copy.numberAndSymbol, copy.documentDate, copy.issuer, copy.kindAndAbstract, of.signerPositionId],
        ...[copy.signerName, copy.signerTitle, copy.copies, copy.recipients, of.by],
      ],
    );
  }

  ofYear(tx: Tx, agencyId: string, year: number): Promise<DocumentCopy[]> {
    return rowsOf(
      tx,
      CopyRow,
      `SELECT id, copy_number, copied_on::text, form, number_and_symbol, document_date::text, issuer, kind_and_abstract,
              signer_name, signer_title, copies, recipients
         FROM document_copy WHERE agency_id = $1 AND year = $2 ORDER BY number DESC LIMIT 2000`,
      [agencyId, year],
    );
  }
}
