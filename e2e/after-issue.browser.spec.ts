import { describe, expect, test } from '@jest/globals';
import { waitUntil } from '@vanthu/testing';
import { skipsBrowser } from './browser/chromium.js';
import { FrontOffice } from './browser/front-office.js';
import { today } from './support/office.js';
import { Paper } from './support/paper.js';

/** What a clerk does once a document is issued, and with the books. */
const suite = skipsBrowser() ? describe.skip : describe;
const minutes = 60_000;
const WAITING = 'Về việc thành lập Tổ tự quản ấp 3';
const ABSTRACT = 'Về việc thành lập Tổ rà soát hộ nghèo năm 2027';

suite('after the issue, in the browser', () => {
  const front = FrontOffice.forTests();

  test(
    'R-REC-03: a recalled document is cancelled at the neighbours, who report; both sides say so',
    async () => {
      const { agencyId, agencyName } = await front.office.positionOf('tt.vanthu');
      const recipients = [{ kind: 'agency' as const, agencyId, name: agencyName }];
      const paper = await (await Paper.draft(front.office, { abstract: ABSTRACT, recipients })).bring('issued');

      const clerk = await front.at('vanthu');
      await clerk.page.goto(`${front.office.system.url}/van-ban-di/${paper.id}`);
      await clerk.sees('đã đến');
      expect(await clerk.barriers()).toEqual([]);
      await clerk.press('Thu hồi…');
      await clerk.write('Văn bản yêu cầu thu hồi', 'Công văn số 9/UBND-VP');
      await clerk.write('Lý do', 'Ban hành nhầm bản dự thảo');
      expect(await clerk.barriers()).toEqual([]);
      await clerk.press('Thu hồi văn bản');
      await clerk.sees('đã hủy theo thu hồi');
      await clerk.sees('Mọi nơi nhận đã báo.');

      const neighbour = await front.at('tt.vanthu');
      await neighbour.find('Văn bản đến', ABSTRACT);
      await neighbour.state('Đã hủy theo thu hồi');
      await neighbour.sees('Công văn số 9/UBND-VP. Ban hành nhầm bản dự thảo');
      await neighbour.sees('nội dung đã hủy');
      expect(front.problems).toEqual([]);
    },
    2 * minutes,
  );

  test(
    'R-OUT-14: the book goes on behind the old one, rests in an outage, and is read where clerks look for it',
    async () => {
      const clerk = await front.at('vanthu');
      await clerk.menu('Sổ');
      await clerk.page.getByText(ABSTRACT).first().waitFor();
      expect(await clerk.barriers()).toEqual([]);

      await clerk.page.getByRole('tab', { name: 'Sổ số' }).click();
      await clerk.press('Tiếp nối sổ cũ…');
      await clerk.write('Ký hiệu sổ (QD, CV…)', 'TB');
      await clerk.page.getByLabel('Số cuối', { exact: true }).fill('12');
      await clerk.chooseDay('Ngày của số cuối', today().split('-').reverse().join('/'));
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
      await clerk.page.getByRole('tab', { name: 'Hồ sơ' }).click();
      await clerk.page.getByText(ABSTRACT).first().waitFor();
      expect(await clerk.barriers()).toEqual([]);
      expect(clerk.problems).toEqual([]);
    },
    2 * minutes,
  );

  test(
    'R-OUT-03: the desk of what waits shows the number to come, and gives it with seal and issue',
    async () => {
      const waiting = await (await Paper.draft(front.office, { abstract: WAITING })).bring('signed');
      const clerk = await front.at('vanthu');
      await clerk.menu('Chờ cấp số');
      const row = clerk.page.getByRole('row').filter({ hasText: 'Tổ tự quản' });
      await row.getByText('Sẵn sàng').waitFor();
      expect(await row.getByText(/^\d+\/QĐ-UBND$/).count()).toBe(1);
      expect(await clerk.barriers()).toEqual([]);
      await row.getByRole('checkbox').check();
      await clerk.page.getByRole('button', { name: /^Cấp số/ }).click();
      await clerk.enterPin(front.office.system.signIns.find(({ username }) => username === 'vanthu')?.pin ?? null);
      await waitUntil(async () => (await waiting.detail()).state === 'issued', {
        what: 'it is numbered, sealed and issued',
        timeoutMs: 20_000,
      });
      await clerk.sees('Chờ phát hành');
      expect(clerk.problems).toEqual([]);
    },
    2 * minutes,
  );

  test(
    'R-OUT-14: a year that is over is closed as a book, signed by the organisation, and kept to be opened',
    async () => {
      const clerk = await front.at('vanthu');
      await clerk.page.goto(`${front.office.system.url}/so?muc=chot-so`);
      const lastYear = Number(today().slice(0, 4)) - 1;
      await clerk.choose('Năm', `Năm ${lastYear}`);
      const row = clerk.page.getByRole('row').filter({ hasText: `Cả năm ${lastYear}` });
      await row.getByRole('button', { name: 'Chốt sổ…' }).click();
      expect(await clerk.barriers()).toEqual([]);
      await clerk.press('Chốt sổ');
      await clerk.enterPin(front.office.system.signIns.find(({ username }) => username === 'vanthu')?.pin ?? null);
      await row.getByText('Đã ký').waitFor();
      expect(await clerk.barriers()).toEqual([]);
      const [saved] = await Promise.all([
        clerk.page.waitForEvent('download'),
        row.getByRole('link', { name: 'Tải sổ' }).click(),
      ]);
      expect(saved.suggestedFilename()).toContain('da chot.pdf');
      expect(clerk.problems).toEqual([]);
    },
    2 * minutes,
  );
});
