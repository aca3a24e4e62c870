import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { markOf } from '@vanthu/servers';
import { takeLock } from '../src/installation/launcher-lock.js';
import { layoutOf } from '../src/installation/layout.js';
import { RunFile } from '../src/installation/run-file.js';
import { loadSecrets } from '../src/installation/secrets.js';
import { administratorsVariables, databaseUrlOf, serviceEnvironment } from '../src/launch/service-environment.js';
import { pauseBeforeStart } from '../src/launch/service-process.js';

describe('an installation', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'vanthu-cli-'));
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  test('keeps its passwords for its owner only, and the same at every start', () => {
    const file = join(directory, 'secrets.json');
    const first = loadSecrets(file);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(loadSecrets(file)).toEqual(first);
    expect(new Set(Object.values(first.nats)).size).toBe(Object.values(first.nats).length);
  });

  test('gives a service that came with a new release its passwords, and leaves the others theirs', () => {
    const file = join(directory, 'secrets.json');
    const { nats, ...rest } = loadSecrets(file);
    const { stats: _, ...before } = nats;
    writeFileSync(file, JSON.stringify({ ...rest, nats: before }));
    const after = loadSecrets(file);
    expect(after.nats.stats).toEqual(expect.any(String));
    expect(after.nats).toMatchObject(before);
  });

  test('is run by one launcher at a time; what a killed one left is taken over', () => {
    const file = join(directory, 'launcher.lock');
    const giveBack = takeLock(file);
    expect(giveBack).not.toBeNull();
    expect(takeLock(file)).toBeNull();
    giveBack?.();
    writeFileSync(file, JSON.stringify({ ...markOf(process.pid), since: 'before the last boot' }));
    expect(takeLock(file)).not.toBeNull();
  });

  test('starts also when run.json is not ours', () => {
    const file = join(directory, 'run.json');
    writeFileSync(file, '{"ports": "many"}');
    const run = new RunFile(file);
    run.keepPort('http', 8030);
    expect(new RunFile(file).now.ports).toEqual({ http: 8030 });
    expect(run.runningLauncher).toBeNull();
  });

  test('tells each service its own role, user and key, and nobody the passwords of others', () => {
    mkdirSync(join(directory, 'keys'));
    const layout = layoutOf(directory);
    const secrets = loadSecrets(layout.secrets);
    const env = serviceEnvironment(
      { layout, secrets, adminUrl: 'postgres://a:b@h:5/vanthu', natsUrl: 'nats://h:4', httpPort: 1, more: {} },
      'outgoing',
    );
    expect(env.DATABASE_URL).toBe(`postgres://outgoing:${secrets.databaseRoles.outgoing}@h:5/vanthu`);
    expect(env).toMatchObject({ NATS_URL: 'nats://h:4', NATS_USER: 'outgoing', NATS_PASSWORD: secrets.nats.outgoing });
    expect(env.HTTP_PORT).toBeUndefined();
    expect(JSON.stringify(env)).not.toContain(secrets.databaseAdmin);
    expect(JSON.stringify(env)).not.toContain(secrets.nats.signing);
    expect(readFileSync(layout.secrets, 'utf8')).toContain(secrets.databaseAdmin);
  });

  test('uses the user that a foreign broker has given us', () => {
    const layout = layoutOf(directory);
    const env = serviceEnvironment(
      {
        layout,
        secrets: loadSecrets(layout.secrets),
        adminUrl: 'postgres://h/d',
        natsUrl: 'nats://u:p%40@h:4',
        httpPort: 1,
        more: {},
      },
      'stats',
    );
    expect(env).toMatchObject({ NATS_URL: 'nats://h:4', NATS_USER: 'u', NATS_PASSWORD: 'p@' });
  });
});

test('passwords with special characters survive in a database address', () => {
  expect(new URL(databaseUrlOf('postgres://o:x@h:5/d', 'stats', 'a/b@c')).password).toBe('a%2Fb%40c');
});

test("the administrator's settings reach the services, the launcher's own do not", () => {
  const env = {
    VANTHU_ENV: 'production',
    VANTHU_DATA: '/d',
    VANTHU_KEY_FILE: '/k',
    LOG_LEVEL: 'debug',
    PATH: '/bin',
    DATABASE_URL: 'x',
  };
  expect(administratorsVariables(env)).toEqual({ VANTHU_ENV: 'production', LOG_LEVEL: 'debug' });
});

test('a service that keeps dying is started ever more slowly, ten seconds apart at most', () => {
  expect([1, 2, 3, 20].map(pauseBeforeStart)).toEqual([200, 400, 800, 10_000]);
});
