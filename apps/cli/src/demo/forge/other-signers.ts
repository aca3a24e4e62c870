import { execFileSync } from 'node:child_process';
import { createPrivateKey } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type KeyType, PDF, type Signer } from '@libpdf/core';
import { signValue } from '@vanthu/pki';
import type { LetterPlan } from '../plan/plan.js';
import { withoutFields } from './flattened.js';
import type { Holder, KeyMaterial } from './signers.js';
import type { Hands } from './usual-shape.js';

/** Letters of agencies whose software is not ours: number and date are printed, the signatures are those of other programs. */

/** @libpdf/core (npm): PAdES B-B by its own code; only the key is used by ours. */
export async function signWithLibpdf(laidOut: Uint8Array, letter: LetterPlan, hands: Hands): Promise<Uint8Array> {
  let { pdf } = await withoutFields(laidOut, letter, true);
  for (const holder of [hands.person, hands.organisation]) {
    const { bytes } = await (await PDF.load(pdf)).sign({
      signer: signerOf(holder),
      signingTime: new Date(`${letter.documentDate}T02:30:00Z`),
      level: 'B-B',
    });
    pdf = bytes;
  }
  return pdf;
}

function signerOf({ chain, privateKeyPem, keyType }: Holder): Signer {
  const key = createPrivateKey(privateKeyPem);
  const isRsa = keyType === 'rsa';
  const [leaf, ...issuers] = chain;
  if (!leaf) throw new Error('a key without certificate');
  return {
    certificate: leaf.der,
    certificateChain: issuers.map((one) => one.der),
    keyType: (isRsa ? 'RSA' : 'EC') satisfies KeyType,
    signatureAlgorithm: isRsa ? 'RSASSA-PKCS1-v1_5' : 'ECDSA',
    sign: async (data: Uint8Array) =>
      signValue(key, data, isRsa ? { scheme: 'rsa-pkcs1', digest: 'sha256' } : { scheme: 'ecdsa', digest: 'sha256' }),
  };
}

/** Whether poppler's signer and the tools for its key store are on this machine. */
export function hasPdfsig(): boolean {
  try {
    for (const program of ['pdfsig', 'certutil', 'pk12util']) execFileSync('sh', ['-c', `command -v ${program}`]);
    return true;
  } catch {
    return false;
  }
}

/** poppler's pdfsig with an NSS key store: adbe.pkcs7.detached, one field of its own for each signature. */
export async function signWithPdfsig(
  laidOut: Uint8Array,
  letter: LetterPlan,
  signers: readonly KeyMaterial['pkcs12'][],
): Promise<Uint8Array> {
  const { pdf } = await withoutFields(laidOut, letter, true);
  const folder = mkdtempSync(join(tmpdir(), 'vanthu-pdfsig-'));
  const run = (program: string, ...args: string[]) => execFileSync(program, args, { stdio: 'pipe' });
  try {
    let file = join(folder, 'letter.pdf');
    writeFileSync(file, pdf);
    for (const [i, { bytes, pin }] of signers.entries()) {
      const store = join(folder, `keys-${i}`);
      run('mkdir', store);
      run('certutil', '-N', '-d', `sql:${store}`, '--empty-password');
      writeFileSync(join(folder, 'key.p12'), bytes, { mode: 0o600 });
      run('pk12util', '-i', join(folder, 'key.p12'), '-d', `sql:${store}`, '-W', pin);
      const nick = /^\s*(.+?)\s+u,u,u/m.exec(run('certutil', '-L', '-d', `sql:${store}`).toString())?.[1] ?? '';
      const signed = join(folder, `signed-${i}.pdf`);
      run('pdfsig', '-nssdir', store, '-nocert', '-add-signature', '-nick', nick, file, signed);
      file = signed;
    }
    return readFileSync(file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
