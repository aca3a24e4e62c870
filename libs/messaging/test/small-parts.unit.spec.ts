import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { civilDateOf, invalidInput, loadServiceConfig, uuidV5 } from '../src/index.js';

const folder = mkdtempSync(join(tmpdir(), 'vanthu-config-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('uuidV5 follows RFC 9562, appendix A.4', () => {
  expect(uuidV5('6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'www.example.com')).toBe(
    '2ed6657d-e927-568b-95e1-2665a8aea6a2',
  );
});

test.each([
  ['2026-12-31T16:59:59.999Z', '2026-12-31'],
  ['2026-12-31T17:00:00.000Z', '2027-01-01'],
])('the civil day of %s is %s', (instant, day) => {
  expect(civilDateOf(new Date(instant))).toBe(day);
});

describe('a refused input', () => {
  const schema = z.object({
    title: z.string().min(2).max(5),
    copies: z.number().int().min(1).max(9),
    day: z.iso.date(),
    kind: z.enum(['a', 'b']),
    files: z.array(z.uuid()).min(1),
  });
  const problemsOf = (input: unknown) => {
    const parsed = schema.safeParse(input);
    return parsed.success
      ? {}
      : Object.fromEntries(
          (invalidInput(parsed.error).details.problems as { field: string; problem: string }[]).map((p) => [
            p.field,
            p.problem,
          ]),
        );
  };

  test('says of each field what is wrong, in Vietnamese', () => {
    expect(problemsOf({ title: 'x', copies: 1.5, day: '1/2/2026', kind: 'c', files: [] })).toEqual({
      title: 'phải có từ 2 ký tự trở lên',
      copies: 'phải là số nguyên',
      day: 'phải là ngày dạng NĂM-THÁNG-NGÀY',
      kind: 'không thuộc các giá trị cho phép',
      files: 'phải có từ 1 mục trở lên',
    });
  });

  test('says what is missing or of another kind', () => {
    expect(problemsOf({ title: 5, copies: 99, day: '2026-01-02', kind: 'a', files: ['no'] })).toEqual({
      title: 'phải là chữ',
      copies: 'không được quá 9',
      'files.0': 'phải là mã định danh (UUID)',
    });
    expect(
      problemsOf({ copies: 1, day: '2026-01-02', kind: 'a', files: ['3f2b8f5e-0000-4000-8000-000000000000'] }),
    ).toEqual({ title: 'còn thiếu' });
  });
});

describe('the configuration from the environment', () => {
  const env = {
    DATABASE_URL: 'postgres://outgoing:x@db:5432/vanthu',
    NATS_URL: 'nats://broker:4222',
    NATS_USER: 'outgoing',
    NATS_PASSWORD: 'x',
    VANTHU_KEY_FILE: '/keys/outgoing.jwk',
    VANTHU_JWKS_FILE: '/keys/jwks.json',
    VANTHU_FILES_DIR: '/files',
    VANTHU_SEAL_FILE: '/seal.p12',
  };

  test('has sensible defaults, and what only this service knows under `extra`', () => {
    expect(loadServiceConfig(env)).toEqual({
      service: 'outgoing',
      environment: 'development',
      database: { url: env.DATABASE_URL, poolSize: 10 },
      nats: { url: env.NATS_URL, user: 'outgoing', password: 'x' },
      keys: { privateJwkFile: '/keys/outgoing.jwk', jwksFile: '/keys/jwks.json' },
      files: { directory: '/files' },
      clock: 'real',
      logLevel: 'info',
      stream: {},
      extra: { VANTHU_SEAL_FILE: '/seal.p12' },
    });
  });

  test('reads secrets from files', () => {
    const file = join(folder, 'password');
    writeFileSync(file, 'from a file\n');
    const { NATS_PASSWORD, ...rest } = env;
    expect(NATS_PASSWORD).toBe('x');
    expect(loadServiceConfig({ ...rest, NATS_PASSWORD_FILE: file }).nats.password).toBe('from a file');
  });

  test('names every problem at once', () => {
    const wrong = () =>
      loadServiceConfig({
        ...env,
        DATABASE_URL: 'mysql://x',
        NATS_URL: undefined,
        VANTHU_ENV: 'production',
        VANTHU_CLOCK: 'simulated',
      });
    expect(wrong).toThrow(/DATABASE_URL[\s\S]*NATS_URL/);
    expect(() => loadServiceConfig({ ...env, VANTHU_ENV: 'production', VANTHU_CLOCK: 'simulated' })).toThrow(
      'production refuses the simulated clock',
    );
  });
});
