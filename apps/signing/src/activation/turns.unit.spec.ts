import { describe, expect, it } from '@jest/globals';
import { Turns } from './turns.js';

/** Work that ends when it is told to. */
function held() {
  let end: () => void = () => {};
  let begun = false;
  const until = new Promise<void>((resolve) => {
    end = resolve;
  });
  const work = () => {
    begun = true;
    return until;
  };
  return { work, end: () => end(), hasBegun: () => begun };
}
const now = async () => 'done';

describe('turns', () => {
  it('of one key come one after the other, those of another key beside them', async () => {
    const turns = new Turns(3);
    const [first, second] = [held(), held()];
    const ends = [turns.take('a', first.work), turns.take('a', second.work)];
    expect(await turns.take('b', now)).toBe('done');
    expect([first.hasBegun(), second.hasBegun()]).toEqual([true, false]);
    first.end();
    await ends[0];
    expect(await turns.take('b', now)).toBe('done');
    expect(second.hasBegun()).toBe(true);
    second.end();
    await ends[1];
  });

  it('go on after one that failed, and a key of which nobody waits is forgotten', async () => {
    const turns = new Turns(1);
    const failed = turns.take('a', async () => {
      throw new Error('hỏng');
    });
    const next = turns.take('a', now);
    await expect(failed).rejects.toThrow('hỏng');
    expect(await next).toBe('done');
    expect(await turns.take('b', now)).toBe('done');
    await Promise.resolve();
    expect(turns.size).toBe(0);
  });

  it('of all keys are no more than so many at once', async () => {
    const turns = new Turns(2);
    const works = [held(), held(), held()];
    const ends = works.map(({ work }, index) => turns.take(String(index), work));
    await Promise.resolve().then(() => {});
    expect(works.map(({ hasBegun }) => hasBegun())).toEqual([true, true, false]);
    works[0]?.end();
    await ends[0];
    await Promise.resolve();
    expect(works[2]?.hasBegun()).toBe(true);
    for (const { end } of works) end();
    await Promise.all(ends);
  });
});
