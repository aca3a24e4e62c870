import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { incoming } from '@vanthu/contracts';
import { type Door, openDoor, signedIn, testPerson } from './door.js';

const clerk = testPerson('giang.vo', ['clerk']);
const other = testPerson('nguoi.khac', ['official']);
let door: Door;
let web: string;
beforeAll(async () => {
  web = await mkdtemp(join(tmpdir(), 'vanthu-web-'));
  door = await openDoor([clerk, other], { extra: { webDirectory: web } });
});
afterAll(async () => {
  await door?.close();
  await rm(web, { recursive: true, force: true });
});

/** Reads a stream of events until it ends; `seen` grows meanwhile. */
async function follow(answer: Response) {
  const seen: Record<string, unknown>[] = [];
  const reader = (answer.body as ReadableStream<Uint8Array>).pipeThrough(new TextDecoderStream()).getReader();
  await reader.read();
  const ended = (async () => {
    for (let text = ''; ; ) {
      const { value, done } = await reader.read();
      if (done) return;
      text += value;
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) {
        const data = /^data: (.*)$/m.exec(block)?.[1];
        if (data) seen.push(JSON.parse(data) as Record<string, unknown>);
      }
    }
  })();
  return { seen, ended };
}

const checked = (readers: string[], documentId = randomUUID()) => ({
  aggregateId: documentId,
  payload: {
    documentId,
    agencyId: clerk.actors[0]?.agencyId as string,
    readers,
    advice: 'accept' as const,
    answer: 'valid' as const,
    checkedAt: '2026-01-05T02:00:00.000Z',
  },
});

describe('live changes', () => {
  it('reach whoever may read the document and nobody else, and end with sign-out', async () => {
    const me = await signedIn(door.url, clerk);
    const live = await follow(await me.ask('/api/live'));
    const stranger = await follow(await (await signedIn(door.url, other)).ask('/api/live'));
    const agencyId = clerk.actors[0]?.agencyId as string;

    const first = await door.bed.emit(incoming.IncomingChecked, checked([`clerks:${agencyId}`]));
    await door.bed.emit(incoming.IncomingChecked, checked([`person:${randomUUID()}`]));
    const last = await door.bed.emit(incoming.IncomingChecked, checked([`person:${clerk.personId}`]));
    for (let i = 0; i < 100 && live.seen.length < 2; i++) await new Promise((resolve) => setTimeout(resolve, 20));

    expect(live.seen).toEqual([
      expect.objectContaining({ eventId: first.id, documentId: first.aggregateId, service: 'incoming' }),
      expect.objectContaining({ eventId: last.id, type: 'incoming.incoming-document.checked.v1' }),
    ]);
    expect(JSON.stringify(live.seen)).not.toContain('advice');
    expect(stranger.seen).toEqual([]);

    await me.ask('/api/session', { method: 'DELETE' });
    await live.ended;
  });

  it('are told again when a service that follows has taken them in', async () => {
    const me = await signedIn(door.url, clerk);
    const live = await follow(await me.ask('/api/live'));
    const event = await door.bed.emit(incoming.IncomingChecked, checked([`person:${clerk.personId}`]));
    for (let i = 0; i < 100 && live.seen.length < 1; i++) await new Promise((resolve) => setTimeout(resolve, 20));
    door.bed.service.connected.nats.publish('ap.stats', JSON.stringify([randomUUID(), event.id]));
    for (let i = 0; i < 100 && live.seen.length < 2; i++) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(live.seen.map(({ eventId }) => eventId)).toEqual([event.id, event.id]);
    await me.ask('/api/session', { method: 'DELETE' });
    await live.ended;
  });

  it('need a session', async () => {
    expect((await fetch(`${door.url}/api/live`)).status).toBe(401);
  });
});

describe('the web', () => {
  it('says in one page that it is not built', async () => {
    const answer = await fetch(`${door.url}/`);
    expect(answer.status).toBe(503);
    expect(await answer.text()).toContain('Giao diện chưa được dựng');
  });

  it('is served once it is built: the page for every route, assets for ever, compressed when they are', async () => {
    await mkdir(join(web, 'assets'));
    await writeFile(join(web, 'assets/app-1a2b.js'), 'plain');
    await writeFile(join(web, 'assets/app-1a2b.js.br'), 'brotli');
    await writeFile(join(web, 'secret.txt.swp'), 'x');
    await writeFile(join(web, 'index.html'), '<!doctype html><title>VanThu</title>');

    for (const path of ['/', '/van-ban-di', '/van-ban-den/7/chi-tiet']) {
      const page = await fetch(`${door.url}${path}`);
      expect(page.status).toBe(200);
      expect(page.headers.get('content-type')).toMatch(/^text\/html/);
      expect(page.headers.get('cache-control')).toBe('no-cache');
      expect(await page.text()).toContain('<title>VanThu</title>');
    }
    const asset = await fetch(`${door.url}/assets/app-1a2b.js`, { headers: { 'accept-encoding': 'identity' } });
    expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(asset.headers.get('content-type')).toMatch(/javascript/);
    expect(await asset.text()).toBe('plain');
    const small = await fetch(`${door.url}/assets/app-1a2b.js`, {
      method: 'HEAD',
      headers: { 'accept-encoding': 'gzip, br' },
    });
    expect(small.headers.get('content-encoding')).toBe('br');
    const again = await fetch(`${door.url}/assets/app-1a2b.js`, {
      headers: { 'accept-encoding': 'identity', 'if-none-match': asset.headers.get('etag') as string },
    });
    expect(again.status).toBe(304);
  });

  it.each(['/assets/none.js', '/..%2f..%2fetc%2fpasswd.txt', '/assets/%2e%2e/%2e%2e/package.json'])(
    'has no %s',
    async (path) => expect((await fetch(`${door.url}${path}`)).status).toBe(404),
  );
});
