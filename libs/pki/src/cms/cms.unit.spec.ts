import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { certify, certifyLeaf, ecKey, type Holder, rsaKey } from '../../test/small-pki.js';
import {
  addUnsignedAttribute,
  assembleSignedData,
  bytesToPem,
  type Certificate,
  certificateToPem,
  der,
  parseSignedData,
  privateKeyProvider,
  type SignedDataFacts,
  type SigningAlgorithm,
  signedAttributes,
  verifySignerInfo,
} from '../index.js';

const content = Buffer.from('Quyết định về việc thành lập Tổ công tác chuyển đổi số');
const digest = (algorithm: string): Uint8Array => createHash(algorithm).update(content).digest();

let folder: string;
const root = certify('Root');
const signers: Record<'rsa' | 'p256' | 'p384', Holder> = {
  rsa: certifyLeaf('RSA', root, {}, rsaKey()),
  p256: certifyLeaf('P-256', root),
  p384: certifyLeaf('P-384', root, {}, ecKey('secp384r1')),
};

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vanthu-cms-'));
  writeFileSync(join(folder, 'content'), content);
  writeFileSync(join(folder, 'root.pem'), certificateToPem(root.certificate));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const openssl = (...args: string[]): string =>
  execFileSync('openssl', args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

async function sign(holder: Holder, algorithm: SigningAlgorithm, certificates: Certificate[] = [root.certificate]) {
  const attributes = signedAttributes({
    contentDigest: digest(algorithm.digest),
    digestAlgorithm: algorithm.digest,
    signerCertificate: holder.certificate,
  });
  const provider = privateKeyProvider(holder.privateKey, [holder.certificate]);
  return assembleSignedData({
    signedAttributes: attributes,
    signatureValue: await provider.sign(attributes, algorithm),
    signatureAlgorithm: algorithm,
    digestAlgorithm: algorithm.digest,
    signerCertificate: holder.certificate,
    certificates,
  });
}

function facts(bytes: Uint8Array, lenient = false): SignedDataFacts {
  const found = parseSignedData(bytes, { lenient });
  if (found.kind === 'cms-problem') throw new Error(`${found.code} ${found.message}`);
  return found;
}

const good = { digest: 'ok', value: 'ok', ess: 'match', contentType: 'match', weak: [] };

describe('a signature made here', () => {
  it.each([
    ['rsa', 'rsa-pkcs1', 'sha256'],
    ['rsa', 'rsa-pkcs1', 'sha512'],
    ['rsa', 'rsa-pss', 'sha256'],
    ['rsa', 'rsa-pss', 'sha384'],
    ['p256', 'ecdsa', 'sha256'],
    ['p384', 'ecdsa', 'sha384'],
    ['p384', 'ecdsa', 'sha512'],
  ] as const)('is valid for openssl and for us: %s %s %s', async (who, scheme, hash) => {
    const bytes = await sign(signers[who], { scheme, digest: hash });
    writeFileSync(join(folder, 'sig.der'), bytes);
    const verify = ['cms', '-verify', '-binary', '-inform', 'DER', '-in', 'sig.der', '-content', 'content'];
    openssl(...verify, '-CAfile', 'root.pem', '-cades', '-purpose', 'any', '-no_check_time', '-out', 'out');
    expect(readFileSync(join(folder, 'out'))).toEqual(content);
    expect(verifySignerInfo(facts(bytes), digest(hash))).toMatchObject(good);
  });

  it('carries no signing time, as EN 319 142-1 6.3 demands, and binds the certificate by ESS v2', async () => {
    const read = facts(await sign(signers.p256, { scheme: 'ecdsa', digest: 'sha256' }));
    expect(read.signingTime).toBeUndefined();
    expect(read.signedAttributeList.map(({ oid }) => oid).sort()).toEqual([
      '1.2.840.113549.1.9.16.2.47',
      '1.2.840.113549.1.9.3',
      '1.2.840.113549.1.9.4',
    ]);
    expect(read.essCertificateHashes).toMatchObject([{ version: 2, digestAlgorithm: 'sha256' }]);
    expect(read.certificates).toHaveLength(2);
  });

  it('keeps its value when a timestamp is added later', async () => {
    const bytes = await sign(signers.p256, { scheme: 'ecdsa', digest: 'sha256' });
    const token = der.sequence(der.oid('1.2.3'));
    const once = addUnsignedAttribute(bytes, { oid: '1.2.840.113549.1.9.16.2.14', values: [token] });
    const twice = facts(addUnsignedAttribute(once, { oid: '1.2.840.113549.1.9.16.2.14', values: [token] }));
    expect(twice.timestampTokens).toHaveLength(2);
    expect(verifySignerInfo(twice, digest('sha256'))).toMatchObject(good);
  });

  it('padding of /Contents after it is ignored, anything else is refused', async () => {
    const bytes = await sign(signers.p256, { scheme: 'ecdsa', digest: 'sha256' });
    expect(facts(Buffer.concat([bytes, Buffer.alloc(100)])).der).toHaveLength(bytes.length);
    const problem = parseSignedData(Buffer.concat([bytes, Buffer.from([0, 1])]));
    expect(problem).toMatchObject({ kind: 'cms-problem', code: 'CMS.MALFORMED', offset: bytes.length + 1 });
  });
});

describe('a signature that is not right', () => {
  it('R-VER-02: other content is a bad digest with a good value', async () => {
    const read = facts(await sign(signers.p256, { scheme: 'ecdsa', digest: 'sha256' }));
    const other = createHash('sha256').update('Văn bản khác').digest();
    expect(verifySignerInfo(read, other)).toMatchObject({ digest: 'bad', value: 'ok' });
  });

  it('a value made by another key is bad', async () => {
    const stranger = { ...certifyLeaf('Stranger', root), certificate: signers.p256.certificate };
    const read = facts(await sign(stranger, { scheme: 'ecdsa', digest: 'sha256' }));
    expect(verifySignerInfo(read, digest('sha256'))).toMatchObject({ digest: 'ok', value: 'bad' });
  });

  it('an exchanged certificate with the same key, issuer and number is an ESS mismatch', async () => {
    const serialNumber = Uint8Array.of(0x55, 1);
    const first = certifyLeaf('Chánh Văn phòng', root, { serialNumber });
    const second = certifyLeaf('Chủ tịch', root, { serialNumber }, first);
    const attributes = signedAttributes({
      contentDigest: digest('sha256'),
      digestAlgorithm: 'sha256',
      signerCertificate: first.certificate,
    });
    const algorithm = { scheme: 'ecdsa', digest: 'sha256' } as const;
    const bytes = assembleSignedData({
      signedAttributes: attributes,
      signatureValue: await privateKeyProvider(first.privateKey, []).sign(attributes, algorithm),
      signatureAlgorithm: algorithm,
      digestAlgorithm: 'sha256',
      signerCertificate: second.certificate,
      certificates: [],
    });
    expect(verifySignerInfo(facts(bytes), digest('sha256'))).toMatchObject({ value: 'ok', ess: 'mismatch' });
  });

  it('R-VER-06: a short RSA key is named as weak', async () => {
    const weak = certifyLeaf('Weak', root, {}, rsaKey(1024));
    const read = facts(await sign(weak, { scheme: 'rsa-pkcs1', digest: 'sha256' }));
    expect(verifySignerInfo(read, digest('sha256'))).toMatchObject({ value: 'ok', weak: ['weak-key:rsa-1024'] });
  });

  it('without the signer’s certificate the value cannot be judged, with it handed in it can', async () => {
    const bytes = await sign(signers.p256, { scheme: 'ecdsa', digest: 'sha256' });
    const read = { ...facts(bytes), certificates: [], signerCertificate: undefined };
    expect(verifySignerInfo(read, digest('sha256')).value).toBe('no-certificate');
    const certificates = [signers.rsa.certificate, signers.p256.certificate];
    expect(verifySignerInfo(read, digest('sha256'), { certificates })).toMatchObject(good);
  });

  it('every single changed byte is refused, read as a problem, or judged other than good; nothing crashes', async () => {
    const bytes = await sign(signers.p256, { scheme: 'ecdsa', digest: 'sha256' }, []);
    let undetected = 0;
    for (let index = 0; index < bytes.length; index++) {
      const changed = Uint8Array.from(bytes);
      changed[index] = (changed[index] ?? 0) ^ 0x41;
      const read = parseSignedData(changed, { lenient: true });
      if (read.kind === 'cms-problem') continue;
      const { digest: d, value, ess, contentType } = verifySignerInfo(read, digest('sha256'));
      if (d === 'ok' && value === 'ok' && ess === 'match' && contentType === 'match') undetected++;
    }
    // versions and the list of digest algorithms outside the signed attributes are protected by nothing (RFC 5652 5.1)
    expect(undetected).toBeLessThan(20);
  });

  it('truncation anywhere is a problem, not a crash', async () => {
    const bytes = await sign(signers.p256, { scheme: 'ecdsa', digest: 'sha256' });
    for (let length = 0; length < bytes.length; length += 7) {
      expect(parseSignedData(bytes.subarray(0, length), { lenient: true }).kind).toBe('cms-problem');
    }
  });
});

describe('hostile input', () => {
  it('lists longer than an argument list are read or refused, never a crash', () => {
    const chunk = der.octetString(Uint8Array.of(1));
    const many = Array.from({ length: 150_000 }, () => chunk);
    const octets = der.sequenceOf(many);
    octets[0] = 0x24;
    const content = der.sequence(der.oid('1.2.840.113549.1.7.1'), der.explicit(0, octets));
    const signedData = der.sequence(der.integer(1), der.set(), content, der.set());
    const bytes = der.sequence(der.oid('1.2.840.113549.1.7.2'), der.explicit(0, signedData));
    expect(parseSignedData(bytes, { lenient: true })).toMatchObject({ code: 'CMS.NO_SIGNER' });
  });
});

describe('signatures of openssl', () => {
  const cms = (...args: string[]): Uint8Array => {
    const { certificate, privateKey } = signers.rsa;
    writeFileSync(join(folder, 'cert.pem'), certificateToPem(certificate));
    writeFileSync(
      join(folder, 'key.pem'),
      bytesToPem(privateKey.export({ type: 'pkcs8', format: 'der' }), 'PRIVATE KEY'),
    );
    const io = ['-in', 'content', '-binary', '-outform', 'DER', '-out', 'made.der'];
    openssl('cms', '-sign', '-signer', 'cert.pem', '-inkey', 'key.pem', ...io, ...args);
    return readFileSync(join(folder, 'made.der'));
  };

  it('are read and verified: signing time, no ESS', () => {
    const read = facts(cms());
    expect(read.signingTime).toBeInstanceOf(Date);
    expect(verifySignerInfo(read, digest('sha256'))).toMatchObject({ ...good, ess: 'absent' });
  });

  it('with PSS and another salt length are verified', () => {
    const read = facts(cms('-keyopt', 'rsa_padding_mode:pss', '-keyopt', 'rsa_pss_saltlen:20', '-cades'));
    expect(read.signatureAlgorithm.pss).toEqual({ digest: 'sha256', maskDigest: 'sha256', saltLength: 20 });
    expect(verifySignerInfo(read, digest('sha256'))).toMatchObject(good);
  });

  it('without signed attributes are verified from the digest alone', () => {
    const read = facts(cms('-noattr'));
    expect(verifySignerInfo(read, digest('sha256'))).toMatchObject({ digest: 'ok', value: 'ok' });
    const other = createHash('sha256').update('Văn bản khác').digest();
    expect(verifySignerInfo(read, other)).toMatchObject({ digest: 'bad', value: 'bad' });
  });

  it('R-VER-06: SHA-1 is verified and named as weak', () => {
    const read = facts(cms('-md', 'sha1'));
    expect(verifySignerInfo(read, digest('sha1'))).toMatchObject({ value: 'ok', weak: ['weak-digest:sha1'] });
  });

  it('in BER with indefinite lengths are read when lenient only', () => {
    const bytes = cms('-stream', '-nodetach');
    expect(parseSignedData(bytes).kind).toBe('cms-problem');
    const read = facts(bytes, true);
    expect(read.ber).toBe(true);
    expect(Buffer.from(read.encapsulatedContent ?? [])).toEqual(content);
    expect(verifySignerInfo(read, digest('sha256'))).toMatchObject({ digest: 'ok', value: 'ok' });
  });

  it('with two signers are refused with a reason', () => {
    const first = cms();
    writeFileSync(join(folder, 'first.der'), first);
    openssl(
      ...['cms', '-resign', '-inform', 'DER', '-in', 'first.der', '-signer', 'cert.pem', '-inkey', 'key.pem'],
      ...['-nocerts', '-outform', 'DER', '-out', 'two.der'],
    );
    expect(parseSignedData(readFileSync(join(folder, 'two.der')))).toMatchObject({ code: 'CMS.SEVERAL_SIGNERS' });
  });
});
