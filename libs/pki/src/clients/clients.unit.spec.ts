import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { at, certify, certifyLeaf, day } from '../../test/small-pki.js';
import {
  answered,
  crlServer,
  faults,
  type OcspVariation,
  ocspServer,
  SmallNet,
  type StampVariation,
  stampServer,
} from '../../test/small-servers.js';
import {
  assembleSignedData,
  authorityInfoAccess,
  buildOcspRefusal,
  buildTimestampRejection,
  certificateToPem,
  crlDistributionPoints,
  IssuerClient,
  ocspNoCheck,
  oids,
  RevocationClient,
  signedAttributes,
  TimestampClient,
} from '../index.js';

const url = {
  tsa: 'http://tsa.test.invalid/',
  tsa2: 'http://tsa2.test.invalid/',
  ocsp: 'http://ocsp.test.invalid/',
  crl: 'http://ca.test.invalid/ca.crl',
  ca: 'http://ca.test.invalid/ca.cer',
  root: 'http://ca.test.invalid/root.cer',
};
const root = certify('Root');
const ca = certify('CA', root, { extensions: [authorityInfoAccess({ caIssuers: [url.root] })] });
const leaf = certifyLeaf('Người ký', ca, {
  extensions: [authorityInfoAccess({ ocsp: [url.ocsp], caIssuers: [url.ca] }), crlDistributionPoints([url.crl])],
});
const tsa = certifyLeaf('TSA', root, { extendedKeyUsage: [oids.timeStamping] });
const responder = certifyLeaf('OCSP', ca, { extendedKeyUsage: [oids.ocspSigning], extensions: [ocspNoCheck()] });
const digest = createHash('sha256').update('văn bản').digest();
const stamped = { digestAlgorithm: 'sha256', digest } as const;

describe('TimestampClient', () => {
  const client = (net: SmallNet, servers = [url.tsa, url.tsa2]) =>
    new TimestampClient(net, { servers: servers.map((one) => ({ url: one })) });

  it('gives a token about this digest, of now', async () => {
    const net = new SmallNet({ [url.tsa]: stampServer(tsa, root) });
    const result = await client(net).stamp(stamped);
    expect(result).toMatchObject({ kind: 'timestamp', url: url.tsa, token: { genTime: at, digest } });
  });

  it.each(Object.keys(faults))('%s: the next authority is asked', async (fault) => {
    const net = new SmallNet({
      [url.tsa]: faults[fault] ?? (() => answered(new Uint8Array())),
      [url.tsa2]: stampServer(tsa, root),
    });
    expect(await client(net).stamp(stamped)).toMatchObject({ kind: 'timestamp', url: url.tsa2 });
  });

  it.each<[string, StampVariation, string]>([
    ['of something else', { digest: createHash('sha256').update('khác').digest() }, 'imprint'],
    ['for another request', { nonce: '0102' }, 'nonce'],
    ['of last week', { genTime: day(-7) }, 'clock'],
  ])('a token %s is not taken', async (_, variation, code) => {
    const result = await client(new SmallNet({ [url.tsa]: stampServer(tsa, root, variation) }), [url.tsa]).stamp(
      stamped,
    );
    expect(result).toMatchObject({
      kind: 'refusal',
      code: 'PKI.TIMESTAMP_UNAVAILABLE',
      attempts: [{ url: url.tsa, code }],
    });
  });

  it('a token of a key that is no authority’s, or that the caller distrusts, is not taken', async () => {
    const net = new SmallNet({ [url.tsa]: stampServer(leaf, ca) });
    expect(await client(net, [url.tsa]).stamp(stamped)).toMatchObject({ attempts: [{ code: 'wrong-usage' }] });
    const honest = new SmallNet({ [url.tsa]: stampServer(tsa, root) });
    const strict = new TimestampClient(honest, { servers: [{ url: url.tsa }], distrusts: () => 'no-path' });
    expect(await strict.stamp(stamped)).toMatchObject({ attempts: [{ code: 'untrusted', message: 'no-path' }] });
  });

  it('a policy asked for is the policy of the token', async () => {
    const policy = '1.3.6.1.4.1.32473.9';
    const asking = (ignorePolicy: boolean) =>
      new TimestampClient(new SmallNet({ [url.tsa]: stampServer(tsa, root, { ignorePolicy }) }), {
        servers: [{ url: url.tsa, policy }],
      }).stamp(stamped);
    expect(await asking(false)).toMatchObject({ kind: 'timestamp', token: { policy } });
    expect(await asking(true)).toMatchObject({ kind: 'refusal', attempts: [{ code: 'policy' }] });
  });

  it('a rejection of the question itself is told, and is not worth repeating', async () => {
    const net = new SmallNet({ [url.tsa]: () => answered(buildTimestampRejection('badAlg')) });
    expect(await client(net, [url.tsa]).stamp(stamped)).toMatchObject({
      kind: 'refusal',
      retryable: false,
      attempts: [{ code: 'rejected:badAlg' }],
    });
    expect(net.asked).toHaveLength(1);
  });

  it('a server that is down is asked twice, then left alone for a while, longer each time', async () => {
    const net = new SmallNet({});
    const asking = client(net, [url.tsa]);
    expect(await asking.stamp(stamped)).toMatchObject({ kind: 'refusal', retryable: true });
    expect(net.asked).toHaveLength(2);
    expect(await asking.stamp(stamped)).toMatchObject({ attempts: [{ code: 'backing-off' }] });
    expect(net.asked).toHaveLength(2);
    net.time += 5_000;
    await asking.stamp(stamped);
    expect(net.asked).toHaveLength(4);
    net.time += 5_000;
    await asking.stamp(stamped);
    expect(net.asked).toHaveLength(4);
    net.time += 5_000;
    net.servers[url.tsa] = stampServer(tsa, root);
    expect(await asking.stamp(stamped)).toMatchObject({ kind: 'timestamp' });
  });
});

describe('RevocationClient', () => {
  const inquiry = { certificate: leaf.certificate, issuer: ca.certificate };
  const serialNumber = leaf.certificate.serialNumber;
  const good = ocspServer(responder, ca, leaf);

  it('OCSP comes first and is kept until its nextUpdate', async () => {
    const net = new SmallNet({ [url.ocsp]: good, [url.crl]: crlServer(ca) });
    const client = new RevocationClient(net);
    const first = await client.collect(inquiry);
    expect(first).toMatchObject({ answer: { status: 'good' }, crl: undefined, ocsp: { kind: 'ocsp-response' } });
    await client.collect(inquiry);
    expect(net.asked).toEqual([url.ocsp]);
    await client.collect({ ...inquiry, fresh: true });
    expect(net.asked).toHaveLength(2);
    net.time += 2 * 3_600_000;
    await client.collect(inquiry);
    expect(net.asked).toHaveLength(3);
  });

  it('a list is kept until its nextUpdate, for every certificate of the CA', async () => {
    const net = new SmallNet({ [url.crl]: crlServer(ca) });
    const client = new RevocationClient(net, { prefer: 'crl' });
    const other = certifyLeaf('Khác', ca, { extensions: [crlDistributionPoints([url.crl])] });
    for (const certificate of [leaf.certificate, other.certificate, leaf.certificate]) {
      expect(await client.collect({ ...inquiry, certificate })).toMatchObject({ answer: { status: 'good' } });
    }
    expect(net.asked).toEqual([url.crl]);
    net.time = day(7).getTime();
    expect((await client.collect(inquiry)).answer.status).toBe('unknown');
  });

  it.each(Object.keys(faults))('OCSP %s: the list answers; with neither the answer is unknown', async (fault) => {
    const broken = faults[fault] ?? (() => answered(new Uint8Array()));
    const net = new SmallNet({ [url.ocsp]: broken, [url.crl]: crlServer(ca) });
    expect(await new RevocationClient(net).collect(inquiry)).toMatchObject({
      answer: { status: 'good' },
      ocsp: undefined,
    });
    const dark = new SmallNet({ [url.ocsp]: broken, [url.crl]: broken });
    const found = await new RevocationClient(dark).collect(inquiry);
    expect(found).toMatchObject({ answer: { status: 'unknown' }, ocsp: undefined, crl: undefined });
    expect(found.attempts.length).toBeGreaterThanOrEqual(2);
  });

  it.each<[string, OcspVariation, string]>([
    ['for another request', { nonce: 'other' }, 'nonce'],
    ['of last week', { thisUpdate: day(-8), nextUpdate: day(-1), producedAt: day(-8) }, 'ocsp-out-of-time'],
    ['of tomorrow', { producedAt: day(1) }, 'clock'],
    ['about another certificate', { about: certifyLeaf('Khác', ca) }, 'ocsp-other-certificate'],
    ['that says unknown', { status: 'unknown' }, 'ocsp-unknown'],
  ])('an answer %s is not believed', async (_, variation, code) => {
    const net = new SmallNet({ [url.ocsp]: ocspServer(responder, ca, leaf, variation) });
    const found = await new RevocationClient(net).collect(inquiry);
    expect(found.answer.status).toBe('unknown');
    expect(found.attempts[0]).toMatchObject({ url: url.ocsp, code });
  });

  it('a responder without right, or a refusal, is not believed', async () => {
    const stranger = new SmallNet({ [url.ocsp]: ocspServer(leaf, ca, leaf) });
    expect((await new RevocationClient(stranger).collect(inquiry)).attempts[0]?.code).toBe('ocsp-responder-usage');
    const later = new SmallNet({ [url.ocsp]: () => answered(buildOcspRefusal('tryLater')) });
    expect((await new RevocationClient(later).collect(inquiry)).attempts[0]?.code).toBe('ocsp-tryLater');
  });

  it('a stored answer without nonce counts, unless a nonce is required', async () => {
    const net = new SmallNet({ [url.ocsp]: ocspServer(responder, ca, leaf, { nonce: 'none' }) });
    expect((await new RevocationClient(net).collect(inquiry)).answer.status).toBe('good');
    expect((await new RevocationClient(net, { nonce: 'required' }).collect(inquiry)).answer.status).toBe('unknown');
  });

  it('a revocation is told with its time, by OCSP and by a list; R-VER-04: for an earlier instant it does not count', async () => {
    const revokedAt = day(-2);
    const byOcsp = new SmallNet({ [url.ocsp]: ocspServer(responder, ca, leaf, { status: { revokedAt } }) });
    const client = new RevocationClient(byOcsp);
    expect((await client.collect(inquiry)).answer).toMatchObject({ status: 'revoked', revokedAt });
    expect((await client.collect({ ...inquiry, at: day(-3) })).answer.status).toBe('good');
    const byList = new SmallNet({ [url.crl]: crlServer(ca, [{ serialNumber, revokedAt, reason: 1 }]) });
    expect((await new RevocationClient(byList).collect(inquiry)).answer).toMatchObject({
      status: 'revoked',
      revokedAt,
    });
  });

  it.each([
    ['of another CA with the same name', crlServer(certify('CA', root)), 'crl-signature'],
    ['that has ended', crlServer(ca, [], day(-9), day(-2)), 'crl-out-of-time'],
    ['of tomorrow', crlServer(ca, [], day(1), day(2)), 'clock'],
  ])('a list %s is not believed', async (_, server, code) => {
    const found = await new RevocationClient(new SmallNet({ [url.crl]: server }), { prefer: 'crl' }).collect(inquiry);
    expect(found.answer.status).toBe('unknown');
    expect(found.attempts[0]).toMatchObject({ url: url.crl, code });
  });

  it('a mirror is asked before the addresses of the certificate', async () => {
    const mirror = 'http://mirror.test.invalid/ca.crl';
    const net = new SmallNet({ [mirror]: crlServer(ca), [url.crl]: crlServer(ca) });
    await new RevocationClient(net, { prefer: 'crl', crlServers: [mirror] }).collect(inquiry);
    expect(net.asked).toEqual([mirror]);
  });

  it('a chain is asked about but for its anchor', async () => {
    const net = new SmallNet({ [url.ocsp]: good });
    const chain = [leaf, ca, root].map(({ certificate }) => certificate);
    const { findings, ocsps, crls } = await new RevocationClient(net).collectChain(chain);
    expect(findings.map(({ answer }) => answer.status)).toEqual(['good', 'unknown']);
    expect([ocsps.length, crls.length]).toEqual([1, 0]);
  });
});

describe('IssuerClient', () => {
  const servers = () => ({
    [url.ca]: () => answered(ca.certificate.der),
    [url.root]: () => answered(Buffer.from(certificateToPem(root.certificate))),
  });

  it('climbs to the root, in DER and in PEM, and asks once', async () => {
    const net = new SmallNet(servers());
    const client = new IssuerClient(net);
    const found = await client.complete(leaf.certificate);
    expect(found.issuers.map(({ subject }) => subject.commonName)).toEqual(['CA', 'Root']);
    expect((await client.complete(leaf.certificate)).issuers).toHaveLength(2);
    expect(net.asked).toEqual([url.ca, url.root]);
    expect((await client.complete(leaf.certificate, [ca.certificate, root.certificate])).issuers).toHaveLength(0);
  });

  it('takes certificates out of a CMS', async () => {
    const attributes = signedAttributes({
      contentDigest: digest,
      digestAlgorithm: 'sha256',
      signerCertificate: tsa.certificate,
    });
    const cms = assembleSignedData({
      signedAttributes: attributes,
      signatureValue: Uint8Array.of(1),
      signatureAlgorithm: { scheme: 'ecdsa', digest: 'sha256' },
      digestAlgorithm: 'sha256',
      signerCertificate: tsa.certificate,
      certificates: [ca.certificate],
    });
    const found = await new IssuerClient(new SmallNet({ [url.ca]: () => answered(cms) })).complete(leaf.certificate, [
      root.certificate,
    ]);
    expect(found.issuers.map(({ subject }) => subject.commonName)).toEqual(['CA']);
  });

  it.each(Object.keys(faults))('%s: nothing is found, and said', async (fault) => {
    const net = new SmallNet({ [url.ca]: faults[fault] ?? (() => answered(new Uint8Array())) });
    const found = await new IssuerClient(net).complete(leaf.certificate);
    expect(found.issuers).toEqual([]);
    expect(found.attempts).toHaveLength(1);
  });

  it('a CA of the same name with another key is not taken', async () => {
    const net = new SmallNet({ [url.ca]: () => answered(certify('CA', root).certificate.der) });
    expect(await new IssuerClient(net).complete(leaf.certificate)).toMatchObject({
      issuers: [],
      attempts: [{ code: 'not-the-issuer' }],
    });
  });
});
