import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { readdir, utimes } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { commonRefusals, type gateway, incoming, outgoing, refuser } from '@vanthu/contracts';
import { ContentStore, FileTickets } from '@vanthu/files';
import { loadServiceKeys } from '@vanthu/messaging';
import type { z } from 'zod';
import { StagingSweep } from '../src/files/staging-sweep.js';
import { type Door, openDoor, refusal, type SignedIn, signedIn, testPerson } from './door.js';

type Ticket = z.infer<typeof gateway.UploadTicket>;
const clerk = testPerson('giang.vo', ['clerk']);
const signer = { ...testPerson('ky', ['signer']) };
const maxFileMegabytes = 20;
const pdf = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(200_000), Buffer.from('\n%%EOF\n')]);
const sha256 = createHash('sha256').update(pdf).digest('hex');
let door: Door;
let me: SignedIn;
let staging: string;
beforeAll(async () => {
  door = await openDoor([clerk, signer], { extra: { maxFileMegabytes } });
  me = await signedIn(door.url, clerk);
  staging = join(door.bed.config.files.directory, 'staging');
});
afterAll(() => door?.close());

const upload = (
  body: RequestInit['body'],
  more: { name?: string; headers?: Record<string, string>; as?: SignedIn } = {},
) =>
  (more.as ?? me).ask(`/api/uploads?name=${encodeURIComponent(more.name ?? 'Công văn số 7.pdf')}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/pdf', ...more.headers },
    ...(body === null ? {} : { body, duplex: 'half' }),
  } as RequestInit);
const staged = () => readdir(staging).catch(() => []);

describe('an upload', () => {
  it('is hashed into staging and answered with a ticket for this person and agency', async () => {
    const answer = await upload(pdf);
    expect(answer.status).toBe(200);
    const ticket = (await answer.json()) as Ticket;
    expect(ticket).toMatchObject({ sha256, bytes: pdf.length, name: 'Công văn số 7.pdf' });
    expect(await staged()).toEqual([sha256]);
    const keys = await loadServiceKeys('gateway', door.bed.config.keys);
    const tickets = new FileTickets({ publicKey: keys.publicKeyOf('gateway') });
    const { personId, agencyId } = clerk.actors[0] as { personId: string; agencyId: string };
    expect(await tickets.open(ticket.ticket, { personId, agencyId })).toMatchObject({
      sha256,
      mediaType: 'application/pdf',
    });
    expect(await tickets.open(ticket.ticket, { personId: randomUUID(), agencyId })).toMatchObject({
      code: 'FILE.BAD_TICKET',
    });
  });

  it('that nobody took is removed after a day, and not before', async () => {
    await upload(pdf);
    const sweep = door.bed.service.app.get(StagingSweep, { strict: false });
    await sweep.sweep();
    expect(await staged()).toEqual([sha256]);
    const yesterday = new Date(Date.now() - 25 * 3_600_000);
    await utimes(join(staging, sha256), yesterday, yesterday);
    expect(await sweep.sweep()).toBe(1);
    expect(await staged()).toEqual([]);
  });

  it('has a name without folders', async () => {
    const answer = await upload(pdf, { name: '../../etc/Tờ trình.pdf' });
    expect(await answer.json()).toMatchObject({ name: 'Tờ trình.pdf' });
    expect(await refusal(await upload(pdf, { name: '/' }))).toMatchObject({ status: 400, code: 'REQUEST.INVALID' });
  });

  it('has the name of a PDF, whatever it is called and whichever way its letters seem to run', async () => {
    const named = async (name: string) => ((await (await upload(pdf, { name })).json()) as { name: string }).name;
    expect(await named('bao-cao.exe')).toBe('bao-cao.exe.pdf');
    expect(await named('bao-cao\u202efdp.exe')).toBe('bao-caofdp.exe.pdf');
    expect(await named('..')).toBe('...pdf');
    expect(await named('Tờ trình.PDF')).toBe('Tờ trình.PDF');
  });

  it.each([
    ['empty', Buffer.alloc(0), 422, 'FILE.EMPTY'],
    ['without a body', null, 422, 'FILE.EMPTY'],
    ['a text called .pdf', Buffer.from('Kính gửi: …'), 415, 'FILE.NOT_PDF'],
    ['a program called .pdf', Buffer.concat([Buffer.from('MZ'), randomBytes(5_000_000)]), 415, 'FILE.NOT_PDF'],
  ])('%s is refused and leaves nothing behind', async (_, body, status, code) => {
    const before = await staged();
    expect(await refusal(await upload(body))).toMatchObject({ status, code });
    expect(await staged()).toEqual(before);
  });

  it('is judged by its bytes, whatever type the browser names', async () => {
    const docx = await upload('PK…', { name: 'a.docx', headers: { 'content-type': 'application/vnd.ms-word' } });
    expect(await refusal(docx)).toMatchObject({ status: 415, code: 'FILE.NOT_PDF' });
    const json = await upload('{}', { headers: { 'content-type': 'application/json' } });
    expect(await refusal(json)).toMatchObject({ status: 415, code: 'FILE.NOT_PDF' });
    expect((await upload(pdf, { headers: { 'content-type': 'text/plain' } })).status).toBe(200);
  });

  it('for Word is taken when it is asked for as such, and nothing else is', async () => {
    const word = (body: RequestInit['body'], name = 'Dự thảo') =>
      me.ask(`/api/uploads?name=${encodeURIComponent(name)}&form=word`, {
        method: 'PUT',
        body,
        duplex: 'half',
      } as RequestInit);
    const taken = await word('PK\x03\x04 and what a DOCX holds');
    expect(taken.status).toBe(200);
    expect(await taken.json()).toMatchObject({ name: 'Dự thảo.docx' });
    expect(await refusal(await word(pdf))).toMatchObject({ status: 415, code: 'FILE.NOT_WORD' });
  });

  it('that says beforehand that it is too large is refused before it comes', async () => {
    const answer = await sendLazily(21 * 1_048_576, { 'content-length': String(300 * 1_048_576) });
    expect(answer).toMatchObject({ status: 413, code: 'FILE.TOO_LARGE' });
  });

  it('of 300 MB is cut off early and leaves nothing behind', async () => {
    const before = await staged();
    const answer = await sendLazily(300 * 1_048_576, { 'transfer-encoding': 'chunked' });
    expect(answer).toMatchObject({ status: 413, code: 'FILE.TOO_LARGE' });
    expect(answer.sent).toBeLessThan(100 * 1_048_576);
    expect(await staged()).toEqual(before);
    // The door is as open as before.
    expect((await upload(pdf)).status).toBe(200);
  });

  it('that breaks off leaves nothing behind', async () => {
    const before = await staged();
    await new Promise<void>((resolve) => {
      const half = request(`${door.url}/api/uploads?name=a.pdf`, { method: 'PUT', headers: headersOf(me) });
      half.on('error', () => resolve());
      half.write(pdf.subarray(0, 100_000), () => setTimeout(() => half.destroy(), 100));
      half.on('close', () => resolve());
    });
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await staged()).toEqual(before);
  });

  it('needs the right to draft or to receive, a session and its token', async () => {
    const stranger = await signedIn(door.url, signer);
    expect(await refusal(await upload(pdf, { as: stranger }))).toMatchObject({
      status: 403,
      code: 'ACCESS.NOT_ALLOWED',
    });
    const answer = await upload(pdf, { headers: { 'x-csrf-token': '' } });
    expect(await refusal(answer)).toMatchObject({ status: 403, code: 'GATEWAY.CSRF' });
    const noSession = await fetch(`${door.url}/api/uploads?name=a.pdf`, { method: 'PUT', body: pdf });
    expect(await refusal(noSession)).toMatchObject({ status: 401 });
  });
});

const headersOf = (as: SignedIn) => ({
  cookie: as.cookie,
  'x-csrf-token': as.session.csrfToken,
  'content-type': 'application/octet-stream',
});

/** Makes a PDF of this size while it is being sent. @returns the answer and how much had been sent when it came */
function sendLazily(bytes: number, headers: Record<string, string>) {
  return new Promise<{ status: number; code: string; sent: number }>((resolve, reject) => {
    const chunk = Buffer.alloc(256 * 1024, 'x');
    let sent = 0;
    const put = request(`${door.url}/api/uploads?name=lon.pdf`, {
      method: 'PUT',
      headers: { ...headersOf(me), ...headers },
    });
    const push = () => {
      while (sent < bytes && !put.destroyed) {
        const part = sent === 0 ? Buffer.concat([Buffer.from('%PDF-1.7\n'), chunk]) : chunk;
        sent += part.length;
        if (!put.write(part)) return void put.once('drain', push);
      }
      if (sent >= bytes && !headers['content-length']) put.end();
    };
    put.on('response', (answer) => {
      const at = sent;
      answer.setEncoding('utf8');
      let text = '';
      answer.on('data', (part: string) => {
        text += part;
      });
      answer.on('end', () => {
        put.destroy();
        resolve({ status: answer.statusCode ?? 0, ...(JSON.parse(text) as { code: string }), sent: at });
      });
    });
    put.on('error', reject);
    push();
  });
}

describe('a download', () => {
  const documentId = randomUUID();
  const asked: unknown[] = [];
  const path = `/api/outgoing/documents/${documentId}/file`;
  beforeAll(async () => {
    await new ContentStore(door.bed.config.files).put(pdf);
    await door.bed.answer(outgoing.OpenOutgoingFile, (input, ctx) => {
      asked.push({ ...input, by: ctx.actor?.personId });
      if (input.documentId !== documentId) return refuser(commonRefusals)('REQUEST.NOT_FOUND');
      return {
        sha256,
        bytes: pdf.length,
        name: 'Quyết định “thành lập tổ” số 7 (đợt 1).pdf',
        mediaType: 'application/pdf',
      };
    });
  });

  it('is the file, byte by byte, under its Vietnamese name', async () => {
    const answer = await me.ask(`${path}?act=download`);
    expect(answer.status).toBe(200);
    expect(Buffer.from(await answer.arrayBuffer()).equals(pdf)).toBe(true);
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    expect(answer.headers.get('content-length')).toBe(String(pdf.length));
    expect(answer.headers.get('etag')).toBe(`"${sha256}"`);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    const disposition = answer.headers.get('content-disposition') ?? '';
    expect(disposition).toMatch(
      /^attachment; filename="Quyet dinh _thanh lap to_ so 7 \(dot 1\)\.pdf"; filename\*=UTF-8''/,
    );
    expect(decodeURIComponent(disposition.split("UTF-8''")[1] as string)).toBe(
      'Quyết định “thành lập tổ” số 7 (đợt 1).pdf',
    );
  });

  it('says what it is for, and for whom', async () => {
    asked.length = 0;
    const view = await me.ask(path);
    expect(view.headers.get('content-disposition')).toMatch(/^inline/);
    await me.ask(`${path}?act=print&sha256=${sha256}`);
    expect(asked).toEqual([
      { documentId, act: 'view', by: clerk.personId },
      { documentId, act: 'print', sha256, by: clerk.personId },
    ]);
    expect(await refusal(await me.ask(`${path}?act=steal`))).toMatchObject({ status: 400, code: 'REQUEST.INVALID' });
  });

  it.each([
    ['bytes=0-8', 0, 8],
    ['bytes=100-', 100, pdf.length - 1],
    ['bytes=-7', pdf.length - 7, pdf.length - 1],
    [`bytes=10-${pdf.length * 2}`, 10, pdf.length - 1],
  ])('in part: %s', async (range, start, end) => {
    const answer = await me.ask(path, { headers: { range } });
    expect(answer.status).toBe(206);
    expect(answer.headers.get('content-range')).toBe(`bytes ${start}-${end}/${pdf.length}`);
    expect(Buffer.from(await answer.arrayBuffer()).equals(pdf.subarray(start, end + 1))).toBe(true);
  });

  it('is whole when the part belongs to another version, or cannot be understood', async () => {
    for (const headers of [{ range: 'bytes=0-8', 'if-range': '"old"' }, { range: 'pages=1-2' }] as Record<
      string,
      string
    >[]) {
      expect((await me.ask(path, { headers })).status).toBe(200);
    }
    const beyond = await me.ask(path, { headers: { range: `bytes=${pdf.length}-` } });
    expect(beyond.headers.get('content-range')).toBe(`bytes */${pdf.length}`);
    expect(await refusal(beyond)).toMatchObject({ code: 'GATEWAY.RANGE' });
  });

  it('is not found for whoever is not a reader', async () => {
    const other = await me.ask(`/api/outgoing/documents/${randomUUID()}/file`);
    expect(await refusal(other)).toMatchObject({ status: 404, code: 'REQUEST.NOT_FOUND' });
    expect((await fetch(`${door.url}${path}`)).status).toBe(401);
  });

  it('of an incoming document is asked of its owner; lost bytes are said to be lost', async () => {
    await door.bed.answer(incoming.OpenIncomingFile, () => ({
      sha256: 'a'.repeat(64),
      bytes: 5,
      name: 'mất.pdf',
      mediaType: 'application/pdf',
    }));
    const answer = await me.ask(`/api/incoming/documents/${documentId}/file`);
    expect(await refusal(answer)).toMatchObject({ status: 410, code: 'FILE.LOST' });
  });
});
