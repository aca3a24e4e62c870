import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Refusal, signing } from '@vanthu/contracts';
import { ContentStore, PassingFiles } from '@vanthu/files';
import { eventually } from '@vanthu/messaging';
import { type Door, openDoor, testPerson } from './door.js';

const jobId = 'a0a2bd7e-2a0b-4c7e-9f5a-6a8c9d3b1e11';
const address = (use: 'd' | 'u') => `7b0b0a6e-1d1f-4f0e-8f76-0d2f5f1d2a11.${use}.${'s'.repeat(86)}`;
const pdf = Buffer.from('%PDF-1.7\n1 0 obj\nnull\nendobj\n%%EOF\n');
const sha256 = createHash('sha256').update(pdf).digest('hex');

let door: Door;
/** What came to the judge, and what he says. */
let came: Buffer | null = null;
type Verdict = { jobId: string; fileName: string } | Refusal;
let judge: () => Verdict | Promise<Verdict>;
/** How often an address was opened. */
let opened = 0;

beforeAll(async () => {
  door = await openDoor([testPerson('giang.vo', ['clerk'])]);
  const passing = new PassingFiles(door.bed.config.files);
  await new ContentStore(door.bed.config.files).put(pdf);
  await door.bed.answer(signing.OpenHandedOut, () => {
    opened++;
    return { sha256, bytes: pdf.length, name: 'quyet-dinh.pdf' };
  });
  await door.bed.answer(signing.HandIn, async ({ passingId }) => {
    came = await readFile(passing.pathOf(passingId));
    return judge();
  });
});
afterAll(() => door?.close());

const url = (use: 'd' | 'u') => `${door.url}/api/signing/handouts/${address(use)}`;
const left = () => readdir(join(door.bed.config.files.directory, 'passing')).catch(() => []);

describe('one-time addresses, for a program without a session', () => {
  it('give the prepared file', async () => {
    const response = await fetch(url('d'));
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect(Buffer.from(await response.arrayBuffer())).toEqual(pdf);
  });

  it('are not used up by somebody who only asks what lies there', async () => {
    const before = opened;
    await fetch(url('d'), { method: 'HEAD' });
    expect(opened).toBe(before);
  });

  it.each(['as a form', 'as it is'])('take the signed file %s, and answer in the words of the program', async (how) => {
    judge = () => ({ jobId, fileName: 'quyet-dinh.pdf' });
    const form = new FormData();
    form.append('SessionId', '');
    form.append('uploadfile', new Blob([pdf], { type: 'application/pdf' }), 'signed.pdf');
    const response = await fetch(url('u'), { method: 'POST', body: how === 'as a form' ? form : new Uint8Array(pdf) });
    expect([response.status, await response.json()]).toEqual([
      200,
      { Status: true, Message: '', FileName: 'quyet-dinh.pdf', FileServer: '' },
    ]);
    expect(came).toEqual(pdf);
    expect(await left()).toEqual([]);
  });

  it('pass a refusal on to the program and to the page, and keep nothing', async () => {
    judge = () => signing.refuseSigning('SIGNING.HANDED_IN_WRONG', { why: 'tệp chưa được ký' });
    const response = await fetch(url('u'), { method: 'PUT', body: new Uint8Array(pdf) });
    expect(response.status).toBe(422);
    const message = 'Không nhận tệp nộp lại: tệp chưa được ký.';
    expect(await response.json()).toMatchObject({ Status: false, Message: message, code: 'SIGNING.HANDED_IN_WRONG' });
    expect(await left()).toEqual([]);
  });

  it('take so many files at once from one network; the others come again later, and none is left behind', async () => {
    let waiting = 0;
    let say: (verdict: Verdict) => void = () => {};
    const verdict = new Promise<Verdict>((resolve) => {
      say = resolve;
    });
    judge = () => {
      waiting++;
      return verdict;
    };
    const send = () => fetch(url('u'), { method: 'PUT', body: new Uint8Array(pdf) });
    const first = Array.from({ length: 8 }, send);
    await eventually(async () => (waiting === 8 ? true : undefined), 'eight files are being judged');
    const ninth = await send();
    expect([ninth.status, await ninth.json()]).toMatchObject([503, { Status: false, code: 'SERVICE.UNAVAILABLE' }]);
    expect(waiting).toBe(8);
    say({ jobId, fileName: 'quyet-dinh.pdf' });
    expect((await Promise.all(first)).map(({ status }) => status)).toEqual(Array(8).fill(200));
    expect((await send()).status).toBe(200);
    expect(await left()).toEqual([]);
  });

  it('what is no PDF, no file or no address does not come to the judge', async () => {
    came = null;
    const send = async (to: string, body: string | Uint8Array | null) =>
      ((await (await fetch(to, { method: 'POST', body })).json()) as { code: string }).code;
    expect(await send(url('u'), 'không phải PDF')).toBe('FILE.NOT_PDF');
    expect(await send(url('u'), null)).toBe('FILE.EMPTY');
    expect(await send(`${door.url}/api/signing/handouts/la`, new Uint8Array(pdf))).toBe('SIGNING.HANDOUT_UNKNOWN');
    expect(came).toBeNull();
  });
});
