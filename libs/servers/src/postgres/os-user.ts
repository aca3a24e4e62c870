import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { ServerProblem } from '../server-problem.js';

/** PostgreSQL refuses to run as root. */
export interface OsUser {
  readonly uid: number;
  readonly gid: number;
}

const candidates = ['postgres', 'nobody'];

const lookUp = (name: string): OsUser | null => {
  const id = (flag: string) => Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: 'pipe' }));
  try {
    const user = { uid: id('-u'), gid: id('-g') };
    return user.uid > 0 ? user : null;
  } catch {
    return null;
  }
};

/** Whom PostgreSQL runs as: null when we are not root and it can run as we do. */
export function postgresUser(lookUpUser = lookUp, isRoot = process.getuid?.() === 0): OsUser | null {
  if (!isRoot) return null;
  for (const name of candidates) {
    const user = lookUpUser(name);
    if (user) return user;
  }
  throw new ServerProblem(
    'PostgreSQL không chạy được dưới quyền root và máy không có người dùng postgres hay nobody. Hãy chạy: useradd --system postgres',
  );
}

/** Whether this user may pass through every folder down to `path` (permission bits; access lists are not looked at). */
export function canReach(user: OsUser, path: string): boolean {
  for (let at = resolve(path); ; at = dirname(at)) {
    const { uid, gid, mode } = statSync(at);
    const bits = uid === user.uid ? mode >> 6 : gid === user.gid ? mode >> 3 : mode;
    if (!(bits & 1)) return false;
    if (at === dirname(at)) return true;
  }
}
