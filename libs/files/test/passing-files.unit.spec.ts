import { mkdtemp, readdir, readFile, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { isRefusal } from '@vanthu/contracts';
import { PassingFiles } from '../src/index.js';

let directory: string;
let files: PassingFiles;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'vanthu-passing-'));
  files = new PassingFiles({ directory });
});
afterEach(() => rm(directory, { recursive: true, force: true }));

async function* stream(...parts: string[]) {
  for (const part of parts) yield Buffer.from(part);
}
const left = () => readdir(join(directory, 'passing'));
async function taken(...parts: string[]): Promise<string> {
  const file = await files.take(stream(...parts), { maxBytes: 100 });
  if (isRefusal(file)) throw new Error(file.code);
  return file.id;
}

describe('a file that nobody keeps', () => {
  it('lies under a name of its own until it is removed, also beside one with the same content', async () => {
    const [one, other] = [await taken('Kính ', 'gửi'), await taken('Kính gửi')];
    expect(await readFile(files.pathOf(one), 'utf8')).toBe('Kính gửi');
    await files.remove(one);
    await files.remove(one);
    expect(await left()).toEqual([other]);
  });

  it('is refused when it is empty or too large, and one that breaks off is no file: nothing is left', async () => {
    expect(await files.take(stream(), { maxBytes: 100 })).toMatchObject({ code: 'FILE.EMPTY' });
    expect(await files.take(stream('x'.repeat(60), 'x'.repeat(60)), { maxBytes: 100 })).toMatchObject({
      code: 'FILE.TOO_LARGE',
    });
    async function* breaking() {
      yield Buffer.from('nửa');
      throw new Error('mất kết nối');
    }
    await expect(files.take(breaking(), { maxBytes: 100 })).rejects.toThrow('mất kết nối');
    expect(await left()).toEqual([]);
  });

  it('is swept when the process that took it is long gone, and not before', async () => {
    const [old, fresh] = [await taken('cũ'), await taken('mới')];
    const before = new Date(Date.now() - 11 * 60_000);
    await utimes(files.pathOf(old), before, before);
    expect(await files.sweep()).toBe(1);
    expect(await left()).toEqual([fresh]);
  });

  it('has no path out of its folder', () => {
    for (const id of ['../kept', '..%2Fx', '', 'a/b']) expect(() => files.pathOf(id)).toThrow();
  });
});
