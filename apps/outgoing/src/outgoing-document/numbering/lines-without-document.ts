import { Injectable } from '@nestjs/common';
import { uuidV5 } from '@vanthu/messaging';
import type { Tx } from '@vanthu/persistence';
import { enterRegister, type SeriesKey } from '@vanthu/register';

/** A line of the register whose document is not in this system. */
export interface LineWithoutDocument {
  readonly number: number;
  readonly symbol: string;
  readonly numberAndSymbol: string;
  readonly documentDate: string;
  readonly kindAndAbstract: string;
  readonly signer: string;
  readonly recipients: string;
  readonly fileCopyKeeper: string;
  readonly copies: number;
  readonly handedOverOn: string | null;
  readonly receivedBy: string;
  readonly note: string;
  /** In whose book it stands, when that of its own date is closed. */
  readonly bookedOn?: string;
}

/** Under what id the line stands: the same act gives the same. */
export const lineId = (commandId: string, key: SeriesKey, number: number): string =>
  uuidV5(commandId, `${key.code} ${number}`);

/** Writes number and line of what was registered on paper, in the one book for paper and electronic (Art. 15.1; R-OUT-05). */
@Injectable()
export class LinesWithoutDocument {
  /** @param commandId  of the act that enters them: the same act gives the same ids */
  async enter(
    tx: Tx,
    key: SeriesKey,
    source: 'paper' | 'old-book',
    lines: readonly LineWithoutDocument[],
    commandId: string,
  ): Promise<void> {
    if (lines.length === 0) return;
    const withIds = lines.map((line) => ({ ...line, documentId: lineId(commandId, key, line.number) }));
    await enterRegister(
      tx,
      key,
      withIds.map(({ number, symbol, documentId, documentDate }) => ({
        number,
        notation: symbol,
        documentId,
        documentDate,
      })),
    );
    await tx.query(
      `INSERT INTO register_line (document_id, agency_id, year, series_code, number, number_and_symbol, document_date,
         kind_and_abstract, signer, recipients, file_copy_keeper, copies, handed_over_on, received_by, note, booked_on,
         source)
       SELECT "documentId", $1, $2, $3, number, "numberAndSymbol", "documentDate", "kindAndAbstract", signer, recipients,
         "fileCopyKeeper", copies, "handedOverOn", "receivedBy", note, "bookedOn", $4
         FROM jsonb_to_recordset($5::jsonb) AS line ("documentId" uuid, number int, "numberAndSymbol" text, "documentDate" date,
           "kindAndAbstract" text, signer text, recipients text, "fileCopyKeeper" text, copies int, "handedOverOn" date,
           "receivedBy" text, note text, "bookedOn" date)`,
      [key.agencyId, key.year, key.code, source, JSON.stringify(withIds)],
    );
  }
}
