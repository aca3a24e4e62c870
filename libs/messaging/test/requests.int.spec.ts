import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { isRefusal } from '@vanthu/contracts';
import { createServiceTestbed, type ServiceTestbed } from '../src/index.js';
import { CardFiled, CountCards, drafter, FileCard, GetCard, recordsService } from './sample-service.js';

jest.setTimeout(30_000);

let bed: ServiceTestbed;
beforeAll(async () => {
  bed = await createServiceTestbed(recordsService);
});
afterAll(() => bed?.close());

const codeOf = (answer: unknown): string | null => (isRefusal(answer) ? answer.code : null);
const file = (title: string, commandId = randomUUID(), more: object = {}, actor = drafter) =>
  bed.ask(FileCard, { cardId: commandId, title, copies: 1, ...more }, { actor, commandId });

describe('a command', () => {
  test('has one effect and one reply however often it is sent under the same id', async () => {
    const id = randomUUID();
    const first = await file('once', id);
    expect(first).toMatchObject({ cardId: id });
    expect(await file('once', id)).toEqual(first);
    expect(await bed.rows('SELECT * FROM card WHERE title = $1', ['once'])).toHaveLength(1);
    expect((await bed.events(CardFiled)).filter((e) => e.aggregateId === id)).toHaveLength(1);
  });

  test('with the same id and other content is refused', async () => {
    const id = randomUUID();
    await file('content a', id);
    expect(codeOf(await file('content b', id))).toBe('COMMAND.REUSED_ID');
    expect(codeOf(await file('content a', id, { pin: '1234' }))).toBe('COMMAND.REUSED_ID');
  });

  test("with another's id is refused: nobody reads another's reply", async () => {
    const id = randomUUID();
    await file('mine', id);
    const other = { ...drafter, personId: randomUUID() };
    expect(codeOf(await file('mine', id, {}, other))).toBe('COMMAND.REUSED_ID');
  });

  test('sent twice at once has one effect: the second waits for the first and gets its reply', async () => {
    const id = randomUUID();
    const [a, b] = await Promise.all([file('slow twice', id), file('slow twice', id)]);
    expect(a).toMatchObject({ cardId: id });
    expect(b).toEqual(a);
    expect(await bed.rows('SELECT * FROM card WHERE card_id = $1', [id])).toHaveLength(1);
  });

  test('with a text that no table can hold is refused like any other wrong content, not called a fault', async () => {
    expect(codeOf(await file('a\u0000b'))).toBe('REQUEST.INVALID');
  });

  test('that is refused leaves no row and no event, and its id may be used again', async () => {
    const id = randomUUID();
    expect(codeOf(await file('full', id))).toBe('RECORDS.FULL');
    expect(await bed.rows('SELECT * FROM card WHERE card_id = $1', [id])).toHaveLength(0);
    expect(await bed.rows('SELECT * FROM outbox WHERE aggregate_id = $1', [id])).toHaveLength(0);
    expect(await file('not full', id)).toMatchObject({ cardId: id });
  });
});

describe('the answer', () => {
  test('holds what the contract lists and nothing more', async () => {
    expect(Object.keys(await file('columns')).sort()).toEqual(['cardId', 'count']);
  });

  test('knows the actor and the civil day', async () => {
    const id = randomUUID();
    await file('asked', id);
    const card = await bed.ask(GetCard, { cardId: id }, { actor: drafter });
    expect(card).toEqual({ title: 'asked', askedBy: 'Nguyễn Văn An', day: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) });
  });

  test('to an input that does not fit says so field by field in Vietnamese, without the words of the library', async () => {
    const answer = await bed.ask(FileCard, { cardId: 'x', title: '' } as never, { actor: drafter });
    expect(answer).toMatchObject({ code: 'REQUEST.INVALID' });
    const text = JSON.stringify(answer);
    expect(text).toContain('title không được để trống');
    expect(text).toContain('cardId phải là mã định danh (UUID)');
    expect(text).not.toMatch(/invalid_|expected|Too small|pattern|origin/);
  });

  test('of a fault is an id and nothing else', async () => {
    const failed = await file('crash').catch((error) => error);
    expect(failed).toMatchObject({ name: 'RequestFailed', reason: 'fault', retryable: false });
    expect(failed.faultId).toMatch(/^[0-9a-f-]{36}$/);
    expect(JSON.stringify(failed) + failed.message).not.toContain('secret');
    await file('a title');
    const duplicate = await file('a title').catch((error) => error);
    expect(duplicate.message).not.toMatch(/duplicate|card_title|constraint/);
  });

  test('of nobody is a failure that may be tried again', async () => {
    const elsewhere = { ...CountCards, service: 'stats' as const, subject: 'rq.stats.count-cards' };
    const failed = await bed.ask(elsewhere, {}, { service: 'exchange' }).catch((error) => error);
    expect(failed).toMatchObject({ name: 'RequestFailed', reason: 'unavailable', retryable: true });
  });
});

test('a service that stops answers what it has taken', async () => {
  const taken = file('slow to the end');
  await new Promise((resolve) => setTimeout(resolve, 100));
  await bed.restart();
  expect(await taken).toMatchObject({ count: expect.any(Number) });
});

describe('access', () => {
  test('a role without the right is refused', async () => {
    const answer = await file('no right', randomUUID(), {}, { ...drafter, roles: ['administrator'] });
    expect(codeOf(answer)).toBe('ACCESS.NOT_ALLOWED');
  });

  test('a service that is listed may ask, another may not', async () => {
    expect(await bed.ask(CountCards, {}, { service: 'exchange' })).toMatchObject({ count: expect.any(Number) });
    expect(codeOf(await bed.ask(CountCards, {}, { service: 'stats' }))).toBe('ACCESS.NOT_ALLOWED');
  });

  test('a person may not ask what is for services', async () => {
    expect(codeOf(await bed.ask(CountCards, {}, { actor: drafter }))).toBe('ACCESS.NOT_ALLOWED');
  });

  test('an actor named by a service that is not listed is not believed', async () => {
    const answer = await bed.ask(GetCard, { cardId: randomUUID() }, { actor: drafter, service: 'stats' });
    expect(codeOf(answer)).toBe('ACCESS.NOT_ALLOWED');
  });

  test('a simulated time is refused where time is real', async () => {
    const answer = await bed.ask(CountCards, {}, { service: 'exchange', at: '2023-06-01T00:00:00Z' });
    expect(codeOf(answer)).toBe('CLOCK.NOT_SIMULATED');
  });
});
