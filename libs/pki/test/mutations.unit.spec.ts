import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import {
  buildCrl,
  buildOcspRequest,
  buildOcspResponse,
  buildTimestampRequest,
  buildTimestampResponse,
  CertificateError,
  compareBytes,
  crlUrls,
  isCrlFrom,
  isRevoked,
  issuerUrls,
  ocspNoCheck,
  ocspStatus,
  ocspUrls,
  oids,
  parseBasicOcspResponse,
  parseCertificate,
  parseCrl,
  parseOcspRequest,
  parseOcspResponse,
  parseTimestampRequest,
  parseTimestampResponse,
  parseTimestampToken,
  validatePath,
  verifyCertificateSignature,
  verifyTimestampToken,
} from '../src/index.js';
import { cuts, octetChanges, shapeChanges, wellFormedChanges } from './mutate.js';
import { at, certify, certifyLeaf, day } from './small-pki.js';
import { keyOf } from './small-servers.js';

// half a minute of signature checks on a free core, several on busy ones
jest.setTimeout(300_000);

/**
 * Whatever is changed: no reader throws anything but its own error, and nothing that is accepted says anything else than
 * what was signed. Thousands of changes of each kind of object; the seed is fixed, so a failure can be repeated.
 */
const root = certify('Root');
const ca = certify('CA', root);
const leaf = certifyLeaf('Người ký', ca);
const tsa = certifyLeaf('TSA', root, { extendedKeyUsage: [oids.timeStamping] });
const responder = certifyLeaf('OCSP', ca, { extendedKeyUsage: [oids.ocspSigning], extensions: [ocspNoCheck()] });
const digest = createHash('sha256').update('văn bản').digest();

function* changes(bytes: Uint8Array, seed: string): Generator<Uint8Array> {
  yield* octetChanges(bytes);
  yield* cuts(bytes);
  yield* shapeChanges(bytes, 1_500, `${seed} shapes`);
  yield* wellFormedChanges(bytes, 1_500, `${seed} well-formed`);
}

interface Tally {
  tried: number;
  read: number;
  accepted: number;
}

/** Runs `judge` over all changes; it says 'accepted' only after comparing what was signed. */
function tally(
  bytes: Uint8Array,
  seed: string,
  judge: (changed: Uint8Array) => 'unreadable' | 'refused' | 'accepted',
): Tally {
  const result = { tried: 0, read: 0, accepted: 0 };
  for (const changed of changes(bytes, seed)) {
    result.tried += 1;
    const verdict = judge(changed);
    if (verdict !== 'unreadable') result.read += 1;
    if (verdict === 'accepted') result.accepted += 1;
  }
  return result;
}

/** Signed parts of something accepted, against those of the original. */
function mustBeUnchanged(parts: readonly (readonly [Uint8Array, Uint8Array])[], changed: Uint8Array): 'accepted' {
  if (parts.some(([now, before]) => compareBytes(now, before) !== 0)) {
    throw new Error(`a changed signed byte was accepted: ${Buffer.from(changed).toString('base64')}`);
  }
  return 'accepted';
}

function readable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof CertificateError) return undefined;
    throw error;
  }
}

describe('mutations: never a crash, never a changed signed byte accepted', () => {
  let response: Uint8Array;
  let stamped: Uint8Array;
  const crl = buildCrl({
    issuer: ca.certificate.subject.der,
    issuerKey: ca.privateKey,
    thisUpdate: day(-1),
    nextUpdate: day(6),
    crlNumber: 1,
    revocations: [{ serialNumber: '4711', revokedAt: day(-2), reason: 1 }],
  });

  beforeAll(async () => {
    response = await buildOcspResponse({
      answers: [
        {
          certificate: leaf.certificate,
          issuer: ca.certificate,
          status: { kind: 'good' },
          thisUpdate: at,
          nextUpdate: day(1),
        },
      ],
      key: keyOf(responder),
      producedAt: at,
      nonce: Uint8Array.of(1, 2, 3, 4),
    });
    const request = parseTimestampRequest(
      buildTimestampRequest({ digestAlgorithm: 'sha256', digest, nonce: Uint8Array.of(5, 6, 7) }),
    );
    if (request.kind !== 'timestamp-request') throw new Error(request.message);
    stamped = await buildTimestampResponse({
      request,
      key: keyOf(tsa, root),
      genTime: at,
      serialNumber: Uint8Array.of(9),
      policy: '1.3.6.1.4.1.32473.30.2',
      accuracySeconds: 1,
    });
  });

  it('certificates', () => {
    const { der, tbs } = leaf.certificate;
    const question = {
      intermediates: [ca.certificate],
      anchors: [{ certificate: root.certificate, family: 'public-service' as const }],
      at,
    };
    const result = tally(der, 'certificate', (changed) => {
      const certificate =
        readable(() => parseCertificate(changed)) ?? readable(() => parseCertificate(changed, { lenient: true }));
      if (certificate === undefined) return 'unreadable';
      for (const urls of [ocspUrls, issuerUrls, crlUrls]) urls(certificate);
      const isSigned = verifyCertificateSignature(certificate, ca.certificate) === 'ok';
      const isAccepted = validatePath({ ...question, leaf: certificate }).indication === 'PASSED';
      return isSigned || isAccepted ? mustBeUnchanged([[certificate.tbs, tbs]], changed) : 'refused';
    });
    expect(result.tried).toBeGreaterThan(3_500);
    expect(result.read).toBeGreaterThan(300);
  });

  it('lists of revoked certificates', () => {
    const original = parseCrl(crl);
    const result = tally(crl, 'crl', (changed) => {
      const list = readable(() => parseCrl(changed));
      if (list === undefined) return 'unreadable';
      const isGood = isRevoked(leaf.certificate, list, at, ca.certificate).status !== 'unknown';
      return isCrlFrom(list, ca.certificate) || isGood
        ? mustBeUnchanged([[list.tbs, original.tbs]], changed)
        : 'refused';
    });
    expect(result.tried).toBeGreaterThan(3_300);
    expect(result.read).toBeGreaterThan(300);
  });

  it('OCSP responses', () => {
    const original = parseOcspResponse(response);
    if (original.kind !== 'ocsp-response') throw new Error(original.kind);
    const result = tally(response, 'ocsp', (changed) => {
      parseBasicOcspResponse(changed);
      parseOcspRequest(changed);
      const read = parseOcspResponse(changed);
      if (read.kind !== 'ocsp-response') return 'unreadable';
      const answer = ocspStatus({ certificate: leaf.certificate, issuer: ca.certificate, response: read, at });
      return answer.status === 'unknown' ? 'refused' : mustBeUnchanged([[read.tbs, original.tbs]], changed);
    });
    expect(result.tried).toBeGreaterThan(4_000);
    expect(result.read).toBeGreaterThan(300);
  });

  it('timestamps', () => {
    const original = tokenIn(stamped);
    if (original === undefined) throw new Error('no token');
    const signedParts = ({ signedData }: NonNullable<typeof original>) =>
      [signedData.encapsulatedContent ?? new Uint8Array(), signedData.signedAttributes ?? new Uint8Array()] as const;
    const before = signedParts(original);
    const result = tally(stamped, 'timestamp', (changed) => {
      const token = tokenIn(changed);
      if (token === undefined) return 'unreadable';
      const judged = verifyTimestampToken(token, { imprint: () => digest, certificates: [tsa.certificate] });
      if (!judged.isIntact) return 'refused';
      const now = signedParts(token);
      const signer = judged.signerCertificate?.der ?? new Uint8Array();
      return mustBeUnchanged(
        [
          [now[0], before[0]],
          [now[1], before[1]],
          [signer, tsa.certificate.der],
        ],
        changed,
      );
    });
    expect(result.tried).toBeGreaterThan(4_500);
    expect(result.read).toBeGreaterThan(300);
    // the certificate of the root and the padding of identifiers are not signed: such changes are harmless, and there are some
    expect(result.accepted).toBeGreaterThan(0);
  });

  it('requests, as a server reads them', () => {
    const query = buildTimestampRequest({ digestAlgorithm: 'sha256', digest, nonce: Uint8Array.of(5) });
    const inquiry = buildOcspRequest({
      certificate: leaf.certificate,
      issuer: ca.certificate,
      nonce: Uint8Array.of(1),
    });
    const readQuery = tally(query, 'query', (changed) =>
      parseTimestampRequest(changed).kind === 'timestamp-request' ? 'refused' : 'unreadable',
    );
    const readInquiry = tally(inquiry, 'inquiry', (changed) =>
      parseOcspRequest(changed).kind === 'ocsp-request' ? 'refused' : 'unreadable',
    );
    expect([readQuery.tried > 3_000, readInquiry.tried > 3_000]).toEqual([true, true]);
  });
});

/** A TimeStampResp, or a token by itself. */
function tokenIn(bytes: Uint8Array) {
  const answer = parseTimestampResponse(bytes);
  const token = parseTimestampToken(answer.kind === 'timestamp-response' ? (answer.token ?? bytes) : bytes, {
    lenient: true,
  });
  return token.kind === 'timestamp-token' ? token : undefined;
}

describe('hostile sizes are refused, not worked through', () => {
  const nested = (depth: number): Uint8Array => Buffer.alloc(depth * 2, Buffer.from([0x30, 0x80]));
  const nulls = (octets: number): Uint8Array => {
    const content = Buffer.alloc(octets, Buffer.from([0x05, 0x00]));
    const header = Buffer.from([0x30, 0x84, 0, 0, 0, 0]);
    header.writeUInt32BE(octets, 2);
    return Buffer.concat([header, content]);
  };
  const entries = (count: number): Uint8Array => {
    const entry = Buffer.concat([
      Buffer.from([0x30, 0x12, 0x02, 0x01, 0x05, 0x17, 0x0d]),
      Buffer.from('260101000000Z'),
    ]);
    return Buffer.alloc(count * entry.length, entry);
  };

  it.each<[string, Uint8Array]>([
    ['a million levels', nested(1_000_000)],
    ['millions of empty values', nulls(32 * 1024 * 1024)],
    ['a length beyond everything', Buffer.from([0x30, 0x86, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff])],
    ['a length of sixteen octets', Buffer.concat([Buffer.from([0x30, 0x90]), Buffer.alloc(16, 0xff)])],
    ['entries without a list', entries(100_000)],
  ])('%s', (_, bytes) => {
    expect(() => parseCrl(bytes)).toThrow(CertificateError);
    expect(() => parseCertificate(bytes, { lenient: true })).toThrow(CertificateError);
    expect(parseOcspResponse(bytes).kind).toBe('ocsp-problem');
    expect(parseTimestampToken(bytes, { lenient: true }).kind).toBe('timestamp-problem');
    expect(parseTimestampResponse(bytes).kind).toBe('timestamp-problem');
  });
});
