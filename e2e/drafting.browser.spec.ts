import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { findLibreOffice } from '@vanthu/page-reader';
import { inPdf } from '../apps/outgoing/test/written-pages.js';
import { change, face, size, spoiled } from '../libs/decree30/test/spoiled.js';
import { skipsBrowser } from './browser/chromium.js';
import { FrontOffice } from './browser/front-office.js';
import { Paper } from './support/paper.js';

/** Work on a draft before it is signed: comments, opinions of other units, versions compared, Word, the checker of layout. */
const suite = skipsBrowser() ? describe.skip : describe;
const minutes = 60_000;
const samples = join(import.meta.dirname, '../docs/samples');

suite('drafting together, in the browser', () => {
  const front = FrontOffice.forTests();

  test(
    'another unit is asked and answers, the draft is revised, and both versions are compared',
    async () => {
      const paper = await Paper.draft(front.office, { abstract: 'Về việc thành lập Tổ rà soát văn bản năm 2027' });
      const page = `${front.office.system.url}/van-ban-di/${paper.id}`;
      const official = await front.at('cvvanhoa');
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

      const head = await front.at('tpkinhte');
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
      expect(front.problems).toEqual([]);
    },
    2 * minutes,
  );

  test(
    'a short document is typed with its page beside it, which says what is missing until nothing is',
    async () => {
      const official = await front.at('cvvanhoa');
      const { page } = official;
      await page.goto(`${front.office.system.url}/van-ban-di/soan`);
      await official.sees('Còn 4 điều cần bổ sung hoặc sửa.');
      await official.reads('Kính gửi: (Nơi gửi)');
      // From remark to remark by keyboard alone: the first leads to the abstract, the next to whom it is sent.
      await page.keyboard.press('F8');
      await page.keyboard.type('đăng ký bồi dưỡng công tác văn thư');
      await official.sees('Còn 3 điều cần bổ sung hoặc sửa.');
      await official.write('Kính gửi', 'Sở Nội vụ');
      await official.write('Nội dung', 'Ủy ban nhân dân xã đăng ký 05 công chức.');
      await official.choose('Người ký', 'Nguyễn Thành Long');
      await official.sees('Đủ nội dung, đúng thể thức.');
      await official.reads('đăng ký 05 công chức');
      expect(await official.barriers()).toEqual([]);

      // Two texts one after the other: the page of the later one is what stays.
      await official.write('Nội dung', 'Lần một.');
      await official.write('Nội dung', 'Lần cuối cùng.');
      await official.reads('Lần cuối cùng.');
      expect(await page.locator('.vt-sheet', { hasText: 'Lần một.' }).count()).toBe(0);

      // What is typed and not saved outlives a reload; on a phone page and typing change places.
      await page.setViewportSize({ width: 390, height: 844 });
      await page.reload();
      await page.getByText('Trang văn bản', { exact: true }).click();
      await official.reads('Lần cuối cùng.');
      await page.getByText('Soạn thảo', { exact: true }).click();
      expect(await page.getByLabel('Nội dung').inputValue()).toBe('Lần cuối cùng.');
      expect(front.problems).toEqual([]);
    },
    2 * minutes,
  );

  test(
    'two drafts are laid before the chairman on one slip; he signs one and returns the other, in one act',
    async () => {
      const abstracts = ['Về việc ban hành Quy chế làm việc', 'triển khai Quy chế làm việc'] as const;
      const papers = [
        await Paper.draft(front.office, { abstract: abstracts[0] }),
        await Paper.draft(front.office, { kind: 'cong-van', abstract: abstracts[1] }),
      ] as const;
      const official = await front.at('cvvanhoa');
      await official.page.goto(`${front.office.system.url}/van-ban-di/phieu-trinh`);
      await official.press('Lập phiếu trình');
      await official.write('Tên phiếu trình', 'Trình ban hành Quyết định và công văn triển khai');
      await official.write('Nội dung trình', 'Đã lấy ý kiến các đơn vị.');
      for (const abstract of abstracts) await official.choose('Các dự thảo, theo thứ tự trình', abstract);
      await official.page.keyboard.press('Escape');
      await official.press('Lập phiếu trình');
      await official.sees('còn 2 dự thảo chưa quyết định');
      for (const paper of papers) await paper.bring('form-checked');

      const signer = await front.at('chutich');
      await signer.page.goto(`${front.office.system.url}/can-ky`);
      await signer.page.getByRole('link', { name: 'Phiếu trình' }).click();
      await signer.page.getByRole('link', { name: 'Trình ban hành Quyết định và công văn triển khai' }).click();
      await signer.press('Đồng ý tất cả');
      await signer.page.getByRole('group', { name: 'Quyết định dự thảo 2' }).getByText('Trả lại').click();
      await signer.page.getByPlaceholder('Lý do').fill('Ghi rõ thời hạn.');
      expect(await signer.barriers()).toEqual([]);
      await signer.press('Quyết định (2)');
      await signer.enterPin(front.office.system.signIns.find(({ username }) => username === 'chutich')?.pin ?? null);
      await signer.sees('đã quyết định xong');
      await signer.sees('Ghi rõ thời hạn.');
      // After the slip each goes its own way.
      await papers[0].until('signed');
      expect(front.problems).toEqual([]);
    },
    2 * minutes,
  );

  const word = findLibreOffice(process.env.PATH) === null ? test.skip : test;
  if (word === test.skip) console.warn('LibreOffice is missing: the road from Word is not walked');
  word(
    'a draft is finished in Word and comes back as its version, places are moved by keys and mouse, and it goes on to be signed',
    async () => {
      const paper = await Paper.draft(front.office, { abstract: 'Về việc kiện toàn Tổ một cửa' });
      const official = await front.at('cvvanhoa');
      const { page } = official;
      await page.goto(`${front.office.system.url}/van-ban-di/${paper.id}`);
      const download = page.waitForEvent('download');
      await official.press('Tải bản Word');
      const finished = await readFile(await (await download).path());
      const input = page.locator('.vt-aside .ant-upload input[type=file]').first();
      const mimeType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
      await input.setInputFiles({ name: 'hoan-chinh.docx', mimeType, buffer: finished });
      await official.sees('Dữ liệu in trong tệp khớp với dự thảo.');
      await official.press('Sửa vị trí số, ngày, chữ ký, dấu');
      const ghost = page.getByRole('button', { name: /^Chữ ký: trang 1/ });
      const before = await ghost.boundingBox();
      await ghost.focus();
      await page.keyboard.press('Shift+ArrowRight');
      const after = await ghost.boundingBox();
      expect((after?.x ?? 0) - (before?.x ?? 0)).toBeGreaterThan(5);
      // Its left third lies under the seal, which is taken by itself.
      const grip = (after?.x ?? 0) + (after?.width ?? 0) * 0.7;
      await page.mouse.move(grip, (after?.y ?? 0) + 20);
      await page.mouse.down();
      await page.mouse.move(grip - 8, (after?.y ?? 0) + 20, { steps: 4 });
      await page.mouse.up();
      expect((await ghost.boundingBox())?.x).toBeLessThan(after?.x ?? 0);
      expect(await official.barriers()).toEqual([]);
      await official.press('Lưu vị trí');
      await page.getByRole('button', { name: 'So sánh các bản (3)' }).waitFor();
      await paper.bring('issued');
      expect(front.problems).toEqual([]);
    },
    2 * minutes,
  );

  test(
    'a PDF comes as the version: what differs from the draft and from Annex I is told at its place, also on a phone',
    async () => {
      const paper = await Paper.draft(front.office, { abstract: 'Về việc phân công trực lễ' });
      const official = await front.at('cvvanhoa');
      const { page } = official;
      await page.goto(`${front.office.system.url}/van-ban-di/${paper.id}`);
      const input = page.locator('.vt-aside .ant-upload input[type=file]').first();
      const mimeType = 'application/pdf';
      const abstract = 'Về việc phân công trực Tết';
      const pdf = await inPdf({ abstract, symbol: 'QĐ-UBX', recipients: ['- Như Điều 3;', '- Các đơn vị.'] });
      await input.setInputFiles({ name: 'ban-in.pdf', mimeType, buffer: Buffer.from(pdf) });
      await official.sees('phải sửa trước khi kiểm tra thể thức');
      await official.press('Lấy theo tệp: Trích yếu nội dung');
      await page.getByRole('heading', { name: /Về việc phân công trực Tết/ }).waitFor();
      await page.getByRole('button', { name: 'Xem trên trang 1' }).first().click();
      await page.locator('.vt-box[data-chosen]').waitFor();
      expect(await official.barriers()).toEqual([]);
      await page.setViewportSize({ width: 390, height: 844 });
      await page.locator('.vt-ghost[data-kind="seal"]').waitFor();
      expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
      expect(await official.barriers()).toEqual([]);
      expect(front.problems).toEqual([]);
    },
    2 * minutes,
  );

  test(
    'the checker says what is wrong with a file, each remark at its place, and nothing of a good one',
    async () => {
      const official = await front.at('cvvanhoa');
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
      expect(front.problems).toEqual([]);
    },
    2 * minutes,
  );
});
