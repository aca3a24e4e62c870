import { annexI } from '@vanthu/decree30';
import { segmentsOf, type TextLine } from '../lines.js';
import { mmPerPoint } from '../text.js';
import { fold } from '../words-of-the-field.js';
import { type Inspected, within } from './inspected.js';
import { at, inMm, inPt, type Violation, violation } from './layout-report.js';

const { sizesPt } = annexI;

/** The rows between title and closing, in the order of the pages (box 6). */
export function bodyRows(inspected: Inspected): TextLine[] {
  const { fields, head, parts } = inspected;
  const pages = parts[0]?.pages ?? [];
  const starts = [fields.abstract, fields.kind].flatMap((one) => (one ? [one.rect.y + one.rect.height] : []));
  // The abstract of a letter stands beside what is addressed.
  const addressed = fields.addressees ? [fields.addressees.rect.y + fields.addressees.rect.height] : [];
  const start = Math.max(head.end, ...starts, ...addressed) + 0.5;
  const ends = [fields.recipients, fields.signer].filter((one) => one !== null);
  const endPage = Math.min(...ends.map((one) => one.page), Number.POSITIVE_INFINITY);
  const endY = Math.min(
    ...ends.filter((one) => one.page === endPage).map((one) => one.rect.y),
    Number.POSITIVE_INFINITY,
  );
  return pages
    .filter((page) => page.number <= endPage)
    .flatMap((page) =>
      inspected
        .rows(page)
        .filter((row) => (page.number > 1 || row.baseline > start) && (page.number < endPage || row.baseline < endY)),
    );
}

/** Content (R-FMT-04): size, spacing, indent, bases, articles, the mark at the end. Tables are left out: Annex I says nothing of them. */
export function checkBody(inspected: Inspected): Violation[] {
  const rows = bodyRows(inspected).filter((row) => segmentsOf(row).length === 1);
  const found: Violation[] = [];
  const wide = rows.filter((row) => row.rect.width > 90);
  const size = wide.find((row) => !within(row.sizePt, sizesPt.body));
  if (size) found.push(violation('BODY.SIZE', at([size]), inPt(size.sizePt)));
  if (inspected.isMeasured) found.push(...checkSpacing(rows), ...checkIndent(inspected, rows));
  found.push(...checkBases(rows), ...checkArticles(rows), ...checkEnd(inspected));
  return found;
}

function checkSpacing(rows: readonly TextLine[]): Violation[] {
  const gaps = rows.flatMap((row, index) => {
    const above = rows[index - 1];
    if (!above || above.page !== row.page || Math.min(above.rect.width, row.rect.width) < 90) return [];
    const ratio = (row.baseline - above.baseline) / (row.sizePt * mmPerPoint);
    return ratio < 3 ? [{ row, ratio }] : [];
  });
  if (gaps.length < 4) return [];
  const sorted = gaps.toSorted((a, b) => a.ratio - b.ratio);
  // Most lines are inside paragraphs: their spacing is the smaller one.
  const usual = sorted[Math.floor(sorted.length * 0.3)];
  // A single line of Times New Roman is 1.15 sizes high.
  const lines = usual ? usual.ratio / 1.15 : 1;
  return usual && (lines < 0.93 || lines > 1.58)
    ? [violation('BODY.LINE_SPACING', at([usual.row]), String(Math.round(lines * 100) / 100).replace('.', ','))]
    : [];
}

/** First lines are those that stand in from the left edge of the text; by most of them it is judged. */
function checkIndent(inspected: Inspected, rows: readonly TextLine[]): Violation[] {
  const left = Math.min(...rows.filter((row) => row.rect.width > 60).map((row) => row.rect.x));
  const indented = rows.filter((row, index) => {
    const offset = row.rect.x - left;
    const below = rows[index + 1];
    // Wide enough to be the first line of a paragraph that goes on at the left edge.
    return offset > 2 && offset < 30 && row.rect.width > 90 && below !== undefined && Math.abs(below.rect.x - left) < 1;
  });
  const wrong = indented.filter((row) => row.rect.x - left < 9 || row.rect.x - left > 13.8);
  const [first] = wrong;
  return first && wrong.length * 2 > indented.length && inspected.isMeasured
    ? [violation('BODY.INDENT', at([first]), inMm(first.rect.x - left))]
    : [];
}

function checkBases(rows: readonly TextLine[]): Violation[] {
  const end = rows.findIndex((row) => /^(quyet dinh|quyet nghi)\s*:?$/.test(fold(row.text)));
  if (end < 0) return [];
  const before = rows.slice(0, end);
  const start = before.findIndex((row) => /^can cu\b/.test(fold(row.text)));
  if (start < 0) return [];
  const bases = before.slice(start);
  const found: Violation[] = [];
  const upright = bases.find((row) => !row.isItalic);
  if (upright) found.push(violation('BASIS.STYLE', at([upright])));
  const isFirst = (row: TextLine) => /^(can cu|theo de nghi|xet )/.test(fold(row.text));
  const open = bases.find((row, index) => {
    const below = bases[index + 1];
    const text = row.text.trim();
    if (below === undefined) return !text.endsWith('.');
    return isFirst(below) && !text.endsWith(';');
  });
  if (open) found.push(violation('BASIS.END', at([open]), open.text.slice(-20)));
  return found;
}

function checkArticles(rows: readonly TextLine[]): Violation[] {
  const thin = rows.find((row) => {
    const [word, number] = row.words;
    // `Điều 1.` may be one word, or a citation at the start of a line: that one has no dot.
    const isArticle =
      /^Điều\s?\d+\.$/u.test(`${word?.text ?? ''} ${number?.text ?? ''}`) || /^Điều\s\d+\.$/u.test(word?.text ?? '');
    return isArticle && !word?.isBold;
  });
  return thin ? [violation('BODY.ARTICLE', at([thin]))] : [];
}

function checkEnd(inspected: Inspected): Violation[] {
  if (!inspected.fields.signer && !inspected.fields.recipients) return [];
  const last = bodyRows(inspected).at(-1);
  return last && !/\.\s?\/\s?\.?$/.test(last.text.trim())
    ? [violation('BODY.END_MARK', at([last]), last.text.slice(-20))]
    : [];
}
