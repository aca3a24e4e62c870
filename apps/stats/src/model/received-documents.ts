import { Injectable } from '@nestjs/common';
import { type EventEnvelope, incoming } from '@vanthu/contracts';
import type { Tx } from '@vanthu/persistence';

type Told = Pick<EventEnvelope, 'type' | 'aggregateSequence'> & { payload: unknown };

/** What lists say of documents that came in: as the latest of reception and registration has it. */
@Injectable()
export class ReceivedDocuments {
  async take(tx: Tx, generation: number, events: readonly Told[]): Promise<void> {
    const latest = new Map<string, { sequence: number }>();
    for (const event of events) {
      const contract = contracts.find(({ type }) => type === event.type);
      if (contract === undefined) continue;
      const { documentId, fields, readers } = contract.payload.parse(event.payload);
      const { aggregateSequence: sequence } = event;
      if ((latest.get(documentId)?.sequence ?? 0) >= sequence) continue;
      const { numberAndSymbol, senderName, abstract } = fields;
      const row = { documentId, sequence, numberAndSymbol, senderName, abstract, readers };
      latest.set(documentId, row);
    }
    if (latest.size === 0) return;
    await tx.query(
      `INSERT INTO received_document AS d (generation, document_id, sequence, number_and_symbol, sender_name, abstract, readers)
       SELECT $1, "documentId", sequence, "numberAndSymbol", "senderName", abstract, ARRAY(SELECT jsonb_array_elements_text(readers))
       FROM jsonb_to_recordset($2) AS r("documentId" uuid, sequence int, "numberAndSymbol" text, "senderName" text, abstract text, readers jsonb)
       ON CONFLICT (generation, document_id) DO UPDATE SET sequence = excluded.sequence, number_and_symbol = excluded.number_and_symbol,
         sender_name = excluded.sender_name, abstract = excluded.abstract, readers = excluded.readers
       WHERE d.sequence < excluded.sequence`,
      [generation, JSON.stringify([...latest.values()])],
    );
  }
}

const contracts = [incoming.IncomingReceived, incoming.IncomingRegistered] as const;
