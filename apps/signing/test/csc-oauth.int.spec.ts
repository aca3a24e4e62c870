import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Actor, isRefusal, signing } from '@vanthu/contracts';
import { eventually } from '@vanthu/messaging';
import { CscOauth } from '../src/keys/providers/csc-oauth.js';
import { readServers } from '../src/keys/providers/csc-servers.js';
import { cscBed } from './csc-bed.js';
import { CscServer } from './csc-server.js';
import {
  confirmedBy,
  isMade,
  made,
  type Order,
  outcomes,
  pageHolder,
  type SigningBed,
  signingBed,
} from './signing-bed.js';

describe('a key whose owner confirms in the page of the remote service (CSC v2 with OAuth 2.0)', () => {
  let bed: SigningBed;
  const service = new CscServer();
  const { oauth } = service;
  let folder: string;
  let close: (() => Promise<void>) | undefined;

  beforeAll(async () => {
    ({ bed, folder, close } = await cscBed(service, (url) => ({
      thử: service.entry(url),
      cũ: { url, token: service.token },
    })));
  }, 60_000);
  afterAll(() => close?.());
  beforeEach(() => {
    service.misbehaviour = 'none';
    oauth.misbehaviour = 'none';
    service.asked.length = 0;
    oauth.grants.length = 0;
    oauth.revoked.length = 0;
  });

  const holder = (more: Parameters<typeof pageHolder>[3] = {}) => pageHolder(bed, service, 'thử', more);
  const orderOf = async ({ personId, personName }: Actor): Promise<Order> =>
    bed.order(await bed.draft(), { signer: { kind: 'person', personId, name: personName } });
  const ordersOf = (person: Actor, count: number) => Promise.all(Array.from({ length: count }, () => orderOf(person)));
  const seenIn = (orders: readonly Order[]) =>
    orders.map(({ documentId, manifestHash }) => ({ documentId, manifestHash }));
  async function begun(actor: Actor, orders: readonly Order[]): Promise<signing.RemoteAuthorisation> {
    const input = { purpose: 'personal' as const, documents: seenIn(orders) };
    const answer = await bed.ask(signing.BeginAuthorisation, input, { actor });
    if (isRefusal(answer)) throw new Error(answer.code);
    return answer;
  }
  const complete = (actor: Actor, back: URLSearchParams) =>
    bed.ask(signing.CompleteAuthorisation, Object.fromEntries(back) as { state: string }, { actor });
  const stateOf = (actor: Actor, activationId: string) =>
    bed.ask(signing.GetAuthorisation, { activationId }, { actor });
  const questions = (actor: Actor) =>
    bed.rows('SELECT outcome, signatures, hashes FROM remote_authorisation WHERE person_id = $1 ORDER BY asked_at', [
      actor.personId,
    ]);
  /** Orders all, and waits until so many outcomes have been told. */
  async function ordered(actor: Actor, orders: readonly Order[], activationId: string) {
    const known = (await outcomes(bed)).length;
    for (const order of orders) await bed.send({ ...order, activationId }, actor);
    return () =>
      eventually(async () => {
        const mine = orders.map(({ documentId }) => documentId);
        const all = (await outcomes(bed)).slice(known).filter(({ documentId }) => mine.includes(documentId));
        return all.length === orders.length && all;
      }, 'all outcomes');
  }

  it('the owner confirms in the page, once for all documents; each is signed and judged valid', async () => {
    const person = await holder();
    const orders = await ordersOf(person, 5);
    const first = await begun(person, orders);
    expect(first).toMatchObject({ state: 'waiting', signatures: 5, reasonVi: null });
    const shown = oauth.askedAt(first.address ?? '');
    expect(shown.get('numSignatures')).toBe('5');
    expect(shown.get('hashes')).toBeNull();
    expect(await complete(person, oauth.confirm(first.address ?? ''))).toEqual({
      activationId: first.activationId,
      signatures: 5,
    });
    expect(await stateOf(person, first.activationId)).toMatchObject({ state: 'confirmed', address: null });
    const told = await (await ordered(person, orders, first.activationId))();
    for (const one of told) expect(made(one).judgement).toMatchObject({ answer: 'valid' });
    expect(oauth.grants).toEqual(expect.arrayContaining(['authorization_code']));
    // Of no more use: taken back.
    const token = oauth.given.filter((one) => one.startsWith('credential-')).at(-1);
    await eventually(async () => oauth.revoked.includes(token ?? ''), 'the token is revoked');
    expect(await questions(person)).toEqual([{ outcome: 'confirmed', signatures: 5, hashes: 0 }]);
  });

  it('signs nothing before its owner has confirmed', async () => {
    const person = await holder();
    const orders = await ordersOf(person, 2);
    const first = await begun(person, orders);
    const all = await ordered(person, orders, first.activationId);
    await eventually(
      async () => (await bed.rows(`SELECT 1 FROM signing_job WHERE state = 'running'`)).length === 2,
      'both wait',
    );
    expect(service.asked.filter(({ path }) => path === 'signatures/signHash')).toEqual([]);
    // Other people's signatures are not kept waiting by whoever looks for the phone.
    const others = await Promise.all(Array.from({ length: 2 }, () => holder()));
    for (const other of others) {
      const order = await orderOf(other);
      const activationId = await confirmedBy(bed, service, other, [order]);
      expect(isMade(await bed.sign({ ...order, activationId }, other))).toBe(true);
    }
    await complete(person, oauth.confirm(first.address ?? ''));
    expect((await all()).every(isMade)).toBe(true);
  }, 60_000);

  it('binds what is confirmed to the hashes (SCAL 2): documents are ordered first, and asked for together', async () => {
    const person = await holder({ scal: '2', multisign: 20 });
    const orders = await ordersOf(person, 12);
    const first = await begun(person, orders);
    expect(first).toMatchObject({ state: 'gathering', address: null });
    const all = await ordered(person, orders, first.activationId);
    const asked = await eventually(async () => {
      const now = await stateOf(person, first.activationId);
      return !isRefusal(now) && now.state === 'waiting' && now;
    }, 'the question with the hashes');
    expect(asked.signatures).toBe(12);
    const shown = oauth.askedAt(asked.address ?? '');
    expect(shown.get('hashes')?.split(',')).toHaveLength(12);
    expect(shown.get('hashAlgorithmOID')).toBe('2.16.840.1.101.3.4.2.1');
    expect(await complete(person, oauth.confirm(asked.address ?? ''))).toMatchObject({ signatures: 12 });
    expect((await all()).every(isMade)).toBe(true);
    expect(await questions(person)).toEqual([{ outcome: 'confirmed', signatures: 12, hashes: 12 }]);
  }, 60_000);

  it('more documents than the service confirms at once are asked for again, not more often than needed', async () => {
    const person = await holder({ multisign: 4 });
    const orders = await ordersOf(person, 10);
    let now = await begun(person, orders);
    const all = ordered(person, orders, now.activationId);
    for (const signatures of [4, 4, 2]) {
      now = await eventually(async () => {
        const found = await stateOf(person, now.activationId);
        return !isRefusal(found) && found.state === 'waiting' && found;
      }, 'the next question');
      expect(now.signatures).toBe(signatures);
      await complete(person, oauth.confirm(now.address ?? ''));
    }
    expect((await (await all)()).every(isMade)).toBe(true);
  }, 60_000);

  it('a server with metadata is asked by a pushed request, and must name itself in its answer (RFC 8414, 9126, 9207)', async () => {
    const modern = new CscServer();
    modern.oauth.isModern = true;
    const file = join(folder, 'modern.json');
    writeFileSync(file, JSON.stringify({ mới: modern.entry(await modern.start()) }));
    const other = await signingBed({ logLevel: 'silent', extra: { VANTHU_CSC_FILE: file } });
    try {
      const person = await pageHolder(other, modern, 'mới');
      const signer = { kind: 'person' as const, personId: person.personId, name: person.personName };
      const order = other.order(await other.draft(), { signer });
      const activationId = await confirmedBy(other, modern, person, [order]);
      expect(isMade(await other.sign({ ...order, activationId }, person))).toBe(true);
      await confirmedBy(other, modern, person, [order]);
      modern.oauth.misbehaviour = 'other-issuer';
      await expect(confirmedBy(other, modern, person, [order])).rejects.toThrow('SIGNING.NOT_CONFIRMED');
    } finally {
      await other.close();
      // With the process ends what the installation itself was given.
      expect(modern.oauth.revoked).toContain(modern.oauth.given.find((one) => one.startsWith('service-')));
      // So do the rights that owners gave, also one that was never used.
      const rights = modern.oauth.given.filter((one) => one.startsWith('credential-'));
      expect(rights).toHaveLength(2);
      await eventually(async () => rights.every((one) => modern.oauth.revoked.includes(one)), 'all are revoked');
      await modern.close();
    }
  }, 60_000);

  const refusals = [
    ['declines', 'none', 'chủ khóa đã từ chối'],
    ['gets a token for another credential', 'other-credential', 'cho phép dùng một khóa khác'],
    ['is allowed fewer signatures than were asked for', 'fewer', 'ít chữ ký hơn số đã xin'],
    ['gets a token that says unclearly for what it is', 'unclear', 'không đúng quy định'],
    ['comes back while the service is silent', 'silent', 'không trả lời'],
  ] as const;
  it.each(refusals)('whoever %s signs nothing, and is told why', async (_how, misbehaviour, words) => {
    const person = await holder();
    const orders = await ordersOf(person, 2);
    const first = await begun(person, orders);
    const back = misbehaviour === 'none' ? oauth.decline(first.address ?? '') : oauth.confirm(first.address ?? '');
    const all = await ordered(person, orders, first.activationId);
    oauth.misbehaviour = misbehaviour;
    expect(await complete(person, back)).toMatchObject({
      code: 'SIGNING.NOT_CONFIRMED',
      message: expect.stringContaining(words),
    });
    oauth.misbehaviour = 'none';
    expect(await stateOf(person, first.activationId)).toMatchObject({
      state: 'ended',
      reasonVi: expect.stringContaining(words),
    });
    for (const one of await all())
      expect(one).toMatchObject({ outcome: 'needs-activation', code: 'SIGNING.KEY_UNREACHABLE' });
    expect(service.asked.filter(({ path }) => path === 'signatures/signHash')).toEqual([]);
    expect(await questions(person)).toMatchObject([{ outcome: 'refused' }]);
    // Begun again, it signs.
    const again = await confirmedBy(bed, service, person, orders);
    expect((await (await ordered(person, orders, again))()).every(isMade)).toBe(true);
  });

  it('a state that was never given, one of somebody else, and a code that was used are refused', async () => {
    const [person, stranger] = [await holder(), await holder()];
    const orders = await ordersOf(person, 1);
    const first = await begun(person, orders);
    const back = oauth.confirm(first.address ?? '');
    const forged = new URLSearchParams(back);
    forged.set('state', 'chưa-ai-đưa');
    expect(await complete(person, forged)).toMatchObject({ code: 'SIGNING.AUTHORISATION_UNKNOWN' });
    expect(await complete(stranger, back)).toMatchObject({ code: 'SIGNING.AUTHORISATION_UNKNOWN' });
    expect(await stateOf(stranger, first.activationId)).toMatchObject({ code: 'SIGNING.AUTHORISATION_EXPIRED' });
    expect(await complete(person, back)).toHaveProperty('activationId');
    expect(await complete(person, back)).toMatchObject({ code: 'SIGNING.AUTHORISATION_USED' });
    // With the state of a new question the old code is of no use either: it was made for another verifier.
    const second = await begun(person, orders);
    const replayed = oauth.confirm(second.address ?? '');
    replayed.set('code', back.get('code') ?? '');
    expect(await complete(person, replayed)).toMatchObject({
      code: 'SIGNING.NOT_CONFIRMED',
      message: expect.stringContaining('không nhận mã xác nhận'),
    });
    expect(await complete(person, replayed)).toMatchObject({ code: 'SIGNING.AUTHORISATION_USED' });
  });

  it('an answer that comes after the activation has ended is refused', async () => {
    const person = await holder();
    const first = await begun(person, await ordersOf(person, 1));
    await bed.rows(
      `UPDATE remote_authorisation SET ended_at = now(), outcome = 'expired' WHERE person_id = $1 RETURNING 1`,
      [person.personId],
    );
    expect(await complete(person, oauth.confirm(first.address ?? ''))).toMatchObject({
      code: 'SIGNING.AUTHORISATION_EXPIRED',
    });
  });

  it('the token of the installation is kept, and renewed when it is turned away', async () => {
    const person = await holder();
    const orders = await ordersOf(person, 1);
    await confirmedBy(bed, service, person, orders);
    expect(oauth.grants.filter((one) => one !== 'authorization_code')).toEqual([]);
    oauth.forgetServices();
    await confirmedBy(bed, service, person, orders);
    expect(oauth.grants.filter((one) => one !== 'authorization_code')).toEqual(['refresh_token']);
  });

  it('a key that asks for a confirmation opens with no PIN, and one that asks for a PIN with no confirmation', async () => {
    const person = await holder();
    const documents = seenIn(await ordersOf(person, 1));
    const sealedPin = await bed.seal('1234');
    expect(
      await bed.ask(signing.OpenActivation, { purpose: 'personal', sealedPin, documents }, { actor: person }),
    ).toMatchObject({ code: 'SIGNING.ASKS_OTHERWISE' });
    await bed.giveKey({ kind: 'person', personId: bed.signer.personId });
    expect(
      await bed.ask(signing.BeginAuthorisation, { purpose: 'personal', documents }, { actor: bed.signer }),
    ).toMatchObject({ code: 'SIGNING.ASKS_OTHERWISE' });
    expect(await bed.ask(signing.CheckStation, { purpose: 'personal' }, { actor: person })).toMatchObject({
      asks: 'confirmation',
      way: 'csc',
    });
  });

  it('answers that come in all at once leave the others room', async () => {
    const person = await holder();
    const forged = Array.from({ length: 12 }, (_, i) => new URLSearchParams({ state: `chưa-ai-đưa-${i}`, code: 'x' }));
    const told = await Promise.all(forged.map((back) => complete(person, back)));
    for (const one of told) expect(one).toMatchObject({ code: 'SIGNING.AUTHORISATION_UNKNOWN' });
  });

  it('nobody is sent to what is no page of the service; what its address asks for already stays in it', async () => {
    const odd = new CscServer();
    odd.oauth.isModern = true;
    const { hostname, port } = new URL(await odd.start());
    const { clientId, clientSecret, redirectUri } = odd.oauth;
    const info = async () => ({ specs: '2', name: 'lạ', methods: [], oauth2Issuer: `http://${hostname}:${port}` });
    const ask = (page: string) => {
      odd.oauth.page = page;
      return new CscOauth({ clientId, clientSecret, redirectUri }, info, false).ask('credential-1', 1, null);
    };
    try {
      for (const page of ['javascript:alert(1)', 'data:text/html,x', 'nowhere'])
        await expect(ask(page)).rejects.toMatchObject({ word: 'malformed' });
      const { address } = await ask('https://ky.test/authorize?tenant=7');
      expect(address).toMatch(/^https:\/\/ky\.test\/authorize\?tenant=7&client_id=vanthu&request_uri=/);
    } finally {
      await odd.close();
    }
  });

  it('in production every address of a service has TLS', () => {
    const file = join(folder, 'plain.json');
    const oauth2 = { clientId: 'vanthu', redirectUri: 'https://vanthu.test/xac-nhan-ky-so' };
    for (const server of [
      { url: 'http://ky.test/csc/v2', token: 'x' },
      { url: 'http://ky.test/csc/v2', oauth2 },
      { url: 'https://ky.test/csc/v2', oauth2: { ...oauth2, redirectUri: 'http://vanthu.test/xac-nhan-ky-so' } },
    ]) {
      writeFileSync(file, JSON.stringify({ thử: server }));
      expect(() => readServers(file, true)).toThrow('without TLS');
      expect(readServers(file, false).size).toBe(1);
    }
    writeFileSync(file, JSON.stringify({ thử: { url: 'https://ky.test/csc/v2', oauth2 } }));
    expect(readServers(file, true).size).toBe(1);
  });

  it('is not connected where the installation is no client of the service', async () => {
    await expect(pageHolder(bed, service, 'cũ')).rejects.toThrow('SIGNING.NO_WAY');
  });
});
