import { describe, expect, it } from '@jest/globals';
import { checkStateTable, followers, type OutgoingState, step, turnOf } from './outgoing-state.js';

describe('the table of states', () => {
  it('is refused at start-up with a state that nobody reaches, a dead end or an unknown name', () => {
    expect(() => checkStateTable({ a: ['b'], b: [], c: ['b'] }, 'a', 'b')).toThrow(/unreachable c/);
    expect(() => checkStateTable({ a: ['b', 'c'], b: [], c: [] }, 'a', 'b')).toThrow(/dead ends c/);
    expect(() => checkStateTable({ a: ['x', 'b'], b: [] }, 'a', 'b')).toThrow(/unknown x/);
    expect(() => checkStateTable(followers, 'draft', 'issued')).not.toThrow();
  });
  it('knows no way back from a number but to void it', () => {
    const after: OutgoingState[] = ['numbered', 'sealed', 'issued'];
    const back = after.flatMap((state) => followers[state]).filter((next) => !after.includes(next));
    expect(back).toEqual(['signed']);
    expect(followers.numbered).toContain('signed');
  });
  it('throws where a guard has been forgotten', () => {
    expect(step('signed', 'numbered')).toBe('numbered');
    expect(() => step('draft', 'numbered')).toThrow(/no way/);
  });
  it('says whether it is too early or too late', () => {
    expect(turnOf('signed', 'signed')).toBeNull();
    expect(turnOf('draft', 'signed')).toMatchObject({
      code: 'OUTGOING.NOT_THE_TURN',
      message: expect.stringContaining('Dự thảo'),
    });
    expect(turnOf('issued', 'signed')).toMatchObject({ code: 'OUTGOING.ALREADY_DONE' });
  });
});
