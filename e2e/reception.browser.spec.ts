import { describe, expect, test } from '@jest/globals';
import { isRefusal, signPdf } from '@vanthu/pades';
import { scannedPdf, waitUntil } from '@vanthu/testing';
import { skipsBrowser } from './browser/chromium.js';
import { FrontOffice } from './browser/front-office.js';
import { plainPdf } from './support/hostile-pdfs.js';
import { today } from './support/office.js';
import { Paper } from './support/paper.js';

/** Reception by keys alone, and what follows: submission, bút phê, who has what, what is late. */
const suite = skipsBrowser() ? describe.skip : describe;
const minutes = 60_000;
const COUNT = 25;
/** Letters that arrive together. */
const atOnce = 5;
const patience = { timeoutMs: 60_000 };

const shownDay = (date: string): string => date.split('-').reverse().join('/');

interface Line {
  state: string;
  arrivalNumber: number | null;
  submittedToName: string | null;
}

suite('the reception desk, in the browser', () => {
  const front = FrontOffice.forTests();

  /** Letters of an agency outside, each signed with the organisation's key and arrived with its data. */
  async function arrive(count: number, before = 0): Promise<string[]> {
    const found = await front.office.get<{ agencies: { id: string; name: string }[] }>(
      'vanthu',
      '/api/directory/agencies?text=so%20tai%20chinh',
    );
    const [sender] = found.agencies;
    if (!sender) throw new Error('the demonstration lacks the sender');
    const pki = await front.office.pki();
    const issued = pki.issueOrganisation({ commonName: sender.name });
    await front.office.post('quantri', '/api/directory/enrolments', {
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
      const ticket = await front.office.upload('vanthu', `cong-van-${number}.pdf`, signed.pdf);
      const fields = {
        ...{ senderAgencyId: sender.id, senderName: sender.name, numberAndSymbol: `${900 + before + number}/STC-NS` },
        ...{ documentDate: today(), kind: 'cong-van', abstract: `Về dự toán ngân sách đợt ${number}` },
        ...{ signerName: null, urgency: 'normal', answerBy: null },
      };
      const { id } = await front.office.post<{ id: string }>('vanthu', '/api/incoming/documents', { ticket, fields });
      return id;
    };
    const ids: string[] = [];
    for (let first = 1; first <= count; first += atOnce) {
      const some = Array.from({ length: Math.min(atOnce, count - first + 1) }, (_, i) => arriveOne(first + i));
      ids.push(...(await Promise.all(some)));
    }
    return ids;
  }

  const line = (id: string) => front.office.get<Line>('vanthu', `/api/incoming/documents/${id}`);

  test(
    `${COUNT} documents that arrived with their data are registered and submitted by ${COUNT} keys`,
    async () => {
      const ids = await arrive(COUNT);
      await Promise.all(ids.map((id) => waitUntil(async () => (await line(id)).state === 'checked', patience)));

      const clerk = await front.at('vanthu');
      await clerk.page.goto(`${front.office.system.url}/van-ban-den/ban-tiep-nhan`);
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

  /** Registered and submitted to the chairman with the office's proposal. */
  async function proposed(count: number, before: number): Promise<string[]> {
    const ids = await arrive(count, before);
    const [chairman, economy, culture] = await Promise.all(
      (['chutich', 'tpkinhte', 'tpvanhoa'] as const).map((username) => front.office.positionOf(username)),
    );
    const unit = (head: typeof economy) => ({ kind: 'unit', unitId: head?.unitId, name: head?.unitName });
    const proposal = { lead: unit(economy), cooperators: [unit(culture)], deadline: today(7), text: 'Tham mưu.' };
    for (const id of ids) {
      await waitUntil(async () => (await line(id)).state === 'checked', patience);
      const { fields } = await front.office.get<{ fields: object }>('vanthu', `/api/incoming/documents/${id}`);
      await front.office.post('vanthu', `/api/incoming/documents/${id}/register`, { fields });
      const submission = { toPositionId: chairman?.positionId, proposal };
      await waitUntil(
        () => front.office.post('vanthu', `/api/routing/documents/${id}/submit`, submission).then(Boolean, () => false),
        patience,
      );
    }
    return ids;
  }

  test(
    'the leader agrees to the proposal by one key, and changes the next one by chips',
    async () => {
      const ids = await proposed(2, COUNT);
      const leader = await front.at('chutich');
      const { page } = leader;
      await page.goto(`${front.office.system.url}/but-phe`);
      const queue = page.getByRole('list', { name: 'Văn bản chờ chỉ đạo' });
      const directed = (number: string) =>
        page.locator('.ant-message').getByText(`Đã chỉ đạo văn bản ${number}`).waitFor();
      await queue.getByRole('button', { name: /926\/STC-NS/ }).click();
      await page.getByRole('button', { name: 'Đồng ý theo đề xuất' }).waitFor();
      await page.getByRole('heading', { level: 1 }).focus();
      await page.keyboard.press('Space');
      await directed('926/STC-NS');
      await queue.getByRole('button', { name: /927\/STC-NS/ }).click();
      await page.locator('.ant-radio-button-wrapper', { hasText: 'Phòng Văn hóa - Xã hội' }).click();
      expect(await leader.barriers()).toEqual([]);
      await page.getByRole('button', { name: 'Chỉ đạo như đã chọn' }).click();
      await directed('927/STC-NS');
      const leads = await Promise.all(
        ids.map(async (id) => {
          const found = await front.office.get<{ direction: { lead: { name: string } } }>(
            'chutich',
            `/api/routing/documents/${id}`,
          );
          return found.direction.lead.name;
        }),
      );
      expect(leads).toEqual(['Phòng Kinh tế', 'Phòng Văn hóa - Xã hội']);
    },
    minutes,
  );

  test(
    'a proof whose upload fails is told, and goes up with the next press',
    async () => {
      const [chairman, economy] = await Promise.all([
        front.office.positionOf('chutich'),
        front.office.positionOf('tpkinhte'),
      ]);
      const { documentId } = await front.office.post<{ documentId: string }>('vanthu', '/api/routing/plan-tasks', {
        source: { kind: 'plan', numberAndSymbol: '01/KH-UBND', title: 'Kế hoạch năm', date: today() },
        leaderPositionId: chairman.positionId,
        task: {
          ...{
            number: 1,
            content: 'Rà soát thủ tục hành chính',
            cooperators: [],
            deadline: today(7),
            proofWanted: 'file',
          },
          lead: { kind: 'unit', unitId: economy.unitId, name: economy.unitName },
        },
      });
      const head = await front.at('tpkinhte');
      const { page } = head;
      await page.goto(`${front.office.system.url}/viec/ke-hoach/${documentId}`);
      await head.press('Hoàn thành');
      const file = { name: 'minh-chung.pdf', mimeType: 'application/pdf', buffer: scannedPdf({ text: 'proof' }) };
      await page.getByRole('dialog').locator('input[type=file]').setInputFiles(file);
      await page.route('**/api/uploads*', (route) => route.abort());
      await head.press('Hoàn thành');
      await page.getByRole('dialog').getByRole('alert').filter({ hasText: 'Không tải được tệp lên' }).waitFor();
      await page.unroute('**/api/uploads*');
      await head.press('Hoàn thành');
      await head.state('Đã hoàn thành');
      await page.getByRole('link', { name: 'minh-chung.pdf' }).waitFor();
      expect(await head.barriers()).toEqual([]);
    },
    minutes,
  );

  test(
    'an administrator imports a shipped flow, is told what is wrong with a change, saves and applies it',
    async () => {
      const administrator = await front.at('quantri');
      const { page } = administrator;
      await page.goto(`${front.office.system.url}/luong-xu-ly`);
      await page.getByRole('button', { name: 'Nhập: Đơn thư của công dân' }).click();
      await page.getByLabel('Thời hạn (ngày làm việc)').nth(1).fill('');
      await administrator.press('Kiểm tra');
      await administrator.sees('chưa có thời hạn');
      await page.getByLabel('Thời hạn (ngày làm việc)').nth(1).fill('2');
      await administrator.press('Kiểm tra');
      await administrator.sees('Luồng đi được từ đầu đến cuối');
      expect(await administrator.barriers()).toEqual([]);
      await administrator.press('Lưu phiên bản mới');
      await administrator.press('Áp dụng');
      await administrator.sees('đang áp dụng phiên bản 1');
      expect(await administrator.barriers()).toEqual([]);
    },
    minutes,
  );

  test(
    'an administrator applies a shipped flow of drafts; the head checks two at once, and a draft shows where it stands',
    async () => {
      const administrator = await front.at('quantri');
      await administrator.page.goto(`${front.office.system.url}/luong-xu-ly`);
      await administrator.page.getByRole('button', { name: 'Nhập: Công văn của cấp xã' }).click();
      await administrator.press('Kiểm tra');
      await administrator.sees('Luồng đi được từ đầu đến cuối');
      expect(await administrator.barriers()).toEqual([]);
      await administrator.press('Lưu phiên bản mới');
      const card = administrator.page.locator('.ant-card', { hasText: 'Văn bản đi · Công văn của cấp xã' });
      await card.getByRole('button', { name: 'Áp dụng', exact: true }).click();
      await card.getByText('đang áp dụng phiên bản 1').waitFor();

      const draft = () => Paper.draft(front.office, { kind: 'cong-van' });
      const isOnFlow = async (paper: Paper) => (await paper.detail()).step?.flowName === 'Công văn của cấp xã';
      // The flow is told to those who move drafts; one that is begun after that goes on it.
      const begun: Paper[] = [];
      await waitUntil(
        async () => {
          const paper = await draft();
          if (await isOnFlow(paper)) begun.push(paper);
          return begun.length === 2;
        },
        { what: 'two drafts on the flow that was applied', ...patience },
      );
      for (const paper of begun) await front.office.post('cvvanhoa', `${paper.path}/submit`);

      const head = await front.at('tpvanhoa');
      await head.page.goto(`${front.office.system.url}/van-ban-di`);
      for (const paper of begun) {
        const { abstract } = await paper.detail();
        await head.page.getByRole('checkbox', { name: `Chọn ${abstract}` }).check();
      }
      await head.press('Duyệt nội dung 2 văn bản');
      await head.sees('Xong 2/2.');
      expect(await head.barriers()).toEqual([]);
      await head.page.goto(`${front.office.system.url}/van-ban-di/${begun[0]?.id}`);
      const step = head.page.locator('li[aria-current=step]');
      await step.getByText('Văn phòng kiểm tra thể thức').waitFor();
      await step.getByText('hạn ').waitFor();
      expect(await head.barriers()).toEqual([]);
    },
    2 * minutes,
  );

  test(
    'a paper document is scanned, checked, registered and bears its stamp; an invitation stands in the calendar',
    async () => {
      const clerk = await front.at('vanthu');
      await clerk.page.goto(`${front.office.system.url}/van-ban-den/tiep-nhan`);
      await clerk.page.getByText('Văn bản giấy', { exact: true }).click();
      const scan = { name: 'quet.pdf', mimeType: 'application/pdf', buffer: scannedPdf({ text: 'e2e' }) };
      await clerk.page.locator('input[type=file]').setInputFiles(scan);
      for (const asked of ['Bì nguyên vẹn, đúng dấu và nơi gửi', 'Số ghi trên bì khớp với văn bản bên trong']) {
        await clerk.page.getByRole('radiogroup', { name: asked }).getByText('Có', { exact: true }).click();
      }
      await clerk.write('Cơ quan ban hành', 'Hội Chữ thập đỏ');
      await clerk.write('Số, ký hiệu', '77/GM-HCTĐ');
      await clerk.choose('Loại', 'Giấy mời');
      await clerk.chooseDay('Họp lúc', `${shownDay(today(1))} 08:30`);
      await clerk.write('Địa điểm', 'Hội trường A');
      await clerk.write('Trích yếu', 'Mời họp về công tác nhân đạo');
      expect(await clerk.barriers()).toEqual([]);
      await clerk.page.keyboard.press('Control+Enter');
      await clerk.sees('Văn thư đã kiểm tra bì');
      await clerk.press('Vào sổ');
      await clerk.page.getByRole('dialog').getByLabel('Số đến đã ghi').waitFor();
      await clerk.page.keyboard.press('Control+Enter');
      await clerk.state('Đã vào sổ');
      await clerk.page.getByText('Bản đóng dấu "ĐẾN"').waitFor();
      await waitUntil(async () => (await clerk.drawn()).red > 200, {
        what: 'the red stamp on the page',
        timeoutMs: 30_000,
      });
      expect(await clerk.barriers()).toEqual([]);
      await clerk.page.goto(`${front.office.system.url}/van-ban-den/lich-hop`);
      if (new Date(`${today(1)}T00:00:00Z`).getUTCDay() === 1) await clerk.press('Tuần sau');
      await clerk.sees('Mời họp về công tác nhân đạo');
      expect(await clerk.barriers()).toEqual([]);
    },
    2 * minutes,
  );
});
