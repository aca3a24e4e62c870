import { spawnSync } from 'node:child_process';
import { createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { digestOf, verifySignatureValue } from './signature-value.js';
import { verifyPss } from './verify-pss.js';

const data = Buffer.from('văn bản');

describe('RSASSA-PSS', () => {
  it.each([2048, 2049, 2050, 2055])('agrees with node:crypto where both digests are the same, %i bits', (bits) => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: bits });
    for (const [digest, saltLength] of [
      ['sha256', 32],
      ['sha512', 0],
      ['sha384', 48],
    ] as const) {
      const value = sign(digest, data, { key: privateKey, padding: 6, saltLength });
      const pss = { digest, maskDigest: digest, saltLength };
      expect(verifyPss(publicKey, digestOf(digest, data), value, pss)).toBe(true);
      expect(verifyPss(publicKey, digestOf(digest, Buffer.from('khác')), value, pss)).toBe(false);
      expect(verifyPss(publicKey, digestOf(digest, data), value, { ...pss, saltLength: saltLength + 1 })).toBe(false);
      value[20]! ^= 1;
      expect(verifyPss(publicKey, digestOf(digest, data), value, pss)).toBe(false);
    }
  });

  it('takes another digest for MGF1 than for the message, as openssl makes it', () => {
    if (spawnSync('openssl', ['version']).status !== 0) return console.warn('openssl is not at hand and was not asked');
    const folder = mkdtempSync(join(tmpdir(), 'vanthu-pss-'));
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    writeFileSync(join(folder, 'key.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }));
    writeFileSync(join(folder, 'data'), data);
    const options = ['rsa_padding_mode:pss', 'rsa_pss_saltlen:32', 'rsa_mgf1_md:sha1'].flatMap((one) => [
      '-sigopt',
      one,
    ]);
    const files = ['-sign', join(folder, 'key.pem'), '-out', join(folder, 'value'), join(folder, 'data')];
    const run = spawnSync('openssl', ['dgst', '-sha256', ...options, ...files]);
    expect(run.stderr.toString()).toBe('');
    const value = readFileSync(join(folder, 'value'));
    const question = { publicKey: createPublicKey(privateKey), signed: [data], value };
    const algorithm = (maskDigest: 'sha1' | 'sha384') =>
      ({ scheme: 'rsa-pss', digest: 'sha256', pss: { digest: 'sha256', maskDigest, saltLength: 32 } }) as const;
    expect(verifySignatureValue({ ...question, algorithm: algorithm('sha1') })).toBe('ok');
    expect(verifySignatureValue({ ...question, algorithm: algorithm('sha384') })).toBe('bad');
    expect(verifySignatureValue({ ...question, signed: [Buffer.from('khác')], algorithm: algorithm('sha1') })).toBe(
      'bad',
    );
    rmSync(folder, { recursive: true, force: true });
  });
});
