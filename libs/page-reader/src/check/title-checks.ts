import { annexI, urgencyByCode } from '@vanthu/decree30';
import { segmentsOf, type TextLine } from '../lines.js';
import type { TextPage } from '../text.js';
import { fold, isCapitals } from '../words-of-the-field.js';
import { lineUnder } from './head-checks.js';
import { type Inspected, linesIn, within } from './inspected.js';
import { at, inMm, inPt, onPage, type Violation, violation } from './layout-report.js';

const { sizesPt } = annexI;
const withoutAbstract = new Set(['giay-gioi-thieu', 'giay-nghi-phep']);

/** Boxes 5a, 5b, 10b and 9a (R-FMT-04, R-FMT-05). */
export function checkTitle(inspected: Inspected): Violation[] {
  const own = inspected.isLetter ? checkLetter(inspected) : checkKind(inspected);
  return [...own, ...checkStamp(inspected)];
}

function checkLetter(inspected: Inspected): Violation[] {
  const { fields, head, text } = inspected;
  const found: Violation[] = [];
  const page = text.pages[0] as TextPage;
  const named = inspected
    .rows(page)
    .flatMap((row) => segmentsOf(row))
    .find((line) => /^cong van$/.test(fold(line.text)) && isCapitals(line.text));
  if (named) found.push(violation('KIND.ON_LETTER', at([named])));
  if (!fields.addressees) found.push(violation('ADDRESSEE.MISSING', onPage(1)));
  if (!fields.abstract) return [...found, violation('ABSTRACT.MISSING', onPage(1))];
  const lines = linesIn(page, fields.abstract.rect);
  found.push(...checkAbstract(lines, sizesPt.letterAbstract, false));
  const [begin] = lines;
  if (inspected.isMeasured && begin && head.numberRow) {
    // Baseline to baseline: a line of the abstract and 6 points; spacing of lines up to 1.15 is the program's.
    const gapPt = (begin.baseline - head.numberRow.baseline) / 0.3528 - begin.sizePt * 1.15;
    if (gapPt < 3 || gapPt > 12) found.push(violation('ABSTRACT.GAP', at([begin]), inMm(gapPt * 0.3528)));
  }
  return found;
}

function checkKind(inspected: Inspected): Violation[] {
  const { fields, text } = inspected;
  const { kind, abstract } = fields;
  const page = text.pages[0] as TextPage;
  if (!kind) return [violation('KIND.MISSING', onPage(1))];
  const found: Violation[] = [];
  const [line] = linesIn(page, kind.rect);
  if (line) {
    const middle = line.rect.x + line.rect.width / 2;
    const [low, high] = [page.widthMm / 2 - 3, page.widthMm / 2 + 11];
    if (middle < low || middle > high) found.push(violation('KIND.PLACE', at([line])));
    if (!within(line.sizePt, sizesPt.kind)) found.push(violation('KIND.SIZE', at([line]), inPt(line.sizePt)));
    if (!line.isBold || line.isItalic) found.push(violation('KIND.STYLE', at([line])));
  }
  if (withoutAbstract.has(kind.value)) return found;
  if (!abstract) return [...found, violation('ABSTRACT.MISSING', onPage(1))];
  const lines = linesIn(page, abstract.rect);
  found.push(...checkAbstract(lines, sizesPt.abstract, true));
  const last = lines.at(-1);
  if (inspected.isMeasured && last) {
    const width = Math.max(...lines.map((one) => one.rect.width));
    const rule = lineUnder(page, abstract.rect, last.baseline);
    if (!rule || rule.width < width * 0.25 || rule.width > width * 0.58)
      found.push(violation('ABSTRACT.LINE', at([last])));
  }
  return found;
}

function checkAbstract(lines: readonly TextLine[], range: readonly [number, number], isBold: boolean): Violation[] {
  const found: Violation[] = [];
  const size = lines.find((line) => !within(line.sizePt, range));
  if (size) found.push(violation('ABSTRACT.SIZE', at([size]), inPt(size.sizePt)));
  const style = lines.find(
    (line) => line.isBold !== isBold || line.isItalic || (line.text.length > 12 && isCapitals(line.text)),
  );
  if (style) found.push(violation('ABSTRACT.STYLE', at([style])));
  return found;
}

function checkStamp({ fields, text, isMeasured }: Inspected): Violation[] {
  const { urgency } = fields;
  const page = text.pages[0] as TextPage;
  const stamp = urgency && urgencyByCode(urgency.value).stamp;
  if (!urgency || !stamp) return [];
  const [line] = linesIn(page, urgency.rect);
  const found: Violation[] = [];
  if (line && (!line.isBold || !line.words.every((word) => isRed(word.color))))
    found.push(violation('STAMP.STYLE', at([line])));
  const box = page.strokes.find(
    ({ rect, isFilled }) =>
      !isFilled &&
      Math.abs(rect.width - stamp.widthMm) < 1.5 &&
      Math.abs(rect.height - stamp.heightMm) < 1.5 &&
      rect.x < urgency.rect.x &&
      rect.y < urgency.rect.y + urgency.rect.height &&
      rect.y + rect.height > urgency.rect.y,
  );
  if (isMeasured && !box) found.push(violation('STAMP.SIZE', at(line ? [line] : [])));
  return found;
}

function isRed(color: string): boolean {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => Number.parseInt(color.slice(start, start + 2), 16));
  return red > 0x90 && green < 0x70 && blue < 0x70;
}
