import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { commonRefusals, type Refusal, refuser } from '@vanthu/contracts';

const refuse = refuser(commonRefusals);

/** A file that is looked at and removed; it has a name of its own, also when another has the same content. */
export interface PassingFile {
  readonly id: string;
  readonly bytes: number;
}

/** What a process that died has left is removed after this time, in milliseconds (10 minutes). */
const leftOverMs = 600_000;

/**
 * Files that somebody shows to one service through another and that nobody keeps. They lie apart from staging: removing what a
 * stranger showed must not remove the same content that a clerk has uploaded.
 */
export class PassingFiles {
  private readonly folder: string;

  /** @param options.directory  the directory of the content store */
  constructor(options: { directory: string }) {
    this.folder = join(options.directory, 'passing');
  }

  /** Writes what comes in. The one who calls removes it, whatever happens; a refusal has left nothing. */
  async take(content: AsyncIterable<Uint8Array>, limits: { maxBytes: number }): Promise<PassingFile | Refusal> {
    await mkdir(this.folder, { recursive: true, mode: 0o750 });
    const id = randomUUID();
    let bytes = 0;
    const file = await open(this.pathOf(id), 'wx', 0o640);
    let isWhole = false;
    try {
      for await (const chunk of content) {
        bytes += chunk.byteLength;
        if (bytes > limits.maxBytes) {
          return refuse('FILE.TOO_LARGE', { maxMegabytes: Math.floor(limits.maxBytes / 1_048_576) });
        }
        for (let written = 0; written < chunk.byteLength; ) written += (await file.write(chunk, written)).bytesWritten;
      }
      if (bytes === 0) return refuse('FILE.EMPTY');
      isWhole = true;
      return { id, bytes };
    } finally {
      await file.close();
      if (!isWhole) await this.remove(id);
    }
  }

  /** Where it lies, for a reader that opens it itself. @throws Error for what is no id */
  pathOf(id: string): string {
    if (!/^[0-9a-f-]{36}$/.test(id)) throw new Error('not the id of a passing file');
    return join(this.folder, id);
  }

  async remove(id: string): Promise<void> {
    await unlink(this.pathOf(id)).catch(ignoreMissing);
  }

  /** Removes what a process that died has left. @returns how many */
  async sweep(): Promise<number> {
    const before = Date.now() - leftOverMs;
    let removed = 0;
    for (const name of await readdir(this.folder).catch(() => [] as string[])) {
      const path = join(this.folder, name);
      const found = await stat(path).catch(() => null);
      if (!found || found.mtimeMs >= before) continue;
      await unlink(path).catch(ignoreMissing);
      removed++;
    }
    return removed;
  }
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}
