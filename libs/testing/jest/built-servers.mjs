import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../../..');
const servers = join(root, 'libs/servers');

const newest = (folder, ending) => {
  if (!existsSync(folder)) return 0;
  const files = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(ending));
  return Math.max(0, ...files.map((name) => statSync(join(folder, name)).mtimeMs));
};

/** Global set-up is run by Node itself, not through jest's transform: it needs libs/servers built, and up to date. */
export async function builtServers() {
  if (newest(join(servers, 'src'), '.ts') > newest(join(servers, 'dist'), '.js')) {
    const swc = join(root, 'node_modules/@swc/cli/bin/swc.js');
    const args = [swc, 'src', '-d', 'dist', '--config-file', '../../.swcrc', '--strip-leading-paths'];
    execFileSync(process.execPath, args, { cwd: servers, stdio: 'pipe' });
  }
  return import('@vanthu/servers');
}
