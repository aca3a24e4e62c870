import { randomUUID } from 'node:crypto';
import fs, { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type Actor, signing } from '@vanthu/contracts';
import { colleagueOf, sampleActor } from '@vanthu/testing';
import { KeyWays } from '../src/keys/providers/key-ways.js';
import { CscServer } from './csc-server.js';
import { confirmedBy, isMade, PIN, pageHolder, type SigningBed, signingBed } from './signing-bed.js';

let bed: SigningBed;
/** Everything that the service wrote to its log. */
const log: string[] = [];
const service = new CscServer();
const folder = mkdtempSync(join(tmpdir(), 'vanthu-activation-'));

beforeAll(async () => {
  const write = fs.writeSync;
  jest.spyOn(fs, 'writeSync').mockImplementation(((fd: number, data: string | Uint8Array, ...more: never[]) => {
    if (fd !== 2) return write(fd, data as Uint8Array, ...more);
    log.push(String(data));
    return Buffer.byteLength(data as string);
  }) as typeof fs.writeSync);
  const file = join(folder, 'csc.json');
  writeFileSync(file, JSON.stringify({ 'ký-từ-xa': service.entry(await service.start()) }));
  bed = await signingBed({ logLevel: 'trace', extra: { VANTHU_CSC_FILE: file } });
}, 60_000);
afterAll(async () => {
  await bed?.close();
  await service.close();
  rmSync(folder, { recursive: true, force: true });
  jest.restoreAllMocks();
});

const seen = (count: number) =>
  Array.from({ length: count }, () => ({ documentId: randomUUID(), manifestHash: 'a'.repeat(64) }));

/** What a key is opened for where it does not matter. */
const one = seen(1);

/** Somebody with a key in keeping. */
async function keyHolder(): Promise<Actor> {
  const holder = sampleActor({ roles: ['signer'] });
  await bed.giveKey({ kind: 'person', personId: holder.personId });
  return holder;
}
const open = (
  actor: Actor,
  sealedPin: string,
  more: { purpose?: 'personal' | 'organisation'; commandId?: string } = {},
) =>
  bed.ask(
    signing.OpenActivation,
    { purpose: more.purpose ?? 'personal', sealedPin, documents: one },
    { actor, ...(more.commandId === undefined ? {} : { commandId: more.commandId }) },
  );
const activations = () => bed.rows('SELECT * FROM activation');
const triesOf = async (actor: Actor) =>
  (
    await bed.rows<{ failed_tries: number }>(`SELECT failed_tries FROM signing_key WHERE owner_id = $1`, [
      actor.personId,
    ])
  )[0]?.failed_tries;

describe('putting a key into keeping', () => {
  it('stores the container as it came and answers with the fingerprint of its certificate', async () => {
    const personId = randomUUID();
    const issued = bed.pki.issuePerson({ commonName: 'Trần Thị Mai Hương' });
    const pkcs12 = Buffer.from(issued.pkcs12(PIN));
    const input = {
      owner: { kind: 'person' as const, personId },
      pkcs12: pkcs12.toString('base64'),
      certificateDer: Buffer.from(issued.certificateDer).toString('base64'),
      imagePng: null,
      label: 'Trần Thị Mai Hương',
    };
    const answer = await bed.ask(signing.StoreKey, input, { service: 'cli' });
    expect(answer).toMatchObject({ certificateSha256: issued.certificate.fingerprintSha256 });
    const [row] = await bed.rows<{ pkcs12: Buffer }>('SELECT pkcs12 FROM signing_key WHERE owner_id = $1', [personId]);
    expect(row?.pkcs12.equals(pkcs12)).toBe(true);
  });

  it('a new key takes the place of the old one, which stays for the record', async () => {
    const holder = await keyHolder();
    const next = await bed.giveKey({ kind: 'person', personId: holder.personId });
    const rows = await bed.rows<{ certificate_sha256: string; replaced_at: Date | null }>(
      'SELECT certificate_sha256, replaced_at FROM signing_key WHERE owner_id = $1 ORDER BY stored_at',
      [holder.personId],
    );
    expect(rows.map(({ replaced_at }) => replaced_at === null)).toEqual([false, true]);
    expect(rows[1]?.certificate_sha256).toBe(next.certificate.fingerprintSha256);
  });

  it('what is no certificate is refused and nothing is stored', async () => {
    const personId = randomUUID();
    const garbage = Buffer.from('không phải chứng thư').toString('base64');
    const input = { owner: { kind: 'person' as const, personId }, pkcs12: garbage, certificateDer: garbage };
    const answer = await bed.ask(signing.StoreKey, { ...input, imagePng: null, label: 'hỏng' }, { service: 'cli' });
    expect(answer).toMatchObject({ code: 'SIGNING.CERTIFICATE_UNFIT' });
    expect(await bed.rows('SELECT 1 FROM signing_key WHERE owner_id = $1', [personId])).toEqual([]);
  });

  it('nobody but an administrator or the launcher may do it', async () => {
    const input = {
      owner: { kind: 'person' as const, personId: randomUUID() },
      pkcs12: 'AAAA',
      certificateDer: 'AAAA',
    };
    const asked = { ...input, imagePng: null, label: 'x' };
    const asSigner = await bed.ask(signing.StoreKey, asked, { actor: bed.signer });
    const asOutgoing = await bed.ask(signing.StoreKey, asked, { service: 'outgoing' });
    expect([asSigner, asOutgoing]).toMatchObject([{ code: 'ACCESS.NOT_ALLOWED' }, { code: 'ACCESS.NOT_ALLOWED' }]);
  });
});

describe('opening a key with its PIN', () => {
  it('the right PIN opens the key for so many documents and says how long the certificate is good', async () => {
    const holder = await keyHolder();
    const sealedPin = await bed.seal(PIN);
    const answer = await bed.ask(
      signing.OpenActivation,
      { purpose: 'personal', sealedPin, documents: seen(40) },
      { actor: holder },
    );
    expect(answer).toMatchObject({
      usesLeft: 40,
      certificate: { subject: expect.stringContaining('Nguyễn Thành Long') },
    });
    expect((answer as { certificate: { daysLeft: number } }).certificate.daysLeft).toBeGreaterThan(1000);
    expect(await triesOf(holder)).toBe(0);
  });

  it('the same command gets the same activation: the key is not opened twice', async () => {
    const holder = await keyHolder();
    const sealedPin = await bed.seal(PIN);
    const commandId = randomUUID();
    const first = await open(holder, sealedPin, { commandId });
    const second = await open(holder, sealedPin, { commandId });
    expect(first).toHaveProperty('activationId');
    expect(second).toEqual(first);
  });

  it('a wrong PIN is counted, is never tried again, and the third locks the key even for the right one', async () => {
    const holder = await keyHolder();
    const known = (await activations()).length;
    const sealedPin = await bed.seal('sai');
    const commandId = randomUUID();
    expect(await open(holder, sealedPin, { commandId })).toMatchObject({
      code: 'SIGNING.WRONG_PIN',
      details: { triesLeft: 2 },
    });
    // The request was lost on the way back and comes again: the PIN is not looked at a second time.
    expect(await open(holder, sealedPin, { commandId })).toMatchObject({ code: 'SIGNING.BAD_SEALED_PIN' });
    expect(await triesOf(holder)).toBe(1);
    expect(await open(holder, await bed.seal('sai nữa'))).toMatchObject({ details: { triesLeft: 1 } });
    expect(await open(holder, await bed.seal('sai mãi'))).toMatchObject({ details: { triesLeft: 0 } });
    expect(await open(holder, await bed.seal(PIN))).toMatchObject({ code: 'SIGNING.KEY_LOCKED' });
    expect(await activations()).toHaveLength(known);
  });

  it('the right PIN forgets the wrong ones before it', async () => {
    const holder = await keyHolder();
    await open(holder, await bed.seal('sai'));
    await open(holder, await bed.seal('sai'));
    expect(await open(holder, await bed.seal(PIN))).toHaveProperty('activationId');
    expect(await open(holder, await bed.seal('sai'))).toMatchObject({ details: { triesLeft: 2 } });
  });

  it('a locked key opens again when its rest is over', async () => {
    const holder = await keyHolder();
    for (let i = 0; i < 3; i++) await open(holder, await bed.seal('sai'));
    await bed.rows(`UPDATE signing_key SET locked_until = now() - interval '1 second' WHERE owner_id = $1`, [
      holder.personId,
    ]);
    expect(await open(holder, await bed.seal(PIN))).toHaveProperty('activationId');
  });

  it('a sealed PIN is good once, for two minutes, and only when it can be read; none of these counts as a try', async () => {
    const holder = await keyHolder();
    const once = await bed.seal(PIN);
    expect(await open(holder, once)).toHaveProperty('activationId');
    const old = await bed.seal(PIN, { at: new Date(Date.now() - 121_000) });
    const fromTomorrow = await bed.seal(PIN, { at: new Date(Date.now() + 121_000) });
    const garbage = Buffer.from('không phải gì cả').toString('base64');
    for (const bad of [once, old, fromTomorrow, garbage])
      expect(await open(holder, bad)).toMatchObject({ code: 'SIGNING.BAD_SEALED_PIN' });
    expect(await triesOf(holder)).toBe(0);
  });

  it('many at once do not block one another', async () => {
    const holders = await Promise.all(Array.from({ length: 12 }, keyHolder));
    const pins = await Promise.all(holders.map(() => bed.seal(PIN)));
    const answers = await Promise.all(holders.map((holder, i) => open(holder, pins[i] as string)));
    for (const answer of answers) expect(answer).toHaveProperty('activationId');
  });

  it('who has no key is told so', async () => {
    expect(await open(sampleActor({ roles: ['signer'] }), await bed.seal(PIN))).toMatchObject({
      code: 'SIGNING.NO_KEY',
    });
  });

  it("R-ORG-02: the organisation's key opens for a clerk of the agency", async () => {
    const clerk = sampleActor({ roles: ['clerk'] });
    const seal = bed.pki.issueOrganisation({ commonName: 'UBND xã Tân Thuận' });
    await bed.giveKey({ kind: 'organisation', agencyId: clerk.agencyId }, { issued: seal });
    expect(await open(clerk, await bed.seal(PIN), { purpose: 'organisation' })).toHaveProperty('activationId');
  });

  it("R-ORG-02: the organisation's key opens neither for its leader nor for a clerk of another agency", async () => {
    const clerk = sampleActor({ roles: ['clerk'] });
    await bed.giveKey({ kind: 'organisation', agencyId: clerk.agencyId });
    const known = (await activations()).length;
    const leader = colleagueOf(clerk, ['signer', 'director', 'leadership']);
    const stranger = sampleActor({ roles: ['clerk'] });
    for (const actor of [leader, stranger])
      expect(await open(actor, await bed.seal(PIN), { purpose: 'organisation' })).toMatchObject({
        code: 'SIGNING.NO_KEY',
      });
    expect(await activations()).toHaveLength(known);
  });
});

describe('an opened key of which nobody will hear', () => {
  /** What the database does when an activation is written, and again when that is committed. */
  const failing = {
    'when its row is written': 'CREATE TRIGGER no_activation BEFORE INSERT ON activation FOR EACH ROW',
    'when its row is committed':
      'CREATE CONSTRAINT TRIGGER no_activation AFTER INSERT ON activation DEFERRABLE INITIALLY DEFERRED FOR EACH ROW',
  };

  it.each(Object.entries(failing))('is closed %s in vain', async (_when, trigger) => {
    const holder = await keyHolder();
    const known = (await activations()).length;
    const closed: number[] = [];
    const { open: reallyOpen } = KeyWays.prototype;
    const ways = jest.spyOn(KeyWays.prototype, 'open').mockImplementation(async function (this: KeyWays, ...asked) {
      const key = await reallyOpen.apply(this, asked);
      if (key.kind !== 'opened-key') return key;
      const at = closed.push(0) - 1;
      const close = async () => {
        closed[at] = (closed[at] ?? 0) + 1;
        await key.close();
      };
      return { ...key, close };
    });
    await bed.rows(
      `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'không ghi được'; END $$`,
    );
    await bed.rows(`${trigger} EXECUTE FUNCTION refuse()`);
    try {
      await expect(open(holder, await bed.seal(PIN))).rejects.toThrow();
      expect(closed).toEqual([expect.any(Number)]);
      expect(closed[0]).toBeGreaterThan(0);
      expect(await activations()).toHaveLength(known);
      await bed.rows('DROP FUNCTION refuse() CASCADE');
      expect(await open(holder, await bed.seal(PIN))).toHaveProperty('activationId');
      expect(closed[1]).toBe(0);
    } finally {
      await bed.rows('DROP FUNCTION IF EXISTS refuse() CASCADE');
      ways.mockRestore();
    }
  });
});

describe('looking before the PIN is asked for', () => {
  const look = (actor: Actor, purpose: 'personal' | 'organisation' = 'personal') =>
    bed.ask(signing.CheckStation, { purpose }, { actor });

  it('a key that would sign has no problems, and shows certificate and tries', async () => {
    const holder = await keyHolder();
    expect(await look(holder)).toMatchObject({
      ...{ hasKey: true, way: 'pkcs12', triesLeft: 3, lockedUntil: null, problems: [], hasTimestamps: false },
      certificate: { subject: expect.stringContaining('Nguyễn Thành Long') },
    });
    await open(holder, await bed.seal('sai'));
    expect(await look(holder)).toMatchObject({ triesLeft: 2 });
  });

  it.each([
    ['that has expired', 'SIGNING.CERTIFICATE_EXPIRED', () => bed.pki.issueExpired()],
    ['that is not for signing', 'SIGNING.CERTIFICATE_UNFIT', () => bed.pki.issueWrongUsage()],
    ['of a stranger', 'SIGNING.CERTIFICATE_UNTRUSTED', () => bed.pki.issueFromUnknownRoot()],
  ] as const)('R-SIG-09: a certificate %s is told (%s)', async (_, code, issue) => {
    const holder = sampleActor({ roles: ['signer'] });
    await bed.giveKey({ kind: 'person', personId: holder.personId }, { issued: issue() });
    expect(await look(holder)).toMatchObject({ problems: [{ code }] });
  });

  it('a certificate of unknown owner, a device in other hands, and no key at all are told', async () => {
    const holder = sampleActor({ roles: ['signer'] });
    expect(await look(holder)).toMatchObject({ hasKey: false, problems: [{ code: 'SIGNING.NO_KEY' }] });
    await bed.giveKey({ kind: 'person', personId: holder.personId }, { enrolled: false });
    expect(await look(holder)).toMatchObject({ problems: [{ code: 'SIGNING.CERTIFICATE_NOT_ENROLLED' }] });
    const clerk = sampleActor({ roles: ['clerk'] });
    await bed.giveKey({ kind: 'organisation', agencyId: clerk.agencyId });
    bed.holdSeal(colleagueOf(clerk, ['clerk']));
    expect(await look(clerk, 'organisation')).toMatchObject({ problems: [{ code: 'SIGNING.SEAL_NOT_IN_HAND' }] });
    bed.holdSeal(null);
  });
});

describe('the device of the agency', () => {
  it('R-ORG-02: opens for the clerk who has it in hand', async () => {
    const clerk = sampleActor({ roles: ['clerk'] });
    await bed.giveKey({ kind: 'organisation', agencyId: clerk.agencyId });
    bed.holdSeal(clerk);
    expect(await open(clerk, await bed.seal(PIN), { purpose: 'organisation' })).toHaveProperty('activationId');
    bed.holdSeal(null);
  });

  it('R-ORG-02: is refused to another clerk before the PIN is looked at, and leaves no row', async () => {
    const clerk = sampleActor({ roles: ['clerk'] });
    await bed.giveKey({ kind: 'organisation', agencyId: clerk.agencyId });
    bed.holdSeal(colleagueOf(clerk, ['clerk'], { personName: 'Võ Thị Kim Ngân' }));
    const known = (await activations()).length;
    expect(await open(clerk, await bed.seal('sai'), { purpose: 'organisation' })).toMatchObject({
      code: 'SIGNING.SEAL_NOT_IN_HAND',
      message: expect.stringContaining('Võ Thị Kim Ngân'),
    });
    expect(await activations()).toHaveLength(known);
    const tries = await bed.rows('SELECT failed_tries FROM signing_key WHERE owner_id = $1', [clerk.agencyId]);
    expect(tries).toEqual([{ failed_tries: 0 }]);
    bed.holdSeal(null);
  });
});

/** Everything that goes over the broker (NATS client protocol, one subscription to `>`). */
async function listenToEverything(url: string): Promise<{ close(): string }> {
  const { hostname, port } = new URL(url);
  const socket = createConnection({ host: hostname, port: Number(port) });
  const heard: Buffer[] = [];
  const listening = new Promise<void>((resolve) => {
    socket.on('data', (data) => {
      heard.push(data);
      if (data.includes('PONG')) resolve();
      if (data.includes('PING')) socket.write('PONG\r\n');
    });
  });
  socket.write('CONNECT {"verbose":false}\r\nSUB > 1\r\nPING\r\n');
  await listening;
  return {
    close: () => {
      socket.destroy();
      return Buffer.concat(heard).toString('utf8');
    },
  };
}

it('a PIN stands nowhere, nor a token: in no message, in no row and in no line of the log', async () => {
  // Everything that went over the broker in a whole signature, sealed PIN and all.
  const line = await listenToEverything(bed.broker?.url ?? '');
  const holder = await keyHolder();
  const signer = { kind: 'person' as const, personId: holder.personId, name: holder.personName };
  const order = bed.order(await bed.draft(), { signer });
  expect(isMade(await bed.sign(await bed.opened(holder, order), holder))).toBe(true);
  const remote = await pageHolder(bed, service, 'ký-từ-xa');
  const signedRemotely = bed.order(await bed.draft(), {
    signer: { kind: 'person', personId: remote.personId, name: remote.personName },
  });
  const activationId = await confirmedBy(bed, service, remote, [signedRemotely]);
  expect(isMade(await bed.sign({ ...signedRemotely, activationId }, remote))).toBe(true);
  const heard = line.close();
  expect(heard).toContain('sealedPin');
  expect(heard).toContain('complete-authorisation');
  // A code passes to whoever redeems it, once, and is worth nothing without the verifier; tokens and the client's secret pass nowhere.
  const { given, clientSecret } = service.oauth;
  const codes = given.filter((one) => one.startsWith('code-'));
  const tokens = [clientSecret, ...given.filter((one) => !one.startsWith('code-'))];
  expect([codes.length, tokens.length]).toEqual([1, 4]);
  for (const token of tokens) expect(heard).not.toContain(token);
  for (const form of [PIN, Buffer.from(PIN, 'utf8').toString('base64'), Buffer.from(PIN, 'utf8').toString('hex')])
    expect(heard).not.toContain(form);

  expect(log.join('')).toContain('open-activation');
  for (const secret of [PIN, ...codes, ...tokens]) expect(log.join('')).not.toContain(secret);
  const tables = await bed.rows<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'signing'`,
  );
  expect(tables.length).toBeGreaterThan(8);
  for (const { name } of tables) {
    const rows = await bed.rows<{ text: string }>(`SELECT t::text AS text FROM signing.${name} t`);
    const text = rows.map((row) => row.text).join('\n');
    for (const secret of [PIN, ...codes, ...tokens]) expect(text).not.toContain(secret);
    expect(text).not.toContain(Buffer.from(PIN, 'utf8').toString('hex'));
  }
});
