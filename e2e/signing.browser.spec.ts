import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { skipsBrowser, startChromium } from './browser/chromium.js';
import { Desk } from './browser/desk.js';
import { Office } from './support/office.js';
import { Paper } from './support/paper.js';

/** Whether one could sign, whose certificates end when, who has the device, and what lies behind a signature. */
const suite = skipsBrowser() ? describe.skip : describe;
const minutes = 60_000;

suite('certificates and evidence, in the browser', () => {
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
    'the clerk sees that the seal is ready and who keeps its device; the leader opens the evidence of a signature',
    async () => {
      const { agencyId } = await office.positionOf('vanthu');
      const keeperPersonId = await office.personIdOf('vanthu');
      const device = { agencyId, keeperPersonId, certificateSha256: 'ab'.repeat(32), label: 'Thiết bị của UBND xã' };
      await office.post('quantri', '/api/directory/seal-devices', { ...device, decision: 'Quyết định số 20/QĐ-UBND' });

      const clerk = await at('vanthu');
      await clerk.menu('Chứng thư');
      await clerk.sees('Ký được: khóa, chứng thư và việc gắn chứng thư đều đúng.');
      await clerk.sees('Thiết bị của UBND xã');
      expect(await clerk.barriers()).toEqual([]);
      await clerk.press('Giao cho người khác');
      await clerk.sees('văn bản cho phép của người có thẩm quyền');
      expect(await clerk.barriers()).toEqual([]);
      await clerk.press('Thôi');

      const paper = await (await Paper.draft(office)).bring('signed');
      const leader = await at('chutich');
      await leader.page.goto(`${office.system.url}/van-ban-di/${paper.id}`);
      await leader.page.getByRole('link', { name: 'Xem chứng cứ của chữ ký' }).click();
      await leader.sees('Chứng thư đã dùng');
      await leader.page.getByText('Chi tiết').first().click();
      await leader.sees('Mức PAdES B-T');
      const stamps = leader.page.locator('.ant-card', { hasText: 'Dấu thời gian' }).getByRole('listitem');
      expect(await stamps.count()).toBe(1);
      expect(await leader.barriers()).toEqual([]);
    },
    2 * minutes,
  );

  test(
    'the leader goes through the pile by keyboard and signs what was agreed to with one PIN',
    async () => {
      for (const abstract of ['Về việc kiện toàn Ban chỉ huy', 'Về việc phân công trực lễ'])
        await (await Paper.draft(office, { abstract })).bring('form-checked');
      const leader = await at('chutich');
      await leader.menu('Cần ký');
      const pile = leader.page.getByRole('list', { name: 'Văn bản chờ ký' });
      await pile.getByRole('button').nth(1).waitFor();
      await leader.page.locator('canvas[data-rendered]').first().waitFor();
      expect(await leader.barriers()).toEqual([]);
      const count = await pile.getByRole('button').count();
      // The first is agreed to, the second left, all others agreed to.
      await leader.page.keyboard.press('Space');
      await leader.page.keyboard.press('l');
      for (let i = 2; i < count; i++) await leader.page.keyboard.press('Space');
      await leader.sees(`Ký ${count - 1} văn bản; 1 để lại; 0 chưa mở xem`);
      await leader.press(`Ký ${count - 1} văn bản`);
      await leader.enterPin(office.system.signIns.find(({ username }) => username === 'chutich')?.pin ?? null);
      await leader.page
        .getByRole('status')
        .filter({ hasText: `Xong ${count - 1}/${count - 1}.` })
        .waitFor();
      await leader.press('Đóng');
      await pile.getByRole('button').nth(1).waitFor({ state: 'detached' });
      expect(await pile.getByRole('button').count()).toBe(1);
    },
    2 * minutes,
  );

  test(
    'the administrator judges everything again, and follows it to its end',
    async () => {
      const administrator = await at('quantri');
      await administrator.menu('Chứng thư');
      await administrator.press('Kiểm tra lại mọi chữ ký');
      await administrator.page
        .getByRole('status')
        .filter({ hasText: /Lần gần nhất, .*: (\d+)\/\1 văn bản/ })
        .waitFor();
      await administrator.sees('Không văn bản nào đổi kết quả.');
      await administrator.press('Nâng mức bảo quản ngay');
      await administrator.page
        .getByRole('status')
        .filter({ hasText: /^Còn chờ/ })
        .waitFor();
      expect(await administrator.barriers()).toEqual([]);
      expect(desks.flatMap(({ problems }) => problems)).toEqual([]);
    },
    minutes,
  );
});
