import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { at, certify, certifyLeaf, day, ecKey, type Holder, rsaKey } from '../../test/small-pki.js';
import {
  assembleSignedData,
  buildTimestampRejection,
  buildTimestampRequest,
  buildTimestampResponse,
  bytesToPem,
  der,
  digestOf,
  oids,
  parseTimestampRequest,
  parseTimestampResponse,
  parseTimestampToken,
  privateKeyProvider,
  signedAttributes,
  type TimestampToken,
  validatePath,
  verifyTimestampToken,
} from '../index.js';

const root = certify('Root');
const authority = (commonName: string, fields: Parameters<typeof certify>[2] = {}, keys = ecKey()): Holder =>
  certifyLeaf(
    commonName,
    root,
    { keyUsage: ['digitalSignature'], extendedKeyUsage: [oids.timeStamping], ...fields },
    keys,
  );
const tsa = authority('TSA');
const data = Buffer.from('số 15/QĐ-UBND');
const digest = createHash('sha256').update(data).digest();
const policy = '1.3.6.1.4.1.32473.30.2';
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vanthu-timestamp-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const openssl = (...args: string[]): string =>
  execFileSync('openssl', args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

async function tokenOf(holder: Holder, more: { nonce?: Uint8Array; certReq?: boolean } = {}): Promise<TimestampToken> {
  const request = parseTimestampRequest(buildTimestampRequest({ digestAlgorithm: 'sha256', digest, ...more }));
  if (request.kind !== 'timestamp-request') throw new Error(request.message);
  const key = privateKeyProvider(holder.privateKey, [holder.certificate, root.certificate]);
  const bytes = await buildTimestampResponse({
    request,
    key,
    genTime: at,
    serialNumber: Uint8Array.of(7),
    policy,
    accuracySeconds: 1,
  });
  const response = parseTimestampResponse(bytes);
  if (response.kind !== 'timestamp-response' || response.token === undefined) throw new Error('no token');
  const token = parseTimestampToken(response.token);
  if (token.kind !== 'timestamp-token') throw new Error(token.message);
  return token;
}

const imprint = () => digest;

describe('timestamps (RFC 3161)', () => {
  it('a request says what was asked', () => {
    const bytes = buildTimestampRequest({
      digestAlgorithm: 'sha384',
      digest: new Uint8Array(48),
      nonce: Uint8Array.of(0x80, 1),
      policy,
    });
    expect(parseTimestampRequest(bytes)).toMatchObject({
      kind: 'timestamp-request',
      digestAlgorithm: 'sha384',
      nonce: '8001',
      policy,
      certReq: true,
    });
  });

  it.each(['ec', 'rsa'])('a token of ours with an %s key is intact here and in openssl', async (kind) => {
    const holder = kind === 'ec' ? tsa : authority('TSA RSA', {}, rsaKey());
    const nonce = randomBytes(8);
    const token = await tokenOf(holder, { nonce });
    expect(verifyTimestampToken(token, { imprint })).toMatchObject({
      isIntact: true,
      usage: 'ok',
      genTime: at,
      labels: kind === 'rsa' ? ['rsa-pkcs1-v1.5'] : [],
    });
    expect(token).toMatchObject({ accuracyMs: 1000, serialNumber: '07', policy });
    writeFileSync(join(folder, 'root.pem'), bytesToPem(root.certificate.der, 'CERTIFICATE'));
    writeFileSync(join(folder, 'token.der'), token.der);
    writeFileSync(join(folder, 'data'), data);
    const shown = openssl(
      'ts',
      '-verify',
      '-token_in',
      '-in',
      'token.der',
      '-data',
      'data',
      '-CAfile',
      'root.pem',
      '-attime',
      String(at.getTime() / 1000),
    );
    expect(shown).toContain('Verification: OK');
  });

  it('a request and answer of openssl are read', () => {
    writeFileSync(join(folder, 'data'), data);
    openssl('ts', '-query', '-data', 'data', '-sha512', '-cert', '-out', 'openssl.tsq');
    const request = parseTimestampRequest(readFileSync(join(folder, 'openssl.tsq')));
    expect(request).toMatchObject({ digestAlgorithm: 'sha512', certReq: true });
  });

  it('a token about something else is a hash failure', async () => {
    const token = await tokenOf(tsa);
    const other = createHash('sha256').update('khác').digest();
    expect(verifyTimestampToken(token, { imprint: () => other })).toMatchObject({
      isIntact: false,
      finding: { subIndication: 'HASH_FAILURE', code: 'imprint' },
    });
  });

  it.each([
    ['no extended key usage', { extendedKeyUsage: [] }],
    ['another usage beside', { extendedKeyUsage: [oids.timeStamping, oids.emailProtection] }],
    ['a CA', { ca: {} }],
  ])('a signer with %s is no timestamp authority (RFC 3161 2.3)', async (name, fields) => {
    const holder = name === 'no extended key usage' ? certifyLeaf('Người ký', root) : authority('X', fields);
    const token = await tokenOf(holder);
    expect(verifyTimestampToken(token, { imprint }).finding).toMatchObject({ code: 'wrong-usage' });
    const question = {
      leaf: holder.certificate,
      intermediates: [],
      anchors: [{ certificate: root.certificate, family: 'tsa' as const }],
      at,
    };
    expect(validatePath({ ...question, purpose: 'timestamping' }).reason?.code).toBe('wrong-usage');
  });

  it('an extended key usage that is not critical does not count (RFC 3161 2.3)', async () => {
    const usage = { oid: oids.extendedKeyUsage, critical: false, value: der.sequence(der.oid(oids.timeStamping)) };
    const holder = certifyLeaf('TSA', root, { keyUsage: ['digitalSignature'], extensions: [usage] });
    expect(verifyTimestampToken(await tokenOf(holder), { imprint }).finding).toMatchObject({ code: 'wrong-usage' });
  });

  it('anchors for timestamps count for timestamps alone', () => {
    const anchors = [{ certificate: root.certificate, family: 'tsa' as const }];
    const families = ['public-service'] as const;
    const question = { intermediates: [], anchors, families, at };
    expect(validatePath({ ...question, leaf: tsa.certificate, purpose: 'timestamping' }).indication).toBe('PASSED');
    const signer = certifyLeaf('Người ký', root);
    const judged = validatePath({
      ...question,
      families: ['tsa'],
      leaf: signer.certificate,
      purpose: 'document-signing',
    });
    expect(judged.reason?.code).toBe('anchor-of-another-family');
  });

  it('a token without its signer’s certificate is judged with one that is known', async () => {
    const token = await tokenOf(tsa, { certReq: false });
    expect(token.signedData.certificates).toHaveLength(0);
    expect(verifyTimestampToken(token, { imprint }).finding?.subIndication).toBe('NO_SIGNING_CERTIFICATE_FOUND');
    expect(verifyTimestampToken(token, { imprint, certificates: [tsa.certificate] }).isIntact).toBe(true);
  });

  it('another certificate of the same key and name is found out by the ESS reference', async () => {
    const token = await tokenOf(tsa, { certReq: false });
    const fields = {
      keyUsage: ['digitalSignature'],
      extendedKeyUsage: [oids.timeStamping],
      validTo: day(2000),
    } as const;
    const serialNumber = Buffer.from(tsa.certificate.serialNumber, 'hex');
    const twin = certifyLeaf('TSA', root, { ...fields, serialNumber }, tsa);
    expect(verifyTimestampToken(token, { imprint, certificates: [twin.certificate] }).finding).toMatchObject({
      code: 'ess-mismatch',
    });
  });

  it('a document signature is no token', () => {
    const content = Buffer.from('x');
    const attributes = signedAttributes({
      contentDigest: digestOf('sha256', content),
      digestAlgorithm: 'sha256',
      signerCertificate: tsa.certificate,
    });
    const cms = assembleSignedData({
      signedAttributes: attributes,
      signatureValue: Uint8Array.of(1),
      signatureAlgorithm: { scheme: 'ecdsa', digest: 'sha256' },
      digestAlgorithm: 'sha256',
      signerCertificate: tsa.certificate,
      certificates: [],
    });
    expect(parseTimestampToken(cms)).toMatchObject({ kind: 'timestamp-problem', code: 'TIMESTAMP.NOT_A_TOKEN' });
  });

  it('a rejection carries its reason and no token', () => {
    expect(parseTimestampResponse(buildTimestampRejection('badAlg', 'không nhận'))).toMatchObject({
      granted: false,
      status: 2,
      failures: ['badAlg'],
      statusText: ['không nhận'],
      token: undefined,
    });
    expect(parseTimestampResponse(buildTimestampRejection('systemFailure'))).toMatchObject({
      failures: ['systemFailure'],
    });
  });

  it('a rejection with a token, or a grant without, is malformed', async () => {
    const token = await tokenOf(tsa);
    const rejected = der.sequence(der.sequence(der.integer(2)), token.der);
    expect(parseTimestampResponse(rejected)).toMatchObject({ kind: 'timestamp-problem' });
    expect(parseTimestampResponse(der.sequence(der.sequence(der.integer(0))))).toMatchObject({
      kind: 'timestamp-problem',
    });
  });
});
