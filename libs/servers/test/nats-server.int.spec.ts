import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { AckPolicy, jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { type NatsServer, needNatsServer, signal, startNats, waitUntilGone } from '../src/index.js';

describe('the local NATS', () => {
  const passwords = { outgoing: 'a"b', incoming: 'c d', cli: 'e' };
  let directory: string;
  let server: NatsServer;
  const connections: NatsConnection[] = [];

  const start = async (port?: number, users: Record<string, string> = passwords) =>
    startNats({
      program: await needNatsServer(resolve(import.meta.dirname, '../../../.tools')),
      directory,
      passwords: users,
      logFile: join(directory, 'nats.log'),
      ...(port ? { port } : {}),
    });
  const as = async (user: keyof typeof passwords): Promise<NatsConnection> => {
    const nc = await connect({
      servers: server.url,
      user,
      pass: passwords[user],
      inboxPrefix: `_INBOX_${user}`,
      reconnectTimeWait: 100,
    });
    connections.push(nc);
    return nc;
  };

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'vanthu-servers-'));
    server = await start();
  }, 60_000);
  afterAll(async () => {
    for (const nc of connections) await nc.close();
    await server.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  test('one service asks another and is answered', async () => {
    const [outgoing, incoming] = [await as('outgoing'), await as('incoming')];
    incoming.subscribe('rq.incoming.find', {
      queue: 'incoming',
      callback: (_, m) => void m.respond(`asked ${m.string()}`),
    });
    await incoming.flush();
    expect((await outgoing.request('rq.incoming.find', 'so 7')).string()).toBe('asked so 7');
  });

  test('the subjects of another service are refused by the server', async () => {
    const outgoing = await as('outgoing');
    for (const subject of ['rq.incoming.>', '_INBOX_incoming.>', 'ev.>']) {
      const refused = new Promise<Error | null>((done) =>
        outgoing.subscribe(subject, { callback: (error) => done(error) }),
      );
      expect(String(await refused)).toMatch(/permissions violation/i);
    }
    await expect(jetstream(outgoing).publish('ev.incoming.x.y.1', '', { timeout: 500 })).rejects.toThrow();
  });

  test('what was acknowledged before kill -9 is there afterwards', async () => {
    const outgoing = await as('outgoing');
    const manager = await jetstreamManager(outgoing, { checkAPI: false });
    await manager.streams.add({ name: 'EVENTS', subjects: ['ev.>'] });
    const js = jetstream(outgoing);
    const acknowledged = await Promise.all(
      Array.from({ length: 500 }, (_, i) => js.publish(`ev.outgoing.document.issued.${i}`, String(i))),
    );
    signal(server.pid, 'SIGKILL');
    await waitUntilGone(server.pid, 5_000);
    const { port } = server;
    server = await start(port);
    expect(server.port).toBe(port);
    const after = await jetstreamManager(await as('outgoing'), { checkAPI: false });
    expect((await after.streams.info('EVENTS')).state.messages).toBe(acknowledged.length);
  });

  test('a service cannot take anything out of the stream, nor change it', async () => {
    const manager = await jetstreamManager(await as('outgoing'), { timeout: 500, checkAPI: false });
    await expect(manager.streams.purge('EVENTS')).rejects.toThrow(/permissions violation/i);
    await expect(manager.streams.delete('EVENTS')).rejects.toThrow(/permissions violation/i);
    await expect(manager.streams.update('EVENTS', { max_age: 1_000_000_000 })).rejects.toThrow(
      /permissions violation/i,
    );
  });

  test('a service hears the requests of others through no stream of its own', async () => {
    const manager = await jetstreamManager(await as('outgoing'), { timeout: 500, checkAPI: false });
    await expect(manager.streams.add({ name: 'SPY', subjects: ['rq.>'], no_ack: true })).rejects.toThrow(
      /permissions violation/i,
    );
  });

  test('a service has its own consumers, and can neither read with nor remove those of another', async () => {
    const [own, other] = await Promise.all(
      (['outgoing', 'incoming'] as const).map(async (user) =>
        jetstreamManager(await as(user), { timeout: 500, checkAPI: false }),
      ),
    );
    const consumer = (name: string, source: string) => ({ durable_name: name, filter_subject: `ev.${source}.>` });
    await own?.consumers.add('EVENTS', consumer('outgoing_from_incoming', 'incoming'));
    await other?.consumers.add('EVENTS', consumer('incoming_from_outgoing', 'outgoing'));
    for (const forbidden of [
      () => own?.consumers.info('EVENTS', 'incoming_from_outgoing'),
      () => own?.consumers.delete('EVENTS', 'incoming_from_outgoing'),
      () => own?.consumers.add('EVENTS', consumer('incoming_from_outgoing', 'outgoing')),
      () => own?.consumers.add('EVENTS', { ack_policy: AckPolicy.None, filter_subject: 'ev.>' }),
      () => own?.streams.getMessage('EVENTS', { seq: 1 }),
    ]) {
      await expect(forbidden()).rejects.toThrow(/permissions violation/i);
    }
    expect((await own?.consumers.info('EVENTS', 'outgoing_from_incoming'))?.config.filter_subject).toBe(
      'ev.incoming.>',
    );
  });

  test('a second start adopts the running broker, and gives it the users of today', async () => {
    const second = await start(undefined, { ...passwords, stats: 'f' });
    expect(second).toMatchObject({ adopted: true, pid: server.pid, url: server.url });
    const nc = await connect({ servers: server.url, user: 'stats', pass: 'f', maxReconnectAttempts: 0 });
    await nc.close();
  });

  test('the file with the passwords is for our eyes only', () => {
    expect(statSync(join(directory, 'nats.conf')).mode & 0o777).toBe(0o600);
  });
});
