import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { CscServer } from '../apps/signing/test/csc-server.js';
import { DesktopService } from '../apps/signing/test/desktop-signer.js';
import { skipsBrowser } from './browser/chromium.js';
import { FrontOffice } from './browser/front-office.js';
import { Paper } from './support/paper.js';

/** Whether one could sign, whose certificates end when, who has the device, and what lies behind a signature. */
const suite = skipsBrowser() ? describe.skip : describe;
const minutes = 60_000;

suite('certificates and evidence, in the browser', () => {
  const remote = new CscServer();
  const folder = mkdtempSync(join(tmpdir(), 'vanthu-remote-'));
  const front = FrontOffice.forTests(async () => {
    const VANTHU_CSC_FILE = join(folder, 'csc.json');
    writeFileSync(VANTHU_CSC_FILE, JSON.stringify({ 'ký-từ-xa': remote.entry(await remote.start()) }));
    return { VANTHU_CSC_FILE };
  });
  afterAll(async () => {
    await remote.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test(
    'the clerk sees that the seal is ready and who keeps its device; the leader opens the evidence of a signature',
    async () => {
      const { agencyId } = await front.office.positionOf('vanthu');
      const keeperPersonId = await front.office.personIdOf('vanthu');
      const device = { agencyId, keeperPersonId, certificateSha256: 'ab'.repeat(32), label: 'Thiết bị của UBND xã' };
      await front.office.post('quantri', '/api/directory/seal-devices', {
        ...device,
        decision: 'Quyết định số 20/QĐ-UBND',
      });

      const clerk = await front.at('vanthu');
      await clerk.menu('Chứng thư');
      await clerk.sees('Ký được: khóa, chứng thư và việc gắn chứng thư đều đúng.');
      await clerk.sees('Thiết bị của UBND xã');
      expect(await clerk.barriers()).toEqual([]);
      await clerk.press('Giao cho người khác');
      await clerk.sees('văn bản cho phép của người có thẩm quyền');
      expect(await clerk.barriers()).toEqual([]);
      await clerk.press('Thôi');

      const paper = await (await Paper.draft(front.office)).bring('signed');
      const leader = await front.at('chutich');
      await leader.page.goto(`${front.office.system.url}/van-ban-di/${paper.id}`);
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
        await (await Paper.draft(front.office, { abstract })).bring('form-checked');
      const leader = await front.at('chutich');
      await leader.menu('Cần ký');
      const pile = leader.page.getByRole('list', { name: 'Văn bản chờ ký' });
      await pile.getByRole('button').nth(1).waitFor();
      await leader.page.locator('canvas[data-rendered]').first().waitFor();
      await leader.sees('Trang ký: trang 1/');
      expect(await leader.barriers()).toEqual([]);
      const count = await pile.getByRole('button').count();
      // The first is agreed to, the second left, all others agreed to.
      await leader.page.keyboard.press('Space');
      await leader.page.keyboard.press('l');
      for (let i = 2; i < count; i++) await leader.page.keyboard.press('Space');
      await leader.sees(`Ký ${count - 1} văn bản; 1 để lại; 0 chưa mở xem`);
      await leader.press(`Ký ${count - 1} văn bản`);
      await leader.enterPin(front.office.system.signIns.find(({ username }) => username === 'chutich')?.pin ?? null);
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
    'the leader signs with the program on the own machine; what it brings back wrong is not taken, and says why',
    async () => {
      const pki = await front.office.pki();
      const issued = pki.issuePerson({ commonName: 'Nguyễn Thành Long' });
      const owner = { kind: 'person', personId: await front.office.personIdOf('chutich') };
      const certificateDer = Buffer.from(issued.certificateDer).toString('base64');
      const proof = 'Giấy chứng nhận của Ban Cơ yếu Chính phủ';
      await front.office.post('quantri', '/api/directory/enrolments', { certificateDer, owner, proof });
      const stranger = pki.issuePerson({ commonName: 'Người Khác' });
      const desktop = new DesktopService({ issued, stranger }, pki.issuePerson({ commonName: '127.0.0.1' }));
      await desktop.start();
      try {
        const leader = await front.at('chutich');
        await leader.menu('Chứng thư');
        const card = leader.page.locator('.ant-card', { hasText: 'Chương trình VGCA trên máy này' });
        await card.getByRole('button', { name: 'Kiểm tra' }).click();
        await leader.sees('Ký cá nhân được bằng thiết bị này.');

        const sign = async (abstract: string) => {
          const paper = await (await Paper.draft(front.office, { abstract })).bring('form-checked');
          await leader.page.goto(`${front.office.system.url}/van-ban-di/${paper.id}`);
          await leader.press('Ký số');
          await leader.page.getByRole('radio', { name: 'Chương trình VGCA trên máy này' }).check();
          expect(await leader.barriers()).toEqual([]);
          await leader.page.getByRole('dialog').getByRole('button', { name: 'Ký số' }).click();
        };
        desktop.misbehaviour = 'altered-page';
        await sign('Về việc bị sửa trên đường');
        await leader.sees('nội dung bị thay đổi ngoài chữ ký');
        desktop.misbehaviour = 'declines';
        await sign('Về việc chưa cắm thiết bị');
        await leader.sees('báo không ký: “Không tìm thấy thiết bị ký số” (mã 7)');
        desktop.misbehaviour = 'none';
        await sign('Về việc ký tại chỗ');
        await leader.sees('Chờ cấp số');
        expect(desktop.asked.map(({ act }) => act)).toEqual([
          ...[
            'GetCertInfo',
            'GetCertInfo',
            'SignApproved',
            'GetCertInfo',
            'SignApproved',
            'GetCertInfo',
            'SignApproved',
          ],
        ]);
      } finally {
        await desktop.close();
      }
    },
    2 * minutes,
  );

  test(
    'the leader confirms a batch on the phone; the sheet says what became of each, and is found again',
    async () => {
      const issued = (await front.office.pki()).issuePerson({ commonName: 'Nguyễn Thành Long' });
      const owner = { kind: 'person', personId: await front.office.personIdOf('chutich') };
      const certificateDer = Buffer.from(issued.certificateDer).toString('base64');
      const proof = 'Hợp đồng dịch vụ ký từ xa';
      await front.office.post('quantri', '/api/directory/enrolments', { certificateDer, owner, proof });
      const credentialId = remote.add(issued, '', { oauth: true });
      const way = { kind: 'csc', server: 'ký-từ-xa', credentialId, authorisation: 'oauth2code' };
      const key = { owner, way, certificateDer, imagePng: null, label: 'Ký từ xa' };
      await front.office.post('quantri', '/api/signing/connected-keys', key);
      const abstracts = ['Về việc diễn tập', 'Về việc tổng kết', 'Về việc bị trả lại giữa chừng'];
      const papers: Paper[] = [];
      for (const abstract of abstracts)
        papers.push(await (await Paper.draft(front.office, { abstract })).bring('form-checked'));

      const leader = await front.at('chutich');
      await leader.menu('Cần ký');
      const pile = leader.page.getByRole('list', { name: 'Văn bản chờ ký' });
      for (const abstract of abstracts) {
        await pile.getByRole('button').filter({ hasText: abstract }).click();
        await leader.press('Đồng ý, đưa vào lô');
      }
      await leader.press('Ký 3 văn bản');
      const dialog = leader.page.getByRole('dialog');
      await dialog.getByRole('radio', { name: 'Dịch vụ ký từ xa (xác nhận trên điện thoại)', checked: true }).waitFor();
      await dialog.getByText('Không dùng được lúc này').click();
      await leader.sees('Thiết bị cắm ở máy chủ (nhập PIN): khóa của bạn ở nơi khác.');
      expect(await leader.barriers()).toEqual([]);
      const returned = `/api/outgoing/documents/${papers[2]?.id}/return`;
      await front.office.post('chutich', returned, { reason: 'Chưa rõ kinh phí.' });
      await dialog.getByRole('button', { name: 'Ký 3 văn bản' }).click();

      const question = leader.page.getByRole('link', { name: 'Mở trang xác nhận' });
      const address = (await question.getAttribute('href')) ?? '';
      // A line that breaks for a moment leaves the question where it is.
      await leader.page.route('**/api/signing/authorisations/*', (route) => route.abort(), { times: 1 });
      await leader.page.waitForEvent('requestfailed', (one) => one.url().includes('/api/signing/authorisations/'));
      await leader.page.waitForResponse('**/api/signing/authorisations/*');
      expect(await question.getAttribute('href')).toBe(address);
      const phone = await leader.page.context().newPage();
      await phone.goto(`${front.office.system.url}/xac-nhan-ky-so?${remote.oauth.confirm(address)}`);
      await phone.getByText('Đã xác nhận 3 chữ ký.').waitFor();
      expect(new URL(phone.url()).search).toBe('');

      await leader.page.getByRole('status').filter({ hasText: 'Xong 2/3. 1 bị từ chối' }).waitFor();
      // A document that is looked at meanwhile does not end what is still being ordered.
      const outcome = leader.page.locator('.ant-modal a', { hasText: 'Về việc diễn tập' });
      expect(await outcome.getAttribute('target')).toBe('_blank');
      const file = await leader.page.getByRole('link', { name: 'Tải phiếu kết quả (PDF)' }).getAttribute('href');
      expect((await front.office.download('chutich', file ?? '')).subarray(0, 5).toString()).toBe('%PDF-');
      await leader.press('Đóng');
      await leader.press('Các lần ký gần đây');
      await leader.page.getByRole('button', { name: 'xong 2/3' }).click();
      await dialog.getByRole('button', { name: 'Làm tiếp 1 văn bản chưa xong' }).waitFor();
      expect(await leader.barriers()).toEqual([]);
    },
    2 * minutes,
  );

  test(
    'the administrator judges everything again, and follows it to its end',
    async () => {
      const administrator = await front.at('quantri');
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
      expect(administrator.problems).toEqual([]);
    },
    minutes,
  );
});
