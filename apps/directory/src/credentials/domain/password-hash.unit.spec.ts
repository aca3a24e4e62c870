import { describe, expect, it, jest } from '@jest/globals';
import * as argon2 from '@node-rs/argon2';

const measuredAgainst: string[] = [];
jest.unstable_mockModule('@node-rs/argon2', () => ({
  ...argon2,
  verify: (stored: string, password: string) => {
    measuredAgainst.push(stored);
    return argon2.verify(stored, password);
  },
}));
const { hashPassword, passwordMatches } = await import('./password-hash.js');

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
    measuredAgainst.length = 0;
    expect(await passwordMatches(null, 'x')).toBe(false);
    expect(await passwordMatches(await hashPassword('y'), 'x')).toBe(false);
    const [parametersOfNobody, parametersOfSomebody] = measuredAgainst.map((hash) => hash.split('$').slice(0, 4));
    expect(parametersOfNobody).toEqual(['', 'argon2id', 'v=19', 'm=19456,t=2,p=1']);
    expect(parametersOfSomebody).toEqual(parametersOfNobody);
  });
});
