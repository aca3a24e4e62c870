import { AxeBuilder } from '@axe-core/playwright';
import type { ConstellationSignIn } from '@vanthu/testing';
import type { Browser, Page } from 'playwright-core';

/** What is drawn on the first page: dots that are not white, and those of the seal and of the signature among them. */
export interface Drawn {
  readonly inked: number;
  readonly red: number;
  readonly blue: number;
}

/** Somebody at a screen of 1366 × 768: does what the words on it say, and notes what goes wrong behind them. */
export class Desk {
  /** Errors of the console and of the page; a page that works has none. */
  readonly problems: string[] = [];

  private constructor(readonly page: Page) {
    page.setDefaultTimeout(30_000);
    page.on('console', (message) => {
      if (message.type() === 'error') this.problems.push(`${message.text()} ${message.location().url}`);
    });
    page.on('pageerror', (error) => this.problems.push(String(error)));
  }

  static async open(browser: Browser, url: string, { username, password }: ConstellationSignIn): Promise<Desk> {
    const desk = await Desk.visit(browser, url);
    await desk.write('Tên đăng nhập', username);
    await desk.page.getByLabel('Mật khẩu', { exact: true }).fill(password);
    await desk.press('Đăng nhập');
    await desk.page.getByRole('button', { name: 'Đăng xuất' }).waitFor();
    return desk;
  }

  /** Somebody who has not signed in. */
  static async visit(browser: Browser, url: string, viewport = { width: 1366, height: 768 }): Promise<Desk> {
    const context = await browser.newContext({
      viewport,
      locale: 'vi-VN',
      timezoneId: 'Asia/Ho_Chi_Minh',
      // The desktop program of a station answers under a certificate of its own.
      ignoreHTTPSErrors: true,
    });
    const desk = new Desk(await context.newPage());
    await desk.page.goto(url);
    return desk;
  }

  async write(label: string, text: string): Promise<void> {
    await this.page.getByLabel(label).fill(text);
  }

  async choose(label: string, option: string): Promise<void> {
    await this.page.getByRole('combobox', { name: label }).click();
    await this.page.locator('.ant-select-item-option-content:visible', { hasText: option }).click();
  }

  /** A recipient: typed as people type, taken from what is suggested. */
  async addressTo(typed: string, suggestion: string): Promise<void> {
    const box = this.page.getByRole('combobox', { name: 'Nơi nhận' });
    await box.fill(typed);
    await this.page.locator('.ant-select-item-option-content:visible', { hasText: suggestion }).waitFor();
    await box.press('Enter');
  }

  async chooseDay(label: string, day: string): Promise<void> {
    await this.write(label, day);
    await this.page.keyboard.press('Enter');
  }

  /** The only button of that name, or that of the dialog in front. */
  async press(name: string): Promise<void> {
    const inFront = this.page.getByRole('dialog').getByRole('button', { name, exact: true });
    const button = (await inFront.count()) > 0 ? inFront : this.page.getByRole('button', { name, exact: true });
    await button.click();
  }

  async menu(name: string): Promise<void> {
    await this.page.getByRole('navigation').getByRole('link', { name }).click();
  }

  /** Finds a document by words of its abstract, as anybody does, and opens it by keyboard. */
  async find(list: string, words: string): Promise<void> {
    await this.menu(list);
    await this.page.getByRole('heading', { level: 1, name: list }).waitFor();
    await this.page.keyboard.press('/');
    await this.page.keyboard.type(words);
    await this.page.waitForURL((url) => url.searchParams.get('q') === words);
    const row = this.page.getByRole('row').filter({ hasText: words });
    await row.focus();
    await row.press('Enter');
  }

  async state(words: string): Promise<void> {
    await this.page.getByTestId('state').filter({ hasText: words }).waitFor();
  }

  async sees(words: string): Promise<void> {
    await this.page.getByText(words).first().waitFor();
  }

  async enterPin(pin: string | null): Promise<void> {
    await this.write('Mã PIN khóa ký', pin ?? '');
    await this.page.keyboard.press('Control+Enter');
  }

  /** Waits until page 1 is drawn and has these words in it, which can be marked and copied. Lines break where they like. */
  async reads(words: string): Promise<void> {
    const anyBreaks = new RegExp(
      words
        .split(/\s+/)
        .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
        .join('\\s*'),
    );
    await this.page.locator('canvas[data-rendered]').first().waitFor();
    await this.page.locator('.vt-sheet').filter({ hasText: anyBreaks }).first().waitFor();
  }

  async drawn(): Promise<Drawn> {
    return this.page
      .locator('canvas[data-rendered]')
      .first()
      .evaluate((element) => {
        const canvas = element as unknown as {
          width: number;
          height: number;
          getContext(kind: '2d'): { getImageData(...area: number[]): { data: Uint8ClampedArray } };
        };
        const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        const count = { inked: 0, red: 0, blue: 0 };
        for (let i = 0; i < data.length; i += 4) {
          const [r = 255, g = 255, b = 255] = data.subarray(i, i + 3);
          if (r + g + b < 600) count.inked++;
          if (r > 150 && g < 90 && b < 90) count.red++;
          if (b > 110 && r < 90 && g < 110) count.blue++;
        }
        return count;
      });
  }

  /** What keeps people out who see, hear or type differently: serious and critical findings of axe. */
  async barriers(): Promise<string[]> {
    const { violations } = await new AxeBuilder({ page: this.page }).analyze();
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`);
  }
}
