import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { Service } from '@vanthu/contracts';
import { needNatsServer, startNats } from '@vanthu/servers';
import { createServiceTestbed, eventually, type ServiceTestbed } from '../src/index.js';
import { CountCards, drafter, FileCard, ParcelArrived, recordsService } from './sample-service.js';

jest.setTimeout(30_000);

let directory: string;
let server: Awaited<ReturnType<typeof startNats>>;
let bed: ServiceTestbed;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'vanthu-permissions-'));
  const passwords = Object.fromEntries(Service.options.map((name) => [name, randomBytes(12).toString('hex')]));
  const program = await needNatsServer(resolve('.tools'));
  server = await startNats({ program, directory, passwords, logFile: join(directory, 'log') });
  bed = await createServiceTestbed(recordsService, { nats: { url: server.url, passwords } });
});
afterAll(async () => {
  await bed?.close();
  await server?.stop();
  await rm(directory, { recursive: true, force: true });
});

test('a service needs no more of the broker than its user may do', async () => {
  const id = randomUUID();
  expect(
    await bed.ask(FileCard, { cardId: id, title: 'a', copies: 1 }, { actor: drafter, commandId: id }),
  ).toMatchObject({ cardId: id });
  expect(await bed.ask(CountCards, {}, { service: 'exchange' })).toMatchObject({ count: 1 });
  await bed.emit(ParcelArrived, { aggregateId: id, payload: { content: 'a' } });
  await eventually(
    async () => (await bed.rows('SELECT 1 FROM outbox WHERE published_at IS NULL')).length === 0,
    'it is published',
  );
  // It hears itself too, although its user may not ask itself for the log.
  await eventually(
    async () => (await bed.rows('SELECT 1 FROM heard_card WHERE card_id = $1', [id])).length === 1,
    'its own event is heard',
  );
  expect(await bed.service.health()).toMatchObject({
    status: 'up',
    deadLetters: 0,
    held: 0,
    sources: expect.arrayContaining([{ source: 'exchange', position: 1 }]),
  });
});
