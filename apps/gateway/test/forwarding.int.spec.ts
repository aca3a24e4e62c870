import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { directory, incoming, outgoing, refusalTable } from '@vanthu/contracts';
import { type RequestContext } from '@vanthu/messaging';
import { type Door, openDoor, refusal, type SignedIn, signedIn, testPerson } from './door.js';

const official = testPerson('an.nguyen', ['official']);
const documentId = randomUUID();
let door: Door;
let me: SignedIn;
/** What the owner heard. */
let heard: { input: unknown; ctx: RequestContext }[] = [];
beforeAll(async () => {
  door = await openDoor([official]);
  me = await signedIn(door.url, official);
  await door.bed.answer(outgoing.SubmitDraft, (input, ctx) => {
    heard.push({ input, ctx });
    return { id: input.documentId, state: 'submitted' as const, version: 2 };
  });
  await door.bed.answer(outgoing.FindOutgoing, (input, ctx) => {
    heard.push({ input, ctx });
    return { items: [], nextCursor: null, total: 0 };
  });
});
afterAll(() => door?.close());

const commandHeaders = (id = randomUUID()) => ({ 'content-type': 'application/json', 'idempotency-key': id });
const submit = (headers: Record<string, string> = commandHeaders()) =>
  me.ask(`/api/outgoing/documents/${documentId}/submit`, { method: 'POST', headers, body: '{}' });

describe('a route of a contract', () => {
  it('asks the owner for the person, under the browser’s command id and trace', async () => {
    heard = [];
    const id = randomUUID();
    const trace = '0af7651916cd43dd8448eb211c80319c';
    const answer = await submit({ ...commandHeaders(id), traceparent: `00-${trace}-b7ad6b7169203331-01` });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ id: documentId, state: 'submitted', version: 2 });
    expect(answer.headers.get('traceparent')).toContain(trace);
    const [{ input, ctx }] = heard as [(typeof heard)[number]];
    expect(input).toEqual({ documentId });
    expect(ctx.commandId).toBe(id);
    expect(ctx.traceparent).toContain(trace);
    expect(ctx.issuer).toBe('gateway');
    expect(ctx.actor).toEqual(official.actors[0]);
  });

  it('works without a body when everything is in the path', async () => {
    const { 'content-type': _, ...headers } = commandHeaders();
    const answer = await me.ask(`/api/outgoing/documents/${documentId}/submit`, { method: 'POST', headers });
    expect(answer.status).toBe(200);
  });

  it('reads numbers, booleans and defaults of a query as the contract says', async () => {
    heard = [];
    const answer = await me.ask('/api/outgoing/documents?limit=7&mine=true&text=g%C3%B2%20c%C3%B4ng&nobody=1');
    expect(await answer.json()).toEqual({ items: [], nextCursor: null, total: 0 });
    expect(heard[0]?.input).toEqual({ limit: 7, mine: true, text: 'gò công' });
  });

  it('reads one value of a list as a list', async () => {
    await door.bed.answer(directory.FindAgencies, (input) => {
      heard.push({ input, ctx: {} as RequestContext });
      return { agencies: [] };
    });
    heard = [];
    await me.ask(`/api/directory/agencies?ids=${documentId}`);
    await me.ask(`/api/directory/agencies?ids=${documentId}&ids=${official.personId}`);
    expect(heard.map(({ input }) => (input as { ids: string[] }).ids)).toEqual([
      [documentId],
      [documentId, official.personId],
    ]);
  });

  it('asks the directory once for many requests of a session', async () => {
    await submit();
    const before = door.actorsResolved();
    for (let i = 0; i < 5; i++) await submit();
    expect(door.actorsResolved()).toBe(before);
  });
});

describe('a command', () => {
  it.each([
    ['without an id', undefined, 'COMMAND.ID_REQUIRED'],
    ['with an id that is none', 'lenh-1', 'REQUEST.INVALID'],
  ])('%s is refused before anybody is asked', async (_, id, code) => {
    heard = [];
    const answer = await submit({ 'content-type': 'application/json', ...(id ? { 'idempotency-key': id } : {}) });
    expect(await refusal(answer)).toMatchObject({ status: 400, code });
    expect(heard).toEqual([]);
  });

  it.each([
    ['missing', ''],
    ['another session’s', 'x'.repeat(43)],
  ])('with a CSRF token that is %s is refused', async (_, token) => {
    heard = [];
    const answer = await submit({ ...commandHeaders(), 'x-csrf-token': token });
    expect(await refusal(answer)).toMatchObject({ status: 403, code: 'GATEWAY.CSRF' });
    expect(heard).toEqual([]);
  });

  it.each(['https://evil.example', 'null'])('from a page of %s is refused', async (origin) => {
    expect(await refusal(await submit({ ...commandHeaders(), origin }))).toMatchObject({ code: 'GATEWAY.CSRF' });
  });

  it('from our own page passes', async () => {
    expect((await submit({ ...commandHeaders(), origin: door.url })).status).toBe(200);
  });

  it('without a session is refused', async () => {
    const answer = await fetch(`${door.url}/api/outgoing/documents/${documentId}/submit`, { method: 'POST' });
    expect(await refusal(answer)).toMatchObject({ status: 401, code: 'ACCESS.NO_TOKEN' });
  });

  it('whose body is not an object, or too large, is refused', async () => {
    const post = (body: string) =>
      me.ask('/api/outgoing/documents', { method: 'POST', headers: commandHeaders(), body });
    expect(await refusal(await post('[1]'))).toMatchObject({ status: 400, code: 'REQUEST.INVALID' });
    expect(await refusal(await post(JSON.stringify('x'.repeat(1_000_000))))).toMatchObject({
      status: 413,
      code: 'GATEWAY.TOO_LARGE',
    });
    expect(await refusal(await post('{"__proto__":{"a":1}}'))).toMatchObject({
      status: 400,
      code: 'GATEWAY.BAD_REQUEST',
    });
  });
});

describe('what the owner answers', () => {
  it.each(['OUTGOING.NOT_THE_TURN', 'OUTGOING.NOT_THE_DRAFTER', 'REQUEST.NOT_FOUND'] as const)(
    '%s has the status of the table',
    async (code) => {
      await door.bed.answer(outgoing.GetOutgoing, () => ({
        refused: true,
        code,
        message: 'một câu cho người dùng',
        details: { stateVi: 'dự thảo' },
      }));
      const answer = await me.ask(`/api/outgoing/documents/${documentId}`);
      expect(await refusal(answer)).toEqual({
        status: refusalTable[code]?.status,
        code,
        message: 'một câu cho người dùng',
        details: { stateVi: 'dự thảo' },
        retryable: false,
        traceId: expect.stringMatching(/^[0-9a-f]{32}$/),
      });
    },
  );

  it('an input that the contract does not know is refused by the owner with the field', async () => {
    expect(await refusal(await me.ask('/api/outgoing/documents?limit=0'))).toMatchObject({
      status: 400,
      code: 'REQUEST.INVALID',
      message: expect.stringContaining('limit'),
    });
  });

  it('a right that the roles have not is refused by the owner', async () => {
    await door.bed.answer(outgoing.Issue, ({ documentId: id }) => ({ id, state: 'issued' as const, version: 3 }));
    const answer = await me.ask(`/api/outgoing/documents/${documentId}/issue`, {
      method: 'POST',
      headers: commandHeaders(),
      body: '{}',
    });
    expect(await refusal(answer)).toMatchObject({ status: 403, code: 'ACCESS.NOT_ALLOWED' });
  });

  it('a fault leaks nothing but its id', async () => {
    await door.bed.answer(outgoing.GetOutgoing, () => {
      throw new Error('relation "outgoing.secret_table" does not exist');
    });
    const answer = await refusal(await me.ask(`/api/outgoing/documents/${documentId}`));
    expect(answer).toMatchObject({ status: 500, code: 'FAULT', retryable: false });
    expect(Object.keys(answer.details)).toEqual(['faultId']);
    expect(JSON.stringify(answer)).not.toMatch(/secret_table|relation|Error|\.ts/);
  });

  it('an owner who is away is unavailable, to be asked again', async () => {
    const answer = await me.ask(`/api/incoming/documents/${documentId}`);
    expect(answer.headers.get('retry-after')).toBe('2');
    expect(await refusal(answer)).toMatchObject({ status: 503, code: 'SERVICE.UNAVAILABLE', retryable: true });
  });

  it('an owner who is slow is a time-out, to be asked again', async () => {
    await door.bed.answer(incoming.FindIncoming, async () => {
      await new Promise((resolve) => setTimeout(resolve, 2_500));
      return { items: [], nextCursor: null, total: 0 };
    });
    const answer = await me.ask('/api/incoming/documents');
    expect(await refusal(answer)).toMatchObject({ status: 503, code: 'SERVICE.TIMEOUT', retryable: true });
  });

  it('a path that nobody has is not found', async () => {
    expect(await refusal(await me.ask('/api/nothing/here'))).toMatchObject({ status: 404, code: 'REQUEST.NOT_FOUND' });
  });
});

describe('the clock', () => {
  const at = '2023-06-12T01:00:00.000Z';

  it('is the machine’s: a time that is sent is refused in real mode', async () => {
    heard = [];
    expect(await refusal(await submit({ ...commandHeaders(), 'x-vanthu-at': at }))).toMatchObject({
      status: 400,
      code: 'CLOCK.NOT_SIMULATED',
    });
    expect(heard).toEqual([]);
  });

  it('is the sender’s in simulated mode, where nonsense is still refused', async () => {
    const simulated = await openDoor([official], { clock: 'simulated' });
    try {
      let day = '';
      await simulated.bed.answer(outgoing.FindOutgoing, (_, ctx) => {
        day = ctx.today();
        return { items: [], nextCursor: null, total: 0 };
      });
      const there = await signedIn(simulated.url, official);
      expect((await there.ask('/api/outgoing/documents', { headers: { 'x-vanthu-at': at } })).status).toBe(200);
      expect(day).toBe('2023-06-12');
      const nonsense = await there.ask('/api/outgoing/documents', { headers: { 'x-vanthu-at': 'hôm qua' } });
      expect(await refusal(nonsense)).toMatchObject({ status: 400, code: 'REQUEST.INVALID' });
    } finally {
      await simulated.close();
    }
  });
});

describe('the clock of a replayed installation', () => {
  it('goes on from the instant that it was given, for whoever names none', async () => {
    const extra = { clockNow: '2023-03-14T10:00:00.000Z' };
    const replayed = await openDoor([official], { clock: 'simulated', extra });
    try {
      const days: string[] = [];
      await replayed.bed.answer(outgoing.FindOutgoing, (_, ctx) => {
        days.push(ctx.today());
        return { items: [], nextCursor: null, total: 0 };
      });
      const there = await signedIn(replayed.url, official);
      await there.ask('/api/outgoing/documents');
      await there.ask('/api/outgoing/documents', { headers: { 'x-vanthu-at': '2023-06-12T01:00:00.000Z' } });
      expect(days).toEqual(['2023-03-14', '2023-06-12']);
    } finally {
      await replayed.close();
    }
  });
});

describe('every answer', () => {
  it('carries strict headers and no name of the server', async () => {
    for (const path of ['/api/session', '/api/openapi.json', '/health/live', '/']) {
      const { headers } = await fetch(`${door.url}${path}`);
      expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*worker-src 'self'/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-powered-by')).toBeNull();
      expect(headers.get('server')).toBeNull();
    }
    expect((await fetch(`${door.url}/api/openapi.json`)).headers.get('cache-control')).toBe('no-store');
  });

  it('describes itself as OpenAPI', async () => {
    const document = (await (await fetch(`${door.url}/api/openapi.json`)).json()) as { openapi: string; paths: object };
    expect(document.openapi).toBe('3.1.0');
    expect(Object.keys(document.paths)).toContain('/api/outgoing/documents/{documentId}/issue');
  });
});

describe('health', () => {
  it('lives while parts are away, and is not ready', async () => {
    expect((await fetch(`${door.url}/health/live`)).status).toBe(200);
    const answer = await fetch(`${door.url}/health`);
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ ready: false, parts: { database: 'up', stats: 'down' } });
  });
});
