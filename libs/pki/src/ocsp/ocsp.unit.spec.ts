import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { at, certify, certifyLeaf, crlOf, day, type Holder } from '../../test/small-pki.js';
import {
  buildOcspRefusal,
  buildOcspRequest,
  buildOcspResponse,
  bytesToPem,
  type Certificate,
  crlDistributionPoints,
  type OcspAnswerInput,
  type OcspResponse,
  ocspNoCheck,
  ocspStatus,
  oids,
  parseBasicOcspResponse,
  parseOcspRequest,
  parseOcspResponse,
  privateKeyProvider,
  validatePath,
} from '../index.js';

const root = certify('Root');
const ca = certify('CA', root);
const leaf = certifyLeaf('Người ký', ca);
const delegated = { keyUsage: ['digitalSignature'] as const, extendedKeyUsage: [oids.ocspSigning] };
const responder = certifyLeaf('OCSP', ca, { ...delegated, extensions: [ocspNoCheck()] });

const lists = crlDistributionPoints(['http://ca.test.invalid/ca.crl']);

interface Variation {
  signer?: Holder;
  answer?: Partial<OcspAnswerInput>;
  producedAt?: Date;
  responderId?: 'name' | 'key';
  more?: OcspAnswerInput[];
}
const answerOf = (more: Partial<OcspAnswerInput> = {}): OcspAnswerInput => ({
  certificate: leaf.certificate,
  issuer: ca.certificate,
  status: { kind: 'good' },
  thisUpdate: day(-1),
  nextUpdate: day(1),
  ...more,
});
async function bytesOf({ signer = responder, answer, producedAt = at, responderId, more = [] }: Variation = {}) {
  return buildOcspResponse({
    answers: [answerOf(answer), ...more],
    key: privateKeyProvider(signer.privateKey, [signer.certificate]),
    producedAt,
    ...(responderId === undefined ? {} : { responderId }),
  });
}
async function responseOf(variation: Variation = {}): Promise<OcspResponse> {
  const response = parseOcspResponse(await bytesOf(variation));
  if (response.kind !== 'ocsp-response') throw new Error(response.kind);
  return response;
}
const statusOf = async (variation: Variation = {}, when = at, certificate: Certificate = leaf.certificate) =>
  ocspStatus({ certificate, issuer: ca.certificate, response: await responseOf(variation), at: when });
const word = (answer: Awaited<ReturnType<typeof statusOf>>): string =>
  answer.status === 'unknown' ? answer.why : answer.status;

describe('OCSP (RFC 6960)', () => {
  it.each(['sha1', 'sha256'] as const)('a request with %s says which certificate is meant', (digestAlgorithm) => {
    const bytes = buildOcspRequest({
      certificate: leaf.certificate,
      issuer: ca.certificate,
      digestAlgorithm,
      nonce: Uint8Array.of(1, 2),
    });
    const request = parseOcspRequest(bytes);
    expect(request).toMatchObject({ kind: 'ocsp-request', nonce: '0102' });
    if (request.kind !== 'ocsp-request') return;
    expect(request.certIds[0]).toMatchObject({ digestAlgorithm, serialNumber: leaf.certificate.serialNumber });
  });

  it('a delegated responder with nocheck answers, by name or by key', async () => {
    expect(await statusOf({ responderId: 'name' })).toMatchObject({
      status: 'good',
      thisUpdate: day(-1),
      nextUpdate: day(1),
    });
    expect(await statusOf({ responderId: 'key', answer: { digestAlgorithm: 'sha256' } })).toMatchObject({
      status: 'good',
    });
    expect((await statusOf({ signer: ca })).status).toBe('good');
  });

  it('a certificate whose key is not whole octets, which OpenSSL reads, is nobody who answers, and no fault', async () => {
    const response = await responseOf({ responderId: 'key' });
    const publicKeyDer = Uint8Array.from(responder.certificate.publicKeyDer);
    // Of a P-256 key the last 65 octets are the point; before it stands the number of unused bits.
    const unusedBits = publicKeyDer.length - 66;
    expect(publicKeyDer[unusedBits]).toBe(0);
    publicKeyDer[unusedBits] = 1;
    const odd = { ...responder.certificate, publicKeyDer };
    const question = { certificate: leaf.certificate, issuer: ca.certificate, at };
    expect(ocspStatus({ ...question, response: { ...response, certificates: [odd] } }).status).toBe('unknown');
    expect(ocspStatus({ ...question, issuer: { ...ca.certificate, publicKeyDer }, response }).status).toBe('unknown');
  });

  it('the answer of a revoked certificate carries time and reason; R-VER-04: a later revocation does not count', async () => {
    const answer = { status: { kind: 'revoked', revokedAt: day(-3), reason: 1 } } as const;
    expect(await statusOf({ answer })).toEqual({ status: 'revoked', revokedAt: day(-3), reason: 1 });
    expect((await statusOf({ answer }, day(-4))).status).toBe('good');
  });

  it('unknown is unknown (2.2)', async () => {
    expect(word(await statusOf({ answer: { status: { kind: 'unknown' } } }))).toBe('ocsp-unknown');
  });

  it.each([
    ['ended before the instant', { nextUpdate: day(-0.5) }, at, 'ocsp-out-of-time'],
    ['ends before it begins', { nextUpdate: day(-2) }, day(-3), 'ocsp-out-of-time'],
    ['has no end and is old', { nextUpdate: undefined }, at, 'ocsp-out-of-time'],
    [
      'has no end and is of the moment',
      { nextUpdate: undefined, thisUpdate: at },
      new Date(at.getTime() + 1000),
      'good',
    ],
    ['made after the certificate ended', { thisUpdate: day(1001), nextUpdate: day(1002) }, at, 'ocsp-out-of-time'],
  ])('an answer that %s', async (_, change, when, expected) => {
    const { nextUpdate, ...rest } = { ...answerOf(), ...change };
    const answer = nextUpdate === undefined ? rest : { ...rest, nextUpdate };
    const bytes = await buildOcspResponse({
      answers: [answer],
      key: privateKeyProvider(responder.privateKey, [responder.certificate]),
      producedAt: at,
    });
    const response = parseOcspResponse(bytes);
    if (response.kind !== 'ocsp-response') throw new Error(response.kind);
    expect(word(ocspStatus({ certificate: leaf.certificate, issuer: ca.certificate, response, at: when }))).toBe(
      expected,
    );
  });

  it('an answer about another certificate, or the same number of another CA, is none', async () => {
    const other = certifyLeaf('Khác', ca);
    expect(word(await statusOf({}, at, other.certificate))).toBe('ocsp-other-certificate');
    const twin = certify('CA', root);
    expect(word(await statusOf({ answer: { issuer: twin.certificate } }))).toBe('ocsp-other-certificate');
  });

  it('a revocation is believed even when the same response says good as well', async () => {
    const revoked = answerOf({ status: { kind: 'revoked', revokedAt: day(-3) } });
    expect((await statusOf({ more: [revoked] })).status).toBe('revoked');
  });

  it.each<[string, () => Holder, string]>([
    ['without the usage', () => certifyLeaf('X', ca, { extensions: [ocspNoCheck()] }), 'ocsp-responder-usage'],
    [
      'of another CA',
      () => certifyLeaf('X', certify('CA', root), { ...delegated, extensions: [ocspNoCheck()] }),
      'ocsp-responder-not-delegated',
    ],
    [
      'of the root',
      () => certifyLeaf('X', root, { ...delegated, extensions: [ocspNoCheck()] }),
      'ocsp-responder-not-delegated',
    ],
    [
      'that had ended',
      () => certifyLeaf('X', ca, { ...delegated, validTo: day(-1), extensions: [ocspNoCheck()] }),
      'ocsp-responder-out-of-time',
    ],
    [
      'whose own status is not known',
      () => certifyLeaf('X', ca, { ...delegated, extensions: [lists] }),
      'ocsp-responder-status',
    ],
  ])('a responder %s is not believed (4.2.2.2)', async (_, make, expected) => {
    expect(word(await statusOf({ signer: make() }))).toBe(expected);
  });

  it('a responder without nocheck is believed when a list says it is good, and not when it is revoked', async () => {
    const signer = certifyLeaf('OCSP 2', ca, { ...delegated, extensions: [lists] });
    const response = await responseOf({ signer });
    const question = { certificate: leaf.certificate, issuer: ca.certificate, response, at };
    expect(ocspStatus({ ...question, crls: [crlOf(ca, [])] }).status).toBe('good');
    const revocation = { serialNumber: signer.certificate.serialNumber, revokedAt: day(-9), reason: 1 };
    expect(word(ocspStatus({ ...question, crls: [crlOf(ca, [revocation])] }))).toBe('ocsp-responder-revoked');
  });

  it('a responder does not vouch for its own certificate', async () => {
    const usages = { extendedKeyUsage: [oids.emailProtection, oids.ocspSigning], extensions: [ocspNoCheck()] };
    const signer = certifyLeaf('Người ký kiêm trả lời', ca, usages);
    const response = await responseOf({ signer, answer: { certificate: signer.certificate } });
    const question = { certificate: signer.certificate, issuer: ca.certificate, response, at };
    expect(word(ocspStatus(question))).toBe('ocsp-responder-own-status');
  });

  it('a responder named by configuration is believed', async () => {
    const signer = certifyLeaf('X', root);
    const response = await responseOf({ signer });
    const question = { certificate: leaf.certificate, issuer: ca.certificate, response, at };
    expect(ocspStatus(question).status).toBe('unknown');
    expect(ocspStatus({ ...question, responders: [signer.certificate] }).status).toBe('good');
  });

  it.each(['malformedRequest', 'internalError', 'tryLater', 'sigRequired', 'unauthorized'] as const)(
    '%s is a refusal',
    (status) => {
      expect(parseOcspResponse(buildOcspRefusal(status))).toEqual({ kind: 'ocsp-refusal', status });
    },
  );

  it('a bare BasicOCSPResponse is read, and wrapped for a DSS', async () => {
    const whole = await responseOf();
    const basic = whole.der.subarray(whole.der.length - basicLength(whole.der));
    expect(parseBasicOcspResponse(basic)).toMatchObject({ kind: 'ocsp-response', der: expect.anything() });
    const read = parseBasicOcspResponse(basic);
    expect(read.kind === 'ocsp-response' && Buffer.compare(read.der, whole.der)).toBe(0);
  });

  it('garbage is a problem', () => {
    expect(parseOcspResponse(Buffer.from('<html>'))).toMatchObject({ kind: 'ocsp-problem' });
    expect(parseOcspRequest(Buffer.from(''))).toMatchObject({ kind: 'ocsp-problem' });
  });
});

/** Length of the BasicOCSPResponse inside: it is the last value of the whole. */
function basicLength(whole: Uint8Array): number {
  const marker = Buffer.from('2b0601050507300101', 'hex');
  const place = Buffer.from(whole).indexOf(marker) + marker.length;
  return whole.length - (place + (whole[place + 1] === 0x82 ? 4 : whole[place + 1] === 0x81 ? 3 : 2));
}

describe('OCSP in a path', () => {
  const question = {
    leaf: leaf.certificate,
    intermediates: [ca.certificate],
    anchors: [{ certificate: root.certificate, family: 'public-service' as const }],
    at,
    revocation: 'required' as const,
  };

  it('OCSP for the leaf and a list for the CA make a path whose evidence is told', async () => {
    const response = await responseOf();
    const rootCrl = crlOf(root, []);
    const judged = validatePath({ ...question, ocsps: [response], crls: [rootCrl] });
    expect(judged).toMatchObject({ indication: 'PASSED', revocation: 'good' });
    expect(judged.revocations.map(({ evidence }) => evidence)).toEqual([[response], [rootCrl]]);
    expect(validatePath({ ...question, crls: [rootCrl] })).toMatchObject({ subIndication: 'TRY_LATER' });
  });

  it('whoever tells of a revocation is believed', async () => {
    const good = await responseOf();
    const revocation = { serialNumber: leaf.certificate.serialNumber, revokedAt: day(-2), reason: 4 };
    const judged = validatePath({ ...question, ocsps: [good], crls: [crlOf(root, []), crlOf(ca, [revocation])] });
    expect(judged).toMatchObject({ indication: 'FAILED', subIndication: 'REVOKED' });
    const revoked = await responseOf({ answer: { status: { kind: 'revoked', revokedAt: day(-2) } } });
    const other = validatePath({ ...question, ocsps: [revoked], crls: [crlOf(root, []), crlOf(ca, [])] });
    expect(other).toMatchObject({ subIndication: 'REVOKED', reason: { revokedAt: day(-2) } });
  });

  it('an answer unknown leaves the question open, and a list may answer it', async () => {
    const unknown = await responseOf({ answer: { status: { kind: 'unknown' } } });
    const rootCrl = crlOf(root, []);
    expect(validatePath({ ...question, ocsps: [unknown], crls: [rootCrl] })).toMatchObject({
      subIndication: 'TRY_LATER',
      reason: { message: 'ocsp-unknown' },
    });
    expect(validatePath({ ...question, ocsps: [unknown], crls: [rootCrl, crlOf(ca, [])] }).indication).toBe('PASSED');
  });
});

describe('OCSP with openssl', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'vanthu-ocsp-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const openssl = (...args: string[]): string =>
    execFileSync('openssl', args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  const write = (name: string, holder: Holder): void =>
    writeFileSync(join(folder, name), bytesToPem(holder.certificate.der, 'CERTIFICATE'));

  it('openssl believes our response and we read its request', async () => {
    for (const [name, holder] of [
      ['root.pem', root],
      ['ca.pem', ca],
      ['leaf.pem', leaf],
    ] as const)
      write(name, holder);
    writeFileSync(join(folder, 'response.der'), await bytesOf());
    const attime = String(at.getTime() / 1000);
    const shown = openssl(
      'ocsp',
      '-issuer',
      'ca.pem',
      '-cert',
      'leaf.pem',
      '-respin',
      'response.der',
      '-CAfile',
      'root.pem',
      '-verify_other',
      'ca.pem',
      '-no_nonce',
      '-attime',
      attime,
      '-validity_period',
      '9999999999',
    );
    expect(shown).toContain('leaf.pem: good');
    openssl('ocsp', '-issuer', 'ca.pem', '-cert', 'leaf.pem', '-reqout', 'request.der');
    const request = parseOcspRequest(readFileSync(join(folder, 'request.der')));
    expect(request.kind === 'ocsp-request' && request.certIds[0]?.serialNumber).toBe(leaf.certificate.serialNumber);
  });
});
