import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { isRefusal } from '@vanthu/contracts';
import { createServiceTestbed, eventually, logContract, type ServiceTestbed } from '../src/index.js';
import { CardFiled, drafter, FileCard, recordsService } from './sample-service.js';

jest.setTimeout(30_000);

let bed: ServiceTestbed;
beforeAll(async () => {
  bed = await createServiceTestbed(recordsService);
});
afterAll(() => bed?.close());

const file = (title: string, cardId = randomUUID()) =>
  bed.ask(FileCard, { cardId, title, copies: 1 }, { actor: drafter, commandId: cardId });
const unpublished = () => bed.rows('SELECT 1 FROM outbox WHERE published_at IS NULL');
const settled = () => eventually(async () => (await unpublished()).length === 0, 'everything is published');

describe('the log of a service', () => {
  test('gives positions 1, 2, 3 … in the order of the commits, also when a slow transaction began first', async () => {
    const slow = file('slow one');
    await new Promise((resolve) => setTimeout(resolve, 100));
    await Promise.all(Array.from({ length: 20 }, (_, i) => file(`quick ${i}`)));
    // A reader that has come this far must not miss the slow one, which was inserted first.
    const { last } = await page(0);
    await slow;
    await settled();
    const rows = await bed.rows<{ title: string; position: string }>(
      `SELECT payload->>'title' AS title, position FROM outbox ORDER BY position`,
    );
    expect(rows.map((row) => Number(row.position))).toEqual(rows.map((_, i) => i + 1));
    const rest = await page(last);
    expect(rest.entries.map((entry) => entry.payload)).toContainEqual(expect.objectContaining({ title: 'slow one' }));
  });

  test('is read in pages and by aggregate', async () => {
    const id = randomUUID();
    await file('to be found', id);
    await settled();
    const first = await page(0, 5);
    expect(first.entries).toHaveLength(5);
    const second = await page(5, 5);
    expect(second.entries[0]?.position).toBe(6);
    const ofOne = await bed.ask(logContract('records'), { after: 0, limit: 10, aggregateId: id }, { service: 'stats' });
    expect(isRefusal(ofOne) ? [] : ofOne.entries.map((e) => e.aggregateId)).toEqual([id]);
  });

  test('is read in pages that the broker can carry, however large the entries are', async () => {
    const { last } = await page(0, 1);
    for (let i = 0; i < 12; i++) await file(`large ${i}`);
    await settled();
    await bed.rows(
      `UPDATE outbox SET payload = jsonb_set(payload, '{title}', to_jsonb(repeat('rộng ', 20000))) WHERE position > $1`,
      [last],
    );
    const seen: number[] = [];
    for (let after = last; ; ) {
      const { entries } = await page(after);
      if (entries.length === 0) break;
      expect(Buffer.byteLength(JSON.stringify(entries))).toBeLessThan(1_000_000);
      seen.push(...entries.map(({ position }) => position));
      after = entries.at(-1)?.position ?? after;
    }
    expect(seen).toEqual(Array.from({ length: 12 }, (_, i) => last + 1 + i));
  });

  test('is not for people', async () => {
    const answer = await bed.ask(logContract('records'), { after: 0, limit: 10 }, { actor: drafter });
    expect(answer).toMatchObject({ code: 'ACCESS.NOT_ALLOWED' });
  });
});

test('an event reaches those who listen by its own notification, without waiting for the next poll', async () => {
  const patient = await createServiceTestbed(recordsService, { relayPollMs: 3_600_000 });
  try {
    const arrived: string[] = [];
    const stop = patient.service.connected.feed.on(CardFiled, ({ aggregateId }) => arrived.push(aggregateId));
    for (let i = 0; i < 5; i++) {
      const cardId = randomUUID();
      await patient.ask(FileCard, { cardId, title: `card ${i}`, copies: 1 }, { actor: drafter, commandId: cardId });
      await eventually(async () => arrived.includes(cardId), 'the event arrives');
    }
    stop();
  } finally {
    await patient.close();
  }
});

async function page(after: number, limit = 500) {
  const answer = await bed.ask(logContract('records'), { after, limit }, { service: 'stats' });
  if (isRefusal(answer)) throw new Error(answer.code);
  return answer;
}
