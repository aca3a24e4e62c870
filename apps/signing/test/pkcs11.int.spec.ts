import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Actor, isRefusal, signing } from '@vanthu/contracts';
import { eventually } from '@vanthu/messaging';
import { sampleActor } from '@vanthu/testing';
import type { Issued } from '@vanthu/testpki';
import { isMade, made, outcomes, PIN, type SigningBed, signingBed } from './signing-bed.js';
import { hasSoftHsm, SoftHsm } from './softhsm.js';

/** softhsm2 is not everywhere: who lacks it is told by `npx vanthu doctor`. */
const suite = hasSoftHsm ? describe : describe.skip;

suite('a key on a token (PKCS#11)', () => {
  let bed: SigningBed;
  let hsm: SoftHsm;

  beforeAll(async () => {
    hsm = new SoftHsm();
    bed = await signingBed({ logLevel: 'silent', extra: { VANTHU_PKCS11_MODULE: hsm.module } });
  }, 60_000);
  afterAll(async () => {
    await bed?.close();
    hsm?.close();
  });

  const connect = (owner: Actor, issued: Issued, token: string, keyId: string) =>
    bed.ask(
      signing.ConnectKey,
      {
        owner: { kind: 'person', personId: owner.personId },
        way: { kind: 'pkcs11', token, keyId },
        certificateDer: Buffer.from(issued.certificateDer).toString('base64'),
        imagePng: null,
        label: 'thiết bị',
      },
      { service: 'cli' },
    );

  /** Somebody with a token of his own. */
  async function holder(token: string, keyType: 'rsa' | 'ec' = 'rsa'): Promise<Actor> {
    const person = sampleActor({ roles: ['signer'], agencyId: bed.agencyId });
    const issued = bed.pki.issuePerson({ commonName: 'Nguyễn Thành Long', keyType });
    bed.enrol(issued, { kind: 'person', personId: person.personId });
    hsm.token(token, PIN);
    hsm.key(token, PIN, 'a1', issued.privateKey);
    expect(await connect(person, issued, token, 'a1')).toHaveProperty('keyId');
    return person;
  }
  const orderOf = async (person: Actor) =>
    bed.order(await bed.draft(), { signer: { kind: 'person', personId: person.personId, name: person.personName } });
  const open = async (person: Actor, pin: string) =>
    bed.ask(
      signing.OpenActivation,
      { purpose: 'personal', sealedPin: await bed.seal(pin), documents: [await orderOf(person)].map(seenOf) },
      { actor: person },
    );
  const seenOf = ({ documentId, manifestHash }: { documentId: string; manifestHash: string }) => ({
    documentId,
    manifestHash,
  });

  it.each(['rsa', 'ec'] as const)(
    '%s: signs, and the signature is judged valid; no container is kept',
    async (keyType) => {
      const person = await holder(`ký ${keyType}`, keyType);
      const signed = made(await bed.sign(await bed.opened(person, await orderOf(person)), person));
      expect(signed.judgement).toMatchObject({ answer: 'valid', signatures: [{ owner: { kind: 'person' } }] });
      const [row] = await bed.rows('SELECT pkcs12, way FROM signing_key WHERE owner_id = $1', [person.personId]);
      expect(row).toEqual({ pkcs12: null, way: { kind: 'pkcs11', token: `ký ${keyType}`, keyId: 'a1' } });
    },
  );

  it('twenty signatures at once with one login', async () => {
    const person = await holder('hai mươi');
    const orders = await Promise.all(Array.from({ length: 20 }, () => orderOf(person)));
    const activationId = await bed.activate(person, 'personal', orders);
    const known = (await outcomes(bed)).length;
    await Promise.all(orders.map((order) => bed.send({ ...order, activationId }, person)));
    const told = await eventually(
      async () => {
        const all = (await outcomes(bed)).slice(known);
        return all.length === 20 && all;
      },
      'twenty outcomes',
      30_000,
    );
    expect(told.filter(isMade).map(({ judgement }) => judgement.answer)).toEqual(Array(20).fill('valid'));
  }, 60_000);

  it('a wrong PIN is told with the tries that are left, tried once, and the third rests the key', async () => {
    const person = await holder('sai');
    expect(await open(person, 'sai rồi')).toMatchObject({ code: 'SIGNING.WRONG_PIN', details: { triesLeft: 2 } });
    expect(await open(person, 'sai nữa')).toMatchObject({ code: 'SIGNING.WRONG_PIN', details: { triesLeft: 1 } });
    expect(await open(person, 'sai mãi')).toMatchObject({ code: 'SIGNING.WRONG_PIN', details: { triesLeft: 0 } });
    expect(await open(person, PIN)).toMatchObject({ code: 'SIGNING.KEY_LOCKED' });
  });

  it('a token that is not there is no wrong PIN, and costs no try', async () => {
    const person = sampleActor({ roles: ['signer'] });
    const issued = bed.pki.issuePerson({ commonName: 'Không Có Thiết Bị' });
    await connect(person, issued, 'chưa cắm', 'a1');
    expect(await open(person, PIN)).toMatchObject({ code: 'SIGNING.KEY_UNREACHABLE' });
    const [row] = await bed.rows<{ failed_tries: number }>('SELECT failed_tries FROM signing_key WHERE owner_id = $1', [
      person.personId,
    ]);
    expect(row?.failed_tries).toBe(0);
  });

  it('a key that is not on the token, or another one than the certificate says, signs nothing', async () => {
    const person = await holder('nhầm khóa');
    const other = bed.pki.issuePerson({ commonName: 'Người Khác', keyType: 'rsa' });
    bed.enrol(other, { kind: 'person', personId: person.personId });
    await connect(person, other, 'nhầm khóa', 'b2');
    expect(await open(person, PIN)).toMatchObject({ code: 'SIGNING.CERTIFICATE_UNFIT' });
    await connect(person, other, 'nhầm khóa', 'a1');
    const outcome = await bed.sign(await bed.opened(person, await orderOf(person)), person);
    expect(outcome).toMatchObject({ outcome: 'refused', code: 'SIGNING.PDF_REFUSED' });
  });

  it('a token pulled in mid-batch leaves the rest waiting for a new activation, each said for itself', async () => {
    const person = await holder('rút ra');
    const orders = await Promise.all(Array.from({ length: 3 }, () => orderOf(person)));
    const activationId = await bed.activate(person, 'personal', orders);
    const [first, ...rest] = orders;
    if (!first) throw new Error('no order');
    made(await bed.sign({ ...first, activationId }, person));
    hsm.pull();
    for (const order of rest)
      expect(await bed.sign({ ...order, activationId }, person)).toMatchObject({
        outcome: 'needs-activation',
        code: expect.stringMatching(/^SIGNING\.(KEY_UNREACHABLE|NO_ACTIVATION)$/),
      });
    const answer = await open(person, PIN);
    expect(isRefusal(answer) && answer.code).toBe('SIGNING.KEY_UNREACHABLE');
  });

  it('without a module nothing is connected, and the refusal says what is missing', async () => {
    const plain = await signingBed({ logLevel: 'silent' });
    try {
      const issued = plain.pki.issuePerson({ commonName: 'Nguyễn Văn An' });
      const answer = await plain.ask(
        signing.ConnectKey,
        {
          owner: { kind: 'person', personId: plain.signer.personId },
          way: { kind: 'pkcs11', token: 'x', keyId: 'a1' },
          certificateDer: Buffer.from(issued.certificateDer).toString('base64'),
          imagePng: null,
          label: 'x',
        },
        { service: 'cli' },
      );
      expect(answer).toMatchObject({ code: 'SIGNING.NO_WAY' });
      expect(await plain.rows('SELECT 1 FROM signing_key')).toEqual([]);
    } finally {
      await plain.close();
    }
  }, 60_000);
});
