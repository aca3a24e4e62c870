import { annexI, isRuleRefusal, kindByCode, parseNumberAndSymbol } from '@vanthu/decree30';
import { datePattern } from '../fields/head.js';
import { partOf, type TextLine } from '../lines.js';
import type { RectMm, TextPage } from '../text.js';
import { fold, isCapitals } from '../words-of-the-field.js';
import { type Inspected, linesIn, within } from './inspected.js';
import { at, inPt, onPage, type Violation, violation } from './layout-report.js';

const { sizesPt } = annexI;
const middleOf = ({ rect }: TextLine): number => rect.x + rect.width / 2;
const first = ({ text }: Inspected): TextPage => text.pages[0] as TextPage;

/** A line drawn close under words, about in their middle. */
export function lineUnder(page: TextPage, words: RectMm, baseline: number): RectMm | null {
  const under = page.strokes.filter(
    ({ rect }) =>
      rect.height < 1.2 &&
      rect.width > 4 &&
      rect.y > baseline - 0.5 &&
      rect.y < baseline + 6 &&
      Math.abs(rect.x + rect.width / 2 - (words.x + words.width / 2)) < 6,
  );
  return under.toSorted((a, b) => a.rect.y - b.rect.y)[0]?.rect ?? null;
}

const shares = (rule: RectMm | null, width: number, low: number, high: number): boolean =>
  rule !== null && rule.width >= width * low - 1 && rule.width <= width * high + 1;

/** Boxes 1 and 2 (R-FMT-04, R-FMT-07). */
export function checkNames(inspected: Inspected): Violation[] {
  return [...checkNation(inspected), ...checkMotto(inspected), ...checkAgency(inspected), ...checkTogether(inspected)];
}

function checkNation(inspected: Inspected): Violation[] {
  const { nation } = inspected.head;
  if (!nation) return [violation('NATION.MISSING', onPage(1))];
  const found: Violation[] = [];
  const { widthMm, heightMm } = first(inspected);
  if (middleOf(nation) < widthMm / 2 || nation.baseline > heightMm * 0.2)
    found.push(violation('NATION.PLACE', at([nation])));
  if (!within(nation.sizePt, sizesPt.quocHieu)) found.push(violation('NATION.SIZE', at([nation]), inPt(nation.sizePt)));
  if (!isCapitals(nation.text) || !nation.isBold || nation.isItalic)
    found.push(violation('NATION.STYLE', at([nation])));
  return found;
}

function checkMotto(inspected: Inspected): Violation[] {
  const { motto, nation } = inspected.head;
  if (!motto) return [violation('MOTTO.MISSING', onPage(1))];
  const found: Violation[] = [];
  if (!/^Độc lập [-–] Tự do [-–] Hạnh phúc$/u.test(motto.text.trim()))
    found.push(violation('MOTTO.MISSING', at([motto]), motto.text));
  const isUnder = !nation || (motto.baseline > nation.baseline && Math.abs(middleOf(motto) - middleOf(nation)) < 4);
  if (!isUnder && inspected.isMeasured) found.push(violation('MOTTO.PLACE', at([motto])));
  if (!within(motto.sizePt, sizesPt.tieuNgu)) found.push(violation('MOTTO.SIZE', at([motto]), inPt(motto.sizePt)));
  if (!motto.isBold || motto.isItalic) found.push(violation('MOTTO.STYLE', at([motto])));
  if (inspected.isMeasured) {
    const rule = lineUnder(first(inspected), motto.rect, motto.baseline);
    if (!shares(rule, motto.rect.width, 0.9, 1.1)) found.push(violation('MOTTO.LINE', at([motto])));
  }
  return found;
}

function checkAgency(inspected: Inspected): Violation[] {
  const { agency, parentAgency } = inspected.fields;
  if (!agency) return [violation('AGENCY.MISSING', onPage(1))];
  const page = first(inspected);
  const own = linesIn(page, agency.rect);
  const above = parentAgency ? linesIn(page, parentAgency.rect) : [];
  const found: Violation[] = [];
  const size = [...above, ...own].find((line) => !within(line.sizePt, sizesPt.agency));
  if (size) found.push(violation('AGENCY.SIZE', at([size]), inPt(size.sizePt)));
  const style = own.find((line) => !isCapitals(line.text) || !line.isBold || line.isItalic);
  if (style) found.push(violation('AGENCY.STYLE', at([style])));
  const superior = above.find((line) => !isCapitals(line.text) || line.isBold || line.isItalic);
  if (superior) found.push(violation('AGENCY.SUPERIOR_STYLE', at([superior])));
  const last = own.at(-1);
  if (inspected.isMeasured && last) {
    const width = Math.max(...own.map((line) => line.rect.width));
    const rule = lineUnder(page, agency.rect, last.baseline);
    if (!shares(rule, width, 0.28, 0.55)) found.push(violation('AGENCY.LINE', at([last])));
  }
  return found;
}

/** 12/13/13 or 13/14/14 (R-FMT-07). */
function checkTogether({ head }: Inspected): Violation[] {
  const { nation, motto } = head;
  const date = dateLine(head);
  const inRange = [
    nation && within(nation.sizePt, sizesPt.quocHieu),
    motto && within(motto.sizePt, sizesPt.tieuNgu),
    date && within(date.sizePt, sizesPt.date),
  ].every((one) => one !== false);
  if (!nation || !motto || !inRange) return [];
  const small = nation.sizePt < 12.5;
  const others = [motto, ...(date ? [date] : [])];
  const off = others.find((line) => (small ? line.sizePt > 13.5 : line.sizePt < 13.5));
  const found = [nation, ...others].map((line) => Math.round(line.sizePt)).join('/');
  return off ? [violation('SIZES.TOGETHER', at([off]), found)] : [];
}

/** The words of the row that belong to place and date. */
function dateLine({ dateRow, divide, numberRow }: Inspected['head']): TextLine | null {
  if (!dateRow || dateRow !== numberRow) return dateRow;
  const symbolEnd = dateRow.words.findIndex((word) => word.text.includes('/'));
  return partOf(dateRow, (word) => dateRow.words.indexOf(word) > symbolEnd && word.x + word.width > divide - 25);
}

/** Boxes 3 and 4 (R-FMT-04). */
export function checkNumberAndDate(inspected: Inspected): Violation[] {
  return [...checkNumber(inspected), ...checkDate(inspected)];
}

function checkNumber(inspected: Inspected): Violation[] {
  const { head, fields } = inspected;
  const { symbol, numberAndSymbol, numberYear } = fields;
  if (!head.numberRow || !symbol) return [violation('NUMBER.MISSING', onPage(1))];
  const line = partOf(head.numberRow, (word) => word.x < symbol.rect.x + symbol.rect.width - 0.1) ?? head.numberRow;
  const written = partOf(line, (word) => !word.isAnnotation) ?? line;
  const found: Violation[] = [];
  if (!within(written.sizePt, sizesPt.number))
    found.push(violation('NUMBER.SIZE', at([written]), inPt(written.sizePt)));
  if (written.isItalic || written.isBold) found.push(violation('NUMBER.STYLE', at([written])));
  if (!/^S[ốô]\s*:/u.test(line.text.trim())) found.push(violation('NUMBER.COLON', at([line]), line.text));
  const isBlankInside = /\d\s+\/|\/\s+\p{L}|\s[-–]\s?\p{L}|\p{L}\s?[-–]\s+\p{L}/u.test(printedNumber(line));
  const parsed = numberAndSymbol === null ? null : parseNumberAndSymbol(numberAndSymbol.value);
  if ((isBlankInside && line.words.every((word) => !word.isAnnotation)) || (parsed !== null && isRuleRefusal(parsed)))
    found.push(violation('NUMBER.SHAPE', at([line]), printedNumber(line)));
  const wrong = numberYear === null && symbolProblem(symbol.value, fields.kind?.value);
  if (wrong) found.push(violation('NUMBER.SYMBOL', at([line]), symbol.value));
  return found;
}

const printedNumber = (line: TextLine): string => line.text.replace(/^.*?S[ốô]\s*[:.]?\s*/u, '');

function symbolProblem(symbol: string, kind: string | undefined): boolean {
  const known = kind === undefined ? undefined : kindByCode(kind);
  if (!known) return false;
  const [begin] = symbol.split('-');
  if (known.abbreviation !== null) return begin !== known.abbreviation;
  return /^(QĐ|NQ|CT|QC|TB|HD|KH|BC|TTr|BB|GM)$/.test(begin ?? '');
}

function checkDate(inspected: Inspected): Violation[] {
  const { head, fields } = inspected;
  const row = head.dateRow;
  // Minutes have none in the head (Annex III template 1.9).
  if (!row) return fields.kind?.value === 'bien-ban' ? [] : [violation('DATE.MISSING', onPage(1))];
  const line = dateLine(head) ?? row;
  const found: Violation[] = [];
  const isOff = head.numberRow !== null && Math.abs(row.baseline - head.numberRow.baseline) > 1.5;
  // Where both are too long for one line the date may go to the next.
  if (isOff && inspected.isMeasured && roomForBoth(inspected)) found.push(violation('DATE.ROW', at([line])));
  if (!within(line.sizePt, sizesPt.date)) found.push(violation('DATE.SIZE', at([line]), inPt(line.sizePt)));
  if (!line.isItalic) found.push(violation('DATE.STYLE', at([line])));
  const parts = datePattern.exec(row.text);
  const [, , day, month] = parts ?? [];
  const isDay = day === undefined || Number(day) >= 10 || day.length === 2;
  const isMonth = month === undefined || (Number(month) <= 2 ? month.length === 2 : month === String(Number(month)));
  if (!isDay || !isMonth) found.push(violation('DATE.ZERO', at([line]), line.text));
  if (!/,\s*ngày/u.test(fold(row.text).includes('ngay') ? row.text : ''))
    found.push(violation('DATE.COMMA', at([line]), line.text));
  return found;
}

function roomForBoth({ head }: Inspected): boolean {
  const number = head.numberRow?.rect.width ?? 0;
  return number + (head.dateRow?.rect.width ?? 0) < 155;
}
