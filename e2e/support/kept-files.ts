import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Office } from './office.js';

/** The content store as it lies on the disk: what somebody with access to the machine could do to it. */
export class KeptFiles {
  constructor(private readonly office: Office) {}

  private get folder(): string {
    return join(this.office.dataDirectory, 'files', 'kept');
  }

  names(): string[] {
    return readdirSync(this.folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => entry.name)
      .sort();
  }

  /** Uploads that are begun and not finished bear a name with a dot. */
  unfinished(): string[] {
    return readdirSync(join(this.office.dataDirectory, 'files', 'staging')).filter((name) => name.startsWith('.'));
  }

  pathOf(sha256: string): string {
    return join(this.folder, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  }

  /** Rewrites the file under its old name. */
  async change(whole: Buffer, edit: (bytes: Buffer) => Buffer): Promise<void> {
    const path = this.pathOf(createHash('sha256').update(whole).digest('hex'));
    await chmod(path, 0o640);
    await writeFile(path, edit(Buffer.from(await readFile(path))));
  }
}
