import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** Tools that share no code with the product. Each is used where it is; a run without says so. */

const verifyPdf = resolve(import.meta.dirname, '../../../shared/tools/verify-pdf.sh');

function inFolder<T>(files: Record<string, string | Uint8Array>, work: (path: (name: string) => string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'vanthu-check-'));
  try {
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
    return work((name) => join(folder, name));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export interface OpensslWord {
  readonly gap: string;
  readonly digest: string;
  readonly sigval: string;
  readonly chain: string;
  readonly covers: string;
}

/** One answer per signature by openssl; null where the tool is not at hand. */
export function askOpenssl(pdf: Uint8Array, rootPem: string): OpensslWord[] | null {
  if (!existsSync(verifyPdf)) return null;
  return inFolder({ 'file.pdf': pdf, 'root.pem': rootPem }, (path) => {
    const run = spawnSync('bash', [verifyPdf, path('file.pdf'), path('root.pem')], { encoding: 'utf8' });
    const lines = run.stdout.split('\n').filter((line) => line.startsWith('sig='));
    return lines.map((line) => {
      const word = (name: string) => new RegExp(`\\b${name}=(\\S+)`).exec(line)?.[1] ?? '';
      return {
        gap: word('gap'),
        digest: word('digest'),
        sigval: word('sigval'),
        chain: word('chain'),
        covers: word('covers'),
      };
    });
  });
}

function python(): string | null {
  const program = process.env.VANTHU_PYHANKO ?? 'python3';
  const run = spawnSync(program, ['-c', 'import pyhanko'], { stdio: 'ignore' });
  return run.status === 0 ? program : null;
}

export interface PyhankoWord {
  readonly field: string;
  readonly intact: boolean;
  readonly valid: boolean;
  readonly trusted: boolean;
  readonly coverage: string;
  readonly modification: string;
  readonly docmdpOk: boolean;
}

const script = `
import sys, json
from pyhanko.keys import load_cert_from_pemder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
root = load_cert_from_pemder(sys.argv[2])
with open(sys.argv[1], 'rb') as f:
    for sig in PdfFileReader(f).embedded_signatures:
        s = validate_pdf_signature(sig, ValidationContext(trust_roots=[root]))
        print(json.dumps({
            'field': sig.field_name, 'intact': s.intact, 'valid': s.valid, 'trusted': s.trusted,
            'coverage': s.coverage.name, 'modification': s.modification_level.name, 'docmdpOk': s.docmdp_ok,
        }))
`;

/** pyHanko's answers, in the order of the file; null where no interpreter has it (\`VANTHU_PYHANKO\` may name one). */
export function askPyhanko(pdf: Uint8Array, rootPem: string): PyhankoWord[] | null {
  const program = python();
  if (program === null) return null;
  return inFolder({ 'file.pdf': pdf, 'root.pem': rootPem, 'ask.py': script }, (path) =>
    execFileSync(program, [path('ask.py'), path('file.pdf'), path('root.pem')], { encoding: 'utf8' })
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as PyhankoWord),
  );
}
