import { describe, expect, it } from '@jest/globals';
import { hashPassword, passwordMatches } from './password-hash.js';

describe('passwords', () => {
  it('are hashed with argon2id at 19 MiB, two passes, one lane', async () => {
    expect(await hashPassword('mật khẩu')).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it('match however the letters were composed', async () => {
    const stored = await hashPassword('Mật khẩu'.normalize('NFD'));
    expect(await passwordMatches(stored, 'Mật khẩu'.normalize('NFC'))).toBe(true);
    expect(await passwordMatches(stored, 'Mat khau')).toBe(false);
  });

  it('of nobody match nothing, after the same work', async () => {
    await passwordMatches(null, 'warm');
    const time = async (stored: string | null) => {
      const started = performance.now();
      expect(await passwordMatches(stored, 'x')).toBe(false);
      return performance.now() - started;
    };
    const stored = await hashPassword('y');
    const times = await Promise.all([time(null), time(stored)]);
    expect(Math.min(...times)).toBeGreaterThan(Math.max(...times) / 20);
  });
});
