import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { SigningBed } from './signing-bed.js';

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));

/** The service as a process of its own, to be killed: what is built runs, on database and broker of the bed. */
export class SigningProcess {
  private child: ChildProcess | null = null;

  constructor(private readonly bed: SigningBed) {
    if (!existsSync(main)) throw new Error('apps/signing is not built');
  }

  /** The service of the test itself must have been closed before. */
  start(): void {
    const { config } = this.bed;
    const extra = Object.fromEntries(Object.entries(config.extra).map(([name, value]) => [name, String(value)]));
    this.child = spawn(process.execPath, [main], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: {
        PATH: process.env.PATH,
        ...extra,
        VANTHU_ENV: 'test',
        VANTHU_SERVICE: 'signing',
        DATABASE_URL: config.database.url,
        NATS_URL: config.nats.url,
        NATS_USER: config.nats.user,
        NATS_PASSWORD: config.nats.password,
        VANTHU_KEY_FILE: config.keys.privateJwkFile,
        VANTHU_JWKS_FILE: config.keys.jwksFile,
        VANTHU_FILES_DIR: config.files.directory,
        LOG_LEVEL: 'error',
      },
    });
  }

  /** As if the power had gone. */
  async kill(): Promise<void> {
    const { child } = this;
    this.child = null;
    if (!child) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }
}
