import { annexI, checkSignerName } from '@vanthu/decree30';
import { rowsOf, segmentsOf, type TextLine } from '../lines.js';
import type { TextPage } from '../text.js';
import { fold, isCapitals } from '../words-of-the-field.js';
import { type Inspected, linesIn, within } from './inspected.js';
import { at, inMm, inPt, onPage, type Violation, violation } from './layout-report.js';

const { sizesPt } = annexI;

/** Boxes 7a, 7b and 9b (R-FMT-04, R-FMT-06, R-SIG-10). */
export function checkClosing(inspected: Inspected): Violation[] {
  return [...checkSigner(inspected), ...checkRecipients(inspected)];
}

const pageOf = ({ text }: Inspected, number: number): TextPage => text.pages[number - 1] ?? (text.pages[0] as TextPage);

function checkSigner(inspected: Inspected): Violation[] {
  const { signer } = inspected.fields;
  if (!signer) return [violation('SIGNER.MISSING', onPage(inspected.parts[0]?.pages.at(-1)?.number ?? 1))];
  const lines = linesIn(pageOf(inspected, signer.page), signer.rect).filter((line) => line.rect.x > signer.rect.x - 1);
  const found: Violation[] = [];
  const name = lines.find((line) => line.text.trim().endsWith(signer.value.name));
  const titles = lines.filter((line) => isCapitals(line.text));
  const both = [...titles, ...(name ? [name] : [])];
  const size = both.find((line) => !within(line.sizePt, sizesPt.capacity));
  if (size) found.push(violation('SIGNER.SIZE', at([size]), inPt(size.sizePt)));
  const style = both.find((line) => !line.isBold || line.isItalic);
  if (style) found.push(violation('SIGNER.STYLE', at([style])));
  const capacity = titles.find((line) => /^(TM|KT|TL|TUQ|Q)([\s,:]|\.\S)/u.test(line.text.trim()));
  if (capacity) found.push(violation('SIGNER.CAPACITY', at([capacity]), capacity.text));
  // An agency of the armed forces, education, health or science may print ranks and degrees: what it is, a file does not say.
  if (name && checkSignerName(name.text, { titlesAllowed: false }))
    found.push(violation('SIGNER.TITLE_BEFORE_NAME', at([name]), name.text));
  const last = titles.at(-1);
  if (inspected.isMeasured && name && last && name.page === last.page) {
    const room = name.baseline - last.baseline;
    if (room < 18) found.push(violation('SIGNER.ROOM', at([last, name]), inMm(room)));
  }
  return found;
}

function checkRecipients(inspected: Inspected): Violation[] {
  const { recipients, signer } = inspected.fields;
  if (!recipients) return [violation('RECIPIENTS.MISSING', onPage(signer?.page ?? 1))];
  const page = pageOf(inspected, recipients.page);
  const found: Violation[] = [];
  const lines = rowsOf(page)
    .flatMap((row) => segmentsOf(row, 1.1))
    .filter((line) => inside(line, recipients.rect));
  const [label, ...list] = lines;
  if (label) {
    if (!within(label.sizePt, sizesPt.recipientsLabel) || !label.isBold || !label.isItalic)
      found.push(violation('RECIPIENTS.LABEL', at([label]), inPt(label.sizePt)));
    const start = signer && signer.page === label.page ? signer.rect.y : null;
    // Where several sign it stands below them all: the Decree shows no joint template.
    if (
      inspected.isMeasured &&
      start !== null &&
      Math.abs(start - label.rect.y) > 5 &&
      Math.abs(start - label.rect.y) < 30
    )
      found.push(violation('RECIPIENTS.LEVEL', at([label]), inMm(label.rect.y - start)));
  }
  const style = list.find((line) => !within(line.sizePt, sizesPt.recipients) || line.isItalic || line.isBold);
  if (style) found.push(violation('RECIPIENTS.STYLE', at([style]), inPt(style.sizePt)));
  const items = recipients.value;
  if (!/^luu\s*:\s*vt\b/.test(fold(items.at(-1) ?? '')))
    found.push(violation('RECIPIENTS.FILE_LINE', at(list.slice(-1)), items.at(-1) ?? null));
  if (inspected.isLetter && !/^nhu tren/.test(fold(items[0] ?? '')))
    found.push(violation('RECIPIENTS.AS_ABOVE', at(list.slice(0, 1)), items[0] ?? null));
  const ends = list.find((line, index) => {
    const below = list[index + 1];
    const isLast = below === undefined;
    const isEndOfItem = isLast || /^[-–]/.test(below.text.trim());
    const text = line.text.trim();
    return isEndOfItem && !(isLast ? /[.)\d;]$/.test(text) : text.endsWith(';'));
  });
  if (ends) found.push(violation('RECIPIENTS.PUNCTUATION', at([ends]), ends.text));
  return found;
}

const inside = (line: TextLine, rect: { x: number; y: number; width: number; height: number }): boolean =>
  line.rect.x >= rect.x - 1 &&
  line.rect.x + line.rect.width <= rect.x + rect.width + 1 &&
  line.rect.y >= rect.y - 1 &&
  line.rect.y + line.rect.height <= rect.y + rect.height + 1;
