import { execFile } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { ServerProblem } from '../server-problem.js';
import type { PostgresBinaries } from './binaries.js';
import type { OsUser } from './os-user.js';

export const superuser = 'vanthu';

const own = (path: string, user: OsUser | null): void => {
  if (user) chownSync(path, user.uid, user.gid);
};

/** Makes the cluster once: UTF-8, Vietnamese order of words, passwords as SCRAM. A cluster that is there stays. */
export async function initialise(
  binaries: PostgresBinaries,
  directory: string,
  password: string,
  user: OsUser | null,
): Promise<void> {
  if (existsSync(join(directory, 'PG_VERSION'))) return;
  // Made beside and renamed, so that what a power cut leaves behind is never taken for a cluster.
  const unfinished = `${directory}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(dirname(directory), { recursive: true });
  mkdirSync(unfinished, { mode: 0o700 });
  own(unfinished, user);
  const secretDirectory = mkdtempSync(join(tmpdir(), 'vanthu-'));
  const passwordFile = join(secretDirectory, 'password');
  try {
    writeFileSync(passwordFile, password, { mode: 0o600 });
    own(passwordFile, user);
    own(secretDirectory, user);
    await promisify(execFile)(
      binaries.initdb,
      [
        ...['-D', unfinished, '-U', superuser, '-A', 'scram-sha-256', `--pwfile=${passwordFile}`],
        ...['--encoding=UTF8', `--locale=${process.platform === 'linux' ? 'C.UTF-8' : 'C'}`],
        ...['--locale-provider=icu', '--icu-locale=vi-VN'],
      ],
      { cwd: '/', ...user },
    );
    renameSync(unfinished, directory);
  } catch (cause) {
    rmSync(unfinished, { recursive: true, force: true });
    const words = ((cause as { stderr?: string }).stderr ?? String(cause)).trim().split('\n').at(-1);
    throw new ServerProblem(`Không tạo được cơ sở dữ liệu ở ${directory}: ${words}`, { cause });
  } finally {
    rmSync(secretDirectory, { recursive: true, force: true });
  }
}
