import { Injectable } from '@nestjs/common';
import { type Actor, absentPrincipals, type InputOf, type incoming, principalsOf } from '@vanthu/contracts';
import { isShortPeriod, keysetPage, type ListOrder, type Tx, wordsQuery } from '@vanthu/persistence';
import { actsAs, actsAsAbsent } from '../domain/waiting.js';
import { IncomingDocumentStore } from './incoming-document.store.js';

/** Most urgent first among what is open (R-GEN-03), then what arrived last. */
const order: ListOrder = { table: 'incoming_document', rank: 'sort_rank', instant: 'arrived_at' };

@Injectable()
export class IncomingListStore {
  constructor(private readonly documents: IncomingDocumentStore) {}

  async page(tx: Tx, input: InputOf<typeof incoming.FindIncoming>, actor: Actor) {
    const parameters: unknown[] = [];
    const parameter = (value: unknown): string => `$${parameters.push(value)}`;
    // What the absent one has in another agency is not the deputy's.
    const has = (column: string, own: readonly string[], absent: readonly string[]): string => {
      const owns = `d.${column} && ${parameter(own)}::text[]`;
      if (absent.length === 0) return owns;
      return `(${owns} OR (d.agency_id = ${parameter(actor.agencyId)}::uuid AND d.${column} && ${parameter(absent)}::text[]))`;
    };
    const conditions = [has('readers', principalsOf(actor), absentPrincipals(actor))];
    if (input.kind !== undefined) conditions.push(`fields->>'kind' = ${parameter(input.kind)}`);
    if (input.mine) conditions.push(has('waits_for', actsAs(actor), actsAsAbsent(actor)));
    const where = (condition: string, value: unknown, type: string) => {
      if (value !== undefined && value !== null) conditions.push(`${condition} ${parameter(value)}::${type}`);
    };
    where('d.words @@', wordsQuery(input.text), 'tsquery');
    where('d.state =', input.state, 'text');
    where(`d.fields->>'kind' =`, input.kind, 'text');
    where(`d.fields->>'urgency' =`, input.urgency, 'text');
    where('d.arrival_number =', input.number, 'int');
    where('d.arrived_on >=', input.from, 'date');
    where('d.arrived_on <=', input.to, 'date');
    const { limit, cursor } = input;
    const areFew = isShortPeriod(input.from, input.to);
    const { ids, ...page } = await keysetPage(tx, order, { conditions, parameters, limit, cursor, areFew });
    const found = await this.documents.select(tx, 'id = ANY($1::uuid[])', [ids]);
    return { documents: ids.flatMap((id) => found.find((document) => document.id === id) ?? []), ...page };
  }
}
