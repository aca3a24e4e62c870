import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { isRefusal } from '@vanthu/contracts';
import {
  createServiceTestbed,
  deadLettersContract,
  eventually,
  requeueDeadLetterContract,
  type ServiceTestbed,
} from '../src/index.js';
import { drafter, ParcelArrived, ParcelNoted, recordsService, steering } from './sample-service.js';

jest.setTimeout(30_000);

let bed: ServiceTestbed;
beforeAll(async () => {
  bed = await createServiceTestbed(recordsService, { logLevel: 'silent' });
});
afterAll(() => bed?.close());
beforeEach(() => steering.failing.clear());

const contentsOf = async (aggregateId: string) =>
  (
    await bed.rows<{ content: string }>('SELECT content FROM parcel WHERE parcel_id = $1 ORDER BY at', [aggregateId])
  ).map(({ content }) => content);
const has = (aggregateId: string, n: number) =>
  eventually(async () => (await contentsOf(aggregateId)).length >= n, `${n} contents of ${aggregateId}`);

describe('an event', () => {
  test('has its effect once, however often it is delivered', async () => {
    const id = randomUUID();
    const event = await bed.emit(ParcelArrived, { aggregateId: id, payload: { content: 'a' } });
    const { id: eventId, position, aggregateSequence } = event;
    // The broker drops a repetition by its id; one that it cannot know comes through the log.
    await bed.rows('UPDATE inbox_source SET position = 0');
    bed.service.lookAgain();
    await bed.emit(ParcelArrived, {
      aggregateId: id,
      payload: { content: 'a' },
      id: eventId,
      position,
      aggregateSequence,
    });
    await bed.emit(ParcelArrived, { aggregateId: id, payload: { content: 'b' } });
    await has(id, 2);
    expect(await contentsOf(id)).toEqual(['a', 'b']);
  });

  test('is told of when its effect is to be seen, so that a screen may ask again', async () => {
    const id = randomUUID();
    const told: string[] = [];
    const end = bed.service.connected.feed.onApplied((ids) => told.push(...ids));
    const event = await bed.emit(ParcelArrived, { aggregateId: id, payload: { content: 'a' } });
    await eventually(async () => told.includes(event.id), 'the hint');
    const unheard = await bed.emit(ParcelNoted, { aggregateId: id, payload: {} });
    const next = await bed.emit(ParcelArrived, { aggregateId: id, payload: { content: 'b' } });
    await eventually(async () => told.includes(next.id), 'the next hint');
    end();
    expect(told).not.toContain(unheard.id);
    expect(await contentsOf(id)).toEqual(['a', 'b']);
  });

  test('without a listener passes the inbox too, so that the sequence has no hole', async () => {
    const id = randomUUID();
    await bed.emit(ParcelArrived, { aggregateId: id, payload: { content: '1' } });
    await bed.emit(ParcelNoted, { aggregateId: id, payload: {} });
    await bed.emit(ParcelArrived, { aggregateId: id, payload: { content: '3' } });
    expect(await contentsOf(id)).toEqual(['1', '3']);
  });

  test('that comes too early waits for its predecessor', async () => {
    const id = randomUUID();
    await bed.emit(
      ParcelArrived,
      { aggregateId: id, aggregateSequence: 2, position: 9_002, payload: { content: 'second' } },
      { wait: false },
    );
    await eventually(
      async () => (await bed.rows('SELECT 1 FROM inbox_held WHERE aggregate_id = $1', [id])).length > 0,
      'it is held',
    );
    expect(await contentsOf(id)).toEqual([]);
    await bed.emit(ParcelArrived, {
      aggregateId: id,
      aggregateSequence: 1,
      position: 9_001,
      payload: { content: 'first' },
    });
    await has(id, 2);
    expect(await contentsOf(id)).toEqual(['first', 'second']);
  });

  test('that the stream never brought is asked of its owner when a later one shows the hole', async () => {
    const id = randomUUID();
    await bed.emit(ParcelArrived, { aggregateId: id, payload: { content: 'first' } });
    await bed.emit(ParcelArrived, { aggregateId: id, payload: { content: 'lost' } }, { publish: false });
    await bed.emit(ParcelArrived, { aggregateId: id, payload: { content: 'third' } });
    expect(await contentsOf(id)).toEqual(['first', 'lost', 'third']);
  });

  test('that the stream never brought is found although nothing came after it', async () => {
    const id = randomUUID();
    await bed.emit(ParcelArrived, { aggregateId: id, payload: { content: 'silent' } }, { publish: false });
    bed.service.lookAgain();
    await has(id, 1);
  });
});

describe('an event whose listener fails', () => {
  test('is tried again, leaves nothing of the failed attempts, and holds up its own aggregate only', async () => {
    const [torn, whole] = [randomUUID(), randomUUID()];
    steering.failing.add('torn');
    await bed.emit(ParcelArrived, { aggregateId: torn, payload: { content: 'torn' } }, { wait: false });
    await bed.emit(ParcelArrived, { aggregateId: torn, payload: { content: 'behind' } }, { wait: false });
    await bed.emit(ParcelArrived, { aggregateId: whole, payload: { content: 'whole' } });
    expect(await contentsOf(torn)).toEqual([]);
    steering.failing.clear();
    await has(torn, 2);
    expect(await contentsOf(torn)).toEqual(['torn', 'behind']);
  });

  test('is given up after eight attempts, shown to the administrator, and handled with those behind it when requeued', async () => {
    const id = randomUUID();
    steering.failing.add('broken');
    const event = await bed.emit(ParcelArrived, { aggregateId: id, payload: { content: 'broken' } }, { wait: false });
    await bed.emit(ParcelArrived, { aggregateId: id, payload: { content: 'behind' } }, { wait: false });
    const administrator = { ...drafter, roles: ['administrator' as const] };
    const dead = await eventually(async () => {
      const answer = await bed.ask(deadLettersContract('records'), {}, { actor: administrator });
      return isRefusal(answer) ? null : answer.items.find(({ eventId }) => eventId === event.id);
    }, 'it is given up');
    expect(dead).toMatchObject({
      startedAttempts: 8,
      finishedAttempts: 8,
      waiting: 1,
      reason: 'Error: the parcel is torn',
    });
    expect(await bed.ask(deadLettersContract('records'), {}, { actor: drafter })).toMatchObject({
      code: 'ACCESS.NOT_ALLOWED',
    });

    steering.failing.clear();
    const requeue = requeueDeadLetterContract('records');
    expect(await bed.ask(requeue, { eventId: event.id }, { actor: administrator })).toEqual({ eventId: event.id });
    await has(id, 2);
    expect(await contentsOf(id)).toEqual(['broken', 'behind']);
    expect(await bed.rows('SELECT 1 FROM dead_letter')).toEqual([]);
  });
});

describe('the broker', () => {
  test('killed and back: what was said meanwhile is heard', async () => {
    const id = randomUUID();
    await bed.emit(ParcelArrived, { aggregateId: id, payload: { content: 'before' } });
    await bed.broker?.kill();
    await bed.broker?.restart();
    await eventually(
      () => bed.emit(ParcelArrived, { aggregateId: id, payload: { content: 'after' } }).catch(() => null),
      'the event can be published',
    );
    expect((await contentsOf(id)).at(-1)).toBe('after');
  });

  test('back without its storage: the stream is made anew, and what was lost comes from the owners', async () => {
    const id = randomUUID();
    await bed.emit(ParcelArrived, { aggregateId: id, payload: { content: 'lost with the disk' } }, { publish: false });
    await bed.broker?.restart({ loseStorage: true });
    await has(id, 1);
    await bed.emit(ParcelArrived, { aggregateId: id, payload: { content: 'and on' } });
    expect(await contentsOf(id)).toEqual(['lost with the disk', 'and on']);
  });
});
