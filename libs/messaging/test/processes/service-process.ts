import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import type { ServiceConfig } from '../../src/index.js';

export interface ServiceProcess {
  readonly child: ChildProcess;
  /** How it ended: the signal or the exit code. */
  readonly ended: Promise<string | number | null>;
}

/** Starts the sample service in a process of its own; resolves when it runs, or has already ended. */
export async function startRecordsProcess(
  config: ServiceConfig,
  env: Record<string, string> = {},
): Promise<ServiceProcess> {
  const folder = import.meta.dirname;
  const child = spawn(
    process.execPath,
    [resolve(folder, 'run-typescript.mjs'), resolve(folder, 'records-process.ts')],
    {
      env: { ...process.env, NODE_OPTIONS: '', VANTHU_ENV: 'test', TEST_CONFIG: JSON.stringify({ config }), ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const ended = new Promise<string | number | null>((done) =>
    child.once('exit', (code, signal) => done(signal ?? code)),
  );
  await Promise.race([new Promise((ready) => child.stdout?.once('data', ready)), ended]);
  return { child, ended };
}
