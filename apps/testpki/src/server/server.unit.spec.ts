import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  buildCertificate,
  type Certificate,
  type ClientWorld,
  crlUrls,
  IssuerClient,
  issuerUrls,
  nameDer,
  ocspUrls,
  parseCertificate,
  RevocationClient,
  type RevocationInquiry,
  TimestampClient,
  validatePath,
} from '@vanthu/pki';
import { nodeWorld, simulatedFetch } from '@vanthu/pki-fetch';
import { createTestPki, generateKey, startTestPkiServer, type TestPki, type TestPkiServer } from '../index.js';
import { faults } from './route.js';

const at = new Date('2026-03-02T03:00:00Z');
const digest = createHash('sha256').update('văn bản').digest();
let pki: TestPki;
let server: TestPkiServer;
let world: ClientWorld;
let person: Certificate;

beforeAll(async () => {
  pki = createTestPki({ at });
  server = await startTestPkiServer({ pki, environment: 'test', now: () => at });
  pki.state.serverUrl = server.url;
  const base = nodeWorld({ privateHosts: [`127.0.0.1:${server.port}`], now: () => at });
  // one round and short waits: what is waited for here is the time-out itself
  world = { ...base, sleep: async () => {} };
  person = pki.issuePerson({ commonName: 'Nguyễn Văn An' }).certificate;
});
afterAll(() => server.close());

async function distrusts(signer: Certificate): Promise<string | undefined> {
  const { ocsps, crls } = await new RevocationClient(world).collectChain([signer, pki.root]);
  const question = { leaf: signer, intermediates: [], anchors: pki.anchors, at, ocsps, crls } as const;
  return validatePath({ ...question, purpose: 'timestamping', revocation: 'if-known' }).reason?.code;
}
const stampAt = (path: string, more: Partial<ConstructorParameters<typeof TimestampClient>[1]> = {}) =>
  new TimestampClient(world, {
    servers: [{ url: `${server.url}${path}` }],
    timeoutMs: 300,
    distrusts,
    ...more,
  }).stamp({
    digestAlgorithm: 'sha256',
    digest,
  });
const inquiry = (certificate = person): RevocationInquiry => ({ certificate, issuer: pki.intermediate });

describe('the servers of the test PKI', () => {
  it('certificates say where they are', () => {
    expect(ocspUrls(person)).toEqual([`${server.url}/ocsp/intermediate`]);
    expect(crlUrls(person)).toEqual([`${server.url}/crl/intermediate.crl`]);
    expect(issuerUrls(person)).toEqual([`${server.url}/ca/intermediate.cer`]);
  });

  it('a person’s path is built, answered for and in force, from the certificate alone', async () => {
    const { issuers } = await new IssuerClient(world).complete(person, [pki.root]);
    expect(issuers).toHaveLength(1);
    const chain = [person, ...issuers, pki.root];
    for (const prefer of ['ocsp', 'crl'] as const) {
      const { ocsps, crls } = await new RevocationClient(world, { prefer }).collectChain(chain.slice(0, 2));
      const rootCrls = prefer === 'ocsp' ? [] : crls;
      expect([ocsps.length, crls.length]).toEqual(prefer === 'ocsp' ? [1, 0] : [0, 1]);
      const judged = validatePath({
        leaf: person,
        intermediates: issuers,
        anchors: pki.anchors,
        at,
        ocsps,
        crls: rootCrls,
      });
      expect(judged.revocations[0]?.answer.status).toBe('good');
    }
  });

  it('the CA itself is answered for where it was issued with addresses', async () => {
    const own = createTestPki({ at, serverUrl: server.url });
    const other = await startTestPkiServer({ pki: own, environment: undefined, now: () => at });
    const moved = createTestPki({ at, serverUrl: other.url });
    expect(crlUrls(moved.intermediate)).toEqual([`${other.url}/crl/root.crl`]);
    expect(crlUrls(own.timestampAuthority.certificate)).toEqual([`${server.url}/crl/root.crl`]);
    await other.close();
  });

  it('gives a timestamp that the root answers for, under its policy', async () => {
    expect(await stampAt('/tsa')).toMatchObject({ kind: 'timestamp', token: { genTime: at, digest } });
  });

  it('simulated time: by path, by query, by a fetch that adds it', async () => {
    const then = new Date('2023-01-05T03:00:00Z');
    const past = { ...world, now: () => then };
    const stamped = (servers: string[], like: ClientWorld) =>
      new TimestampClient(like, { servers: servers.map((url) => ({ url })) }).stamp({
        digestAlgorithm: 'sha256',
        digest,
      });
    for (const url of [`${server.url}/at/${then.toISOString()}/tsa`, `${server.url}/tsa?at=${then.toISOString()}`]) {
      expect(await stamped([url], past)).toMatchObject({ kind: 'timestamp', token: { genTime: then } });
    }
    const simulated = { ...past, fetch: simulatedFetch(world.fetch, [`127.0.0.1:${server.port}`], () => then) };
    expect(await stamped([`${server.url}/tsa`], simulated)).toMatchObject({ token: { genTime: then } });
    const old = pki.issuePerson({ commonName: 'Ngày Trước', validFrom: new Date('2022-12-01T00:00:00Z') }).certificate;
    const found = await new RevocationClient(simulated).collect(inquiry(old));
    expect(found).toMatchObject({ answer: { status: 'good', thisUpdate: then } });
  });

  it('R-VER-04: a revocation is told from its instant on, by OCSP and by the list', async () => {
    const revoked = pki.issueRevoked().certificate;
    const before = { ...world, now: () => new Date(at.getTime() - 60_000) };
    for (const prefer of ['ocsp', 'crl'] as const) {
      const now = await new RevocationClient(world, { prefer }).collect(inquiry(revoked));
      expect(now.answer).toMatchObject({ status: 'revoked', revokedAt: at, reason: 1 });
      const simulated = { ...before, fetch: simulatedFetch(world.fetch, [`127.0.0.1:${server.port}`], before.now) };
      const then = await new RevocationClient(simulated, { prefer }).collect(inquiry(revoked));
      expect(then.answer.status).toBe('good');
    }
  });

  it('numbers it never gave out are unknown, and so are certificates of another PKI', async () => {
    const { certificate, privateKey } = pki.state.intermediate;
    const forged = parseCertificate(
      buildCertificate({
        serialNumber: Buffer.alloc(16, 0x41),
        subject: nameDer({ commonName: 'Không ai cấp' }),
        issuer: certificate.subject.der,
        publicKey: generateKey('ec').publicKey,
        issuerKey: privateKey,
        validFrom: person.notBefore,
        validTo: person.notAfter,
        keyUsage: ['digitalSignature'],
      }),
    );
    const client = new RevocationClient(world, { ocspServers: [`${server.url}/ocsp/intermediate`] });
    expect((await client.collect(inquiry(forged))).answer).toEqual({ status: 'unknown', why: 'ocsp-unknown' });
    const stranger = createTestPki({ at, serverUrl: server.url }).issuePerson({ commonName: 'Lạ' }).certificate;
    expect((await client.collect(inquiry(stranger))).answer).toEqual({ status: 'unknown', why: 'not-the-issuer' });
  });

  it('refuses production', async () => {
    await expect(startTestPkiServer({ pki, environment: 'production' })).rejects.toThrow('production');
  });
});

describe('faults: no wrong answer is believed', () => {
  it.each(faults)('timestamps, /%s: refused, and the next authority is taken', async (fault) => {
    const alone = await stampAt(`/${fault}/tsa`, { maxClockDifferenceMs: 3_600_000 });
    expect(alone).toMatchObject({ kind: 'refusal', code: 'PKI.TIMESTAMP_UNAVAILABLE' });
    const servers = [`/${fault}/tsa`, '/tsa'].map((path) => ({ url: `${server.url}${path}` }));
    expect(await stampAt('', { servers })).toMatchObject({ kind: 'timestamp', url: `${server.url}/tsa` });
  });

  it.each(faults.filter((fault) => fault !== 'revoked' && fault !== 'wrong-nonce'))(
    'lists, /%s: unknown',
    async (fault) => {
      const url = `${server.url}/${fault}/crl/intermediate.crl`;
      const bare = createTestPki({ at });
      bare.state.serverUrl = undefined;
      const named = pki.issuePerson({ commonName: 'Chỉ có danh sách' }).certificate;
      const listOnly = { ...named, extensions: [], distributionPoints: [] };
      const client = new RevocationClient(world, { prefer: 'crl', crlServers: [url], timeoutMs: 300 });
      const found = await client.collect(inquiry(listOnly));
      expect(found.answer.status).toBe('unknown');
      expect(found.crl).toBeUndefined();
      expect(found.attempts.length).toBeGreaterThan(0);
    },
  );

  it.each(faults.filter((fault) => fault !== 'revoked'))('OCSP, /%s: unknown', async (fault) => {
    const bare = { ...person, extensions: [], distributionPoints: [] };
    const ocspServers = [`${server.url}/${fault}/ocsp/intermediate`];
    const found = await new RevocationClient(world, { ocspServers, timeoutMs: 300 }).collect(inquiry(bare));
    expect(found.answer.status).toBe('unknown');
    expect(found.ocsp).toBeUndefined();
  });

  it('/revoked says revoked, by OCSP and by the list', async () => {
    const bare = { ...person, extensions: [], distributionPoints: [] };
    const byOcsp = new RevocationClient(world, { ocspServers: [`${server.url}/revoked/ocsp/intermediate`] });
    expect((await byOcsp.collect(inquiry(bare))).answer.status).toBe('revoked');
    const byList = new RevocationClient(world, { crlServers: [`${server.url}/revoked/crl/intermediate.crl`] });
    expect((await byList.collect(inquiry(bare))).answer.status).toBe('revoked');
  });

  it('what nobody serves is not found, and a question that is too long is not read', async () => {
    const ask = (path: string, init?: RequestInit) => fetch(`${server.url}${path}`, init).then(({ status }) => status);
    expect(await ask('/nichts')).toBe(404);
    expect(await ask('/crl/unknown.crl')).toBe(404);
    expect(await ask('/at/gestern/crl/root.crl')).toBe(404);
    expect(await ask('/tsa')).toBe(405);
    expect(await ask('/tsa', { method: 'POST', body: Buffer.alloc(70_000) })).toBe(413);
  });
});
