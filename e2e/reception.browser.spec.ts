import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { isRefusal, signPdf } from '@vanthu/pades';
import { waitUntil } from '@vanthu/testing';
import type { Browser } from 'playwright-core';
import { skipsBrowser, startChromium } from './browser/chromium.js';
import { Desk } from './browser/desk.js';
import { plainPdf } from './support/hostile-pdfs.js';
import { Office, today } from './support/office.js';

/** Reception by keys alone, and what follows: submission, bút phê, who has what, what is late. */
const suite = skipsBrowser() ? describe.skip : describe;
const minutes = 60_000;
const COUNT = 25;
/** Letters that arrive together. */
const atOnce = 5;
const patience = { timeoutMs: 60_000 };

interface Line {
  state: string;
  arrivalNumber: number | null;
  submittedToName: string | null;
}

suite('the reception desk, in the browser', () => {
  let office: Office;
  let browser: Browser;
  const desks: Desk[] = [];
  const at = async (username: string): Promise<Desk> => {
    const signIn = office.system.signIns.find((one) => one.username === username);
    if (!signIn) throw new Error(`nobody is called ${username}`);
    const desk = await Desk.open(browser, office.system.url, signIn);
    desks.push(desk);
    return desk;
  };

  /** Letters of an agency outside, each signed with the organisation's key and arrived with its data. */
  async function arrive(count: number): Promise<string[]> {
    const found = await office.get<{ agencies: { id: string; name: string }[] }>(
      'vanthu',
      '/api/directory/agencies?text=so%20tai%20chinh',
    );
    const [sender] = found.agencies;
    if (!sender) throw new Error('the demonstration lacks the sender');
    const pki = await office.pki();
    const issued = pki.issueOrganisation({ commonName: sender.name });
    await office.post('quantri', '/api/directory/enrolments', {
      certificateDer: Buffer.from(issued.certificateDer).toString('base64'),
      owner: { kind: 'organisation', agencyId: sender.id },
      proof: 'Giấy đề nghị cấp chứng thư',
    });
    const arriveOne = async (number: number): Promise<string> => {
      const options = { name: `${sender.name} ${number}`, claimedSigningTime: new Date(), at: new Date() };
      const signed = await signPdf(
        plainPdf(),
        { ...options, fieldName: 'ky_co_quan_1', newField: { page: 1 } },
        issued.keyProvider(),
      );
      if (isRefusal(signed)) throw new Error(signed.message);
      const ticket = await office.upload('vanthu', `cong-van-${number}.pdf`, signed.pdf);
      const fields = {
        ...{ senderAgencyId: sender.id, senderName: sender.name, numberAndSymbol: `${900 + number}/STC-NS` },
        ...{ documentDate: today(), kind: 'cong-van', abstract: `Về dự toán ngân sách đợt ${number}` },
        ...{ signerName: null, urgency: 'normal', answerBy: null },
      };
      const { id } = await office.post<{ id: string }>('vanthu', '/api/incoming/documents', { ticket, fields });
      return id;
    };
    const ids: string[] = [];
    for (let first = 1; first <= count; first += atOnce) {
      const some = Array.from({ length: Math.min(atOnce, count - first + 1) }, (_, i) => arriveOne(first + i));
      ids.push(...(await Promise.all(some)));
    }
    return ids;
  }

  const line = (id: string) => office.get<Line>('vanthu', `/api/incoming/documents/${id}`);

  beforeAll(async () => {
    [browser, office] = await Promise.all([startChromium(), Office.open({ processes: false })]);
  }, 4 * minutes);

  afterAll(async () => {
    await browser?.close();
    await office?.close();
  }, minutes);

  test(
    `${COUNT} documents that arrived with their data are registered and submitted by ${COUNT} keys`,
    async () => {
      const ids = await arrive(COUNT);
      await Promise.all(ids.map((id) => waitUntil(async () => (await line(id)).state === 'checked', patience)));

      const clerk = await at('vanthu');
      await clerk.page.goto(`${office.system.url}/van-ban-den/ban-tiep-nhan`);
      await clerk.page.getByRole('heading', { level: 1, name: 'Bàn tiếp nhận' }).waitFor();
      // The documents of the demonstration may wait here too: whatever is not one of ours is passed over by keys.
      let keys = 0;
      let passed = 0;
      const press = async (key: string) => {
        keys += 1;
        await clerk.page.keyboard.press(key);
      };
      const current = clerk.page.locator('.vt-queue button[aria-current]');
      const done: string[] = [];
      while (done.length < COUNT) {
        const text = (await current.textContent()) ?? '';
        const mine = /(9\d\d)\/STC-NS/.exec(text)?.[0];
        if (mine === undefined || done.includes(mine)) {
          passed += 1;
          await press('Control+ArrowDown');
          await waitUntil(async () => (await current.textContent()) !== text);
          continue;
        }
        await clerk.page.getByRole('button', { name: 'Vào sổ và trình' }).waitFor();
        await press('Control+Enter');
        await clerk.page.getByRole('status').filter({ hasText: mine }).waitFor();
        done.push(mine);
      }
      expect(keys - passed).toBe(COUNT);
      await Promise.all(ids.map((id) => waitUntil(async () => (await line(id)).state === 'submitted', patience)));
      const lines = await Promise.all(ids.map(line));
      expect(new Set(lines.map(({ arrivalNumber }) => arrivalNumber)).size).toBe(COUNT);
      expect(await clerk.barriers()).toEqual([]);
    },
    3 * minutes,
  );
});
