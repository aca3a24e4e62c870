import { createHash, type Hash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, stat, unlink, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { commonRefusals, type Refusal, refuser } from '@vanthu/contracts';
import { syncDirectory } from './sync-directory.js';

const refuse = refuser(commonRefusals);

/** Identity of a content: its hash, and its length to say so. */
export interface StoredContent {
  sha256: string;
  bytes: number;
}

export interface ContentStoreOptions {
  /** Holds `staging/` and `kept/`; both on one file system, or a content could not be moved in one step. */
  directory: string;
}

/** Uploads that nobody kept are removed after this time, in milliseconds (24 hours). */
export const stagingLifeMs = 24 * 3_600_000;

/** So many are remembered as hashed. */
const mostIntact = 10_000;

/** The content is not what its name says: the medium or somebody has changed it. */
export class ContentDamaged extends Error {
  override readonly name = 'ContentDamaged';
  constructor(readonly sha256: string) {
    super(`The stored content ${sha256} is damaged.`);
  }
}

export class ContentMissing extends Error {
  override readonly name = 'ContentMissing';
  constructor(readonly sha256: string) {
    super(`There is no content ${sha256}.`);
  }
}

type Bytes = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

/**
 * Contents by their SHA-256. A name appears only when all bytes are on the disk: they are written under a temporary name, the
 * file is synced, renamed, and the folder synced. Equal contents are one file.
 */
export class ContentStore {
  private readonly staging: string;
  private readonly kept: string;
  /** Files that were hashed whole, as they stood then. */
  private readonly intact = new Map<string, string>();

  constructor(options: ContentStoreOptions) {
    this.staging = join(options.directory, 'staging');
    this.kept = join(options.directory, 'kept');
  }

  private stagedPath(sha256: string): string {
    return join(this.staging, checked(sha256));
  }

  private keptPath(sha256: string): string {
    return join(this.kept, checked(sha256).slice(0, 2), sha256.slice(2, 4), sha256);
  }

  /** Takes an upload. It is kept for 24 hours unless an owner calls `keep`. A larger one than `maxBytes` is refused. */
  async stage(content: Bytes, limits: { maxBytes: number }): Promise<StoredContent | Refusal> {
    return this.write(content, limits.maxBytes, (sha256) => this.stagedPath(sha256));
  }

  /** Stores what the caller has made or received itself, for good. */
  async put(content: Uint8Array | Bytes, limits: { maxBytes?: number } = {}): Promise<StoredContent> {
    const stored = await this.write(
      content instanceof Uint8Array ? [content] : content,
      limits.maxBytes ?? Number.POSITIVE_INFINITY,
      (sha256) => this.keptPath(sha256),
    );
    if ('refused' in stored) throw new Error(stored.message);
    return stored;
  }

  private async write(
    content: Bytes,
    maxBytes: number,
    placeOf: (sha256: string) => string,
  ): Promise<StoredContent | Refusal> {
    await mkdir(this.staging, { recursive: true });
    const temporary = join(this.staging, `.${randomUUID()}`);
    const file = await open(temporary, 'wx', 0o640);
    const hash = createHash('sha256');
    let bytes = 0;
    try {
      for await (const chunk of content) {
        bytes += chunk.byteLength;
        if (bytes > maxBytes) {
          return refuse('FILE.TOO_LARGE', { maxMegabytes: Math.floor(maxBytes / 1_048_576), maxBytes });
        }
        hash.update(chunk);
        await writeAll(file, chunk);
      }
      if (bytes === 0) return refuse('FILE.EMPTY');
      await file.sync();
      const sha256 = hash.digest('hex');
      await this.place(temporary, placeOf(sha256));
      return { sha256, bytes };
    } finally {
      await file.close();
      await unlink(temporary).catch(() => {});
    }
  }

  /**
   * Keeps a staged content for good. The owner calls it before its transaction commits: a content without a row is only room
   * lost, a row without a content would be a document lost. Keeping again changes nothing.
   */
  async keep(content: Pick<StoredContent, 'sha256'>): Promise<StoredContent | Refusal> {
    const { sha256 } = content;
    const kept = await this.sizeOf(this.keptPath(sha256));
    if (kept !== null) return { sha256, bytes: kept };
    try {
      await this.place(this.stagedPath(sha256), this.keptPath(sha256));
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
    // Another owner may have been quicker with the same content.
    const bytes = await this.sizeOf(this.keptPath(sha256));
    return bytes === null ? refuse('FILE.LOST') : { sha256, bytes };
  }

  /** Moves in one step, durable when it returns. */
  private async place(from: string, to: string): Promise<void> {
    const folder = dirname(to);
    const created = await mkdir(folder, { recursive: true });
    await rename(from, to);
    await syncDirectory(folder);
    if (dirname(from) !== folder) await syncDirectory(dirname(from)).catch(() => {});
    if (created !== undefined) {
      for (let parent = dirname(folder); parent.length >= dirname(created).length; parent = dirname(parent)) {
        await syncDirectory(parent);
      }
    }
    // A content uploaded again lives its 24 hours anew.
    const now = new Date();
    await utimes(to, now, now);
  }

  private async sizeOf(path: string): Promise<number | null> {
    try {
      return (await stat(path)).size;
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }

  /** Kept contents first; what is still staged can be read too, for checks before it is kept. */
  private async find(sha256: string): Promise<{ path: string; bytes: number }> {
    for (const path of [this.keptPath(sha256), this.stagedPath(sha256)]) {
      const bytes = await this.sizeOf(path);
      if (bytes !== null) return { path, bytes };
    }
    throw new ContentMissing(sha256);
  }

  async has(sha256: string): Promise<boolean> {
    return (await this.sizeOf(this.keptPath(sha256))) !== null;
  }

  /** @throws ContentMissing */
  async size(sha256: string): Promise<number> {
    return (await this.find(sha256)).bytes;
  }

  /**
   * Streams a content. With `verify` the hash is computed on the way and the stream ends in `ContentDamaged` when it differs:
   * the last bytes are then held back, so that nobody takes a damaged file for whole. `start` and `end` (inclusive) choose a
   * part; with `verify` the whole is hashed before it, once for as long as nobody touches the file.
   *
   * @throws ContentMissing; ContentDamaged when a part is verified
   */
  async readStream(
    sha256: string,
    options: { verify?: boolean; start?: number; end?: number } = {},
  ): Promise<Readable> {
    const { path } = await this.find(sha256);
    const { start, end } = options;
    if (start !== undefined || end !== undefined) {
      if (options.verify === true) await this.verifyOnce(path, sha256);
      return createReadStream(path, {
        ...(start === undefined ? {} : { start }),
        ...(end === undefined ? {} : { end }),
      });
    }
    const source = createReadStream(path);
    return options.verify === true ? (source.compose(verifying(sha256)) as Readable) : source;
  }

  /** The time of the last change of the inode is the system's: who rewrites the file cannot put it back. */
  private async verifyOnce(path: string, sha256: string): Promise<void> {
    const { ino, size, ctimeNs } = await stat(path, { bigint: true });
    const as = `${ino} ${size} ${ctimeNs}`;
    if (this.intact.get(sha256) === as) return;
    this.intact.delete(sha256);
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
    if (hash.digest('hex') !== sha256) throw new ContentDamaged(sha256);
    if (this.intact.size >= mostIntact) this.intact.delete(this.intact.keys().next().value as string);
    this.intact.set(sha256, as);
  }

  /**
   * Reads a content whole, verified unless told otherwise.
   *
   * @throws ContentMissing, ContentDamaged
   */
  async readBytes(sha256: string, options: { verify?: boolean } = {}): Promise<Buffer> {
    const { path } = await this.find(sha256);
    const file = await open(path, 'r');
    try {
      const bytes = await file.readFile();
      if (options.verify !== false && createHash('sha256').update(bytes).digest('hex') !== sha256) {
        throw new ContentDamaged(sha256);
      }
      return bytes;
    } finally {
      await file.close();
    }
  }

  /**
   * Where it lies, for a thread that reads it by itself.
   *
   * @throws ContentMissing
   */
  async pathOf(sha256: string): Promise<string> {
    return (await this.find(sha256)).path;
  }

  /** Removes uploads older than 24 hours, and unfinished ones. @returns how many */
  async sweepStaging(options: { lifeMs?: number } = {}): Promise<number> {
    const before = Date.now() - (options.lifeMs ?? stagingLifeMs);
    const names = await readdir(this.staging).catch(() => [] as string[]);
    let removed = 0;
    for (const name of names) {
      const path = join(this.staging, name);
      try {
        if ((await stat(path)).mtimeMs >= before) continue;
        await unlink(path);
        removed++;
      } catch (error) {
        // Kept or swept by somebody else meanwhile.
        if (!isMissing(error)) throw error;
      }
    }
    return removed;
  }

  /** Destroys a kept content. Only disposal by the rules of retention calls this. */
  async dispose(sha256: string): Promise<void> {
    const path = this.keptPath(sha256);
    await unlink(path).catch((error) => {
      if (!isMissing(error)) throw error;
    });
    await syncDirectory(dirname(path)).catch(() => {});
  }
}

function checked(sha256: string): string {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('Not a SHA-256.');
  return sha256;
}

async function writeAll(file: Awaited<ReturnType<typeof open>>, chunk: Uint8Array): Promise<void> {
  for (let written = 0; written < chunk.byteLength; ) {
    written += (await file.write(chunk, written)).bytesWritten;
  }
}

/** Passes bytes on one chunk late: the last one only when the hash is right. */
function verifying(sha256: string): Transform {
  const hash: Hash = createHash('sha256');
  let last: Buffer | undefined;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      const before = last;
      last = chunk;
      done(null, before);
    },
    flush(done) {
      if (hash.digest('hex') !== sha256) done(new ContentDamaged(sha256));
      else done(null, last);
    },
  });
}
