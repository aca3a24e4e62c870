import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { directory } from '@vanthu/contracts';
import { type Door, openDoor, refusal, signedIn, signIn, testPerson } from './door.js';

const clerk = testPerson('giang.vo', ['clerk']);
const other = testPerson('binh.tran', ['signer']);
const homeless = { ...testPerson('khong.chuc.vu', ['clerk']), actors: [] };
let door: Door;
beforeAll(async () => {
  door = await openDoor([clerk, other, homeless], {
    extra: { signInFailuresPerName: 3, signInFailuresPerAddress: 20, listenHost: '127.0.0.1' },
  });
});
afterAll(() => door?.close());

describe('sign-in', () => {
  it('opens a session in a cookie that scripts cannot read and other sites do not send', async () => {
    const answer = await signIn(door.url, 'giang.vo', 'mat-khau-dung');
    expect(answer.status).toBe(200);
    const cookie = answer.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^vanthu_session=[\w-]{43};/);
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Strict/);
    expect(cookie).toMatch(/Path=\//);
    const session = (await answer.json()) as Record<string, unknown>;
    expect(session).toMatchObject({
      personId: clerk.personId,
      position: { title: 'Văn thư' },
      rights: expect.arrayContaining(['incoming.receive', 'outgoing.issue']),
      csrfToken: expect.any(String),
    });
    expect(session.rights).not.toContain('outgoing.sign');
  });

  it('keeps only the hash of the session’s token', async () => {
    const { cookie } = await signedIn(door.url, clerk);
    const token = cookie.split('=')[1] as string;
    const rows = await door.bed.rows<{ dump: string }>('SELECT row_to_json(session)::text AS dump FROM session');
    expect(rows.length).toBeGreaterThan(0);
    for (const { dump } of rows) expect(dump).not.toContain(token);
  });

  it('refuses a wrong password in the same words as an unknown name, and says how to go on', async () => {
    const wrong = await refusal(await signIn(door.url, 'binh.tran', 'sai'));
    const unknown = await refusal(await signIn(door.url, 'khong.co', 'sai'));
    expect(wrong).toMatchObject({ status: 401, code: 'DIRECTORY.BAD_CREDENTIALS', retryable: false });
    expect({ ...unknown, traceId: '' }).toEqual({ ...wrong, traceId: '' });
  });

  it('is refused to somebody without a position', async () => {
    expect(await refusal(await signIn(door.url, 'khong.chuc.vu', 'mat-khau-dung'))).toMatchObject({
      status: 403,
      code: 'GATEWAY.NO_POSITION',
    });
  });

  it('refuses a page of another origin', async () => {
    const headers = { origin: 'https://evil.example' };
    expect(await refusal(await signIn(door.url, 'giang.vo', 'mat-khau-dung', { headers }))).toMatchObject({
      status: 403,
      code: 'GATEWAY.CSRF',
    });
  });

  it('refuses what is no JSON, without a word about how it is read', async () => {
    const answer = await fetch(`${door.url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"username":',
    });
    expect(await refusal(answer)).toMatchObject({ status: 400, code: 'GATEWAY.BAD_REQUEST' });
  });

  it('waits after too many wrong passwords for one name, however many come at once, and not for others', async () => {
    const guesses = await Promise.all(
      Array.from({ length: 8 }, (_, i) => signIn(door.url, 'nguoi.bi.doan', `doan-${i}`).then(refusal)),
    );
    expect(guesses.filter((guess) => guess.code === 'DIRECTORY.BAD_CREDENTIALS')).toHaveLength(3);
    const limited = guesses.filter((guess) => guess.code === 'GATEWAY.RATE_LIMITED');
    expect(limited).toHaveLength(5);
    expect(limited[0]).toMatchObject({ status: 429, retryable: true });
    expect((await signIn(door.url, 'giang.vo', 'mat-khau-dung')).status).toBe(200);
  });

  it('forgets wrong passwords after the right one', async () => {
    for (let round = 0; round < 3; round++) {
      await signIn(door.url, 'giang.vo', 'sai');
      await signIn(door.url, 'giang.vo', 'sai');
      expect((await signIn(door.url, 'giang.vo', 'mat-khau-dung')).status).toBe(200);
    }
  });

  it('waits after too many wrong passwords from one address', async () => {
    for (let i = 0; i < 20; i++) await signIn(door.url, `ten.${i}`, 'sai');
    expect(await refusal(await signIn(door.url, 'ten.moi', 'sai'))).toMatchObject({ code: 'GATEWAY.RATE_LIMITED' });
    await door.bed.rows('DELETE FROM sign_in_attempt');
  });

  it('keeps names that were typed as hashes only', async () => {
    await signIn(door.url, 'mat-khau-go-nham-o-ten', 'x');
    const rows = await door.bed.rows<{ key: string }>('SELECT key FROM sign_in_attempt');
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain('go-nham');
  });
});

describe('the session', () => {
  it('is shown to its owner', async () => {
    const me = await signedIn(door.url, clerk);
    expect(await (await me.ask('/api/session')).json()).toEqual(me.session);
  });

  it('is needed: without one, with a wrong one and after its end everything is refused', async () => {
    expect(await refusal(await fetch(`${door.url}/api/session`))).toMatchObject({
      status: 401,
      code: 'ACCESS.NO_TOKEN',
    });
    const forged = await fetch(`${door.url}/api/session`, { headers: { cookie: 'vanthu_session=abc' } });
    expect(await refusal(forged)).toMatchObject({ status: 401, code: 'GATEWAY.SESSION_EXPIRED' });
    const me = await signedIn(door.url, clerk);
    await door.bed.rows(`UPDATE session SET expires_at = now() - interval '1 second'`);
    expect(await refusal(await me.ask('/api/session'))).toMatchObject({ code: 'GATEWAY.SESSION_EXPIRED' });
  });

  it('ends when it lies idle', async () => {
    const me = await signedIn(door.url, clerk);
    await door.bed.rows(`UPDATE session SET last_seen_at = now() - interval '119 minutes'`);
    expect((await me.ask('/api/session')).status).toBe(200);
    const [row] = await door.bed.rows<{ fresh: boolean }>(
      `SELECT bool_or(last_seen_at > now() - interval '1 minute') AS fresh FROM session`,
    );
    expect(row?.fresh).toBe(true);
    await door.bed.rows(`UPDATE session SET last_seen_at = now() - interval '121 minutes'`);
    expect(await refusal(await me.ask('/api/session'))).toMatchObject({ code: 'GATEWAY.SESSION_EXPIRED' });
  });

  it('changes its position to another of the person’s', async () => {
    const me = await signedIn(door.url, clerk);
    const choose = (positionId: string, headers: Record<string, string> = {}) =>
      me.ask('/api/session/position', {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ positionId }),
      });
    expect(await (await choose(clerk.actors[1]?.positionId as string)).json()).toMatchObject({
      position: { title: 'Công chức' },
      rights: expect.arrayContaining(['outgoing.draft']),
    });
    expect(await (await me.ask('/api/session')).json()).toMatchObject({ position: { title: 'Công chức' } });

    expect(await refusal(await choose(other.actors[0]?.positionId as string))).toMatchObject({
      status: 403,
      code: 'DIRECTORY.NO_SUCH_POSITION',
    });
    expect(await (await me.ask('/api/session')).json()).toMatchObject({ position: { title: 'Công chức' } });

    const missing = await choose(clerk.actors[0]?.positionId as string, { 'x-csrf-token': '' });
    expect(await refusal(missing)).toMatchObject({ status: 403, code: 'GATEWAY.CSRF' });
    const { session: stranger } = await signedIn(door.url, other);
    const foreign = await choose(clerk.actors[0]?.positionId as string, { 'x-csrf-token': stranger.csrfToken });
    expect(await refusal(foreign)).toMatchObject({ status: 403, code: 'GATEWAY.CSRF' });
    const site = await choose(clerk.actors[0]?.positionId as string, { origin: 'https://evil.example' });
    expect(await refusal(site)).toMatchObject({ status: 403, code: 'GATEWAY.CSRF' });
  });

  it('ends with sign-out', async () => {
    const me = await signedIn(door.url, clerk);
    const out = await me.ask('/api/session', { method: 'DELETE' });
    expect(out.status).toBe(204);
    expect(out.headers.get('set-cookie')).toMatch(/vanthu_session=;/);
    expect((await me.ask('/api/session')).status).toBe(401);
  });
});

it('a directory that fails costs nobody an attempt and tells nobody why', async () => {
  await door.bed.rows('DELETE FROM sign_in_attempt');
  await door.bed.answer(directory.VerifyCredentials, () => {
    throw new Error('the directory stumbles over table person_secret');
  });
  const answer = await refusal(await signIn(door.url, 'binh.tran', 'mat-khau-dung'));
  expect(answer).toMatchObject({ status: 500, code: 'FAULT', details: { faultId: expect.any(String) } });
  expect(JSON.stringify(answer)).not.toMatch(/person_secret|stumbles/);
  expect(await door.bed.rows('SELECT key FROM sign_in_attempt')).toEqual([]);
});

it('a directory that fails wipes out no wrong password: whoever keeps it busy guesses no more often', async () => {
  await door.bed.rows('DELETE FROM sign_in_attempt');
  await door.bed.answer(directory.VerifyCredentials, () => directory.refuseDirectory('DIRECTORY.BAD_CREDENTIALS'));
  for (let i = 0; i < 2; i++) await signIn(door.url, 'binh.tran', 'sai');
  await door.bed.answer(directory.VerifyCredentials, () => {
    throw new Error('too much to do');
  });
  expect(await refusal(await signIn(door.url, 'binh.tran', 'sai'))).toMatchObject({ code: 'FAULT' });
  await door.bed.answer(directory.VerifyCredentials, () => directory.refuseDirectory('DIRECTORY.BAD_CREDENTIALS'));
  expect(await refusal(await signIn(door.url, 'binh.tran', 'sai'))).toMatchObject({ status: 401 });
  expect(await refusal(await signIn(door.url, 'binh.tran', 'sai'))).toMatchObject({ code: 'GATEWAY.RATE_LIMITED' });
});

it('behind a proxy the address is the one that the proxy has seen, not one that the asker names', async () => {
  const behind = await openDoor([clerk], { extra: { trustProxy: true, signInFailuresPerAddress: 2 } });
  try {
    const guess = async (i: number) => {
      const headers = { 'x-forwarded-for': `203.0.113.${i}, 198.51.100.7` };
      return (await refusal(await signIn(behind.url, `ten.${i}`, 'sai', { headers }))).code;
    };
    const codes = [await guess(1), await guess(2), await guess(3)];
    expect(codes).toEqual(['DIRECTORY.BAD_CREDENTIALS', 'DIRECTORY.BAD_CREDENTIALS', 'GATEWAY.RATE_LIMITED']);
  } finally {
    await behind.close();
  }
});
