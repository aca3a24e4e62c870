import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** Whether the person who started the tests does without a browser; said once, aloud. */
export function skipsBrowser(): boolean {
  const skips = process.env.VANTHU_SKIP_BROWSER === '1';
  if (skips) console.warn('VANTHU_SKIP_BROWSER=1: bỏ qua các bài thử trên trình duyệt.');
  return skips;
}

/** Chromium as the distribution has it. @throws one line that says what to install */
export function startChromium(): Promise<Browser> {
  const executablePath = [
    process.env.CHROMIUM,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
  ].find((path) => path && existsSync(path));
  if (!executablePath) {
    throw new Error(
      'Thiếu Chromium: sudo apt-get install chromium, hoặc CHROMIUM=<đường dẫn>; không có trình duyệt thì VANTHU_SKIP_BROWSER=1.',
    );
  }
  // Containers have no user namespaces for the sandbox; the pages are our own.
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
}
