import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { createServiceTestbed, eventually, RequestFailed, type ServiceTestbed } from '../src/index.js';
import { type ServiceProcess, startRecordsProcess } from './processes/service-process.js';
import { CardFiled, drafter, FileCard, ParcelArrived, recordsService } from './sample-service.js';

// Processes that compile what they run take their time on a busy machine.
jest.setTimeout(180_000);

let bed: ServiceTestbed;
const processes: ServiceProcess[] = [];
beforeAll(async () => {
  bed = await createServiceTestbed(recordsService, { logLevel: 'silent' });
  await bed.service.close();
});
afterAll(async () => {
  for (const { child } of processes) child.kill('SIGKILL');
  await bed?.close();
});
beforeEach(async () => {
  for (const { child, ended } of processes.splice(0)) {
    child.kill('SIGKILL');
    await ended;
  }
});

const start = async (env: Record<string, string> = {}) => {
  const started = await startRecordsProcess(bed.config, env);
  processes.push(started);
  return started;
};
const file = (title: string, cardId = randomUUID()) =>
  bed.ask(FileCard, { cardId, title, copies: 1 }, { actor: drafter, commandId: cardId });
const contentsOf = async (id: string) =>
  (await bed.rows<{ content: string }>('SELECT content FROM parcel WHERE parcel_id = $1 ORDER BY at', [id])).map(
    (r) => r.content,
  );

describe('the power goes', () => {
  for (const point of ['after-commit-before-publish', 'after-publish-before-mark']) {
    test(`${point}: the event goes out once the service is back, and has one effect`, async () => {
      const doomed = await start({ VANTHU_CRASH_AT: point });
      const id = randomUUID();
      await file(`card ${point}`, id).catch((error) => {
        if (!(error instanceof RequestFailed && error.retryable)) throw error;
      });
      expect(await doomed.ended).toBe('SIGKILL');
      expect(
        await bed.rows('SELECT 1 FROM outbox WHERE aggregate_id = $1 AND published_at IS NULL', [id]),
      ).toHaveLength(1);
      await start();
      await eventually(
        async () => (await bed.rows('SELECT 1 FROM outbox WHERE published_at IS NULL')).length === 0,
        'everything is published',
      );
      // The same command again, as whoever got no answer would send it.
      expect(await file(`card ${point}`, id)).toMatchObject({ cardId: id });
      expect((await bed.events(CardFiled)).filter((e) => e.aggregateId === id)).toHaveLength(1);
    });
  }

  test('after-effect-before-ack: the event is delivered again and has no second effect', async () => {
    const doomed = await start({ VANTHU_CRASH_AT: 'after-effect-before-ack' });
    const id = randomUUID();
    await bed.emit(ParcelArrived, { aggregateId: id, payload: { content: 'once' } }, { wait: false });
    expect(await doomed.ended).toBe('SIGKILL');
    expect(await contentsOf(id)).toEqual(['once']);
    await start();
    await bed.emit(ParcelArrived, { aggregateId: id, payload: { content: 'next' } });
    expect(await contentsOf(id)).toEqual(['once', 'next']);
  });

  test('an event that kills whoever handles it is given up in the end, and the others go on', async () => {
    const [deadly, other] = [randomUUID(), randomUUID()];
    let current = await start({ DIE_AT_CONTENT: 'deadly' });
    const event = await bed.emit(
      ParcelArrived,
      { aggregateId: deadly, payload: { content: 'deadly' } },
      { wait: false },
    );
    await bed.emit(ParcelArrived, { aggregateId: other, payload: { content: 'harmless' } }, { wait: false });
    const dead = () =>
      bed.rows<{ reason: string; finished: number }>('SELECT reason, finished FROM dead_letter WHERE event_id = $1', [
        event.id,
      ]);
    for (let lives = 0; lives < 12 && (await dead()).length === 0; lives++) {
      await Promise.race([
        current.ended,
        eventually(async () => (await dead()).length > 0, 'it is given up', 30_000).catch(() => {}),
      ]);
      if ((await dead()).length === 0) current = await start({ DIE_AT_CONTENT: 'deadly' });
    }
    expect(await dead()).toMatchObject([{ reason: expect.stringContaining('process died'), finished: 0 }]);
    await eventually(async () => (await contentsOf(other)).length === 1, 'the other is handled');
  }, 60_000);
});

describe('two copies of a service', () => {
  test('answer, hear and publish together; when the one that publishes is killed the other takes over', async () => {
    const first = await start();
    const second = await start();
    const ids = Array.from({ length: 30 }, () => randomUUID());
    await Promise.all(ids.slice(0, 15).map((id) => file(id, id)));
    first.child.kill('SIGKILL');
    await first.ended;
    for (const id of ids.slice(15)) {
      await eventually(async () => file(id, id).catch(() => null), 'a copy answers');
    }
    await eventually(
      async () => (await bed.rows('SELECT 1 FROM outbox WHERE published_at IS NULL')).length === 0,
      'everything is published',
    );
    const positions = await bed.rows<{ position: string }>('SELECT position FROM outbox ORDER BY position');
    expect(positions.map((row) => Number(row.position))).toEqual(positions.map((_, i) => i + 1));
    expect(await bed.rows('SELECT 1 FROM card WHERE title = ANY($1)', [ids])).toHaveLength(30);
    second.child.kill('SIGKILL');
  });

  test('take the events of an aggregate in order, each once', async () => {
    await start();
    await start();
    const aggregates = Array.from({ length: 8 }, () => randomUUID());
    const sent = aggregates.flatMap((id) => Array.from({ length: 12 }, (_, n) => ({ id, n })));
    for (const { id, n } of sent.sort((a, b) => a.n - b.n)) {
      await bed.emit(ParcelArrived, { aggregateId: id, payload: { content: String(n) } }, { wait: false });
    }
    for (const id of aggregates) {
      await eventually(async () => (await contentsOf(id)).length >= 12, `all of ${id}`);
      expect(await contentsOf(id)).toEqual(Array.from({ length: 12 }, (_, n) => String(n)));
    }
  }, 30_000);
});
