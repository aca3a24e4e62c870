import { annexI } from '@vanthu/decree30';
import { mmPerPoint, type TextPage, type Word } from '../text.js';
import { fold } from '../words-of-the-field.js';
import type { Inspected } from './inspected.js';
import { inMm, onPage, type Violation, violation } from './layout-report.js';

const slack = 1;
const lower = (range: readonly number[]): number => (range[0] as number) - slack;
const upper = (range: readonly number[]): number => (range[1] as number) + slack;

/** Paper and margins (R-FMT-01). */
export function checkSheets(inspected: Inspected): Violation[] {
  const { text } = inspected;
  const sizes = text.pages
    .filter((page) => !isA4(page))
    .map((page) => violation('PAGE.SIZE', onPage(page.number), `${inMm(page.widthMm)} × ${inMm(page.heightMm)}`));
  return [...sizes, ...(inspected.isMeasured ? measured(inspected) : declared(text.pages[0] as TextPage))];
}

function isA4({ widthMm, heightMm }: TextPage): boolean {
  const [short, long] = [Math.min(widthMm, heightMm), Math.max(widthMm, heightMm)];
  return Math.abs(short - annexI.page.widthMm) < 1.5 && Math.abs(long - annexI.page.heightMm) < 1.5;
}

/** What a DOCX says of itself. */
function declared({ margins }: TextPage): Violation[] {
  if (!margins) return [];
  return (['top', 'bottom', 'left', 'right'] as const).flatMap((side) => {
    const range = annexI.marginsMm[side];
    const found = margins[side];
    const isRight = found >= range[0] - 0.3 && found <= range[1] + 0.3;
    return isRight ? [] : [violation(marginCodes[side], onPage(1), inMm(found))];
  });
}

const marginCodes = {
  top: 'MARGIN.TOP',
  bottom: 'MARGIN.BOTTOM',
  left: 'MARGIN.LEFT',
  right: 'MARGIN.RIGHT',
} as const;

/** How far ink reaches on upright pages. What is put on later, and marks at the edges, do not count. */
function measured(inspected: Inspected): Violation[] {
  const found: Violation[] = [];
  const upright = inspected.text.pages.filter((page) => page.heightMm > page.widthMm && isA4(page));
  for (const page of upright) {
    const words = inspected.rows(page).flatMap((row) => row.words.filter((word) => !word.isAnnotation));
    if (words.length === 0) continue;
    const edge = {
      left: Math.min(...words.map((word) => word.x)),
      right: page.widthMm - Math.max(...words.map((word) => word.x + word.width)),
      top: Math.min(...words.map(topOf)),
      bottom: page.heightMm - Math.max(...words.map((word) => word.baseline + 0.22 * word.sizePt * mmPerPoint)),
    };
    const { left, right, top, bottom } = annexI.marginsMm;
    if (edge.left < lower(left) || edge.left > upper(left))
      found.push(violation('MARGIN.LEFT', onPage(page.number), inMm(edge.left)));
    // Few lines reach the edge of a short page: too wide a margin shows in full lines only.
    const full = fullLines(inspected, page, page.widthMm - edge.right);
    if (edge.right < lower(right) || (full >= 3 && edge.right > upper(right)))
      found.push(violation('MARGIN.RIGHT', onPage(page.number), inMm(edge.right)));
    if (edge.top < lower(top) || (page.number === 1 && edge.top > upper(top)))
      found.push(violation('MARGIN.TOP', onPage(page.number), inMm(edge.top)));
    if (edge.bottom < lower(bottom)) found.push(violation('MARGIN.BOTTOM', onPage(page.number), inMm(edge.bottom)));
  }
  return oncePerCode(found);
}

/** Top of the line box of Times New Roman at single spacing. */
const topOf = (word: Word): number => word.baseline - 0.891 * word.sizePt * mmPerPoint;

const fullLines = (inspected: Inspected, page: TextPage, edge: number): number =>
  inspected.rows(page).filter((row) => Math.abs(row.rect.x + row.rect.width - edge) < 1.5).length;

const times = /times|tinos|liberation\s?serif|nimbus\s?rom|thorndale|termes/i;
const legacy = /^\.?vn|^vni|tcvn|bkhcm/i;

/** Times New Roman, black, Unicode (R-FMT-02); fonts with its metrics, which converters put in its place, count as it. */
export function checkFonts({ text }: Inspected): Violation[] {
  const found: Violation[] = [];
  for (const page of text.pages) {
    const words = page.words.filter((word) => !word.isAnnotation && !word.isHidden);
    const rectOf = (word: Word) => ({
      page: page.number,
      rect: { x: word.x, y: topOf(word), width: word.width, height: word.sizePt * mmPerPoint },
    });
    for (const word of words) {
      if (legacy.test(word.font)) found.push(violation('FONT.NOT_UNICODE', rectOf(word), word.font));
      // Bullets come from fonts of signs.
      else if (word.font !== '' && !times.test(word.font) && /\p{L}/u.test(word.text))
        found.push(violation('FONT.FAMILY', rectOf(word), word.font));
      if (!isDark(word.color) && !isStamp(word)) found.push(violation('FONT.COLOR', rectOf(word), word.color));
    }
  }
  return oncePerCode(found);
}

const channels = (color: string): number[] =>
  [1, 3, 5].map((start) => Number.parseInt(color.slice(start, start + 2), 16));
const isDark = (color: string): boolean => channels(color).every((one) => Number.isNaN(one) || one <= 0x48);
const isStamp = ({ color, text }: Word): boolean => {
  const [red = 0, green = 0, blue = 0] = channels(color);
  return (
    red > 0x90 && green < 0x70 && blue < 0x70 && ['hoa', 'toc', 'thuong', 'khan', 'hen', 'gio'].includes(fold(text))
  );
};

/** Said once per page: the same on every line is one thing to mend. */
export function oncePerCode(violations: readonly Violation[]): Violation[] {
  const seen = new Set<string>();
  return violations.filter(({ code, page }) => {
    const key = `${code} ${page}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
