import { execFileSync } from 'node:child_process';
import { createVerify } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { certify, certifyLeaf, ecKey, type Holder, rsaKey } from '../../test/small-pki.js';
import { bytesToPem, certificateToPem, keyMatchesCertificate, openPkcs12 } from '../index.js';

const pin = 'Bí mật 2026';
const root = certify('Root');
const holders: Record<'rsa' | 'ec', Holder> = {
  rsa: certifyLeaf('RSA', root, {}, rsaKey()),
  ec: certifyLeaf('EC', root, {}, ecKey('secp384r1')),
};
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vanthu-p12-'));
  writeFileSync(join(folder, 'root.pem'), certificateToPem(root.certificate));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function container({ certificate, privateKey }: Holder, password: string, ...more: string[]): Uint8Array {
  writeFileSync(join(folder, 'cert.pem'), certificateToPem(certificate));
  writeFileSync(
    join(folder, 'key.pem'),
    bytesToPem(privateKey.export({ type: 'pkcs8', format: 'der' }), 'PRIVATE KEY'),
  );
  const files = ['-in', 'cert.pem', '-inkey', 'key.pem', '-certfile', 'root.pem', '-out', 'made.p12'];
  execFileSync('openssl', ['pkcs12', '-export', ...files, '-passout', `pass:${password}`, ...more], { cwd: folder });
  return readFileSync(join(folder, 'made.p12'));
}

describe('openPkcs12', () => {
  it.each([
    ['rsa', 'AES-256 as openssl 3 writes it', []],
    ['ec', 'AES-256 as openssl 3 writes it', []],
    [
      'rsa',
      'triple DES with SHA-1',
      ['-legacy', '-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-3DES', '-macalg', 'sha1'],
    ],
    ['ec', 'RC2-40 and triple DES as Windows wrote it', ['-legacy']],
    ['rsa', 'no encryption but a MAC', ['-keypbe', 'NONE', '-certpbe', 'NONE']],
    ['ec', 'no MAC', ['-nomac']],
  ] as const)('opens %s with %s and signs', async (who, _, options) => {
    const holder = holders[who];
    const opened = openPkcs12(container(holder, pin, ...options), pin);
    if (opened.kind === 'refusal') throw new Error(`${opened.code}: ${opened.message}`);
    expect(opened.certificate.fingerprintSha256).toBe(holder.certificate.fingerprintSha256);
    expect(opened.certificateChain()).toHaveLength(2);
    const [algorithm] = opened.algorithms();
    if (algorithm === undefined) throw new Error('no algorithm');
    const value = await opened.sign(Buffer.from('văn bản'), algorithm);
    const verification = createVerify(algorithm.digest).update('văn bản');
    expect(verification.verify(holder.publicKey, value)).toBe(true);
  });

  it('a wrong PIN is an answer that tells nothing else', () => {
    expect(openPkcs12(container(holders.ec, pin), 'sai')).toEqual({
      kind: 'refusal',
      code: 'WrongPin',
      message: 'the PIN does not open the container',
    });
    expect(openPkcs12(container(holders.ec, pin, '-nomac'), 'sai')).toMatchObject({ kind: 'refusal' });
  });

  it('an empty PIN opens a container with an empty PIN only', () => {
    expect(openPkcs12(container(holders.ec, ''), '').kind).toBe('key-provider');
    expect(openPkcs12(container(holders.ec, pin), '')).toMatchObject({ code: 'WrongPin' });
  });

  it('a container without key, or bytes that are none, are refused', () => {
    expect(openPkcs12(container(holders.ec, pin, '-nokeys'), pin)).toMatchObject({ code: 'NoKey' });
    expect(openPkcs12(Buffer.from('không phải'), pin)).toMatchObject({ code: 'Unreadable' });
    expect(openPkcs12(new Uint8Array(), pin)).toMatchObject({ code: 'Unreadable' });
  });

  it('cut or changed anywhere it is refused or opens the same key; it never throws', () => {
    const bytes = container(holders.ec, pin);
    for (let index = 0; index < bytes.length; index += 23) {
      expect(openPkcs12(bytes.subarray(0, index), pin).kind).toBe('refusal');
      const changed = Uint8Array.from(bytes, (byte, place) => (place === index ? byte ^ 0x21 : byte));
      const opened = openPkcs12(changed, pin);
      if (opened.kind === 'key-provider') expect(opened.certificate.der).toEqual(holders.ec.certificate.der);
    }
  });

  it('keyMatchesCertificate tells whose key it is', () => {
    expect(keyMatchesCertificate(holders.rsa.privateKey, holders.rsa.certificate)).toBe(true);
    expect(keyMatchesCertificate(holders.ec.privateKey, holders.rsa.certificate)).toBe(false);
  });
});
