import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isRevoked, openPkcs12, parseCrl, validatePath } from '@vanthu/pki';
import { createTestPki, isTestAnchor, loadTestPki, saveTestPki, type TestPki } from './index.js';

const at = new Date('2026-03-02T03:00:00Z');
const pin = 'Mật khẩu 123';
let folder: string;
let pki: TestPki;

const openssl = (...args: string[]): string =>
  execFileSync('openssl', args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vanthu-testpki-'));
  pki = createTestPki({ at, keyType: 'rsa' });
  writeFileSync(join(folder, 'root.pem'), pki.rootPem);
  writeFileSync(join(folder, 'ca.pem'), pki.intermediatePem);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const verify = (...args: string[]): string =>
  openssl(
    'verify',
    '-x509_strict',
    '-attime',
    String(at.getTime() / 1000),
    '-CAfile',
    'root.pem',
    '-untrusted',
    'ca.pem',
    ...args,
  );

describe('certificates of the test PKI', () => {
  it.each(['rsa', 'ec', 'ec384'] as const)(
    'openssl and our path validation accept a person with an %s key',
    (keyType) => {
      const person = pki.issuePerson({ commonName: 'Nguyễn Thị Hồng', organization: 'UBND xã Tân Phú', keyType });
      writeFileSync(join(folder, 'leaf.pem'), person.certificatePem);
      expect(verify('leaf.pem')).toContain('leaf.pem: OK');
      const judgement = validatePath({
        leaf: person.certificate,
        intermediates: [pki.intermediate],
        anchors: pki.anchors,
        at,
      });
      expect(judgement).toMatchObject({ indication: 'PASSED', family: 'public-service' });
      expect(judgement.chain).toHaveLength(3);
    },
  );

  it('persons and organisations cannot be told apart by certificate fields', () => {
    const person = pki.issuePerson({ commonName: 'Trần Văn An', organization: 'Sở Nội vụ' }).certificate;
    const organisation = pki.issueOrganisation({ commonName: 'Sở Nội vụ', organization: 'UBND tỉnh' }).certificate;
    const looks = ({ policies, keyUsage, extendedKeyUsage, extensions }: typeof person) => ({
      policies,
      keyUsage,
      extendedKeyUsage,
      extensions: extensions.map(({ oid }) => oid),
    });
    expect(looks(person)).toEqual(looks(organisation));
  });

  it('openssl reads Vietnamese names as they were given', () => {
    const person = pki.issuePerson({ commonName: 'Đặng Thuỳ Trâm', organization: 'Sở Y tế', title: 'Phó Giám đốc' });
    writeFileSync(join(folder, 'leaf.pem'), person.certificatePem);
    const subject = openssl('x509', '-in', 'leaf.pem', '-noout', '-subject', '-nameopt', 'RFC2253,utf8,-esc_msb');
    expect(subject).toContain('CN=Đặng Thuỳ Trâm,title=Phó Giám đốc,O=Sở Y tế,C=VN');
    expect(person.certificate.subject.text).toBe('CN=Đặng Thuỳ Trâm,title=Phó Giám đốc,O=Sở Y tế,C=VN');
  });

  it('the test root is recognised, so that production can refuse it', () => {
    expect(isTestAnchor(pki.root)).toBe(true);
    expect(isTestAnchor(pki.intermediate)).toBe(true);
    expect(isTestAnchor(pki.unknownRoot)).toBe(false);
  });
});

describe('revocation', () => {
  it('R-VER-04: openssl and we find a revoked certificate on the list and others good', () => {
    const revoked = pki.issuePerson({ commonName: 'Bị Thu Hồi' });
    const good = pki.issuePerson({ commonName: 'Còn Hiệu Lực' });
    pki.revoke(revoked.certificate, { at: new Date('2026-03-01T00:00:00Z') });
    const crl = parseCrl(pki.crl());
    writeFileSync(join(folder, 'ca.crl'), crl.der);
    openssl('crl', '-inform', 'DER', '-in', 'ca.crl', '-out', 'ca.crl.pem');
    writeFileSync(join(folder, 'good.pem'), good.certificatePem);
    writeFileSync(join(folder, 'revoked.pem'), revoked.certificatePem);
    expect(verify('-crl_check', '-CRLfile', 'ca.crl.pem', 'good.pem')).toContain('OK');
    expect(() => verify('-crl_check', '-CRLfile', 'ca.crl.pem', 'revoked.pem')).toThrow(/certificate revoked/);
    expect(isRevoked(good.certificate, crl, at, pki.intermediate).status).toBe('good');
    expect(isRevoked(revoked.certificate, crl, at, pki.intermediate).status).toBe('revoked');
    const before = new Date('2026-02-28T00:00:00Z');
    expect(isRevoked(revoked.certificate, crl, before, pki.intermediate).status).toBe('good');
  });
});

describe('PKCS#12', () => {
  it.each(['rsa', 'ec'] as const)('a container with an %s key opens in openssl and here', (keyType) => {
    const person = pki.issuePerson({ commonName: 'Chủ Thẻ', keyType });
    writeFileSync(join(folder, 'p.p12'), person.pkcs12(pin));
    const shown = openssl('pkcs12', '-info', '-in', 'p.p12', '-passin', `pass:${pin}`, '-nodes');
    expect(shown.match(/BEGIN CERTIFICATE/g)).toHaveLength(3);
    expect(shown).toContain('BEGIN PRIVATE KEY');
    const opened = openPkcs12(person.pkcs12(pin), pin);
    if (opened.kind === 'refusal') throw new Error(opened.code);
    expect(opened.certificateChain().map((one) => one.fingerprintSha256)).toEqual(
      person.chain.map((one) => one.fingerprintSha256),
    );
  });
});

describe('the folder', () => {
  it('a saved PKI comes back with its keys, its list and its numbers; key files are for the owner only', async () => {
    const directory = join(folder, 'saved');
    const first = createTestPki({ at });
    const revoked = first.issuePerson({ commonName: 'Một' });
    first.revoke(revoked.certificate);
    await saveTestPki(first, directory);
    expect(statSync(join(directory, 'root.key.pem')).mode & 0o777).toBe(0o600);
    expect(statSync(join(directory, 'intermediate.key.pem')).mode & 0o777).toBe(0o600);
    const second = await loadTestPki(directory);
    const next = second.issuePerson({ commonName: 'Hai' });
    expect(next.certificate.serialNumber).not.toBe(revoked.certificate.serialNumber);
    const question = {
      intermediates: [second.intermediate],
      anchors: first.anchors,
      at,
      crls: [parseCrl(second.crl())],
    };
    expect(validatePath({ leaf: next.certificate, ...question }).indication).toBe('PASSED');
    expect(validatePath({ leaf: revoked.certificate, ...question }).subIndication).toBe('REVOKED');
  });

  it('a folder that lacks what came later gets it, and keeps its CAs', async () => {
    const directory = join(folder, 'older');
    const first = createTestPki({ at });
    await saveTestPki(first, directory);
    for (const name of ['tsa', 'national-root', 'ocsp-intermediate']) {
      rmSync(join(directory, `${name}.pem`));
      rmSync(join(directory, `${name}.key.pem`));
    }
    const second = await loadTestPki(directory, { serverUrl: 'http://127.0.0.1:8060' });
    expect(second.root.fingerprintSha256).toBe(first.root.fingerprintSha256);
    expect(second.intermediate.fingerprintSha256).toBe(first.intermediate.fingerprintSha256);
    const { certificate } = second.timestampAuthority;
    const question = { leaf: certificate, intermediates: [], anchors: first.anchors, at };
    expect(validatePath({ ...question, purpose: 'timestamping' }).indication).toBe('PASSED');
    await saveTestPki(second, directory);
    const third = await loadTestPki(directory);
    expect(third.timestampAuthority.certificate.fingerprintSha256).toBe(certificate.fingerprintSha256);
    expect(third.state.serverUrl).toBe('http://127.0.0.1:8060');
  });
});
