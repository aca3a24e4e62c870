import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type Refusal, signing } from '@vanthu/contracts';
import { PassingFiles } from '@vanthu/files';
import { waitUntil } from '@vanthu/testing';
import { networkOf } from '../src/verification/verification-limit.js';
import { type Door, openDoor, refusal, signedIn, testPerson } from './door.js';

const clerk = testPerson('giang.vo', ['clerk']);
const pdf = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(50_000), Buffer.from('\n%%EOF\n')]);
const sha256 = createHash('sha256').update(pdf).digest('hex');
const view: signing.VerificationView = {
  sha256,
  bytes: pdf.length,
  answer: 'valid',
  messageVi: 'Hợp lệ: 1 chữ ký số.',
  signatures: [
    {
      field: 'ky_ca_nhan_1',
      answer: 'valid',
      messageVi: 'Hợp lệ: nội dung không thay đổi từ khi ký.',
      indication: 'TOTAL_PASSED',
      subIndication: null,
      level: 'B-B',
      signer: 'Nguyễn <b>Thành</b> Long',
      owner: { kind: 'person', name: 'Nguyễn Thành Long' },
      items: [{ item: 'signer', labelVi: 'Người ký', valueVi: 'Nguyễn <b>Thành</b> Long' }],
      covers: 'file',
      place: { page: 1, rect: [300, 200, 400, 260] },
      changes: [{ level: 'form', textVi: 'Điền giá trị vào ô so_van_ban', place: null }],
      moreChanges: 0,
      remarksVi: [],
    },
  ],
  moreSignatures: 0,
  marks: [],
  timestamps: [],
  judgedFor: '2026-11-23T02:00:00.000Z',
  policy: 'strict',
};

let door: Door;
let passing: string;
let staging: string;
let samplesDirectory: string;
/** What the judge does with the next file; he is told what lies there. */
let judge: (content: Buffer) => signing.VerificationView | Refusal | Promise<never>;
beforeAll(async () => {
  samplesDirectory = await mkdtemp(join(tmpdir(), 'vanthu-samples-'));
  door = await openDoor([clerk], {
    extra: { verificationMegabytes: 2, verificationsPerAddress: 20, samplesDirectory, trustProxy: true },
  });
  passing = join(door.bed.config.files.directory, 'passing');
  staging = join(door.bed.config.files.directory, 'staging');
  const files = new PassingFiles(door.bed.config.files);
  await door.bed.answer(signing.VerifyPassingFile, async ({ passingId }) =>
    judge(await readFile(files.pathOf(passingId))),
  );
});
afterAll(async () => {
  await door?.close();
  await rm(samplesDirectory, { recursive: true, force: true });
});
// Whatever happened: nothing of what strangers showed is left.
afterEach(() => waitUntil(async () => (await left()).length === 0, { what: 'the passing file to be removed' }));

/** Each test comes from an address of its own, as the proxy in front says. */
let visitor = '';
const from = (address: string) => {
  visitor = address;
  judge = () => view;
};
const left = () => readdir(passing).catch(() => [] as string[]);
const show = (body: RequestInit['body'], query = '', headers: Record<string, string> = {}) =>
  fetch(`${door.url}/api/verification${query}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/pdf', 'x-forwarded-for': visitor, ...headers },
    ...(body === null ? {} : { body }),
  });

describe('anybody', () => {
  it('shows a file and is told, without a session and without a trace', async () => {
    from('192.0.2.10');
    let seen: Buffer | undefined;
    judge = (content) => {
      seen = content;
      return view;
    };
    const answer = await show(pdf);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual(view);
    expect(answer.headers.get('set-cookie')).toBeNull();
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(seen?.equals(pdf)).toBe(true);
    expect(await left()).toEqual([]);
  });

  it('does not remove what a clerk has uploaded, though it is the same content', async () => {
    from('192.0.2.11');
    const me = await signedIn(door.url, clerk);
    const upload = await me.ask('/api/uploads?name=a.pdf', {
      method: 'PUT',
      headers: { 'content-type': 'application/pdf' },
      body: pdf,
    });
    expect(upload.status).toBe(200);
    expect((await show(pdf)).status).toBe(200);
    expect(await readdir(staging)).toContain(sha256);
  });

  it('gets a report to keep and print; what files of strangers say is text in it, never markup', async () => {
    from('192.0.2.12');
    const html = await show(pdf, `?as=html&name=${encodeURIComponent('Công văn <số 7>.pdf')}`);
    expect(html.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(html.headers.get('content-disposition')).toMatch(/^attachment; filename="Ket qua kiem tra Cong van/);
    const page = await html.text();
    expect(page).toContain('HỢP LỆ');
    expect(page).toContain('Nguyễn &lt;b&gt;Thành&lt;/b&gt; Long');
    expect(page).not.toMatch(/<b>|<script|<số/);
    const printed = await show(pdf, '?as=pdf');
    expect(printed.headers.get('content-type')).toBe('application/pdf');
    expect(
      Buffer.from(await printed.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
  });
});

describe('a file', () => {
  it.each([
    ['empty', Buffer.alloc(0), 422, 'FILE.EMPTY'],
    ['without a body', null, 422, 'FILE.EMPTY'],
    ['a text called .pdf', Buffer.from('Kính gửi: …'), 415, 'FILE.NOT_PDF'],
    ['a program called .pdf', Buffer.concat([Buffer.from('MZ'), randomBytes(500_000)]), 415, 'FILE.NOT_PDF'],
    ['too large', Buffer.concat([pdf, Buffer.alloc(2 * 1_048_576)]), 413, 'FILE.TOO_LARGE'],
  ])('%s is refused in words and not passed on', async (_, body, status, code) => {
    from('192.0.2.20');
    judge = () => {
      throw new Error('nobody asked the judge');
    };
    expect(await refusal(await show(body))).toMatchObject({ status, code });
  });

  it('too large that does not say so is cut off', async () => {
    from('192.0.2.21');
    const status = await new Promise<number>((resolve, reject) => {
      const put = request(`${door.url}/api/verification`, {
        method: 'PUT',
        headers: { 'transfer-encoding': 'chunked', 'x-forwarded-for': visitor },
      });
      put.on('response', (answer) => resolve(answer.statusCode ?? 0));
      put.on('error', reject);
      put.write('%PDF-1.7\n');
      put.write(Buffer.alloc(3 * 1_048_576));
    });
    expect(status).toBe(413);
  });

  it('that breaks off leaves nothing', async () => {
    from('192.0.2.22');
    await new Promise<void>((resolve) => {
      const half = request(`${door.url}/api/verification`, { method: 'PUT', headers: { 'x-forwarded-for': visitor } });
      half.on('error', () => resolve());
      half.write(pdf.subarray(0, 20_000));
      void waitUntil(async () => (await left()).length > 0, { what: 'the file to come in' }).then(() => half.destroy());
      half.on('close', () => resolve());
    });
  });

  it('that the judge refuses, or on which he fails, is removed all the same', async () => {
    from('192.0.2.23');
    judge = () => signing.refuseVerification('VERIFICATION.TOO_COMPLEX');
    expect(await refusal(await show(pdf))).toMatchObject({ status: 422, code: 'VERIFICATION.TOO_COMPLEX' });
    judge = () => Promise.reject(new Error('hỏng'));
    expect(await refusal(await show(pdf))).toMatchObject({ status: 500, code: 'FAULT' });
  });

  it('sent by a page of another site is refused', async () => {
    from('192.0.2.24');
    const answer = await show(pdf, '', { origin: 'https://elsewhere.example' });
    expect(await refusal(answer)).toMatchObject({ status: 403, code: 'GATEWAY.CSRF' });
  });
});

describe('one address', () => {
  it('is told to wait when it asks too often; others are not', async () => {
    from('192.0.2.30');
    for (let i = 0; i < 20; i++) expect((await show(Buffer.from('x'))).status).toBe(415);
    const answer = await show(pdf);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await refusal(answer)).toMatchObject({ status: 429, code: 'GATEWAY.RATE_LIMITED', retryable: true });
    from('192.0.2.31');
    expect((await show(pdf)).status).toBe(200);
  });

  it('may have four files judged at once', async () => {
    from('192.0.2.32');
    let open: () => void = () => {};
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    let inside = 0;
    judge = (async () => {
      inside++;
      await gate;
      return view;
    }) as unknown as typeof judge;
    const four = [1, 2, 3, 4].map(() => show(pdf));
    await waitUntil(() => inside === 4, { what: 'four files to be with the judge' });
    expect(await refusal(await show(pdf))).toMatchObject({ status: 429, code: 'VERIFICATION.BUSY' });
    open();
    expect((await Promise.all(four)).map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  });

  it('of IPv6 is a network', () => {
    expect(networkOf('2001:db8:1:2:3:4:5:6')).toBe(networkOf('2001:db8:1:2::1'));
    expect(networkOf('2001:db8:1:2::1')).not.toBe(networkOf('2001:db8:1:3::1'));
    expect(networkOf('::ffff:192.0.2.7')).toBe('192.0.2.7');
    expect(networkOf('::1')).toBe('0:0:0:0');
  });
});

describe('samples', () => {
  it('are listed where there are some, and nothing else lies there for the asking', async () => {
    const offer = async () => (await fetch(`${door.url}/api/verification`)).json();
    expect(await offer()).toEqual({ maxMegabytes: 2, samples: [] });
    const sample = { name: 'tot.pdf', titleVi: 'Văn bản nguyên vẹn', saysVi: 'Hợp lệ' };
    await writeFile(join(samplesDirectory, 'samples.json'), JSON.stringify([sample]));
    await writeFile(join(samplesDirectory, 'tot.pdf'), pdf);
    expect(await offer()).toEqual({ maxMegabytes: 2, samples: [sample] });
    const file = await fetch(`${door.url}/api/verification/samples/tot.pdf`);
    expect(Buffer.from(await file.arrayBuffer()).equals(pdf)).toBe(true);
    for (const name of ['samples.json', '..%2Fstate.json', 'khac.pdf']) {
      expect((await fetch(`${door.url}/api/verification/samples/${name}`)).status).toBe(404);
    }
  });
});
