import { execFileSync } from 'node:child_process';
import { test } from '@jest/globals';

/** Rendering and text extraction by poppler (`apt-get install poppler-utils`), which shares no code with the layout. */

function installed(tool: string): boolean {
  try {
    execFileSync(tool, ['-v'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** `test`, or a skipped test whose title says which tool is missing. */
export function testWith(tool: 'pdftoppm' | 'pdftotext') {
  if (installed(tool)) return test;
  return (title: string, run: () => unknown) =>
    test.skip(`${title} [skipped: ${tool} is not installed]`, run as () => void);
}

export interface Bitmap {
  readonly dpi: number;
  /** Red, green, blue at a point in millimetres from the top left corner. */
  at(xMm: number, yMm: number): readonly [number, number, number];
  /** Mean darkness of a rectangle of millimetres: 0 white, 1 black. */
  ink(rect: { x: number; y: number; width: number; height: number }): number;
  /** Share of red pixels. */
  red(rect: { x: number; y: number; width: number; height: number }): number;
}

export function render(pdf: Uint8Array, page: number, dpi = 100): Bitmap {
  const ppm = execFileSync('pdftoppm', ['-r', String(dpi), '-f', String(page), '-l', String(page), '-'], {
    input: pdf,
    maxBuffer: 1 << 27,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const header = /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(ppm.subarray(0, 40).toString('latin1'));
  if (!header) throw new Error('pdftoppm gave no picture');
  const width = Number(header[1]);
  const start = header[0].length;
  const pixel = (x: number, y: number): [number, number, number] => {
    const at = start + 3 * (y * width + x);
    return [ppm[at] as number, ppm[at + 1] as number, ppm[at + 2] as number];
  };
  const toPixel = (mm: number) => Math.round((mm * dpi) / 25.4);
  const mean = (
    rect: { x: number; y: number; width: number; height: number },
    weigh: (rgb: readonly number[]) => number,
  ) => {
    let sum = 0;
    let all = 0;
    for (let y = toPixel(rect.y); y < toPixel(rect.y + rect.height); y += 1) {
      for (let x = toPixel(rect.x); x < toPixel(rect.x + rect.width); x += 1) {
        all += 1;
        sum += weigh(pixel(x, y));
      }
    }
    return all === 0 ? 0 : sum / all;
  };
  return {
    dpi,
    at: (x, y) => pixel(toPixel(x), toPixel(y)),
    ink: (rect) => mean(rect, ([r = 255, g = 255, b = 255]) => 1 - (r + g + b) / 765),
    red: (rect) => mean(rect, ([r = 255, g = 255, b = 255]) => (r > 200 && g < 120 && b < 120 ? 1 : 0)),
  };
}

/** The words of the file or of one page, blanks collapsed. */
export function words(pdf: Uint8Array, page?: number): string {
  const pages = page === undefined ? [] : ['-f', String(page), '-l', String(page)];
  const text = execFileSync('pdftotext', [...pages, '-raw', '-enc', 'UTF-8', '-', '-'], {
    input: pdf,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  return text.toString('utf8').replace(/\s+/g, ' ').trim();
}
