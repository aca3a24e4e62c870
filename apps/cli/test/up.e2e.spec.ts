import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { isAlive } from '@vanthu/servers';
import { type Constellation, startConstellation } from '@vanthu/testing';

const vanthu = resolve(import.meta.dirname, '../bin/vanthu.mjs');

const runVanthu = (...args: string[]): Promise<{ code: number; output: string }> =>
  new Promise((done) => {
    execFile(process.execPath, [vanthu, ...args], (error, stdout, stderr) =>
      done({ code: typeof error?.code === 'number' ? error.code : 0, output: stdout + stderr }),
    );
  });

describe('vanthu up --processes', () => {
  const parts = ['directory', 'signing', 'outgoing', 'incoming', 'routing', 'stats', 'gateway', 'postgres', 'nats'];
  let system: Constellation;

  beforeAll(async () => {
    system = await startConstellation();
  }, 180_000);
  afterAll(() => system?.stop(), 60_000);

  test('every sign-in that it prints lets its person in', async () => {
    expect(system.signIns.length).toBeGreaterThan(0);
    for (const { username } of system.signIns.slice(0, 3)) {
      const session = await (await system.as(username)).get<{ fullName: string }>('/api/session');
      expect(session).toMatchObject({ status: 200, body: { fullName: expect.any(String) } });
    }
  }, 30_000);

  test('a stranger learns nothing', async () => {
    expect((await system.stranger().get('/api/session')).status).toBe(401);
  });

  test.each(['outgoing', 'gateway', 'nats', 'postgres'])(
    '%s comes back after kill -9, and people stay signed in',
    async (name) => {
      const [username] = system.signIns.map((one) => one.username);
      const person = await system.as(username ?? '');
      const before = system.pidOf(name);
      await system.kill(name);
      await system.restart(name);
      expect(system.pidOf(name)).not.toBe(before);
      expect((await person.get('/api/session')).status).toBe(200);
    },
    90_000,
  );

  test('a second start on the same data is refused with the address of the first', async () => {
    const { code, output } = await runVanthu('up', '--data', system.dataDirectory, '--port', '0');
    expect(code).toBe(1);
    expect(output).toContain(system.url);
  }, 30_000);

  test('after kill -9 of the launcher, the next start adopts its servers and ends its services', async () => {
    const before = Object.fromEntries(parts.map((name) => [name, system.pidOf(name)]));
    await system.relaunch();
    expect(system.pidOf('postgres')).toBe(before.postgres);
    expect(system.pidOf('nats')).toBe(before.nats);
    for (const name of parts.slice(0, 7)) expect(isAlive(before[name] ?? 0)).toBe(false);
    await system.untilReady();
  }, 120_000);

  test('doctor sees it running', async () => {
    const { output } = await runVanthu('doctor', '--json', '--data', system.dataDirectory);
    const { findings } = JSON.parse(output) as { findings: { name: string; cause: string }[] };
    expect(findings.find(({ name }) => name === 'Đang chạy')?.cause).toBe(system.url);
  }, 30_000);

  test('stopping ends everything that was started', async () => {
    const pids = parts.map((name) => system.pidOf(name));
    await system.stop();
    expect(pids.filter((pid) => isAlive(pid))).toEqual([]);
  }, 60_000);
});
