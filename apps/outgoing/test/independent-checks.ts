import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@jest/globals';

/** Programs that share nothing with ours, on each signature and the file as a PDF; one that is missing says so. */
export function independentChecks(pdf: Uint8Array, signatures = 2): void {
  const folder = mkdtempSync(join(tmpdir(), 'vanthu-written-'));
  const path = join(folder, 'issued.pdf');
  try {
    writeFileSync(path, pdf);
    const poppler = spawnSync('pdfsig', ['-nocert', path], { encoding: 'utf8' });
    if (poppler.error) console.warn('pdfsig is missing');
    else expect(poppler.stdout.match(/Signature is Valid/g)).toHaveLength(signatures);
    const qpdf = spawnSync('qpdf', ['--check', path], { encoding: 'utf8' });
    if (qpdf.error) console.warn('qpdf is missing');
    else expect([qpdf.status, qpdf.stderr]).toEqual([0, '']);
    checkWithOpenssl(folder, Buffer.from(pdf), signatures);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Each signature value over the bytes of its own range (RFC 5652 5.4). */
function checkWithOpenssl(folder: string, pdf: Buffer, signatures: number): void {
  const ranges = [...pdf.toString('latin1').matchAll(/\/ByteRange \[(\d+) (\d+) (\d+) (\d+)\]/g)];
  expect(ranges).toHaveLength(signatures);
  for (const [, ...numbers] of ranges) {
    const [from, length, behind, rest] = numbers.map(Number) as [number, number, number, number];
    const hex = pdf.toString('latin1', from + length + 1, behind - 1);
    const padded = Buffer.from(hex, 'hex');
    const cms = padded.subarray(0, 4 + padded.readUInt16BE(2));
    writeFileSync(join(folder, 'cms.der'), cms);
    writeFileSync(
      join(folder, 'content'),
      Buffer.concat([pdf.subarray(from, from + length), pdf.subarray(behind, behind + rest)]),
    );
    const options = ['-inform', 'DER', '-in', join(folder, 'cms.der'), '-content', join(folder, 'content'), '-binary'];
    const run = spawnSync('openssl', ['cms', '-verify', ...options, '-noverify', '-out', join(folder, 'out')]);
    if (run.error) console.warn('openssl is missing');
    else expect(run.stderr.toString()).toContain('successful');
  }
}
