import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { change, face, size, spoiled } from '../libs/decree30/test/spoiled.js';
import { skipsBrowser, startChromium } from './browser/chromium.js';
import { Desk } from './browser/desk.js';
import { Office } from './support/office.js';
import { Paper } from './support/paper.js';

/** Work on a draft before it is signed: comments, opinions of other units, versions compared, Word, the checker of layout. */
const suite = skipsBrowser() ? describe.skip : describe;
const minutes = 60_000;
const samples = join(import.meta.dirname, '../docs/samples');

suite('drafting together, in the browser', () => {
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
    'another unit is asked and answers, the draft is revised, and both versions are compared',
    async () => {
      const paper = await Paper.draft(office, { abstract: 'Về việc thành lập Tổ rà soát văn bản năm 2027' });
      const page = `${office.system.url}/van-ban-di/${paper.id}`;
      const official = await at('cvvanhoa');
      await official.page.goto(page);
      await official.press('Góp ý');
      await official.write('Nội dung góp ý', 'Bổ sung căn cứ pháp lý.');
      await official.page.keyboard.press('Control+Enter');
      await official.sees('Bổ sung căn cứ pháp lý.');
      await official.press('Lấy ý kiến đơn vị');
      await official.choose('Đơn vị được hỏi', 'Kinh tế');
      await official.page.keyboard.press('Escape');
      await official.press('Lấy ý kiến đơn vị');
      await official.sees('chờ ý kiến đến');
      await official.page.getByRole('dialog').waitFor({ state: 'hidden' });

      const head = await at('tpkinhte');
      await head.page.goto(page);
      await head.press('Cho ý kiến');
      await head.write('Nội dung ý kiến', 'Nhất trí với dự thảo.');
      await head.page.keyboard.press('Control+Enter');
      await head.page.getByRole('dialog').waitFor({ state: 'hidden' });
      await head.sees('Nhất trí với dự thảo.');
      expect(await head.barriers()).toEqual([]);

      await official.page.reload();
      await official.press('Sửa dự thảo');
      await official.write('Trích yếu', 'Về việc kiện toàn Tổ rà soát văn bản năm 2027');
      await official.page.getByRole('button', { name: 'Tải mẫu Word' }).waitFor();
      await official.page.keyboard.press('Control+s');
      await official.press('So sánh các bản (2)');
      await official.sees('Thêm 1 dòng, bỏ 1 dòng.');
      expect(await official.page.locator('.vt-diff ins').allTextContents()).toEqual([
        'Về việc kiện toàn Tổ rà soát văn bản năm 2027',
      ]);
      expect(await official.barriers()).toEqual([]);
      await official.page.keyboard.press('Escape');
      const download = official.page.waitForEvent('download');
      await official.press('Tải bản Word');
      expect((await download).suggestedFilename()).toMatch(/\.docx$/);
      expect(desks.flatMap(({ problems }) => problems)).toEqual([]);
    },
    2 * minutes,
  );

  test(
    'the checker says what is wrong with a file, each remark at its place, and nothing of a good one',
    async () => {
      const official = await at('cvvanhoa');
      await official.menu('Văn bản đi');
      await official.press('Kiểm tra thể thức');
      const input = official.page.locator('input[type=file]');
      await input.setInputFiles(join(samples, '07-thong-bao.pdf'));
      await official.sees('Không có lỗi thể thức.');
      await official.sees('07/TB-UBND');
      const pdf = await spoiled('thong-bao', (sheet, sheets) => {
        change(/^CỘNG HÒA/, size(11))(sheet, sheets);
        change(/^(Châu Minh,|ngày 14)/, face('regular'))(sheet, sheets);
      });
      await input.setInputFiles({ name: 'sai.pdf', mimeType: 'application/pdf', buffer: Buffer.from(pdf) });
      await official.sees('Có 3 lỗi thể thức.');
      await official.page.getByRole('button', { name: 'Xem trên trang 1' }).first().click();
      await official.page.locator('.vt-box[data-chosen]').waitFor();
      expect(await official.barriers()).toEqual([]);
      expect(desks.flatMap(({ problems }) => problems)).toEqual([]);
    },
    2 * minutes,
  );
});
