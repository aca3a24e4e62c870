import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';

/** Tools that share no code with us. Each is used where it is; a run without says so. */

const verifyPdf = resolve(import.meta.dirname, '../../../../shared/tools/verify-pdf.sh');
const pyhankoScript = resolve(import.meta.dirname, 'pyhanko-validate.py');

export type Files = Readonly<Record<string, Uint8Array>>;

function inFolder<T>(files: Files, rootPem: string, work: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'vanthu-pades-'));
  try {
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
    writeFileSync(join(folder, 'root.pem'), rootPem);
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export interface ToolsWord {
  readonly gap: string;
  readonly digest: string;
  readonly sigval: string;
  readonly chain: string;
  readonly nss: string;
  readonly tst: string;
  readonly covers: string;
  readonly pdfsig: string;
}

/** openssl, NSS and pdfsig: one answer per signature of each file; null where they are not at hand. */
export function askTools(files: Files, rootPem: string, at: Date): Record<string, ToolsWord[]> | null {
  if (!existsSync(verifyPdf)) return null;
  return inFolder(files, rootPem, (folder) => {
    const answers = Object.keys(files).map((name) => {
      const run = spawnSync('bash', [verifyPdf, join(folder, name), join(folder, 'root.pem')], {
        encoding: 'utf8',
        env: { ...process.env, AT: String(at.getTime() / 1000) },
      });
      const lines = run.stdout.split('\n').filter((line) => line.startsWith('sig='));
      return [name, lines.map(wordsOf)] as const;
    });
    return Object.fromEntries(answers);
  });
}

function wordsOf(line: string): ToolsWord {
  const word = (name: string) => new RegExp(`\\b${name}=("[^"]*"|\\S+)`).exec(line)?.[1]?.replaceAll('"', '') ?? '';
  return {
    ...{ gap: word('gap'), digest: word('digest'), sigval: word('sigval'), chain: word('chain'), nss: word('nss') },
    ...{ tst: word('tst').split('@')[0]!, covers: word('covers'), pdfsig: word('pdfsig').split('|')[0]! },
  };
}

export interface PyhankoWord {
  readonly field: string;
  readonly intact: boolean;
  readonly valid: boolean;
  readonly trusted: boolean;
  readonly coverage: string;
  readonly modification: string;
  readonly docmdp: boolean;
  readonly timestamp: boolean;
  readonly documentTimestamps: number;
  /** Validation with the revocation data in the file alone; undefined without a security store. */
  readonly stored?: string;
  /** EN 319 102-1 5.6.3; undefined without a document timestamp over a security store. */
  readonly archive?: string;
}

/** pyHanko's answers by file; null where no interpreter has it (`VANTHU_PYHANKO` may name one). */
export function askPyhanko(files: Files, rootPem: string, at: Date): Record<string, PyhankoWord[]> | null {
  const python = process.env.VANTHU_PYHANKO ?? 'python3';
  if (spawnSync(python, ['-c', 'import pyhanko.sign.validation.ades'], { stdio: 'ignore' }).status !== 0) return null;
  return inFolder(files, rootPem, (folder) => {
    const paths = Object.keys(files).map((name) => join(folder, name));
    const parameters = [pyhankoScript, join(folder, 'root.pem'), at.toISOString(), ...paths];
    const run = spawnSync(python, parameters, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
    if (run.status !== 0) throw new Error(run.stderr);
    const lines = run.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as PyhankoLine);
    return Object.fromEntries(lines.map(({ file, signatures }) => [basename(file), signatures]));
  });
}

interface PyhankoLine {
  readonly file: string;
  readonly signatures: PyhankoWord[];
}
