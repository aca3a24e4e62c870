import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { isRefusal } from '@vanthu/contracts';
import { startPostgres } from '@vanthu/servers';
import { createServiceTestbed, eventually, type ServiceTestbed } from '../src/index.js';
import { drafter, FileCard, ParcelArrived, recordsService } from './sample-service.js';

let directory: string;
let bed: ServiceTestbed;
let server: Awaited<ReturnType<typeof startPostgres>>;
const start = (port?: number) =>
  startPostgres({
    directory: join(directory, 'postgres'),
    password: 'only-in-this-test',
    logFile: join(directory, 'log'),
    ...(port === undefined ? {} : { port }),
  });

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'vanthu-restart-'));
  await chmod(directory, 0o711);
  server = await start();
  bed = await createServiceTestbed(recordsService, { databaseUrl: server.adminUrl, logLevel: 'silent' });
}, 60_000);
afterAll(async () => {
  await bed?.close();
  await server?.stop();
  await rm(directory, { recursive: true, force: true });
});

const file = (title: string, cardId = randomUUID()) =>
  bed.ask(FileCard, { cardId, title, copies: 1 }, { actor: drafter, commandId: cardId });

test('the service lives through the death of the database and goes on; nothing acknowledged is lost', async () => {
  const acknowledged: string[] = [];
  let going = true;
  const load = (async () => {
    for (let n = 0; going; n++) {
      const answer = await file(`under load ${n}`).catch(() => null);
      if (answer !== null && !isRefusal(answer)) acknowledged.push(answer.cardId);
    }
  })();
  await new Promise((resolve) => setTimeout(resolve, 300));
  process.kill(server.pid, 'SIGKILL');
  const failed = await eventually(
    async () =>
      file('while it is away').then(
        () => null,
        (error) => error,
      ),
    'a request fails',
    20_000,
  );
  expect(failed).toMatchObject({ name: 'RequestFailed' });
  expect(failed.message).not.toMatch(/ECONN|terminat|connection/i);
  const parcel = randomUUID();
  await bed.emit(ParcelArrived, { aggregateId: parcel, payload: { content: 'meanwhile' } }, { wait: false });
  server = await start(server.port);
  await eventually(() => file('after').catch(() => null), 'the service answers again', 20_000);
  going = false;
  await load;
  await eventually(
    async () => (await bed.rows('SELECT 1 FROM parcel WHERE parcel_id = $1', [parcel])).length === 1,
    'the parcel is noted',
    40_000,
  );
  await eventually(
    async () => (await bed.rows('SELECT 1 FROM outbox WHERE published_at IS NULL')).length === 0,
    'all is published',
    10_000,
  );
  const kept = await bed.rows('SELECT 1 FROM card WHERE card_id = ANY($1)', [acknowledged]);
  expect(kept).toHaveLength(acknowledged.length);
  expect(acknowledged.length).toBeGreaterThan(0);
}, 90_000);
