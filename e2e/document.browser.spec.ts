import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { type Constellation, startConstellation, waitUntil } from '@vanthu/testing';
import type { Browser } from 'playwright-core';
import { skipsBrowser, startChromium } from './browser/chromium.js';
import { Desk } from './browser/desk.js';

/** The whole system as people see it: every step is asked for by the words on the screen. */
const suite = skipsBrowser() ? describe.skip : describe;
const minutes = 60_000;

const ABSTRACT = 'Về việc thành lập Tổ thẩm định hồ sơ đề nghị hỗ trợ hộ nghèo năm 2027';
const ARTICLE = 'Thành lập Tổ thẩm định gồm 05 thành viên do Trưởng phòng Văn hóa - Xã hội làm Tổ trưởng.';

suite('one document, all the way, in the browser', () => {
  let system: Constellation;
  let browser: Browser;
  const desks = new Map<string, Desk>();
  /** The issued decision, as the clerk downloads it. */
  let issued: { path: string; number: string };

  const signInOf = (username: string) => {
    const found = system.signIns.find((one) => one.username === username);
    if (!found) throw new Error(`nobody is called ${username}`);
    return found;
  };
  const at = async (username: string): Promise<Desk> => {
    const desk = desks.get(username) ?? (await Desk.open(browser, system.url, signInOf(username)));
    desks.set(username, desk);
    return desk;
  };
  const pinOf = (username: string): string | null => signInOf(username).pin;

  beforeAll(async () => {
    browser = await startChromium();
    system = await startConstellation({ processes: false, timeoutMs: 3 * minutes });
  }, 4 * minutes);

  afterEach(() => {
    expect([...desks].flatMap(([name, { problems }]) => problems.map((problem) => `${name}: ${problem}`))).toEqual([]);
  });

  afterAll(async () => {
    await browser?.close();
    await system?.stop();
  }, minutes);

  test(
    'a decision is typed, checked, signed, numbered, sealed and issued, each by the one whose turn it is, and is counted',
    async () => {
      const leader = await at('chutich');
      const before = await countedOf(leader);
      expect(await leader.barriers()).toEqual([]);

      const official = await at('cvvanhoa');
      await official.menu('Văn bản đi');
      await official.press('Soạn văn bản');
      await official.choose('Loại', 'Quyết định');
      await official.write('Trích yếu', ABSTRACT);
      await official.write(
        'Căn cứ',
        'Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;\nCăn cứ Quyết định số 24/2021/QĐ-TTg ngày 16 tháng 7 năm 2021;',
      );
      await official.write('Theo đề nghị của', 'Theo đề nghị của Trưởng phòng Văn hóa - Xã hội.');
      await official.write('Điều 1', ARTICLE);
      await official.press('Thêm điều');
      await official.write('Điều 2', 'Quyết định này có hiệu lực kể từ ngày ký.');
      await official.choose('Người ký', 'Nguyễn Thành Long');
      await official.addressTo('phong kinh te', 'Phòng Kinh tế');
      expect(await official.barriers()).toEqual([]);
      await official.page.keyboard.press('Control+s');
      await official.state('Dự thảo');
      await official.reads('hồ sơ đề nghị hỗ trợ hộ nghèo');
      expect((await official.drawn()).inked).toBeGreaterThan(5_000);
      await official.press('Trình kiểm tra');
      await official.state('Chờ duyệt nội dung');

      const head = await at('tpvanhoa');
      await head.find('Văn bản đi', 'Tổ thẩm định');
      await head.press('Duyệt nội dung');
      await head.state('Chờ kiểm tra thể thức');

      const office = await at('chanhvanphong');
      await office.find('Văn bản đi', 'Tổ thẩm định');
      await office.press('Đạt thể thức');
      await office.state('Chờ ký');

      await leader.find('Văn bản đi', 'Tổ thẩm định');
      await leader.reads('Điều 1.');
      await leader.press('Ký số');
      await leader.sees('TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH');
      expect(await leader.barriers()).toEqual([]);
      await leader.enterPin(pinOf('chutich'));
      await leader.state('Chờ cấp số');
      await leader.sees('Ký số cá nhân: Nguyễn Thành Long');

      const clerk = await at('vanthu');
      await clerk.find('Văn bản đi', 'Tổ thẩm định');
      await clerk.press('Cấp số và đóng dấu');
      await clerk.enterPin(pinOf('vanthu'));
      await clerk.state('Chờ phát hành');
      await clerk.sees('Ký số cơ quan: Ủy ban nhân dân xã Châu Minh');
      await clerk.press('Phát hành');
      await clerk.state('Đã phát hành');

      const title = await clerk.page.getByRole('heading', { level: 1 }).innerText();
      expect(title).toMatch(/^\d{2,}\/QĐ-UBND · Về việc thành lập Tổ thẩm định/);
      await clerk.sees('2 chữ ký số.');
      expect(await clerk.barriers()).toEqual([]);
      const download = clerk.page.waitForEvent('download');
      await clerk.page.getByRole('link', { name: 'Tải tệp PDF' }).click();
      issued = { path: await (await download).path(), number: title.split(' · ')[0] ?? '' };

      // Nobody touched the leader's page: it has heard of number, seal and issue by itself.
      await leader.state('Đã phát hành');
      await waitUntil(async () => (await leader.drawn()).red > 500, { what: 'the red seal on the page' });
      const { inked, blue } = await leader.drawn();
      expect(inked).toBeGreaterThan(5_000);
      expect(blue).toBeGreaterThan(100);

      await leader.menu('Tổng quan');
      await leader.sees(`${before.both + 1}/${before.issued + 1} văn bản đi có đủ chữ ký số`);
      await leader.page.getByRole('link', { name: 'Cả hai' }).first().click();
      await leader.page.getByRole('dialog').getByRole('link', { name: issued.number }).waitFor();
    },
    5 * minutes,
  );

  test(
    'a file that came by another way is described, registered, submitted, directed, assigned and completed',
    async () => {
      const clerk = await at('tt.vanthu');
      await clerk.menu('Văn bản đến');
      await clerk.press('Tiếp nhận tệp');
      await clerk.page.locator('input[type=file]').setInputFiles(issued.path);
      await clerk.reads('Tổ thẩm định');
      await clerk.write('Cơ quan ban hành', 'Ủy ban nhân dân xã Châu Minh');
      await clerk.sees('Có trong danh bạ cơ quan.');
      await clerk.write('Số, ký hiệu', issued.number);
      await clerk.choose('Loại', 'Quyết định');
      await clerk.write('Trích yếu', ABSTRACT);
      await clerk.write('Người ký', 'Nguyễn Thành Long');
      expect(await clerk.barriers()).toEqual([]);
      await clerk.page.keyboard.press('Control+Enter');
      await clerk.sees('nội dung nguyên vẹn. Có thể vào sổ.');
      expect(await clerk.barriers()).toEqual([]);
      await clerk.press('Vào sổ');
      // Everything is filled in already; the document stays in view beside its fields.
      await clerk.page.getByRole('dialog').getByLabel('Số, ký hiệu').waitFor();
      expect(await clerk.barriers()).toEqual([]);
      await clerk.page.keyboard.press('Control+Enter');
      await clerk.state('Đã vào sổ');
      await clerk.page
        .getByTestId('arrival-number')
        .filter({ hasText: /^Số đến \d+$/ })
        .waitFor();

      await clerk.press('Trình');
      await clerk.choose('Trình', 'Đoàn Văn Hậu');
      await clerk.choose('Chủ trì', 'Văn phòng HĐND và UBND');
      await clerk.chooseDay('Thời hạn', inDays(7));
      await clerk.write('Ý kiến', 'Nghiên cứu, vận dụng tại xã.');
      await clerk.press('Trình');
      await clerk.state('Đã trình');

      const leader = await at('tt.chutich');
      await leader.find('Văn bản đến', 'Tổ thẩm định');
      await leader.sees('Chủ trì: Văn phòng HĐND và UBND.');
      expect(await leader.barriers()).toEqual([]);
      await leader.press('Đồng ý theo đề xuất');
      await leader.state('Đã phân công');

      const head = await at('tt.chanhvanphong');
      await head.find('Văn bản đến', 'Tổ thẩm định');
      await head.press('Giao chuyên viên');
      await head.choose('Chuyên viên', 'Hồ Ngọc Diễm');
      await head.press('Giao chuyên viên');
      await head.state('Đang xử lý');

      const official = await at('tt.chuyenvien');
      await official.find('Văn bản đến', 'Tổ thẩm định');
      await official.press('Hoàn thành');
      await official.write('Kết quả', 'Đã tham mưu vận dụng; không yêu cầu trả lời.');
      await official.press('Hoàn thành');
      await official.state('Đã hoàn thành');
      await clerk.state('Đã hoàn thành');
    },
    4 * minutes,
  );

  test(
    'lists, the empty desk, the page for administrators and the door keep nobody out',
    async () => {
      const clerk = await at('vanthu');
      for (const list of ['Văn bản đi', 'Văn bản đến']) {
        await clerk.menu(list);
        await clerk.page.getByRole('row').nth(1).waitFor();
        expect(await clerk.barriers()).toEqual([]);
        // 18 rows and more fit, and nothing is scrolled sideways.
        const row = await clerk.page.getByRole('row').nth(1).boundingBox();
        expect((768 - (row?.y ?? 768)) / (row?.height ?? 768)).toBeGreaterThanOrEqual(18);
        expect(await clerk.page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(1366);
      }
      await clerk.write('Tìm số', 'không có văn bản nào như thế');
      await clerk.sees('Không có văn bản nào khớp với điều kiện lọc.');
      expect(await clerk.barriers()).toEqual([]);

      const administrator = await at('quantri');
      await administrator.sees('Mọi phần đang hoạt động.');
      expect(await administrator.barriers()).toEqual([]);
      await administrator.press('Đăng xuất');
      await administrator.page.getByLabel('Tên đăng nhập').waitFor();
      expect(await administrator.barriers()).toEqual([]);
    },
    2 * minutes,
  );
});

async function countedOf(desk: Desk): Promise<{ both: number; issued: number }> {
  const sentence = await desk.page.getByTestId('coverage-sentence').innerText();
  const [, both, issued] = /^(\d+)\/(\d+) văn bản đi/.exec(sentence) ?? [];
  return { both: Number(both), issued: Number(issued) };
}

/** `30/11/2026`, so many days from now in Vietnam. */
const inDays = (days: number): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Ho_Chi_Minh' }).format(Date.now() + days * 24 * 60 * minutes);
