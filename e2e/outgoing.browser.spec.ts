import { describe, expect, test } from '@jest/globals';
import type { outgoing } from '@vanthu/contracts';
import { skipsBrowser } from './browser/chromium.js';
import type { Desk } from './browser/desk.js';
import { FrontOffice } from './browser/front-office.js';
import { plainPdf } from './support/hostile-pdfs.js';
import { Paper } from './support/paper.js';

/** Drafting of a kind with a free body, and its attachments. */
const suite = skipsBrowser() ? describe.skip : describe;
const minutes = 60_000;

const ABSTRACT = 'Kết quả thực hiện chuyển đổi số quý I năm 2027';

suite('a report and its attachment, in the browser', () => {
  const front = FrontOffice.forTests();
  const documents = async (text: string) =>
    (
      await front.office.get<{ items: outgoing.OutgoingDetail[] }>(
        'vanthu',
        `/api/outgoing/documents?text=${encodeURIComponent(text)}`,
      )
    ).items;

  /** Typed ahead without diacritics, as words, out of a pasted block, from the tree, and kept as a group for the next time. */
  async function recipients(official: Desk): Promise<void> {
    const chosen = official.page.getByRole('list', { name: 'Các nơi nhận đã chọn' }).getByRole('listitem');
    await official.addressTo('so tai chinh', 'Sở Tài chính');
    await official.addressTo('Thường trực Đảng ủy xã', 'Ghi “Thường trực Đảng ủy xã”');
    await official.press('Dán khối “Nơi nhận”…');
    await official.write('Nguyên văn các dòng', 'Nơi nhận:\n- Như trên;\n- Phòng Kinh tế;\n- Lưu: VT.');
    await official.page.keyboard.press('Control+Enter');
    await chosen.filter({ hasText: 'Phòng Kinh tế' }).waitFor();
    await official.press('Cây tổ chức…');
    const tree = official.page.getByRole('dialog');
    await tree.locator('.ant-tree-checkbox:not(.ant-tree-checkbox-disabled)').last().click();
    expect(await official.barriers()).toEqual([]);
    await tree.getByRole('button', { name: 'Thêm 1 nơi' }).click();
    await tree.waitFor({ state: 'hidden' });
    await chosen.nth(5).waitFor();
    expect(await chosen.count()).toBe(6);
    await official.press('Nhóm nơi nhận…');
    await official.write('Tên nhóm mới', 'Nơi nhận báo cáo tháng');
    await official.press('Lưu 6 nơi thành nhóm');
    await official.sees('Nơi nhận báo cáo tháng (6 nơi)');
    expect(await official.barriers()).toEqual([]);
    await official.page.keyboard.press('Escape');
    await official.page.getByRole('dialog').waitFor({ state: 'hidden' });
    while ((await chosen.count()) > 0) await chosen.first().getByRole('button').click();
    await official.addressTo('bao cao thang', 'Nơi nhận báo cáo tháng (6 nơi)');
    expect(await chosen.count()).toBe(6);
  }

  test(
    'a report with a table and an attachment is drafted, and its attachment is part of what is checked',
    async () => {
      const official = await front.at('cvvanhoa');
      await official.menu('Văn bản đi');
      await official.press('Soạn văn bản');
      await official.choose('Loại', 'Báo cáo');
      await official.write('Trích yếu', ABSTRACT);
      await official.page.getByLabel('Nội dung của phần 1').fill('Ủy ban nhân dân xã báo cáo như sau:');
      await official.press('Thêm phần');
      await official.choose('Loại của phần 2', 'Bảng');
      await official.page.getByLabel('Nội dung của phần 2').fill('TT | Chỉ tiêu | Kết quả\n1 | Văn bản ký số | 100%');
      await official.choose('Người ký', 'Nguyễn Thành Long');
      await recipients(official);
      expect(await official.barriers()).toEqual([]);
      await official.page.keyboard.press('Control+s');
      await official.reads('Chỉ tiêu');

      const pdf = Buffer.from(plainPdf());
      await official.write('Tên tệp kèm theo', 'Phụ lục số liệu');
      await official.page
        .getByLabel('Tệp PDF')
        .setInputFiles({ name: 'so-lieu.pdf', mimeType: 'application/pdf', buffer: pdf });
      await official.press('Thêm tệp kèm theo');
      await official.page.getByRole('link', { name: 'Phụ lục số liệu' }).waitFor();
      expect(await official.barriers()).toEqual([]);
      await official.press('Trình kiểm tra');
      await official.state('Chờ duyệt nội dung');
      const [report] = await documents(ABSTRACT);
      const paper = Paper.at(front.office, report?.id ?? '');
      expect((await paper.detail()).manifest.files.map(({ role }) => role)).toEqual(['main', 'attachment']);
      const { attachments } = await (await paper.bring('issued')).detail();
      expect(attachments.map(({ title, sealed }) => [title, sealed])).toEqual([['Phụ lục số liệu', true]]);
      expect(front.problems).toEqual([]);
    },
    2 * minutes,
  );
});
