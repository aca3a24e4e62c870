import { annexI } from '@vanthu/decree30';
import { type Inspected, within } from './inspected.js';
import { at, inPt, onPage, type Violation, violation } from './layout-report.js';

/** From the second page on, in the middle of the top margin; anew in every annex (R-FMT-03, R-FMT-08). */
export function checkPageNumbers(inspected: Inspected): Violation[] {
  if (!inspected.isMeasured) return [];
  return inspected.parts.flatMap(({ pages }) =>
    pages.flatMap((page, index): Violation[] => {
      const line = inspected.pageNumber(page);
      if (index === 0) return line ? [violation('PAGE_NUMBER.ON_FIRST', at([line]), line.text)] : [];
      if (!line) return [violation('PAGE_NUMBER.MISSING', onPage(page.number))];
      const found: Violation[] = [];
      const middle = line.rect.x + line.rect.width / 2;
      // Between the middle of the text and that of the sheet: both are called the middle.
      const [left, right] = [page.widthMm / 2 - 3, page.widthMm / 2 + 10.5];
      const isInTop = line.baseline < annexI.marginsMm.top[1];
      if (!isInTop || middle < left || middle > right) found.push(violation('PAGE_NUMBER.PLACE', at([line])));
      if (!within(line.sizePt, annexI.sizesPt.pageNumber) || line.isItalic)
        found.push(violation('PAGE_NUMBER.STYLE', at([line]), inPt(line.sizePt)));
      if (line.text.trim() !== String(index + 1)) found.push(violation('PAGE_NUMBER.VALUE', at([line]), line.text));
      return found;
    }),
  );
}
