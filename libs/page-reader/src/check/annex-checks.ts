import { annexI } from '@vanthu/decree30';
import { segmentsOf, type TextLine } from '../lines.js';
import type { TextPage } from '../text.js';
import { fold, isCapitals } from '../words-of-the-field.js';
import { annexLabel, type Inspected, within } from './inspected.js';
import { at, inPt, type Violation, violation } from './layout-report.js';

/** Annexes in the same file (R-FMT-08). */
export function checkAnnexes(inspected: Inspected): Violation[] {
  const annexes = inspected.parts.slice(1).flatMap(({ pages }) => {
    const [page] = pages;
    const top = page ? inspected.rows(page).filter((row) => row.baseline < page.heightMm * 0.4) : [];
    const label = top.find((row) => annexLabel.test(fold(row.text)));
    return page && label ? [{ page, label, below: top.slice(top.indexOf(label) + 1) }] : [];
  });
  const found: Violation[] = [];
  for (const { page, label, below } of annexes) {
    if (annexes.length > 1 && !/^Phụ lục\s+[IVXLC]+\.?$/iu.test(label.text.trim()))
      found.push(violation('ANNEX.ORDINAL', at([label]), label.text));
    if (!within(label.sizePt, annexI.sizesPt.annexLabel) || !label.isBold || label.isItalic || !isCentred(label, page))
      found.push(violation('ANNEX.LABEL', at([label]), inPt(label.sizePt)));
    const reference = below.findIndex((row) => /^\((ban hanh )?kem theo/.test(fold(row.text)));
    const title = reference >= 0 ? below.slice(0, reference) : below.slice(0, 1);
    const wrong = title.find(
      (row) => !isCapitals(row.text) || !row.isBold || row.isItalic || !within(row.sizePt, annexI.sizesPt.kind),
    );
    if (wrong) found.push(violation('ANNEX.TITLE', at([wrong])));
    const line = below[reference];
    if (line && (!line.isItalic || !within(line.sizePt, annexI.sizesPt.body)))
      found.push(violation('ANNEX.REFERENCE', at([line])));
  }
  return found;
}

function isCentred(line: TextLine, page: TextPage): boolean {
  const [only] = segmentsOf(line, 6);
  const middle = (only?.rect.x ?? 0) + (only?.rect.width ?? 0) / 2;
  return Math.abs(middle - page.widthMm / 2 - 4) < 8.5;
}
