import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { Service } from '@vanthu/contracts';
import { loadServiceConfig } from '@vanthu/messaging';
import { DCLinter } from 'dclint';
import { validate } from 'dockerfile-utils';
import { parse } from 'yaml';

/** What docker-compose.yml and the Dockerfile name is there, and fits together. No engine is needed to know that. */

interface Described {
  image?: string;
  build?: { context: string; dockerfile: string };
  command?: string[];
  environment?: Record<string, string>;
  volumes?: string[];
  secrets?: string[];
  ports?: { host_ip: string; published: string; target: number }[];
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: { test: string[] };
}
interface Compose {
  services: Record<string, Described>;
  volumes: Record<string, unknown>;
  secrets: Record<string, { file: string }>;
}

const root = join(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const compose = parse(read('docker-compose.yml'), { merge: true }) as Compose;
const all = Object.entries(compose.services);
const dockerfile = read('deploy/Dockerfile');
const folder = mkdtempSync(join(tmpdir(), 'vanthu-compose-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Services of ours, each its own process. */
const ours = all.filter(([, { command }]) => /^apps\/[a-z]+\/dist\/main\.js$/.test(command?.[0] ?? ''));
const withMain = readdirSync(join(root, 'apps')).filter((app) => existsSync(join(root, 'apps', app, 'src/main.ts')));
const serviceOf = (name: string): Described => compose.services[name] ?? {};

/** `${NAME:-default}` and `${NAME:?why}` as the engine fills them when nothing is set, or with something that is. */
const filled = (value: string) =>
  value.replaceAll(/\$\{\w+(?::-([^}]*)|:\?[^}]*)?\}/g, (_, usual) => usual ?? '/given');

/** The variables of a service, its secrets in files, as it would find them. */
function environmentOf(name: string): Record<string, string> {
  const given = Object.entries(serviceOf(name).environment ?? {}).map(([key, value]) => [key, filled(String(value))]);
  const secrets: Record<string, string> = {
    DATABASE_URL_FILE: `postgres://${name}:secret@postgres:5432/vanthu`,
    NATS_PASSWORD_FILE: 'secret',
  };
  return Object.fromEntries(
    given.map(([key = '', value = '']) => {
      if (secrets[key] === undefined) return [key, value];
      const file = join(folder, `${name}-${key}`);
      writeFileSync(file, secrets[key]);
      return [key, file];
    }),
  );
}

const inCode = (variable: string): string =>
  variable
    .replace('VANTHU_', '')
    .toLowerCase()
    .replaceAll(/_[a-z]/g, (start) => (start[1] ?? '').toUpperCase());

/** All source text of an app, where a variable that only it knows must be read. */
function sourceOf(app: string): string {
  const files = readdirSync(join(root, 'apps', app, 'src'), { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
    .map((file) => read(join('apps', app, 'src', file)))
    .join('\n');
}

describe('docker-compose.yml', () => {
  test('keeps the schema and the good habits of its kind', () => {
    const { rules } = parse(read('.dclintrc.yaml')) as { rules: Record<string, 0 | 1 | 2> };
    const linter = new DCLinter({ rules, quiet: false, debug: false, exclude: [] });
    const results: { messages: unknown[] }[] = linter.lintFiles([join(root, 'docker-compose.yml')], false);
    expect(results.flatMap(({ messages }) => messages)).toEqual([]);
  });

  test('runs every service that has a process of its own, and nothing that has none', () => {
    expect(ours.map(([name]) => name).sort()).toEqual([...withMain].sort());
    for (const [name, { command }] of ours) expect(command).toEqual([`apps/${name}/dist/main.js`]);
  });

  test.each(withMain)('%s understands all of its variables', (name) => {
    const environment = environmentOf(name);
    const config = loadServiceConfig(environment, Service.parse(name));
    expect(config).toMatchObject({
      service: name,
      environment: 'production',
      nats: { user: name, password: 'secret' },
    });
    expect(config.database.url).toContain(`${name}:secret@postgres`);
    const source = sourceOf(name);
    // The gateway calls VANTHU_LISTEN_HOST listenHost.
    const unread = Object.keys(config.extra).filter((key) => !source.includes(key) && !source.includes(inCode(key)));
    expect(unread).toEqual([]);
    const kept = Object.keys(environment).filter((key) => !key.endsWith('_FILE') && !key.startsWith('VANTHU_'));
    expect(kept.sort()).toEqual(['HTTP_PORT', 'LOG_LEVEL', 'NATS_URL', 'NATS_USER']);
  });

  test('every path that a service is told lies in a volume that it mounts', () => {
    for (const [name, { environment, volumes }] of ours) {
      const mounted = (volumes ?? []).map((volume) => filled(volume).split(':')[1] ?? '');
      const paths = Object.values(environment ?? {}).filter((value) => String(value).startsWith('/'));
      expect(paths.length).toBeGreaterThan(4);
      for (const path of paths)
        expect([name, path, mounted.some((at) => path.startsWith(at))]).toEqual([name, path, true]);
    }
  });

  test('volumes, secrets and what is waited for exist, and what is waited for can be seen', () => {
    for (const [name, { volumes, secrets, depends_on }] of all) {
      for (const volume of (volumes ?? []).map(filled)) {
        const source = volume.split(':')[0] ?? '';
        if (source.startsWith('./')) expect([name, existsSync(join(root, source))]).toEqual([name, true]);
        else if (!source.startsWith('/')) expect(Object.keys(compose.volumes)).toContain(source);
      }
      for (const secret of secrets ?? []) expect(Object.keys(compose.secrets)).toContain(secret);
      for (const [other, { condition }] of Object.entries(depends_on ?? {})) {
        expect(Object.keys(compose.services)).toContain(other);
        if (condition === 'service_healthy') expect(serviceOf(other).healthcheck).toBeDefined();
      }
    }
    const mounted = all.flatMap(([, { volumes }]) => (volumes ?? []).map((volume) => volume.split(':')[0]));
    for (const volume of Object.keys(compose.volumes)) expect(mounted).toContain(volume);
  });

  test('whatever goes on running says whether it is well, on a port where it listens', () => {
    const running = all.filter(([, service]) => !Object.values(compose.services).some(onceOnly(service)));
    expect(running.map(([name]) => name).sort()).toEqual([...withMain, 'nats', 'postgres'].sort());
    for (const [name, { healthcheck, environment, ports }] of running) {
      const asked = /http:\/\/127\.0\.0\.1:(\d+)(\/[a-z/]+)/.exec((healthcheck?.test ?? []).join(' '));
      if (name === 'postgres') expect(healthcheck?.test).toContain('pg_isready');
      else if (name === 'nats') expect(read('deploy/nats.conf')).toContain(`http_port: ${asked?.[1]}`);
      else {
        expect([name, asked?.[1], asked?.[2]]).toEqual([name, environment?.HTTP_PORT, '/health/ready']);
        for (const { target } of ports ?? []) expect(String(target)).toBe(environment?.HTTP_PORT);
      }
    }
    expect(read('deploy/nats.conf')).toContain(
      `port: ${new URL(serviceOf('gateway').environment?.NATS_URL ?? '').port}`,
    );
  });

  test('only the door is reached from outside, and no secret is written in it', () => {
    expect(all.filter(([, { ports }]) => ports !== undefined).map(([name]) => name)).toEqual(['gateway']);
    expect(filled(serviceOf('gateway').ports?.[0]?.host_ip ?? '')).toBe('127.0.0.1');
    const text = read('docker-compose.yml');
    expect(text).not.toMatch(/(PASSWORD|SECRET|TOKEN)\w*: (?!\/)\S/);
  });
});

/** A container that others wait to have finished. */
const onceOnly = (service: Described) => (other: Described) =>
  Object.entries(other.depends_on ?? {}).some(
    ([name, { condition }]) => condition === 'service_completed_successfully' && compose.services[name] === service,
  );

describe('the Dockerfile', () => {
  test('is well-formed, and every stage, path and script that it names exists', () => {
    expect(validate(dockerfile).map(({ message }) => message)).toEqual([]);
    const stages = [...dockerfile.matchAll(/^FROM \S+ AS (\w+)$/gm)].map(([, stage]) => stage);
    for (const [, stage] of dockerfile.matchAll(/--from=(\w+)/g)) expect(stages).toContain(stage);
    for (const [path] of dockerfile.matchAll(/apps\/\S+\.mjs/g)) expect(existsSync(join(root, path))).toBe(true);
    const { build } = serviceOf('init');
    expect([build?.context, existsSync(join(root, build?.dockerfile ?? '?'))]).toEqual(['.', true]);
  });

  test('builds on a release of Node that the packages allow, not as root', () => {
    const { engines } = JSON.parse(read('package.json')) as { engines: { node: string } };
    const least = Number(/\d+/.exec(engines.node)?.[0]);
    const releases = [...dockerfile.matchAll(/^FROM node:(\d+)/gm)].map(([, release]) => Number(release));
    expect(new Set(releases)).toEqual(new Set([24]));
    expect(least).toBeLessThanOrEqual(24);
    expect(dockerfile.lastIndexOf('USER node')).toBeGreaterThan(dockerfile.lastIndexOf('FROM '));
  });

  test('brings the programs that services call, by the packages that doctor names, into the image that runs', () => {
    const installed = dockerfile
      .slice(dockerfile.lastIndexOf('FROM '))
      .match(/apt-get install -y .*\\\n(.*)\\\n/)?.[1]
      ?.trim()
      .split(/\s+/);
    const convert = read('libs/page-reader/src/convert/word-to-pdf.ts');
    const [, writer] = /libreOfficeCommand = 'sudo apt-get install ([\w-]+)'/.exec(convert) ?? [];
    expect(writer).toBe('libreoffice-writer-nogui');
    expect(installed).toEqual(expect.arrayContaining([writer, 'fonts-croscore', 'fontconfig', 'poppler-utils']));
    expect(read('apps/cli/src/doctor/checks.ts')).toContain('sudo apt-get install fonts-croscore');
  });

  test('takes neither secrets nor local data into the image', () => {
    const left = read('deploy/Dockerfile.dockerignore').split('\n');
    for (const name of ['data', 'demo-output', 'deploy/secrets', '.git', '**/node_modules'])
      expect(left).toContain(name);
  });
});
