import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { printingRefusal } from '../docx/fit-to-print.js';
import { openDocx } from '../docx/open-docx.js';
import { type ReadingRefusal, refuse } from '../refusal.js';
import { findProgram, runProgram } from './run-program.js';

export interface ConversionOptions {
  /** Path of LibreOffice, from `findLibreOffice`. */
  readonly program: string;
  /** Milliseconds; the first start of a fresh profile takes seconds. Default 60,000. */
  readonly timeLimitMs?: number;
  /** As PDF/A-2b (ISO 19005-2), for what is kept. Default false. */
  readonly isArchival?: boolean;
}

/** LibreOffice Writer on this machine, or null. `path`: as in PATH. */
export const findLibreOffice = (path: string | undefined): string | null =>
  findProgram(['soffice', 'libreoffice'], path);

/** An option of LibreOffice's PDF export: 2 is PDF/A-2b. */
const archival = 'pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"2"}}';

const setting = (path: string, name: string, value: string | number | boolean): string =>
  `<item oor:path="/org.openoffice.${path}"><prop oor:name="${name}" oor:op="fuse"><value>${value}</value></prop></item>`;

/**
 * The profile fetches nothing for a document, however its links are written: links of documents are blocked, and what would be
 * asked for all the same is asked of a port where nobody listens.
 */
const sealedOff = [
  '<?xml version="1.0" encoding="UTF-8"?>',
  '<oor:items xmlns:oor="http://openoffice.org/2001/registry">',
  setting('Office.Common/Security/Scripting', 'BlockUntrustedRefererLinks', true),
  setting('Inet/Settings', 'ooInetProxyType', 2),
  ...['HTTP', 'HTTPS', 'FTP'].flatMap((scheme) => [
    setting('Inet/Settings', `ooInet${scheme}ProxyName`, '127.0.0.1'),
    setting('Inet/Settings', `ooInet${scheme}ProxyPort`, 9),
  ]),
  setting('Inet/Settings', 'ooInetNoProxy', ''),
  '</oor:items>',
].join('\n');

/** The command that brings it, for people. */
export const libreOfficeCommand = 'sudo apt-get install libreoffice-writer-nogui';

/** Why a file is not handed to LibreOffice; null: it is. Needs no LibreOffice itself. */
export function wordRefusal(docx: Uint8Array): ReadingRefusal | null {
  const opened = openDocx(docx);
  return 'code' in opened ? opened : printingRefusal(docx, opened);
}

/**
 * A DOCX as PDF, printed by LibreOffice in a profile of its own that is removed afterwards; macros and what would be fetched from
 * elsewhere are refused before, and macros are not run in a fresh profile. The program is ended after the time limit.
 *
 * @throws Error when LibreOffice itself cannot be started
 */
export async function convertWordToPdf(
  docx: Uint8Array,
  { program, timeLimitMs = 60_000, isArchival = false }: ConversionOptions,
): Promise<Uint8Array | ReadingRefusal> {
  const unfit = wordRefusal(docx);
  if (unfit) return unfit;
  const folder = await mkdtemp(join(tmpdir(), 'vanthu-word-'));
  try {
    const source = join(folder, 'document.docx');
    await writeFile(source, docx, { mode: 0o600 });
    const profile = pathToFileURL(join(folder, 'profile')).href;
    await mkdir(join(folder, 'profile', 'user'), { recursive: true });
    await writeFile(join(folder, 'profile', 'user', 'registrymodifications.xcu'), sealedOff);
    const args = ['--headless', '--norestore', '--nolockcheck', '--nodefault', `-env:UserInstallation=${profile}`];
    const isInTime = await runProgram(program, {
      args: [...args, '--convert-to', isArchival ? archival : 'pdf:writer_pdf_Export', '--outdir', folder, source],
      ...{ folder, timeLimitMs },
    });
    if (!isInTime) return refuse('PAGES.TOO_LONG');
    const pdf = join(folder, 'document.pdf');
    return existsSync(pdf) ? await readFile(pdf) : refuse('PAGES.DAMAGED');
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}
