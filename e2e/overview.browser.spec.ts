import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { OutputOf, stats } from '@vanthu/contracts';
import { waitUntil } from '@vanthu/testing';
import type { Browser } from 'playwright-core';
import { skipsBrowser, startChromium } from './browser/chromium.js';
import { Desk } from './browser/desk.js';
import { Office, today } from './support/office.js';
import { Paper } from './support/paper.js';

/** The leadership page and the reports page. */
const suite = skipsBrowser() ? test.skip : test;
const minutes = 60_000;

let office: Office;
let browser: Browser;
let leader: Desk;

beforeAll(async () => {
  if (skipsBrowser()) return;
  [browser, office] = await Promise.all([startChromium(), Office.open({ processes: false })]);
  // Beside what lies on the desks from the start.
  await (await Paper.draft(office)).bring('issued');
  const period = `from=${today(-30)}&to=${today(30)}`;
  await waitUntil(async () => {
    const path = `/api/stats/coverage?${period}`;
    const { figures } = await office.get<OutputOf<typeof stats.GetCoverage>>('chanhvanphong', path);
    return figures.both > 1 && figures;
  });
  const signIn = office.system.signIns.find(({ username }) => username === 'chanhvanphong');
  if (!signIn) throw new Error('nobody is called chanhvanphong');
  leader = await Desk.open(browser, office.system.url, signIn);
}, 4 * minutes);

afterAll(async () => {
  await browser?.close();
  await office?.close();
}, minutes);

const buckets = ['issued', 'withOrganisation', 'withPersonal', 'both', 'lacking', 'unsigned', 'excluded'];
const incoming = ['incomingRegistered', 'incomingCompleted', 'completedLate', 'incomingReturned'];
const people = ['accounts', 'worked', 'idle'];

suite(
  'every figure of the leadership page, clicked, is the number of rows that it opens',
  async () => {
    const { page } = leader;
    await leader.menu('Tổng quan');
    await page.getByTestId('coverage-sentence').waitFor();
    await page.locator('.vt-volumes a[data-figure]').nth(6).waitFor();
    await page.locator('.vt-use a[data-figure]').first().waitFor();
    await page.locator('.vt-compare a[data-figure]').first().waitFor();
    const opened: string[] = [];
    const kinds = new Set<string>();
    for (const division of ['Đơn vị', 'Người ký', 'Loại văn bản', 'Tháng']) {
      await page.locator('.ant-segmented-item-label', { hasText: division }).click();
      // The people who work in the system are by unit too, further down.
      await page.getByRole('columnheader', { name: division }).first().waitFor();
      // Two parts at once: the first of them divided further.
      if (division !== 'Tháng') {
        await page
          .getByRole('button', { name: /^Chia tiếp: / })
          .first()
          .click();
        await page.locator('.ant-table-expanded-row a[data-figure]').first().waitFor();
      }
      // What does not belong to the divided figures is opened once.
      const figures = page.locator(
        opened.length === 0
          ? 'a[data-figure]'
          : 'a[data-figure]:not(.vt-volumes a, .vt-use a, .vt-compare a, .vt-sentence a, .vt-before a, .vt-figures a)',
      );
      for (let at = 0; at < (await figures.count()); at++) {
        const figure = figures.nth(at);
        const said = Number(await figure.getAttribute('data-figure'));
        kinds.add(new URLSearchParams((await figure.getAttribute('href')) ?? '').get('nhom') ?? '');
        await figure.click();
        const list = page.getByRole('dialog');
        if (said === 0) await list.getByText(/^Không có (văn bản|đơn vị|người) nào\.$/).waitFor();
        else {
          await list.getByText(`Đang hiện ${said}/${said}`).waitFor();
          expect(await list.locator('tbody tr.ant-table-row').count()).toBe(said);
        }
        opened.push(`${division} ${at}: ${said}`);
        await page.keyboard.press('Escape');
        await list.waitFor({ state: 'hidden' });
      }
    }
    expect([...kinds].sort()).toEqual([...buckets, 'counted', ...incoming, 'units', 'unitsSigning', ...people].sort());
    expect(opened.length).toBeGreaterThan(60);
    expect(opened.some((one) => !one.endsWith(' 0'))).toBe(true);
    expect(await leader.barriers()).toEqual([]);
  },
  2 * minutes,
);

suite(
  'an open page follows what is issued elsewhere, without being asked again by the person',
  async () => {
    const { page } = leader;
    await leader.menu('Tổng quan');
    const issued = page.locator('a[data-figure]').first();
    const before = Number(await issued.getAttribute('data-figure'));
    // Whatever loads the page anew takes this away.
    await page.evaluate(`document.documentElement.setAttribute('data-opened-once', '')`);
    await (await Paper.draft(office)).bring('issued');
    await waitUntil(async () => Number(await issued.getAttribute('data-figure')) > before, { timeoutMs: 20_000 });
    expect(await page.locator('html[data-opened-once]').count()).toBe(1);
  },
  minutes,
);

suite(
  'reports of other kinds are chosen, read and downloaded',
  async () => {
    const { page } = leader;
    await leader.menu('Báo cáo');
    await page.getByRole('combobox', { name: 'Loại báo cáo' }).click();
    await page.locator('.ant-select-item-option', { hasText: 'Ký số văn bản đi' }).click();
    await page.getByRole('rowheader', { name: 'Có cả chữ ký số cá nhân và cơ quan' }).waitFor();
    expect(await leader.barriers()).toEqual([]);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'CSV', exact: true }).click(),
    ]);
    expect(readFileSync(await download.path(), 'utf8')).toContain('Tỷ lệ: Có cả chữ ký số cá nhân và cơ quan');
    await leader.menu('Tổng quan');
  },
  minutes,
);

suite(
  'figures are imported after they have been told row by row, and stand in the report that is downloaded',
  async () => {
    const { page } = leader;
    await leader.menu('Báo cáo');
    await page.getByRole('tab', { name: 'Số liệu nhập' }).click();
    const code = /ky=|^$/.test(new URL(page.url()).search) ? await currentPeriod() : '';
    const csv = readFileSync(new URL('../apps/stats/samples/reform-2023-q1.csv', import.meta.url), 'utf8');
    const own = Buffer.from(csv.replaceAll('2023-Q1', code));
    await page.locator('input[type=file]').setInputFiles({ name: 'so-lieu.csv', mimeType: 'text/csv', buffer: own });
    await leader.press('Nhập 39 số liệu');
    await page.getByText('Đã nhập 39 số liệu.').waitFor();
    await page.getByRole('tab', { name: 'Nội dung' }).click();
    await page.getByRole('cell', { name: '36,94%' }).waitFor();
    expect(await leader.barriers()).toEqual([]);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'CSV', exact: true }).click(),
    ]);
    expect(readFileSync(await download.path(), 'utf8')).toContain('36,94%');
    expect(leader.problems).toEqual([]);
  },
  minutes,
);

async function currentPeriod(): Promise<string> {
  const { current } = await office.get<OutputOf<typeof stats.FindPeriods>>('chanhvanphong', '/api/stats/periods');
  return current;
}
