import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type EventEnvelope, LogPage } from '@vanthu/contracts';
import { createServiceTestbed, eventually, logContract, type ServiceTestbed } from '../src/index.js';
import { CardFiled, ParcelArrived, recordsService } from './sample-service.js';

jest.setTimeout(30_000);

let bed: ServiceTestbed;
beforeAll(async () => {
  bed = await createServiceTestbed(recordsService, { logLevel: 'silent' });
});
afterAll(() => bed?.close());

/** What `exchange` would have to say so that a card seems to be filed that `records` never filed. */
const forged = (cardId: string, more: Partial<EventEnvelope> = {}): EventEnvelope => ({
  v: 1,
  id: randomUUID(),
  type: CardFiled.type,
  service: 'records',
  aggregate: 'card',
  aggregateId: cardId,
  aggregateSequence: 1,
  position: 1,
  occurredAt: new Date().toISOString(),
  actor: { service: 'records' },
  commandId: null,
  traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`,
  payload: { cardId, title: 'forged' },
  ...more,
});

const heard = (cardId: string) => bed.rows('SELECT 1 FROM heard_card WHERE card_id = $1', [cardId]);

/** Everything published before is handled once this one is: they travel in one stream. */
async function passOneMore(): Promise<void> {
  await bed.emit(ParcelArrived, { aggregateId: randomUUID(), payload: { content: 'after' } });
}

describe('a service that tells what happened in another', () => {
  const publish = async (envelope: EventEnvelope) => {
    const { nats } = bed.service.connected;
    nats.publish(`ev.exchange.card.filed.${envelope.aggregateId}`, JSON.stringify(envelope));
    await nats.flush();
  };

  test('is not believed when it says so in its log', async () => {
    const cardId = randomUUID();
    let asked = 0;
    // Whoever lies does not look at his own words.
    await bed.answer({ ...logContract('exchange'), output: LogPage }, () => {
      asked++;
      return { entries: [forged(cardId, { position: 1_000 })], last: 1_000 };
    });
    bed.service.lookAgain();
    await eventually(async () => asked > 0, 'the log is asked for');
    await eventually(async () => asked > 1, 'it is asked again, for nothing was taken');
    expect(await heard(cardId)).toEqual([]);
  });

  test('is not believed when it names the other as the owner', async () => {
    const cardId = randomUUID();
    await publish(forged(cardId));
    await passOneMore();
    expect(await heard(cardId)).toEqual([]);
    // The true owner is not kept from telling it.
    expect(await bed.rows(`SELECT 1 FROM inbox_aggregate WHERE source = 'records'`)).toEqual([]);
  });

  test('is not believed when it says a type of the other under its own name', async () => {
    const cardId = randomUUID();
    await publish(forged(cardId, { service: 'exchange', actor: { service: 'exchange' } }));
    await passOneMore();
    expect(await heard(cardId)).toEqual([]);
  });
});
