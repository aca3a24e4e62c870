import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openDocx } from '../docx/open-docx.js';
import { type ReadingRefusal, refuse } from '../refusal.js';

export interface ConversionOptions {
  /** Path of LibreOffice, from `findLibreOffice`. */
  readonly program: string;
  /** Milliseconds; the first start of a fresh profile takes seconds. Default 60,000. */
  readonly timeLimitMs?: number;
}

const names = ['soffice', 'libreoffice'];

/** LibreOffice Writer on this machine, or null. `path`: as in PATH. */
export function findLibreOffice(path: string | undefined): string | null {
  const folders = (path ?? '').split(delimiter).filter((one) => one !== '');
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find((one) => existsSync(one)) ?? null;
}

/** The command that brings it, for people. */
export const libreOfficeCommand = 'sudo apt-get install libreoffice-writer-nogui';

/**
 * A DOCX as PDF, printed by LibreOffice in a profile of its own that is removed afterwards; macros are refused before and are
 * not run in a fresh profile. The program is ended after the time limit.
 *
 * @throws Error when LibreOffice itself cannot be started
 */
export async function convertWordToPdf(
  docx: Uint8Array,
  { program, timeLimitMs = 60_000 }: ConversionOptions,
): Promise<Uint8Array | ReadingRefusal> {
  const opened = openDocx(docx);
  if ('code' in opened) return opened;
  const folder = await mkdtemp(join(tmpdir(), 'vanthu-word-'));
  try {
    const source = join(folder, 'document.docx');
    await writeFile(source, docx, { mode: 0o600 });
    const profile = pathToFileURL(join(folder, 'profile')).href;
    const args = ['--headless', '--norestore', '--nolockcheck', '--nodefault', `-env:UserInstallation=${profile}`];
    const isInTime = await run(
      program,
      [...args, '--convert-to', 'pdf:writer_pdf_Export', '--outdir', folder, source],
      folder,
      timeLimitMs,
    );
    if (!isInTime) return refuse('PAGES.TOO_LONG');
    const pdf = join(folder, 'document.pdf');
    return existsSync(pdf) ? await readFile(pdf) : refuse('PAGES.DAMAGED');
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** @returns false when it had to be ended */
function run(program: string, args: readonly string[], folder: string, timeLimitMs: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    // A group of its own: the program starts a second one, which is to end with it.
    const child = spawn(program, args, {
      cwd: folder,
      stdio: 'ignore',
      detached: true,
      env: { PATH: process.env.PATH, HOME: folder },
    });
    let isInTime = true;
    const clock = setTimeout(() => {
      isInTime = false;
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    }, timeLimitMs);
    child.once('error', (error) => {
      clearTimeout(clock);
      reject(new Error('LibreOffice could not be started', { cause: error }));
    });
    child.once('exit', () => {
      clearTimeout(clock);
      resolve(isInTime);
    });
  });
}
