import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Actor, signing } from '@vanthu/contracts';
import { eventually } from '@vanthu/messaging';
import { sampleActor } from '@vanthu/testing';
import { cscBed } from './csc-bed.js';
import { CscServer } from './csc-server.js';
import { isMade, made, type Order, outcomes, PIN, type SigningBed } from './signing-bed.js';

describe('a key at a remote service (Cloud Signature Consortium v2)', () => {
  let bed: SigningBed;
  const service = new CscServer();
  let close: (() => Promise<void>) | undefined;

  beforeAll(async () => {
    ({ bed, close } = await cscBed(service, (url) => ({ thử: { url, token: service.token } })));
  }, 60_000);
  afterAll(() => close?.());
  beforeEach(() => {
    service.misbehaviour = 'none';
    service.asked.length = 0;
    service.heard.length = 0;
  });

  async function holder(more: Parameters<CscServer['add']>[2] & { keyType?: 'rsa' | 'ec' } = {}): Promise<Actor> {
    const { keyType = 'rsa', ...credential } = more;
    const person = sampleActor({ roles: ['signer'], agencyId: bed.agencyId });
    const issued = bed.pki.issuePerson({ commonName: 'Nguyễn Thành Long', keyType });
    bed.enrol(issued, { kind: 'person', personId: person.personId });
    const answer = await bed.ask(
      signing.ConnectKey,
      {
        owner: { kind: 'person', personId: person.personId },
        way: { kind: 'csc', server: 'thử', credentialId: service.add(issued, PIN, credential) },
        certificateDer: Buffer.from(issued.certificateDer).toString('base64'),
        imagePng: null,
        label: 'ký từ xa',
      },
      { service: 'cli' },
    );
    expect(answer).toHaveProperty('keyId');
    return person;
  }
  const orderOf = async (person: Actor): Promise<Order> =>
    bed.order(await bed.draft(), { signer: { kind: 'person', personId: person.personId, name: person.personName } });
  const signOne = async (person: Actor) => bed.sign(await bed.opened(person, await orderOf(person)), person);
  const asked = (path: string) => service.asked.filter((one) => one.path === path);

  it.each(['rsa', 'ec'] as const)('%s: signs, and the signature is judged valid', async (keyType) => {
    const signed = made(await signOne(await holder({ keyType })));
    expect(signed.judgement).toMatchObject({ answer: 'valid', signatures: [{ owner: { kind: 'person' } }] });
  });

  it('a key that signs with RSASSA-PSS alone is asked with its parameters', async () => {
    const signed = made(await signOne(await holder({ pss: true })));
    expect(signed.judgement).toMatchObject({ answer: 'valid', signatures: [{ integrity: 'ok' }] });
  });

  it('a PIN that is found wrong at the signature only (SCAL 2) is told, and counted once for all that waited', async () => {
    const person = await holder({ scal: '2' });
    const orders = await Promise.all(Array.from({ length: 3 }, () => orderOf(person)));
    const documents = orders.map(({ documentId, manifestHash }) => ({ documentId, manifestHash }));
    const sealedPin = await bed.seal('sai');
    const answer = await bed.ask(
      signing.OpenActivation,
      { purpose: 'personal', sealedPin, documents },
      { actor: person },
    );
    const { activationId } = answer as { activationId: string };
    const known = (await outcomes(bed)).length;
    await Promise.all(orders.map((order) => bed.send({ ...order, activationId }, person)));
    const told = await eventually(async () => {
      const all = (await outcomes(bed)).slice(known);
      return all.length === 3 && all;
    }, 'all outcomes');
    expect(told.filter((one) => !isMade(one) && one.code === 'SIGNING.WRONG_PIN')).toHaveLength(1);
    expect(told.every((one) => !isMade(one) && one.outcome === 'needs-activation')).toBe(true);
    expect(await triesOf(person)).toEqual([{ failed_tries: 1, locked_until: null }]);
    const [first] = orders as [Order];
    made(await bed.sign(await bed.opened(person, first), person));
    expect(await triesOf(person)).toEqual([{ failed_tries: 0, locked_until: null }]);
  });

  it('signs what waits together in few requests, within what was authorised', async () => {
    const person = await holder({ multisign: 8 });
    const orders = await Promise.all(Array.from({ length: 24 }, () => orderOf(person)));
    const activationId = await bed.activate(person, 'personal', orders);
    const known = (await outcomes(bed)).length;
    const goOn = service.hang('signatures/signHash');
    await Promise.all(orders.map((order) => bed.send({ ...order, activationId }, person)));
    const running = `SELECT 1 FROM signing_job WHERE state = 'running' AND activation_id = $1`;
    await eventually(
      async () => (await bed.rows(running, [activationId])).length === 8,
      'as many as may run at once do',
    );
    goOn();
    const told = await eventually(
      async () => {
        const all = (await outcomes(bed)).slice(known);
        return all.length === 24 && all;
      },
      'all outcomes',
      30_000,
    );
    expect(told.every(isMade)).toBe(true);
    const requests = asked('signatures/signHash');
    expect(requests.reduce((sum, { hashes }) => sum + hashes, 0)).toBe(24);
    expect(requests.length).toBeLessThan(24);
    expect(Math.max(...requests.map(({ hashes }) => hashes))).toBeLessThanOrEqual(8);
  }, 60_000);

  it('waits until the owner has confirmed on the phone', async () => {
    made(await signOne(await holder({ asksPhone: true })));
    expect(asked('credentials/authorizeCheck').length).toBe(2);
  }, 30_000);

  it('binds the authorisation to the hashes where the credential asks for it (SCAL 2)', async () => {
    made(await signOne(await holder({ scal: '2' })));
    expect(asked('credentials/authorize')).toEqual([{ path: 'credentials/authorize', hashes: 1 }]);
  });

  it('a wrong PIN is told, counted and tried once', async () => {
    const person = await holder();
    const documents = [{ documentId: (await orderOf(person)).documentId, manifestHash: 'a'.repeat(64) }];
    const input = { purpose: 'personal' as const, sealedPin: await bed.seal('sai'), documents };
    expect(await bed.ask(signing.OpenActivation, input, { actor: person })).toMatchObject({
      code: 'SIGNING.WRONG_PIN',
      details: { triesLeft: 2 },
    });
    expect(asked('credentials/authorize')).toHaveLength(1);
  });

  const documentsOf = ({ documentId, manifestHash }: Order) => [{ documentId, manifestHash }];
  const openWith = async (person: Actor, pin: string) => {
    const documents = documentsOf(await orderOf(person));
    const input = { purpose: 'personal' as const, sealedPin: await bed.seal(pin), documents };
    return bed.ask(signing.OpenActivation, input, { actor: person });
  };
  const triesOf = (person: Actor) =>
    bed.rows('SELECT failed_tries, locked_until FROM signing_key WHERE owner_id = $1', [person.personId]);

  it('a PIN that nobody has looked at (SCAL 2) forgets no wrong tries, and is none', async () => {
    const person = await holder({ scal: '2' });
    await bed.rows('UPDATE signing_key SET failed_tries = 2 WHERE owner_id = $1', [person.personId]);
    for (const pin of ['sai', PIN, PIN, PIN]) {
      expect(await openWith(person, pin)).toHaveProperty('activationId');
      expect(await triesOf(person)).toEqual([{ failed_tries: 2, locked_until: null }]);
    }
    expect(asked('credentials/authorize')).toEqual([]);
  });

  it('a PIN that the service has looked at (SCAL 1) forgets the wrong tries before it', async () => {
    const person = await holder({ scal: '1' });
    expect(await openWith(person, 'sai')).toMatchObject({ code: 'SIGNING.WRONG_PIN' });
    expect(await openWith(person, PIN)).toHaveProperty('activationId');
    expect(await triesOf(person)).toEqual([{ failed_tries: 0, locked_until: null }]);
  });

  it('a service that hangs lets other keys open; who asks for the same key waits', async () => {
    const [waiting, other] = [await holder(), sampleActor({ roles: ['signer'] })];
    await bed.giveKey({ kind: 'person', personId: other.personId });
    const infos = () => service.heard.filter((path) => path === 'credentials/info').length;
    const opened = async () =>
      (await bed.rows('SELECT 1 FROM activation WHERE person_id = $1', [waiting.personId])).length;
    const goOn = service.hang();
    try {
      // Nobody waits for these answers for so long; the service opens all the same.
      const asking = [openWith(waiting, PIN), openWith(waiting, PIN)].map((one) => one.catch(() => null));
      await eventually(async () => infos() === 1, 'the first is waiting');
      expect(await openWith(other, PIN)).toHaveProperty('activationId');
      expect(infos()).toBe(1);
      goOn();
      await eventually(async () => (await opened()) === 2, 'both have opened, one after the other');
      await Promise.all(asking);
    } finally {
      goOn();
    }
  });

  it.each(['other-hash', 'too-few', 'silent', 'talks'] as const)(
    'a service that misbehaves (%s) is not believed',
    async (how) => {
      const person = await holder();
      const order = await bed.opened(person, await orderOf(person));
      const kept = (await bed.rows('SELECT 1 FROM evidence')).length;
      service.misbehaviour = how;
      const outcome = await bed.sign(order, person);
      expect(isMade(outcome)).toBe(false);
      expect(outcome).toMatchObject({ outcome: how === 'other-hash' ? 'refused' : 'needs-activation' });
      expect(JSON.stringify(outcome)).not.toContain('mã PIN');
      expect(await bed.rows('SELECT 1 FROM evidence')).toHaveLength(kept);
      expect(asked('signatures/signHash').length).toBeLessThanOrEqual(1);
    },
  );

  it('another certificate there than the one that was connected opens nothing', async () => {
    const person = await holder();
    const other = bed.pki.issuePerson({ commonName: 'Người Khác' });
    await bed.rows('UPDATE signing_key SET certificate_der = $2 WHERE owner_id = $1', [
      person.personId,
      Buffer.from(other.certificateDer),
    ]);
    const sealedPin = await bed.seal(PIN);
    const documents = [{ documentId: (await orderOf(person)).documentId, manifestHash: 'a'.repeat(64) }];
    const answer = await bed.ask(
      signing.OpenActivation,
      { purpose: 'personal', sealedPin, documents },
      { actor: person },
    );
    expect(answer).toMatchObject({ code: 'SIGNING.CERTIFICATE_UNFIT' });
  });
});
