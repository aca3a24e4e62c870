import { execFile } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ServerProblem } from '../server-problem.js';
import { findNatsServer } from './find-nats-server.js';

const run = promisify(execFile);

const advice =
  'Chưa có nats-server. Hãy cài: "sudo apt-get install nats-server" (Debian, Ubuntu), "brew install nats-server" (macOS), hoặc đặt NATS_SERVER tới tệp chương trình, hoặc NATS_URL tới một máy chủ.';

const hasApt = (): boolean => existsSync('/usr/bin/apt-get') && existsSync('/usr/bin/dpkg-deb');

const quietly = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, timeout: 180_000 };

/** As root on Debian: the package. Its list of packages may be missing or old, then it is fetched and tried again. */
async function installPackage(): Promise<void> {
  const install = () => run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'nats-server'], quietly);
  try {
    await install();
  } catch {
    await run('apt-get', ['update', '-q'], quietly);
    await install();
  }
}

/** As anybody on Debian: only the program out of the package, into our own folder. */
async function unpackPackage(toolsDirectory: string): Promise<void> {
  const work = mkdtempSync(join(tmpdir(), 'vanthu-nats-'));
  try {
    await run('apt-get', ['download', '-q', 'nats-server'], { ...quietly, cwd: work });
    const file = readdirSync(work).find((name) => name.endsWith('.deb'));
    if (!file) throw new Error('apt-get download left no package');
    await run('dpkg-deb', ['-x', file, 'content'], { cwd: work });
    mkdirSync(toolsDirectory, { recursive: true });
    copyFileSync(join(work, 'content/usr/sbin/nats-server'), join(toolsDirectory, 'nats-server'));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/**
 * The file of nats-server, fetched from the distribution's packages when it is missing.
 *
 * @param say     told one line before something takes time
 * @throws        ServerProblem with the one line that says what to install
 */
export async function needNatsServer(toolsDirectory: string, say: (line: string) => void = () => {}): Promise<string> {
  const find = () => findNatsServer({ env: process.env, toolsDirectory });
  const found = find();
  if (found) return found;
  if (!hasApt()) throw new ServerProblem(advice);
  const isRoot = process.getuid?.() === 0;
  say(isRoot ? 'Đang cài nats-server bằng apt…' : `Đang tải nats-server về ${toolsDirectory}…`);
  try {
    await (isRoot ? installPackage() : unpackPackage(toolsDirectory));
  } catch (cause) {
    throw new ServerProblem(advice, { cause });
  }
  const installed = find();
  if (!installed) throw new ServerProblem(advice);
  return installed;
}
