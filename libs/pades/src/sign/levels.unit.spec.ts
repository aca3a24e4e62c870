import { beforeAll, describe, expect, it } from '@jest/globals';
import { buildTimestampRejection, type FetchAnswer, type KeyProvider, oids } from '@vanthu/pki';
import { flowPdf } from '../../test/flow-pdf.js';
import { TestAuthorities } from '../../test/test-authorities.js';
import { signingDay } from '../../test/test-certificates.js';
import { readDss } from '../dss/read-dss.js';
import {
  augment,
  collect,
  completeSignatureAtLevel,
  estimateContentsBytes,
  isPrefix,
  isRefusal,
  judge,
  prepareSignature,
  type RevocationSource,
  revisions,
  type SignatureLevel,
  type SigningRefusal,
  type SignOptions,
  signPdf,
  signPrepared,
  type TimestampSource,
} from '../index.js';
import { PdfDocument } from '../pdf/document.js';

const options = (
  authorities: TestAuthorities,
  level: SignatureLevel,
  more: Partial<SignOptions> = {},
): SignOptions => ({
  ...{ fieldName: 'ky_ca_nhan_1', at: signingDay, claimedSigningTime: signingDay, level },
  ...{ sources: authorities.sources, ...more },
});

const passed = <T extends { kind: string }>(value: T): Exclude<T, { kind: 'refusal' }> => {
  if (isRefusal(value)) throw new Error(`${value.code}: ${value.message} ${JSON.stringify(value.details)}`);
  return value as Exclude<T, { kind: 'refusal' }>;
};

const subFilters = (pdf: Uint8Array) =>
  [
    ...Buffer.from(pdf)
      .toString('latin1')
      .matchAll(/\/SubFilter \/(\S+)/g),
  ].map((match) => match[1]);

describe('levels of a signature', () => {
  let source: Uint8Array;
  beforeAll(async () => {
    source = await flowPdf();
  });

  it.each([
    ['B-T', 2, ['ETSI.CAdES.detached']],
    ['B-LT', 3, ['ETSI.CAdES.detached']],
    ['B-LTA', 4, ['ETSI.CAdES.detached', 'ETSI.RFC3161']],
  ] as const)('%s appends what it adds', async (level, count, filters) => {
    const authorities = new TestAuthorities();
    const { pdf } = passed(await signPdf(source, options(authorities, level), authorities.signer('P-256')));
    expect(isPrefix(source, pdf)).toBe(true);
    expect(revisions(pdf)).toHaveLength(count);
    expect(subFilters(pdf)).toEqual(filters);
    const store = readDss(new PdfDocument(pdf).last);
    expect(store?.vri.size).toBe(level === 'B-T' ? undefined : 1);
  });

  it('B-LTA again changes nothing; a renewal adds one document timestamp', async () => {
    const authorities = new TestAuthorities();
    const { pdf } = passed(await signPdf(source, options(authorities, 'B-LTA'), authorities.signer('rsa-2048')));
    const again = passed(await augment(pdf, 'B-LTA', authorities.sources));
    expect(again).toEqual({ kind: 'augmented', level: 'B-LTA', pdf, changed: false });
    authorities.now = new Date('2030-01-01T00:00:00Z');
    expect(passed(await augment(pdf, 'B-LTA', authorities.sources)).changed).toBe(false);
    const renewed = passed(await augment(pdf, 'B-LTA', authorities.sources, { renew: true }));
    expect(isPrefix(pdf, renewed.pdf)).toBe(true);
    expect(subFilters(renewed.pdf)).toEqual(['ETSI.CAdES.detached', 'ETSI.RFC3161', 'ETSI.RFC3161']);
  });

  it('is raised later, step by step, without a changed byte, and each step only once', async () => {
    const authorities = new TestAuthorities();
    const plain = passed(await signPdf(source, options(authorities, 'B-B'), authorities.signer('P-384')));
    let before = plain.pdf;
    for (const level of ['B-T', 'B-LT', 'B-LTA'] as const) {
      const raised = passed(await augment(before, level, authorities.sources));
      expect({ level: raised.level, changed: raised.changed }).toEqual({ level, changed: true });
      expect(isPrefix(before, raised.pdf)).toBe(true);
      const again = passed(await augment(raised.pdf, level, authorities.sources));
      expect({ level, changed: again.changed }).toEqual({ level, changed: false });
      before = raised.pdf;
    }
    const report = judge(collect(before), { anchors: authorities.anchors, at: authorities.now });
    expect(report.signatures).toMatchObject([{ indication: 'TOTAL_PASSED', changes: 'lta' }]);
  });

  it('serves several signatures with one security store and one document timestamp', async () => {
    const authorities = new TestAuthorities();
    const lock = { action: 'Exclude', fields: ['ky_co_quan_1'] } as const;
    const first = passed(await signPdf(source, options(authorities, 'B-T', { lock }), authorities.signer('P-256')));
    const seal = options(authorities, 'B-T', { fieldName: 'ky_co_quan_1', lock: { action: 'All' } });
    const second = passed(await signPdf(first.pdf, seal, authorities.signer('rsa-2048')));
    const raised = passed(await augment(second.pdf, 'B-LTA', authorities.sources));
    const store = readDss(new PdfDocument(raised.pdf).last)!;
    expect(store.vri.size).toBe(2);
    // signers two, timestamp authority, issuing CA, root; an OCSP response for each leaf, the root's CRL once
    expect([store.certificates.length, store.ocsps.length, store.crls.length]).toEqual([5, 3, 1]);
    const report = judge(collect(raised.pdf), { anchors: authorities.anchors, at: authorities.now });
    expect(report.signatures.map((one) => one.indication)).toEqual(['TOTAL_PASSED', 'TOTAL_PASSED']);
  });

  it('a document timestamp is allowed behind a certification that forbids every change', async () => {
    const authorities = new TestAuthorities();
    const certified = passed(
      await signPdf(source, options(authorities, 'B-LTA', { certify: 1 }), authorities.signer('P-256')),
    );
    const report = judge(collect(certified.pdf), { anchors: authorities.anchors, at: authorities.now });
    expect(report.signatures).toMatchObject([{ indication: 'TOTAL_PASSED', changes: 'lta' }]);
  });

  it('is sized by a dry run: long chains and tokens fit, and the size of a token is asked for once', async () => {
    const authorities = new TestAuthorities('rsa-3072');
    const key = authorities.signer('rsa-3072');
    const first = passed(await signPdf(source, options(authorities, 'B-T'), key));
    expect(authorities.timestampsGiven).toBe(2);
    passed(await signPdf(source, options(authorities, 'B-T', { reason: 'lần nữa' }), key));
    expect(authorities.timestampsGiven).toBe(3);
    const [room] = /\/Contents <([0-9a-f]+)>/.exec(Buffer.from(first.increment).toString('latin1'))!.slice(1);
    expect(room!.length / 2 - first.cms.length).toBeLessThan(256);
  });

  describe('when a timestamp cannot be had, the signature is not lost', () => {
    const faults: Record<string, (authorities: TestAuthorities) => TimestampSource['stamp']> = {
      'HTTP 500': () => async () => ({ kind: 'refusal', code: 'PKI.TIMESTAMP_UNAVAILABLE', message: 'HTTP 500' }),
      'too slow': () => async () => Promise.reject(new Error('aborted')),
      rejection: () => async () => ({ kind: 'refusal', code: 'PKI.TIMESTAMP_UNAVAILABLE', message: 'badAlg' }),
      garbage: () => async () => ({ kind: 'timestamp', token: { der: Buffer.from('<html>') } }),
      'of something else': (authorities) => (request) =>
        authorities.stamp({ ...request, digest: new Uint8Array(request.digest.length) }),
      'of a stranger': () => (request) => new TestAuthorities('P-256', 'Người lạ').stamp(request),
      'of a signer without the usage': (authorities) => async (request) => {
        const wrong = new TestAuthorities();
        Object.assign(wrong, { timestamping: wrong.issuing, issuing: authorities.issuing });
        return wrong.stamp(request);
      },
    };

    it.each(Object.entries(faults))('%s', async (_, fault) => {
      const authorities = new TestAuthorities();
      const sources = { ...authorities.sources, timestamps: { stamp: fault(authorities) } };
      for (const level of ['B-T', 'B-LTA'] as const) {
        const refused = await signPdf(source, options(authorities, level, { sources }), authorities.signer('P-256'));
        expect(refused).toMatchObject({
          kind: 'refusal',
          code: expect.stringMatching(/^PADES\.TIMESTAMP_(UNAVAILABLE|WRONG)$/),
          completed: { level: 'B-B' },
        });
        const { completed } = refused as SigningRefusal;
        const report = judge(collect(completed!.pdf), { anchors: authorities.anchors, at: signingDay });
        expect(report.signatures).toMatchObject([{ indication: 'TOTAL_PASSED', level: 'B-B' }]);
      }
    });

    const http = (status: number, body = ''): FetchAnswer => ({
      ...{ kind: 'answer', status, contentType: undefined, body: Buffer.from(body) },
    });
    const slow: FetchAnswer = { kind: 'fetch-problem', code: 'timeout', message: 'no answer in 10 s' };
    const rejected: FetchAnswer = { ...http(200), body: buildTimestampRejection('badAlg') } as FetchAnswer;
    const answers = [
      ['HTTP 500', http(500)],
      ['slow', slow],
      ['rejection', rejected],
      ['garbage', http(200, '<html>')],
    ] as const;

    it.each(answers)('over HTTP, %s: neither a wrong level nor a lost signature', async (name, answer) => {
      const authorities = new TestAuthorities();
      const noTimestamp = authorities.overHttp(({ url }) => (url.endsWith('/tsa') ? answer : undefined));
      const first = await signPdf(
        source,
        options(authorities, 'B-LTA', { sources: noTimestamp }),
        authorities.signer('P-256'),
      );
      expect(first).toMatchObject({ code: 'PADES.TIMESTAMP_UNAVAILABLE', completed: { level: 'B-B' } });
      if (name === 'rejection') return;
      const noStatus = authorities.overHttp(({ url }) => (url.endsWith('/tsa') ? undefined : answer));
      const second = await signPdf(
        source,
        options(authorities, 'B-LTA', { sources: noStatus }),
        authorities.signer('P-256'),
      );
      expect(second).toMatchObject({ code: 'PADES.REVOCATION_UNKNOWN', completed: { level: 'B-T' } });
      const { completed } = second as SigningRefusal;
      const later = passed(await augment(completed!.pdf, 'B-LTA', authorities.overHttp()));
      expect({ level: later.level, isLater: isPrefix(completed!.pdf, later.pdf) }).toEqual({
        ...{ level: 'B-LTA', isLater: true },
      });
    });

    it('a signature without revocation data is B-T and said to be no more', async () => {
      const authorities = new TestAuthorities();
      const silent: RevocationSource = { collect: async () => ({}) };
      const broken: RevocationSource = { collect: () => Promise.reject(new Error('connection reset')) };
      for (const revocation of [silent, broken]) {
        const sources = { ...authorities.sources, revocation };
        const refused = await signPdf(source, options(authorities, 'B-LTA', { sources }), authorities.signer('P-256'));
        expect(refused).toMatchObject({ code: 'PADES.REVOCATION_UNKNOWN', completed: { level: 'B-T' } });
      }
    });

    it('a prepared signature is completed by another process, and keeps what it has', async () => {
      const authorities = new TestAuthorities();
      const key = authorities.signer('P-256');
      const room = estimateContentsBytes(key.certificateChain(), { timestamp: true });
      const prepared = passed(prepareSignature(source, { fieldName: 'ky_ca_nhan_1', contentsBytes: room }));
      const { preparedPdf, ...rest } = prepared;
      const restored = { ...JSON.parse(JSON.stringify(rest)), preparedPdf: Uint8Array.from(preparedPdf) };
      const cms = await signPrepared(restored, key, { at: signingDay });
      if ('kind' in cms) throw new Error(cms.message);
      const down = { ...authorities.sources, timestamps: { stamp: faults['HTTP 500']!(authorities) } };
      expect(await completeSignatureAtLevel(restored, cms, 'B-T', down)).toMatchObject({ completed: { level: 'B-B' } });
      const done = passed(await completeSignatureAtLevel(restored, cms, 'B-LTA', authorities.sources));
      expect(isPrefix(source, done.pdf)).toBe(true);
      expect(subFilters(done.pdf)).toEqual(['ETSI.CAdES.detached', 'ETSI.RFC3161']);
    });
  });

  describe('refuses before the key is used', () => {
    const counting = (key: KeyProvider) => {
      const count = { used: 0 };
      const counted: KeyProvider = {
        ...key,
        sign: (bytes, algorithm) => {
          count.used++;
          return key.sign(bytes, algorithm);
        },
      };
      return { counted, count };
    };

    it.each(['B-B', 'B-T', 'B-LTA'] as const)('a revoked certificate, for %s', async (level) => {
      const authorities = new TestAuthorities();
      const { counted, count } = counting(authorities.signer('P-256'));
      const revokedAt = new Date('2026-11-01T00:00:00Z');
      authorities.revoked.set(counted.certificateChain()[0]!.fingerprintSha256, { at: revokedAt });
      const refused = await signPdf(source, options(authorities, level), counted);
      expect(refused).toMatchObject({
        code: 'PADES.CERTIFICATE_REVOKED',
        details: { revokedAt: revokedAt.toISOString() },
      });
      expect(count.used).toBe(0);
    });

    it('a certificate whose issuer is revoked, or that is for something else', async () => {
      const authorities = new TestAuthorities();
      const { counted, count } = counting(authorities.signer('P-256'));
      authorities.revoked.set(authorities.issuing.certificate.fingerprintSha256, {
        at: new Date('2026-11-01T00:00:00Z'),
      });
      expect(await signPdf(source, options(authorities, 'B-B'), counted)).toMatchObject({
        code: 'PADES.CERTIFICATE_REVOKED',
      });
      const tls = counting(authorities.signer('P-256', { extendedKeyUsage: [oids.serverAuth] }));
      expect(await signPdf(source, options(authorities, 'B-B'), tls.counted)).toMatchObject({
        code: 'PADES.KEY_USAGE',
      });
      expect([count.used, tls.count.used]).toEqual([0, 0]);
    });

    it('an algorithm that the key does not have', async () => {
      const authorities = new TestAuthorities();
      const refused = await signPdf(
        source,
        options(authorities, 'B-B', { scheme: 'rsa-pss' }),
        authorities.signer('P-256'),
      );
      expect(refused).toMatchObject({ code: 'PADES.ALGORITHM' });
    });
  });

  describe('augmentation refuses', () => {
    it('a signature whose certificate was revoked when it was made, and keeps B-T', async () => {
      const authorities = new TestAuthorities();
      const key = authorities.signer('P-256');
      const { pdf } = passed(await signPdf(source, options(authorities, 'B-T'), key));
      authorities.revoked.set(key.certificateChain()[0]!.fingerprintSha256, { at: new Date('2026-11-01T00:00:00Z') });
      expect(await augment(pdf, 'B-LTA', authorities.sources)).toMatchObject({
        code: 'PADES.CERTIFICATE_REVOKED',
        completed: { level: 'B-T' },
      });
      authorities.revoked.set(key.certificateChain()[0]!.fingerprintSha256, { at: new Date('2026-11-21T00:00:00Z') });
      authorities.now = new Date('2026-11-22T00:00:00Z');
      expect(await augment(pdf, 'B-LTA', authorities.sources)).toMatchObject({ level: 'B-LTA' });
    });

    it('a broken signature, a file without one, and what is no PDF', async () => {
      const authorities = new TestAuthorities();
      const { pdf } = passed(await signPdf(source, options(authorities, 'B-B'), authorities.signer('P-256')));
      const broken = Uint8Array.from(pdf);
      broken[source.length - 2000]! ^= 1;
      expect(await augment(broken, 'B-T', authorities.sources)).toMatchObject({ kind: 'refusal' });
      expect(await augment(source, 'B-T', authorities.sources)).toMatchObject({ code: 'PADES.NOT_SIGNED' });
      expect(await augment(Buffer.from('x'), 'B-T', authorities.sources)).toMatchObject({ code: 'PADES.DAMAGED' });
      expect(authorities.timestampsGiven).toBe(0);
    });
  });
});
