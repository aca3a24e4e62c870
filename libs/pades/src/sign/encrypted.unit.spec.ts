import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { flowPdf } from '../../test/flow-pdf.js';
import { TestAuthorities } from '../../test/test-authorities.js';
import { signingDay } from '../../test/test-certificates.js';
import { organisation } from '../../test/two-signatures.js';
import { augment, collect, isPrefix, isRefusal, judge, type SignOptions, signPdf } from '../index.js';

const hasQpdf = spawnSync('qpdf', ['--version']).status === 0;
if (!hasQpdf) console.warn('qpdf is not at hand: signing encrypted files was not tried');

(hasQpdf ? describe : describe.skip)('an encrypted file', () => {
  const authorities = new TestAuthorities();
  const folder = mkdtempSync(join(tmpdir(), 'vanthu-encrypted-'));
  const path = (name: string) => join(folder, name);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  beforeAll(async () => writeFileSync(path('plain.pdf'), await flowPdf()));

  const encrypt = (bits: string, ...more: string[]): Uint8Array => {
    const run = spawnSync('qpdf', [
      ...['--encrypt', 'nguoi-doc', 'chu', bits, ...more, '--', '--allow-weak-crypto'],
      ...[path('plain.pdf'), path('encrypted.pdf')],
    ]);
    if (run.status !== 0) throw new Error(run.stderr.toString());
    return readFileSync(path('encrypted.pdf'));
  };
  const sign = (pdf: Uint8Array, options: Partial<SignOptions>) =>
    signPdf(pdf, { ...organisation, at: signingDay, ...options }, authorities.signer('P-256'));

  it.each([
    ['256', []],
    ['128', ['--use-aes=y']],
    ['128', []],
  ] as const)('is signed and raised to B-LTA under its own /Encrypt (%s bits %s)', async (bits, more) => {
    const source = encrypt(bits, ...more);
    const signed = await sign(source, { password: 'nguoi-doc', name: 'Ủy ban nhân dân' });
    if (isRefusal(signed)) throw new Error(`${signed.code}: ${signed.message}`);
    expect(isPrefix(source, signed.pdf)).toBe(true);
    const raised = await augment(signed.pdf, 'B-LTA', authorities.sources, { password: 'chu' });
    if (isRefusal(raised)) throw new Error(`${raised.code}: ${raised.message}`);
    writeFileSync(path('signed.pdf'), raised.pdf);
    const check = spawnSync('qpdf', ['--check', '--password=nguoi-doc', path('signed.pdf')]);
    expect({ said: check.stderr.toString(), status: check.status }).toEqual({ said: '', status: 0 });
    const show = spawnSync('qpdf', ['--json', '--password=nguoi-doc', path('signed.pdf')], { maxBuffer: 64e6 });
    expect(show.stdout.toString()).toContain('Hà Nội, ngày 20 tháng 11 năm 2026');
    const report = judge(collect(raised.pdf), { anchors: authorities.anchors, at: signingDay });
    expect(report.signatures.map(({ integrity }) => integrity)).toEqual(['ok']);
  });

  it('stays closed with a wrong password, and is left alone where its permissions forbid to sign', async () => {
    const open = encrypt('256');
    expect(await sign(open, { password: 'sai' })).toMatchObject({ code: 'PADES.ENCRYPTED' });
    expect(await sign(open, {})).toMatchObject({ code: 'PADES.ENCRYPTED' });
    const readOnly = encrypt('256', '--modify=none');
    expect(await sign(readOnly, { password: 'nguoi-doc' })).toMatchObject({ code: 'PADES.PERMISSION' });
    expect(await sign(readOnly, { password: 'chu' })).toMatchObject({ kind: 'signed' });
    const formsOnly = encrypt('256', '--modify=form');
    expect(await sign(formsOnly, { password: 'nguoi-doc' })).toMatchObject({ kind: 'signed' });
    const added = { password: 'nguoi-doc', fieldName: 'moi', newField: { page: 1 } };
    expect(await sign(formsOnly, added)).toMatchObject({ code: 'PADES.PERMISSION' });
  });
});
