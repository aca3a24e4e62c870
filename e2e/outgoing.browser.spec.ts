import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { outgoing } from '@vanthu/contracts';
import type { Browser } from 'playwright-core';
import { skipsBrowser, startChromium } from './browser/chromium.js';
import { Desk } from './browser/desk.js';
import { plainPdf } from './support/hostile-pdfs.js';
import { Office } from './support/office.js';
import { Paper } from './support/paper.js';

/** Drafting of a kind with a free body, and its attachments. */
const suite = skipsBrowser() ? describe.skip : describe;
const minutes = 60_000;

const ABSTRACT = 'Kết quả thực hiện chuyển đổi số quý I năm 2027';

suite('a report and its attachment, in the browser', () => {
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
  const documents = async (text: string) =>
    (
      await office.get<{ items: outgoing.OutgoingDetail[] }>(
        'vanthu',
        `/api/outgoing/documents?text=${encodeURIComponent(text)}`,
      )
    ).items;

  beforeAll(async () => {
    [browser, office] = await Promise.all([startChromium(), Office.open({ processes: false })]);
  }, 4 * minutes);

  afterAll(async () => {
    await browser?.close();
    await office?.close();
  }, minutes);

  test(
    'a report with a table and an attachment is drafted, and its attachment is part of what is checked',
    async () => {
      const official = await at('cvvanhoa');
      await official.menu('Văn bản đi');
      await official.press('Soạn văn bản');
      await official.choose('Loại', 'Báo cáo');
      await official.write('Trích yếu', ABSTRACT);
      await official.page.getByLabel('Nội dung của phần 1').fill('Ủy ban nhân dân xã báo cáo như sau:');
      await official.press('Thêm phần');
      await official.choose('Loại của phần 2', 'Bảng');
      await official.page.getByLabel('Nội dung của phần 2').fill('TT | Chỉ tiêu | Kết quả\n1 | Văn bản ký số | 100%');
      await official.choose('Người ký', 'Nguyễn Thành Long');
      await official.write('Nơi nhận khác', 'Thường trực Đảng ủy xã');
      expect(await official.barriers()).toEqual([]);
      await official.page.keyboard.press('Control+s');
      await official.reads('Chỉ tiêu');

      const pdf = Buffer.from(plainPdf());
      await official.write('Tên tệp kèm theo', 'Phụ lục số liệu');
      await official.page
        .locator('input[type=file]')
        .setInputFiles({ name: 'so-lieu.pdf', mimeType: 'application/pdf', buffer: pdf });
      await official.press('Thêm tệp kèm theo');
      await official.page.getByRole('link', { name: 'Phụ lục số liệu' }).waitFor();
      expect(await official.barriers()).toEqual([]);
      await official.press('Trình kiểm tra');
      await official.state('Chờ duyệt nội dung');
      const [report] = await documents(ABSTRACT);
      const paper = Paper.at(office, report?.id ?? '');
      expect((await paper.detail()).manifest.files.map(({ role }) => role)).toEqual(['main', 'attachment']);
      const { attachments } = await (await paper.bring('issued')).detail();
      expect(attachments.map(({ title, sealed }) => [title, sealed])).toEqual([['Phụ lục số liệu', true]]);
      expect(desks.flatMap(({ problems }) => problems)).toEqual([]);
    },
    2 * minutes,
  );
});
