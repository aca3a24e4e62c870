import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { gateway, signing } from '@vanthu/contracts';
import { type Constellation, startConstellation, waitUntil } from '@vanthu/testing';
import type { Browser } from 'playwright-core';
import { skipsBrowser, startChromium } from './browser/chromium.js';
import { Desk } from './browser/desk.js';
import { plainPdf, truncated, withAnnotation, withLaunch, withPassword, withScript } from './support/hostile-pdfs.js';

/** The page of public verification, as somebody sees it who has no account here. */
const suite = skipsBrowser() ? describe.skip : describe;
const minutes = 60_000;

suite('anybody verifies a PDF', () => {
  let system: Constellation;
  let browser: Browser;
  let visitor: Desk;
  const own = mkdtempSync(join(tmpdir(), 'vanthu-visitor-'));

  const files = (folder: string): string[] => {
    const all = readdirSync(join(system.dataDirectory, 'files', folder), { recursive: true, withFileTypes: true });
    return all.filter((entry) => entry.isFile()).map(({ name }) => name);
  };
  const choose = async (name: string, content: Uint8Array, megabytes = 0) => {
    writeFileSync(join(own, name), content);
    if (megabytes > 0) truncateSync(join(own, name), megabytes * 1_048_576);
    await visitor.page.locator('input[type=file]').setInputFiles(join(own, name));
  };
  const answers = (words: string) => visitor.page.getByTestId('answer').filter({ hasText: words }).waitFor();
  const save = async (button: string): Promise<string> => {
    const download = visitor.page.waitForEvent('download');
    await visitor.press(button);
    return readFileSync(await (await download).path(), 'latin1');
  };

  beforeAll(async () => {
    browser = await startChromium();
    system = await startConstellation({ processes: false, timeoutMs: 3 * minutes });
    visitor = await Desk.visit(browser, system.url);
  }, 4 * minutes);

  afterAll(async () => {
    await browser?.close();
    await system?.stop();
    rmSync(own, { recursive: true, force: true });
  }, minutes);

  test(
    'from the door without signing in: a good file, its seven items, its pages, its reports',
    async () => {
      const before = { kept: files('kept'), staging: files('staging') };
      await visitor.page.getByRole('link', { name: 'Kiểm tra chữ ký số của một tệp PDF' }).click();
      await visitor.sees('Tệp chỉ được đọc để kiểm tra rồi xóa ngay.');
      expect(await visitor.barriers()).toEqual([]);
      await visitor.press('Công văn nguyên vẹn');
      await answers('Hợp lệ');
      for (const item of [
        'Tổ chức cấp',
        'Người ký',
        'Đơn vị quản lý',
        'Thời điểm ký',
        'toàn vẹn',
        'Hiệu lực',
        'Thời hạn',
      ])
        await visitor.page.getByRole('article').first().locator('dt', { hasText: item }).first().waitFor();
      await visitor.page.locator('canvas[data-rendered]').first().waitFor();
      await visitor.page.locator('.vt-box[data-kind=signature]').nth(1).waitFor();
      expect((await visitor.drawn()).red).toBeGreaterThan(500);
      expect(await visitor.barriers()).toEqual([]);
      expect(await save('Tải báo cáo PDF')).toMatch(/^%PDF-/);
      expect(Buffer.from(await save('Tải báo cáo HTML'), 'latin1').toString('utf8')).toContain('HỢP LỆ');
      expect({ kept: files('kept'), staging: files('staging') }).toEqual(before);
      expect(files('passing')).toEqual([]);
      expect(visitor.problems).toEqual([]);
    },
    minutes,
  );

  test(
    'an altered file is not valid, and the page shows where; the shape that agencies sign in is, and says who set which mark',
    async () => {
      await visitor.press('Kiểm tra tệp khác');
      await visitor.press('Công văn bị sửa số tiền');
      await answers('Không hợp lệ');
      await visitor.page.getByText('Không được phép:').first().waitFor();
      const change = visitor.page.getByRole('listitem').filter({ hasText: 'Không được phép:' }).first();
      await change.getByRole('button', { name: 'Xem trên trang 1' }).click();
      await visitor.page.locator('.vt-box[data-kind=forbidden][data-chosen]').waitFor();
      expect(await visitor.barriers()).toEqual([]);

      await visitor.press('Kiểm tra tệp khác');
      await visitor.press('Công văn ký theo lối cơ quan nhà nước');
      await answers('Hợp lệ');
      const marks = visitor.page.getByRole('region', { name: 'Số, ngày và dấu trên văn bản' });
      await marks.getByText('do Ủy ban nhân dân xã Bình Mẫu ký đặt').nth(4).waitFor();
      expect(visitor.problems).toEqual([]);
    },
    minutes,
  );

  test(
    'what is no signed PDF is told what it is; on a telephone nothing is wider than the screen',
    async () => {
      await visitor.press('Kiểm tra tệp khác');
      await choose('thu.pdf', Buffer.from('Kính gửi: …'));
      await visitor.sees('Tệp không phải là PDF.');
      await choose('lon.pdf', plainPdf(), 51);
      await visitor.sees('Tệp lớn hơn 50 MB');
      expect(visitor.problems).toEqual([]);
      await choose('mat-khau.pdf', withPassword());
      await visitor.sees('Tệp PDF đặt mật khẩu');
      await choose('hong.pdf', truncated(plainPdf()));
      await visitor.sees('bị hỏng hoặc bị cắt cụt');
      expect(await visitor.barriers()).toEqual([]);
      await visitor.page.setViewportSize({ width: 390, height: 844 });
      await choose('chua-ky.pdf', plainPdf());
      await answers('Chưa có chữ ký số');
      await visitor.sees('Hình chữ ký hoặc con dấu in trong tệp không phải là chữ ký số.');
      expect(await visitor.barriers()).toEqual([]);
      expect(await visitor.page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
    },
    minutes,
  );

  test(
    'hostile files, all at once, get an answer each that is never "valid"; nothing is left and the next visitor is served',
    async () => {
      const show = async (body: Uint8Array, address = '') => {
        const answer = await fetch(`${system.url}/api/verification${address}`, {
          method: 'PUT',
          body: Buffer.from(body),
        });
        return (await answer.json()) as Partial<signing.VerificationView> & { code?: string };
      };
      const offer = (await (await fetch(`${system.url}/api/verification`)).json()) as gateway.VerificationOffer;
      const good = Buffer.from(
        await (await fetch(`${system.url}/api/verification/samples/${offer.samples[0]?.name}`)).arrayBuffer(),
      );
      const hostile = [
        ...[truncated(good), withAnnotation(good), withScript(), withLaunch(), withPassword()],
        ...[bomb(), deep(), Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(2_000_000, '<<[(')])],
      ];
      const words: (string | undefined)[] = [];
      for (const body of hostile) {
        const { answer, code } = await show(body);
        words.push(answer ?? code);
      }
      const allowed = [
        'invalid',
        'undetermined',
        'unsigned',
        'VERIFICATION.DAMAGED',
        'VERIFICATION.TOO_COMPLEX',
        'FILE.ENCRYPTED',
      ];
      expect(words.filter((word) => !allowed.includes(word ?? ''))).toEqual([]);
      expect(words[1]).toBe('invalid');
      const together = await Promise.all(hostile.map((body) => show(body)));
      expect(together.filter(({ answer }) => answer === 'valid')).toEqual([]);
      expect((await show(good)).answer).toBe('valid');
      await waitUntil(() => files('passing').length === 0, { what: 'the last passing file to be removed' });
    },
    minutes,
  );
});

/** A stream that inflates a thousandfold, as the page's content and as a table of objects. */
function bomb(): Buffer {
  const zeros = deflateSync(Buffer.alloc(64 * 1_048_576));
  const head = `%PDF-1.7\n1 0 obj\n<</Type/XRef/Size 9/W[1 2 1]/Root 1 0 R/Filter/FlateDecode/Length ${zeros.length}>>stream\n`;
  return Buffer.concat([Buffer.from(head), zeros, Buffer.from('\nendstream\nendobj\nstartxref\n9\n%%EOF\n')]);
}

/** Arrays in arrays, a hundred thousand deep. */
function deep(): Buffer {
  const nested = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
  return Buffer.from(plainPdf().toString('latin1').replace('/Type /Catalog', `/Type /Catalog /X ${nested}`), 'latin1');
}
