import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { chmod, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { isRefusal } from '@vanthu/contracts';
import { ContentDamaged, ContentMissing, ContentStore } from '../src/index.js';

let directory: string;
let store: ContentStore;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'vanthu-files-'));
  store = new ContentStore({ directory });
});
afterAll(() => rm(directory, { recursive: true, force: true }));

const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
async function* inChunks(bytes: Buffer, size = 64 * 1024) {
  for (let i = 0; i < bytes.length; i += size) yield bytes.subarray(i, i + size);
}
const pathOf = (sha256: string) => join(directory, 'kept', sha256.slice(0, 2), sha256.slice(2, 4), sha256);
const staged = () => readdir(join(directory, 'staging'));

async function stage(bytes: Buffer) {
  const content = await store.stage(inChunks(bytes), { maxBytes: 10_000_000 });
  if (isRefusal(content)) throw new Error(content.code);
  return content;
}

describe('an upload', () => {
  test('is known by its hash, can be checked before it is kept, and is kept once', async () => {
    const bytes = randomBytes(300_000);
    const content = await stage(bytes);
    expect(content).toEqual({ sha256: sha256Of(bytes), bytes: 300_000 });
    expect(await store.has(content.sha256)).toBe(false);
    expect((await store.readBytes(content.sha256)).equals(bytes)).toBe(true);
    expect(await store.keep(content)).toEqual(content);
    expect(await store.keep(content)).toEqual(content);
    expect(await readFile(pathOf(content.sha256))).toEqual(bytes);
    expect(await staged()).toEqual([]);
  });

  test('that is kept by two owners at once is kept', async () => {
    const content = await stage(randomBytes(1_000));
    expect(await Promise.all([store.keep(content), store.keep(content)])).toEqual([content, content]);
  });

  test('larger than allowed, empty, or broken off leaves nothing behind', async () => {
    const big = await store.stage(inChunks(randomBytes(200_000)), { maxBytes: 100_000 });
    expect(big).toMatchObject({ code: 'FILE.TOO_LARGE' });
    expect(await store.stage([], { maxBytes: 1 })).toMatchObject({ code: 'FILE.EMPTY' });
    async function* broken() {
      yield randomBytes(1_000);
      throw new Error('the connection broke');
    }
    await expect(store.stage(broken(), { maxBytes: 10_000 })).rejects.toThrow('the connection broke');
    expect(await staged()).toEqual([]);
  });

  test('that nobody kept is removed after its time, an unfinished one too, and is then refused as lost', async () => {
    const old = await stage(randomBytes(1_000));
    const fresh = await stage(randomBytes(1_000));
    await writeFile(join(directory, 'staging', `.${randomUUID()}`), 'half');
    const yesterday = new Date(Date.now() - 25 * 3_600_000);
    for (const name of await staged()) {
      if (name !== fresh.sha256) await utimes(join(directory, 'staging', name), yesterday, yesterday);
    }
    expect(await store.sweepStaging()).toBe(2);
    expect(await staged()).toEqual([fresh.sha256]);
    expect(await store.keep(old)).toMatchObject({ code: 'FILE.LOST' });
  });
});

describe('a kept content', () => {
  test('is streamed whole', async () => {
    const bytes = randomBytes(500_000);
    const { sha256 } = await store.put(bytes);
    for (const verify of [true, false]) {
      const chunks: Buffer[] = [];
      for await (const chunk of await store.readStream(sha256, { verify })) chunks.push(chunk as Buffer);
      expect(Buffer.concat(chunks).equals(bytes)).toBe(true);
    }
  });

  test('that was changed on the disk is never given out as whole', async () => {
    const bytes = randomBytes(200_000);
    const { sha256 } = await store.put(bytes);
    await chmod(pathOf(sha256), 0o600);
    bytes[100_000] = (bytes[100_000] ?? 0) ^ 1;
    await writeFile(pathOf(sha256), bytes);
    await expect(store.readBytes(sha256)).rejects.toBeInstanceOf(ContentDamaged);
    let received = 0;
    const reading = (async () => {
      for await (const chunk of await store.readStream(sha256, { verify: true })) received += (chunk as Buffer).length;
    })();
    await expect(reading).rejects.toBeInstanceOf(ContentDamaged);
    expect(received).toBeLessThan(200_000);
  });

  test('that was changed on the disk is not given out in parts either, also after a part of it was', async () => {
    const bytes = randomBytes(200_000);
    const { sha256 } = await store.put(bytes);
    const part = async () => {
      const chunks: Buffer[] = [];
      const stream = await store.readStream(sha256, { start: 10, end: 19, verify: true });
      for await (const chunk of stream) chunks.push(chunk as Buffer);
      return Buffer.concat(chunks);
    };
    expect(await part()).toEqual(bytes.subarray(10, 20));
    expect(await part()).toEqual(bytes.subarray(10, 20));
    const { atime, mtime } = await stat(pathOf(sha256));
    await chmod(pathOf(sha256), 0o600);
    const changed = Buffer.from(bytes);
    changed[15] = (changed[15] ?? 0) ^ 1;
    await writeFile(pathOf(sha256), changed);
    await utimes(pathOf(sha256), atime, mtime);
    await expect(part()).rejects.toBeInstanceOf(ContentDamaged);
  });

  test('that is not there says so, and a name that is no hash reaches no file', async () => {
    await expect(store.readBytes('0'.repeat(64))).rejects.toBeInstanceOf(ContentMissing);
    await expect(store.readBytes('../../etc/passwd')).rejects.toThrow('Not a SHA-256.');
    await expect(store.keep({ sha256: `../${'0'.repeat(61)}` })).rejects.toThrow('Not a SHA-256.');
  });

  test('goes only through disposal', async () => {
    const { sha256 } = await store.put(randomBytes(100));
    await store.dispose(sha256);
    await store.dispose(sha256);
    expect(await store.has(sha256)).toBe(false);
    await expect(stat(pathOf(sha256))).rejects.toThrow();
  });
});
