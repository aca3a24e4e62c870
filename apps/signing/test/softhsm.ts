import { execFileSync, spawnSync } from 'node:child_process';
import type { KeyObject } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MODULE = '/usr/lib/softhsm/libsofthsm2.so';
const UTIL = '/usr/bin/softhsm2-util';

/** Debian package softhsm2: an HSM in software. */
export const hasSoftHsm = existsSync(MODULE) && existsSync(UTIL);

/** Tokens of their own folder; processes started from here on see them. */
export class SoftHsm {
  readonly module = MODULE;
  private readonly folder = mkdtempSync(join(tmpdir(), 'vanthu-softhsm-'));
  private readonly before = process.env.SOFTHSM2_CONF;

  constructor() {
    const tokens = join(this.folder, 'tokens');
    mkdirSync(tokens);
    const conf = join(this.folder, 'softhsm2.conf');
    writeFileSync(conf, `directories.tokendir = ${tokens}\nobjectstore.backend = file\nlog.level = ERROR\n`);
    process.env.SOFTHSM2_CONF = conf;
  }

  token(label: string, pin: string): void {
    this.run('--init-token', '--free', '--label', label, '--so-pin', 'quản-trị-thiết-bị', '--pin', pin);
  }

  key(label: string, pin: string, keyId: string, key: KeyObject): void {
    const file = join(this.folder, `${keyId}.pem`);
    writeFileSync(file, key.export({ type: 'pkcs8', format: 'pem' }));
    this.run('--import', file, '--token', label, '--label', 'khóa', '--id', keyId, '--pin', pin);
    rmSync(file);
  }

  /**
   * Pulls every token: the processes that hold one lose it, as the modules of manufacturers do at best with an error and often
   * with a crash; SoftHSM itself goes on from memory.
   */
  pull(): void {
    const held = spawnSync('pgrep', ['-P', String(process.pid), '-f', 'pkcs11-child'], { encoding: 'utf8' });
    for (const pid of held.stdout.split('\n').filter(Boolean)) process.kill(Number(pid), 'SIGSEGV');
    const tokens = join(this.folder, 'tokens');
    for (const name of readdirSync(tokens)) rmSync(join(tokens, name), { recursive: true });
  }

  close(): void {
    if (this.before === undefined) delete process.env.SOFTHSM2_CONF;
    else process.env.SOFTHSM2_CONF = this.before;
    rmSync(this.folder, { recursive: true, force: true });
  }

  private run(...args: string[]): void {
    execFileSync(UTIL, args, { stdio: 'pipe', env: { ...process.env } });
  }
}
