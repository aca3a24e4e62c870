import { Injectable } from '@nestjs/common';
import { type Actor, type InputOf, type outgoing, principalsOf } from '@vanthu/contracts';
import { isShortPeriod, keysetPage, type ListOrder, type Tx, wordsQuery } from '@vanthu/persistence';
import { actsAs } from '../domain/waiting.js';
import { OutgoingDocumentStore } from './outgoing-document.store.js';

/** Hỏa tốc, thượng khẩn, khẩn first (R-GEN-03), then what changed last. */
const order: ListOrder = { table: 'outgoing_document', rank: 'sort_rank', instant: 'changed_at' };

@Injectable()
export class OutgoingListStore {
  constructor(private readonly documents: OutgoingDocumentStore) {}

  async page(tx: Tx, input: InputOf<typeof outgoing.FindOutgoing>, actor: Actor, today: string) {
    const parameters: unknown[] = [];
    const parameter = (value: unknown): string => `$${parameters.push(value)}`;
    const conditions = [
      input.mine ? this.waitsFor(actor, today, parameter) : `d.audience && ${parameter(audienceOf(actor))}::text[]`,
    ];
    const where = (condition: string, value: unknown, type: string) => {
      if (value !== undefined && value !== null) conditions.push(`${condition} ${parameter(value)}::${type}`);
    };
    where('d.words @@', wordsQuery(input.text), 'tsquery');
    where('d.state =', input.state, 'text');
    where('d.kind =', input.kind, 'text');
    where('d.urgency =', input.urgency, 'text');
    where('d.number =', input.number, 'int');
    where('d.document_date >=', input.from, 'date');
    where('d.document_date <=', input.to, 'date');
    const { limit, cursor } = input;
    const areFew = isShortPeriod(input.from, input.to);
    const { ids, ...page } = await keysetPage(tx, order, { conditions, parameters, limit, cursor, areFew });
    const found = await this.documents.select(tx, 'd.id = ANY($1::uuid[])', [ids]);
    return { documents: ids.flatMap((id) => found.find((document) => document.id === id) ?? []), ...page };
  }

  /** Nobody is waited for to check his own draft, also not as head of the unit. */
  private waitsFor(actor: Actor, today: string, parameter: (value: unknown) => string): string {
    const own = `(d.state = 'submitted' AND d.drafter_person_id = ${parameter(actor.personId)}::uuid)`;
    const names = parameter(actsAs(actor));
    // Who acts after those who are heard has to wait for them, until the day of the step has passed.
    const held = `(d.held_until >= ${parameter(today)}::date AND NOT d.held_for && ${names}::text[])`;
    return `d.waits_for && ${names}::text[] AND NOT ${own} AND ${held} IS NOT TRUE`;
  }
}

/** A reader, or one for whom it waits: `mayRead`, as a list meets it. */
const audienceOf = (actor: Actor): string[] => [...new Set([...principalsOf(actor), ...actsAs(actor)])];
