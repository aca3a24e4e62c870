import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ServerProblem } from '../server-problem.js';
import { platformPackage } from './binaries.js';
import { canReach, postgresUser } from './os-user.js';
import { parsePostmasterFile, runningPostmaster } from './postmaster.js';

describe('the user that PostgreSQL runs as', () => {
  const some = { uid: 101, gid: 104 };

  test('is ourselves when we are not root', () => {
    expect(postgresUser(() => some, false)).toBeNull();
  });

  test('is nobody when there is no postgres', () => {
    expect(postgresUser((name) => (name === 'nobody' ? some : null), true)).toEqual(some);
  });

  test('a machine that has neither is told what to do', () => {
    expect(() => postgresUser(() => null, true)).toThrow(ServerProblem);
    expect(() => postgresUser(() => null, true)).toThrow(/useradd --system postgres/);
  });
});

describe('files of a cluster', () => {
  let directory: string;
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'vanthu-unit-'));
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  test('a folder below one that only its owner may enter is out of reach', () => {
    const inner = join(directory, 'home', 'checkout');
    mkdirSync(inner, { recursive: true });
    chmodSync(directory, 0o711);
    chmodSync(join(directory, 'home'), 0o700);
    const stranger = { uid: 65_533, gid: 65_533 };
    expect(canReach(stranger, inner)).toBe(false);
    chmodSync(join(directory, 'home'), 0o711);
    expect(canReach(stranger, inner)).toBe(true);
  });

  test('postmaster.pid names process and port', () => {
    expect(parsePostmasterFile('4711\n/data\n1763880000\n25432\n\n127.0.0.1\n')).toEqual({ pid: 4711, port: 25432 });
    expect(parsePostmasterFile('half')).toBeNull();
  });

  test('postmaster.pid that names a living stranger is removed, not believed', () => {
    const file = join(directory, 'postmaster.pid');
    writeFileSync(file, `${process.pid}\n/data\n1\n25432\n`);
    expect(runningPostmaster(directory)).toBeNull();
    expect(runningPostmaster(directory)).toBeNull();
  });
});

test('packages of the binaries are named by platform and processor', () => {
  expect(platformPackage('linux', 'x64')).toBe('linux-x64');
  expect(platformPackage('win32', 'x64')).toBe('windows-x64');
});
