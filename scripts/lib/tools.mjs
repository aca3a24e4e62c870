import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './checkout.mjs';

/** Programs that tests use beside Node. `levels`: the tests that cannot run without it. */
const tools = [
  { name: 'nats-server', debian: 'nats-server', levels: ['int', 'e2e', 'browser'], more: ['/usr/sbin/nats-server'] },
  {
    name: 'chromium',
    debian: 'chromium',
    levels: ['browser'],
    more: ['/usr/bin/chromium-browser', '/usr/bin/google-chrome'],
  },
  { name: 'pdftotext', debian: 'poppler-utils', levels: [], more: [] },
  // Tests of these say so and are passed over when they are missing.
  { name: 'softhsm2-util', debian: 'softhsm2', levels: [], more: [] },
  { name: 'soffice', debian: 'libreoffice-writer-nogui', levels: [], more: [] },
  { name: 'tesseract', debian: 'tesseract-ocr tesseract-ocr-vie', levels: [], more: [] },
];

const isThere = ({ name, more }) =>
  [
    join(root, '.tools', name),
    ...more,
    ...(process.env.PATH ?? '').split(':').map((folder) => join(folder, name)),
  ].some(existsSync);

const isDebianRoot = () => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');

/**
 * Installs what is missing where that can be done without asking (root on Debian).
 *
 * @returns what is still missing
 */
export function missingTools() {
  let missing = tools.filter((tool) => !isThere(tool));
  if (missing.length > 0 && isDebianRoot()) {
    const names = missing.flatMap((tool) => tool.debian.split(' '));
    console.log(`  Đang cài ${names.join(', ')} bằng apt…`);
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const apt = (...args) =>
      run('apt-get', ['-q', '-y', '-o', 'Dpkg::Use-Pty=0', ...args], { env, stdio: ['ignore', 'ignore', 'inherit'] });
    if (!apt('install', '--no-install-recommends', ...names) && apt('update'))
      apt('install', '--no-install-recommends', ...names);
    missing = missing.filter((tool) => !isThere(tool));
  }
  return missing;
}

/** nats-server can be had without root on Debian; the launcher does that when it is asked for. */
export const canFetchNats = () => existsSync('/usr/bin/apt-get') && spawnSync('dpkg-deb', ['--version']).status === 0;
