import { randomUUID } from 'node:crypto';
import { describe, expect, jest, test } from '@jest/globals';
import { Module } from '@nestjs/common';
import { createServiceTestbed, eventually } from '../src/index.js';
import { openHealthDoor } from '../src/service/health-door.js';
import { CardFiled, CountCards, drafter, FileCard, recordsService } from './sample-service.js';

jest.setTimeout(30_000);

@Module({})
class EmptyModule {}

describe('a service does not start', () => {
  test('when it promises a request that nobody handles', async () => {
    const starting = createServiceTestbed({ name: 'records', module: EmptyModule, contracts: [CountCards] });
    await expect(starting).rejects.toThrow('Nobody handles rq.records.count-cards');
  });

  test("when it handles another service's request", async () => {
    const starting = createServiceTestbed({ ...recordsService, name: 'stats' });
    await expect(starting).rejects.toThrow(/stats cannot answer rq\.records\./);
  });

  test('in production with a simulated clock', async () => {
    const starting = createServiceTestbed(recordsService, { environment: 'production', clock: 'simulated' });
    await expect(starting).rejects.toThrow('Production refuses the simulated clock');
  });
});

test('in simulated mode the civil time of the request is the time of the act, and of what follows from it', async () => {
  const bed = await createServiceTestbed(recordsService, { clock: 'simulated' });
  try {
    const at = '2023-06-30T17:30:00.000Z';
    expect(await bed.ask(CountCards, {}, { service: 'exchange', at })).toEqual({ count: 0, instant: at });
    const id = randomUUID();
    await bed.ask(FileCard, { cardId: id, title: 'long ago', copies: 1 }, { actor: drafter, commandId: id, at });
    expect(await bed.events(CardFiled)).toMatchObject([{ occurredAt: at, actor: { personId: drafter.personId } }]);
    const [heard] = await eventually(async () => {
      const rows = await bed.rows<{ at: Date }>('SELECT at FROM heard_card WHERE card_id = $1', [id]);
      return rows.length > 0 ? rows : null;
    }, 'the event is heard');
    expect(heard?.at.toISOString()).toBe(at);
  } finally {
    await bed.close();
  }
});

test('an orchestrator learns whether a service is well, and its figures, and nothing else', async () => {
  const bed = await createServiceTestbed(recordsService, { logLevel: 'silent' });
  const door = await openHealthDoor(bed.service, 0);
  const asked = async (path: string, method = 'GET') => {
    const answer = await fetch(`http://127.0.0.1:${door.port}${path}`, { method });
    return { status: answer.status, text: await answer.text() };
  };
  try {
    expect(await asked('/health/live')).toEqual({ status: 200, text: '{"status":"up"}' });
    expect(await asked('/health/ready')).toEqual({
      status: 200,
      text: '{"status":"up","database":true,"broker":true}',
    });
    expect((await asked('/metrics')).text).toContain('# TYPE');
    expect((await asked('/health/ready', 'POST')).status).toBe(405);
    expect((await asked('/anything')).status).toBe(404);
    await bed.broker?.stop();
    await eventually(async () => (await asked('/health/ready')).status === 503, 'the broker is missed');
  } finally {
    await door.close();
    await bed.close();
  }
});
