import { lstat, readdir, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** One file to judge. */
export interface FoundFile {
  readonly path: string;
  /** How the answer calls it: below a folder relative to that folder, with `/` between; else as it was asked for. */
  readonly name: string;
}

const isPdf = (name: string): boolean => /\.pdf$/i.test(name);

/**
 * The files that were asked for, and of folders every `*.pdf` at any depth, in the order of their names. Links to folders are
 * not followed: one that leads upwards would have no end. What is not there is yielded too: it gets an answer like any other.
 */
export async function* findFiles(asked: readonly string[]): AsyncGenerator<FoundFile> {
  for (const path of asked) {
    if (await isFolder(path)) yield* below(path, path);
    else yield { path, name: path };
  }
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

async function* below(folder: string, top: string): AsyncGenerator<FoundFile> {
  const names = await readdir(folder).catch(() => [] as string[]);
  for (const name of names.sort()) {
    const path = join(folder, name);
    const found = await lstat(path).catch(() => null);
    if (found?.isDirectory()) yield* below(path, top);
    else if (isPdf(name)) yield { path, name: relative(top, path).split(sep).join('/') };
  }
}
