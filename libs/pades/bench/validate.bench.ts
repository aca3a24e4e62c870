import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { certificateToPem } from '@vanthu/pki';
import { collect, isRefusal, judge, type SignOptions, signPdf } from '../src/index.js';
import { flowPdf } from '../test/flow-pdf.js';
import { TestAuthorities } from '../test/test-authorities.js';
import { signingDay } from '../test/test-certificates.js';

const script = fileURLToPath(new URL('pyhanko-rounds.py', import.meta.url));
const round = (value: number) => Math.round(value * 100) / 100;
const print = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);

/** Milliseconds of processor time for one round, so that a busy machine does not decide. */
function cost(seconds: number, work: () => unknown): number {
  for (let i = 0; i < 5; i++) work();
  const before = process.cpuUsage();
  const spent = () => {
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1e3;
  };
  let count = 0;
  while (spent() < seconds * 1e3) {
    work();
    count++;
  }
  return spent() / count;
}

async function signed(pdf: Uint8Array, authorities: TestAuthorities, fieldName: string, level: 'B-T' | 'B-LT') {
  const options: SignOptions = { fieldName, at: signingDay, level, sources: authorities.sources };
  const result = await signPdf(pdf, options, authorities.signer('rsa-2048'));
  if (isRefusal(result)) throw new Error(`${result.code}: ${result.message}`);
  return result.pdf;
}

async function twoSignaturesWithStore(authorities: TestAuthorities, extraBytes = 0): Promise<Uint8Array> {
  const first = await signed(await flowPdf({ extraBytes }), authorities, 'ky_ca_nhan_1', 'B-T');
  return signed(first, authorities, 'ky_co_quan_1', 'B-LT');
}

/** Two RSA-2048 signatures, B-LT, with the changes between them explained: we and pyHanko on the same file. */
export async function validateBench(seconds = 3): Promise<void> {
  const authorities = new TestAuthorities('rsa-2048');
  const { anchors } = authorities;
  const file = await twoSignaturesWithStore(authorities);
  const ask = (pdf: Uint8Array) => judge(collect(pdf), { anchors, at: signingDay });
  const { answer, signatures } = ask(file);
  const levels = signatures.map(({ level }) => level);
  if (answer !== 'hợp lệ' || levels.some((level) => level !== 'B-LT')) throw new Error(`not judged right: ${answer}`);
  const ours = cost(seconds, () => ask(file));
  const theirs = pyHanko(authorities, file, seconds);
  const bench = `pades: judge two B-LT signatures, ${file.length} bytes, RSA-2048`;
  if (theirs === undefined)
    print({ bench, unit: 'ms', ours: round(ours), baseline: 'pyHanko is not at hand (VANTHU_PYHANKO)' });
  else
    print({
      bench: `${bench}, against pyHanko`,
      unit: 'ms',
      ours: round(ours),
      baseline: round(theirs),
      ratio: round(theirs / ours),
    });
}

/** What ten times the bytes, and ten times the signatures, cost. */
export async function growthBench(seconds = 2): Promise<void> {
  const authorities = new TestAuthorities();
  const ask = (pdf: Uint8Array) => judge(collect(pdf), { anchors: authorities.anchors, at: signingDay });
  const sizes = [2_000_000, 20_000_000];
  const bySize: number[] = [];
  for (const extraBytes of sizes) {
    const pdf = await twoSignaturesWithStore(authorities, extraBytes);
    bySize.push(cost(seconds, () => ask(pdf)));
  }
  print({
    bench: 'pades: judge two B-LT signatures in 2 and in 20 MB',
    unit: 'ms',
    values: bySize.map(round),
    ratio: round(bySize[1]! / bySize[0]!),
  });
  const byCount: number[] = [];
  let pdf = await flowPdf();
  for (let count = 1; count <= 40; count++) {
    const options = {
      at: signingDay,
      ...(count === 1 ? { fieldName: 'ky_ca_nhan_1' } : { fieldName: `ky_${count}`, newField: { page: 1 } }),
    };
    const next = await signPdf(pdf, options as SignOptions, authorities.signer('P-256'));
    if (isRefusal(next)) throw new Error(`${next.code}: ${next.message}`);
    pdf = next.pdf;
    if (count === 4 || count === 40) byCount.push(cost(seconds, () => ask(pdf)));
  }
  print({
    bench: 'pades: judge 4 and 40 signatures',
    unit: 'ms',
    values: byCount.map(round),
    ratio: round(byCount[1]! / byCount[0]!),
  });
}

/** Milliseconds, or undefined where no interpreter has pyHanko. */
function pyHanko({ root }: TestAuthorities, file: Uint8Array, seconds: number): number | undefined {
  const python = process.env.VANTHU_PYHANKO ?? 'python3';
  if (spawnSync(python, ['-c', 'import pyhanko']).status !== 0) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'vanthu-validate-'));
  try {
    const [pem, pdf] = [join(folder, 'root.pem'), join(folder, 'two.pdf')];
    writeFileSync(pem, certificateToPem(root.certificate));
    writeFileSync(pdf, file);
    const run = spawnSync(python, [script, pem, signingDay.toISOString(), String(seconds), pdf], { encoding: 'utf8' });
    if (run.status !== 0) throw new Error(`pyHanko: ${run.stderr.slice(-2000)}`);
    const { answers, seconds: each } = JSON.parse(run.stdout) as { answers: boolean[]; seconds: number };
    if (answers.length !== 2 || answers.includes(false)) throw new Error(`pyHanko refuses the file: ${run.stdout}`);
    return each * 1_000;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
