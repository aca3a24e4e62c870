import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { certificateToPem, type KeyProvider, parseSignedData } from '@vanthu/pki';
import { type KeyKind, TestAuthorities } from '../../test/test-authorities.js';
import { signingDay } from '../../test/test-certificates.js';
import { type CmsLevel, isRefusal, raiseCms, type SignedFile, signFile, verifyFile } from '../index.js';

const content = Buffer.from('Phụ lục kèm theo Quyết định số 07/QĐ-UBND\n', 'utf8');

async function signed(authorities: TestAuthorities, key: KeyProvider, level: CmsLevel): Promise<SignedFile> {
  const result = await signFile(content, key, { at: signingDay, level, sources: authorities.sources });
  if (isRefusal(result)) throw new Error(`${result.code}: ${result.message}`);
  return result;
}

describe('CAdES detached', () => {
  const kinds: readonly KeyKind[] = ['rsa-2048', 'P-256', 'P-384'];

  it.each(kinds)('%s: signs at each level, and the judge finds that level', async (kind) => {
    const authorities = new TestAuthorities();
    const key = authorities.signer(kind);
    for (const level of ['B-B', 'B-T', 'B-LT'] as const) {
      const { cms } = await signed(authorities, key, level);
      expect(verifyFile(content, cms, { anchors: authorities.anchors, at: signingDay })).toMatchObject({
        ...{ integrity: 'ok', indication: 'TOTAL_PASSED', level, claimedSigningTime: signingDay },
        provenSigningTime: level === 'B-B' ? undefined : signingDay,
        messageVi: 'Chữ ký hợp lệ',
      });
    }
  });

  it('holds when the certificate has ended since, by what it carries', async () => {
    const authorities = new TestAuthorities();
    const key = authorities.signer('P-256', { validTo: new Date('2026-12-01T00:00:00Z') });
    const later = { anchors: authorities.anchors, at: new Date('2027-06-01T00:00:00Z') };
    expect(verifyFile(content, (await signed(authorities, key, 'B-LT')).cms, later).indication).toBe('TOTAL_PASSED');
    expect(verifyFile(content, (await signed(authorities, key, 'B-B')).cms, later)).toMatchObject({
      indication: 'INDETERMINATE',
      subIndication: 'OUT_OF_BOUNDS_NO_POE',
    });
  });

  it('fails for other content, a changed value, a stranger, and what is no signature', async () => {
    const authorities = new TestAuthorities();
    const { cms } = await signed(authorities, authorities.signer('P-256'), 'B-T');
    const trust = { anchors: authorities.anchors, at: signingDay };
    expect(verifyFile(Buffer.from('khác'), cms, trust)).toMatchObject({ subIndication: 'HASH_FAILURE' });
    const facts = parseSignedData(cms);
    if (facts.kind === 'cms-problem') throw new Error(facts.message);
    const changed = Buffer.from(cms);
    changed[changed.indexOf(facts.signatureValue) + 9]! ^= 1;
    expect(verifyFile(content, changed, trust)).toMatchObject({ integrity: 'bad', indication: 'TOTAL_FAILED' });
    const strange = { ...trust, anchors: new TestAuthorities('P-256', 'lạ').anchors };
    expect(verifyFile(content, cms, strange)).toMatchObject({ integrity: 'ok', indication: 'INDETERMINATE' });
    expect(verifyFile(content, Buffer.from('%PDF'), trust)).toMatchObject({ subIndication: 'FORMAT_FAILURE' });
  });

  it('keeps the signature when a server fails, and is raised later', async () => {
    const authorities = new TestAuthorities();
    const down = { ...authorities.sources, timestamps: { stamp: () => Promise.reject(new Error('slow')) } };
    const key = authorities.signer('P-256');
    const refused = await signFile(content, key, { at: signingDay, level: 'B-LT', sources: down });
    if (!isRefusal(refused)) throw new Error('not refused');
    expect(refused).toMatchObject({ code: 'PADES.TIMESTAMP_UNAVAILABLE', completedFile: { level: 'B-B' } });
    const raised = await raiseCms(refused.completedFile!, 'B-LT', authorities.sources);
    expect(raised).toMatchObject({ kind: 'signed-file', level: 'B-LT' });
    if (isRefusal(raised)) throw new Error(raised.message);
    expect(await raiseCms(raised, 'B-LT', authorities.sources)).toBe(raised);
  });

  it('is refused by an expired certificate before the key is used', async () => {
    const authorities = new TestAuthorities();
    const key = authorities.signer('P-256', { validTo: new Date('2026-02-01T00:00:00Z') });
    expect(await signFile(content, key, { at: signingDay })).toMatchObject({ code: 'PADES.CERTIFICATE_EXPIRED' });
  });

  it('openssl accepts every level', async () => {
    if (spawnSync('openssl', ['version']).status !== 0) return console.warn('openssl is not at hand and was not asked');
    const authorities = new TestAuthorities();
    const folder = mkdtempSync(join(tmpdir(), 'vanthu-cades-'));
    const path = (name: string) => join(folder, name);
    writeFileSync(path('root.pem'), certificateToPem(authorities.root.certificate));
    writeFileSync(path('content'), content);
    for (const kind of kinds)
      for (const level of ['B-B', 'B-T', 'B-LT'] as const) {
        writeFileSync(path('cms'), (await signed(authorities, authorities.signer(kind), level)).cms);
        const files = ['-in', path('cms'), '-content', path('content'), '-CAfile', path('root.pem')];
        const time = ['-attime', String(signingDay.getTime() / 1000), '-purpose', 'any', '-cades'];
        const run = spawnSync('openssl', ['cms', '-verify', '-binary', '-inform', 'DER', ...files, ...time]);
        expect({ kind, level, status: run.status, said: run.stderr.toString().trim() }).toEqual({
          ...{ kind, level, status: 0, said: expect.stringContaining('Verification successful') },
        });
      }
    rmSync(folder, { recursive: true, force: true });
  }, 120_000);
});
