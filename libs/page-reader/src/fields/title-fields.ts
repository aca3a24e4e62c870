import { kinds, normativeKinds, type UrgencyCode, urgencies } from '@vanthu/decree30';
import { segmentsOf, type TextLine } from '../lines.js';
import { fold, isCapitals } from '../words-of-the-field.js';
import { type DocumentFields, readField } from './document-fields.js';
import type { Head } from './head.js';

type Title = Pick<DocumentFields, 'kind' | 'abstract' | 'urgency'>;

/** Administrative kinds come first: `QUYẾT ĐỊNH` without a year in its number is one of them. */
const names = [...kinds, ...normativeKinds].map(({ code, nameVi }) => ({ code, folded: fold(nameVi) }));
const stamps = new Map<string, UrgencyCode>(
  urgencies.flatMap(({ code, stamp }) => (stamp ? [[fold(stamp.text), code] as const] : [])),
);
const ends =
  /^(kinh gui|can cu|theo de nghi|xet |dieu \d|phan thu|chuong |thuc hien |\(|[ivx]+\.|\d+\.|[a-z]\)|noi nhan)/;

/** Boxes 5a or 5b, and 10b. Normative kinds share names with administrative ones; the year in the number tells them apart. */
export function readTitle(head: Head, hasYear: boolean): Title {
  const below = head.rows.filter((row) => row.baseline > head.end + 1);
  const urgency = readUrgency(head);
  const letter = readLetterAbstract(head);
  if (letter) {
    const at = letter.lines;
    return { urgency, kind: readField('cong-van', 0.97, at), abstract: readField(letter.text, 0.95, at) };
  }
  const segments = below.flatMap((row) => segmentsOf(row)).filter((line) => !stamps.has(fold(line.text)));
  const addressed = segments.find((line) => /^kinh gui\b/.test(fold(line.text)));
  const limit = Math.min(head.page.heightMm * 0.75, addressed?.baseline ?? Number.POSITIVE_INFINITY);
  for (const [index, line] of segments.entries()) {
    if (line.baseline > limit) break;
    const kind = kindIn(line, hasYear);
    if (!kind) continue;
    const lines = abstractLines(head, line, segments.slice(index + 1));
    const text = [kind.rest, ...lines.map((one) => one.text.trim())].filter((part) => part !== '').join(' ');
    return {
      urgency,
      kind: readField(kind.code, kind.rest === '' ? 0.97 : 0.75, [line]),
      abstract:
        text === ''
          ? null
          : readField(text, lines.every((one) => one.isBold) ? 0.95 : 0.8, lines.length > 0 ? lines : [line]),
    };
  }
  return { urgency, kind: addressed ? readField('cong-van', 0.6, [addressed]) : null, abstract: null };
}

function readUrgency(head: Head): Title['urgency'] {
  const upper = head.rows.filter((row) => row.baseline < head.page.heightMm * 0.5);
  for (const row of upper)
    for (const line of segmentsOf(row, 1.2)) {
      const code = stamps.get(fold(line.text).replace(/ hen gio.*$/, ''));
      if (code && isCapitals(line.text)) return readField(code, 0.95, [line]);
    }
  return null;
}

/** `V/v …` under the number, in the left column (R-FMT-05). */
function readLetterAbstract(head: Head): { text: string; lines: TextLine[] } | null {
  const from = head.numberRow?.baseline;
  if (from === undefined) return null;
  const left = head.rows
    .filter((row) => row.baseline > from + 1 && row.baseline < from + 60)
    .flatMap((row) => segmentsOf(row))
    // A title that begins `Về việc` is bold and goes on into the right column.
    .filter((line) => line.rect.x < head.divide - 20 && line.rect.x + line.rect.width < head.divide + 12);
  const start = left.findIndex(
    (line) => /^v\s?\/\s?v\b/.test(fold(line.text)) || (/^ve viec\b/.test(fold(line.text)) && !line.isBold),
  );
  if (start < 0 || (left[start] as TextLine).baseline > from + 25) return null;
  const lines: TextLine[] = [];
  for (const line of left.slice(start)) {
    const last = lines.at(-1);
    if (/^kinh gui\b/.test(fold(line.text)) || stamps.has(fold(line.text))) break;
    if (last && line.baseline - last.baseline > 0.36 * 2.1 * line.sizePt) break;
    lines.push(line);
  }
  const text = lines
    .map((line) => line.text.trim())
    .join(' ')
    .replace(/^(v\s?\/\s?v|về việc)\s*:?\s*/iu, '');
  return text === '' ? null : { text, lines };
}

function kindIn(line: TextLine, hasYear: boolean): { code: NonNullable<Title['kind']>['value']; rest: string } | null {
  const text = line.text.trim();
  if (!isCapitals(text)) return null;
  // `Q U Y Ế T  Đ Ị N H`, as some set it apart by hand.
  const folded = /^(\S )+\S$/u.test(text) ? fold(text).replaceAll(' ', '') : fold(text).replace(/[:.]$/, '');
  const matches = (name: string) => folded === name || folded === name.replaceAll(' ', '');
  const found = (hasYear ? names.toReversed() : names).find(({ folded: name }) => matches(name));
  if (found) return { code: found.code, rest: '' };
  const begun = names
    .filter(({ folded: name }) => folded.startsWith(`${name} `))
    .toSorted((a, b) => b.folded.length - a.folded.length)[0];
  if (!begun || !line.isBold) return null;
  return { code: begun.code, rest: text.split(' ').slice(begun.folded.split(' ').length).join(' ') };
}

/** Centred lines below the name of the kind, until a line drawn, a gap, or another way of writing. */
function abstractLines(head: Head, kind: TextLine, below: readonly TextLine[]): TextLine[] {
  const lines: TextLine[] = [];
  const centre = kind.rect.x + kind.rect.width / 2;
  for (const line of below) {
    const [first] = lines;
    const last = lines.at(-1) ?? kind;
    const gap = line.baseline - last.baseline;
    if (gap < 0.5) continue;
    if (ends.test(fold(line.text)) || stamps.has(fold(line.text))) break;
    if (Math.abs(line.rect.x + line.rect.width / 2 - centre) > 12) break;
    if (gap > 0.36 * line.sizePt * (first ? 2 : 3.2)) break;
    if (first && (line.isBold !== first.isBold || isCapitals(line.text) !== isCapitals(first.text))) break;
    if (first && line.isItalic !== first.isItalic) break;
    if (crossed(head, last, line)) break;
    lines.push(line);
  }
  return lines;
}

/** The line under an abstract is 1/3 to 1/2 of it; a stroke between two lines ends it. */
function crossed(head: Head, above: TextLine, below: TextLine): boolean {
  return head.page.strokes.some(
    ({ rect }) =>
      rect.height < 1 &&
      rect.width > 5 &&
      rect.y > above.baseline &&
      rect.y < below.rect.y + 1 &&
      rect.x < above.rect.x + above.rect.width &&
      rect.x + rect.width > above.rect.x,
  );
}
