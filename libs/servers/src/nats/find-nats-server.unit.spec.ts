import { describe, expect, test } from '@jest/globals';
import { findNatsServer } from './find-nats-server.js';

const findAmong = (programs: string[], env: NodeJS.ProcessEnv = {}) =>
  findNatsServer({ env, toolsDirectory: '/home/an/vanthu/.tools', isProgram: (file) => programs.includes(file) });

describe('finding nats-server', () => {
  test('the one that is named comes first, then ours, then PATH', () => {
    const all = ['/opt/n', '/home/an/vanthu/.tools/nats-server', '/bin/nats-server'];
    const env = { NATS_SERVER: '/opt/n', PATH: '/bin' };
    expect(findAmong(all, env)).toBe('/opt/n');
    expect(findAmong(all.slice(1), env)).toBe('/home/an/vanthu/.tools/nats-server');
    expect(findAmong(all.slice(2), env)).toBe('/bin/nats-server');
  });

  test("Debian's place is looked at though it is not on the PATH", () => {
    expect(findAmong(['/usr/sbin/nats-server'], { PATH: '/usr/bin:/bin' })).toBe('/usr/sbin/nats-server');
  });

  test('none is null', () => {
    expect(findAmong([], { NATS_SERVER: '/gone' })).toBeNull();
  });
});
