import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { skipsBrowser, startChromium } from './browser/chromium.js';
import { Desk } from './browser/desk.js';
import { Office, today } from './support/office.js';
import { Paper } from './support/paper.js';

/** What a clerk does once a document is issued, and with the books. */
const suite = skipsBrowser() ? describe.skip : describe;
const minutes = 60_000;
const ABSTRACT = 'Về việc thành lập Tổ rà soát hộ nghèo năm 2027';

suite('after the issue, in the browser', () => {
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

  beforeAll(async () => {
    [browser, office] = await Promise.all([startChromium(), Office.open({ processes: false })]);
  }, 4 * minutes);

  afterAll(async () => {
    await browser?.close();
    await office?.close();
  }, minutes);

  test(
    'R-REC-03: a recalled document is cancelled at the neighbours, who report; both sides say so',
    async () => {
      const { agencyId, agencyName } = await office.positionOf('tt.vanthu');
      const recipients = [{ kind: 'agency' as const, agencyId, name: agencyName }];
      const paper = await (await Paper.draft(office, { abstract: ABSTRACT, recipients })).bring('issued');

      const clerk = await at('vanthu');
      await clerk.page.goto(`${office.system.url}/van-ban-di/${paper.id}`);
      await clerk.sees('đã đến');
      expect(await clerk.barriers()).toEqual([]);
      await clerk.press('Thu hồi…');
      await clerk.write('Văn bản yêu cầu thu hồi', 'Công văn số 9/UBND-VP');
      await clerk.write('Lý do', 'Ban hành nhầm bản dự thảo');
      expect(await clerk.barriers()).toEqual([]);
      await clerk.press('Thu hồi văn bản');
      await clerk.sees('đã hủy theo thu hồi');
      await clerk.sees('Mọi nơi nhận đã báo.');

      const neighbour = await at('tt.vanthu');
      await neighbour.find('Văn bản đến', ABSTRACT);
      await neighbour.state('Đã hủy theo thu hồi');
      await neighbour.sees('Công văn số 9/UBND-VP. Ban hành nhầm bản dự thảo');
      await neighbour.sees('nội dung đã hủy');
      expect(desks.flatMap(({ problems }) => problems)).toEqual([]);
    },
    2 * minutes,
  );

  test(
    'R-OUT-14: the book goes on behind the old one, rests in an outage, and is read where clerks look for it',
    async () => {
      const clerk = await at('vanthu');
      await clerk.menu('Sổ');
      await clerk.page.getByText(ABSTRACT).first().waitFor();
      expect(await clerk.barriers()).toEqual([]);

      await clerk.page.getByRole('tab', { name: 'Sổ số' }).click();
      await clerk.press('Tiếp nối sổ cũ…');
      await clerk.write('Ký hiệu sổ (QD, CV…)', 'TB');
      await clerk.page.getByLabel('Số cuối', { exact: true }).fill('12');
      await clerk.page.getByLabel('Ngày của số cuối').fill(today());
      await clerk.write('Quyết định của người đứng đầu', 'Quyết định 20/QĐ-UBND');
      await clerk.press('Mở sổ số');
      const row = clerk.page.getByRole('row').filter({ hasText: 'Quyết định 20/QĐ-UBND' });
      await row.getByRole('button', { name: 'Nhập dòng sổ cũ…' }).click();
      const [year] = today().split('-');
      const headings = ['Số, ký hiệu văn bản', 'Ngày tháng văn bản', 'Tên loại và trích yếu nội dung văn bản'];
      const book = `${headings.map((one) => `"${one}"`).join(',')}\n07/TB-UBND,01/01/${year},Thông báo nghỉ Tết\n`;
      await clerk.page
        .locator('input[type=file]')
        .setInputFiles({ name: 'so-cu.csv', mimeType: 'text/csv', buffer: Buffer.from(book) });
      await clerk.press('Chạy thử');
      await clerk.sees('1 dòng nhập được, 0 dòng chưa được.');
      expect(await clerk.barriers()).toEqual([]);
      await clerk.press('Nhập 1 dòng');
      await clerk.sees('Đã nhập 1 dòng.');
      await clerk.press('Thôi');

      await row.getByRole('button', { name: 'Tạm dừng…' }).click();
      await clerk.write('Lý do', 'Mất điện');
      await clerk.press('Dừng sổ TB');
      await row.getByRole('button', { name: 'Mở lại…' }).click();
      await clerk.page.getByLabel('Không cấp số nào trên giấy').check();
      await clerk.press('Mở lại sổ TB');
      await row.getByText('Đang cấp số').waitFor();
      expect(await clerk.barriers()).toEqual([]);

      await clerk.page.getByRole('tab', { name: 'Sổ đăng ký văn bản đi' }).click();
      await clerk.sees('Thông báo nghỉ Tết');
      await clerk.page.getByRole('tab', { name: 'Chưa có hồ sơ' }).click();
      await clerk.page.getByText(ABSTRACT).first().waitFor();
      expect(await clerk.barriers()).toEqual([]);
      expect(clerk.problems).toEqual([]);
    },
    2 * minutes,
  );
});
