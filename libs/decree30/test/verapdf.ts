import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const program = resolve(import.meta.dirname, 'verapdf/ValidatePdfA.java');
const fetched = resolve(import.meta.dirname, '../../../.tools/verapdf');

/**
 * What veraPDF, which shares no code with us, finds broken of PDF/A-2b: for each file a line per rule, none where it passes.
 * Null where it is not at hand; `npm run verapdf` brings it, `VANTHU_VERAPDF` may name another folder of its jars.
 */
export function askVeraPdf(files: readonly Uint8Array[]): string[][] | null {
  const jars = process.env.VANTHU_VERAPDF ?? fetched;
  if (!existsSync(jars) || !readdirSync(jars).some((name) => name.startsWith('validation-model'))) return null;
  const folder = mkdtempSync(join(tmpdir(), 'vanthu-verapdf-'));
  try {
    const names = files.map((bytes, index) => {
      const name = join(folder, `${index}.pdf`);
      writeFileSync(name, bytes);
      return name;
    });
    const run = spawnSync('java', ['-cp', join(jars, '*'), program, ...names], {
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    });
    const broken: string[][] = [];
    for (const line of run.stdout?.split('\n') ?? []) {
      if (/^(PASS|FAIL) /.test(line)) broken.push([]);
      else if (line.startsWith('  ')) broken.at(-1)?.push(line.trim());
    }
    if (broken.length !== files.length) throw new Error(`veraPDF did not answer: ${run.stderr}`, { cause: run.error });
    return broken;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
