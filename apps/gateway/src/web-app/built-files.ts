import { createReadStream, type ReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { mediaTypeOf } from './media-types.js';

export interface BuiltFile {
  readonly mediaType: string;
  readonly encoding: 'br' | 'gzip' | null;
  readonly bytes: number;
  readonly etag: string;
  open(): ReadStream;
}

const encodings = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const;

/** The files of a built web. Only names found in its folder are opened, whatever a path says. */
export class BuiltFiles {
  private names = new Set<string>();

  constructor(private readonly root: string) {}

  /** Looks at the folder; again when it was empty, for a build that came after the start. */
  async look(): Promise<void> {
    if (!this.names.has('index.html')) this.names = await namesBelow(this.root);
  }

  has(name: string): boolean {
    return this.names.has(name);
  }

  /** The smallest form that the browser takes: `.br` and `.gz` lie beside the file when the build made them. */
  async find(name: string, acceptEncoding: string): Promise<BuiltFile> {
    const [encoding, suffix] = encodings.find(
      ([coding, ending]) => this.names.has(name + ending) && accepts(acceptEncoding, coding),
    ) ?? [null, ''];
    const path = join(this.root, name + suffix);
    const { size, mtimeMs } = await stat(path);
    return {
      mediaType: mediaTypeOf(name),
      encoding,
      bytes: size,
      etag: `"${size.toString(36)}-${Math.trunc(mtimeMs).toString(36)}"`,
      open: () => createReadStream(path),
    };
  }
}

const accepts = (header: string, coding: string): boolean =>
  header.split(',').some((one) => {
    const [name, quality] = one.split(';').map((part) => part.trim());
    return name === coding && !/^q=0(\.0*)?$/.test(quality ?? '');
  });

async function namesBelow(root: string): Promise<Set<string>> {
  try {
    const entries = await readdir(root, { recursive: true, withFileTypes: true });
    return new Set(
      entries
        .filter((entry) => entry.isFile())
        .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/')),
    );
  } catch {
    // Not built: said in the page that stands in for it.
    return new Set();
  }
}
