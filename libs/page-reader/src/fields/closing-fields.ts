import { rowsOf, segmentsOf, type TextLine } from '../lines.js';
import type { DocumentText } from '../text.js';
import { fold, isCapitals } from '../words-of-the-field.js';
import { type DocumentFields, readField } from './document-fields.js';

type Closing = Pick<DocumentFields, 'signer' | 'recipients'>;

const capacity = /^(tm|q|kt|tl|tuq)\.\s/;
const titles =
  /^(chu tich|pho chu tich|giam doc|pho giam doc|bo truong|thu truong|truong|pho truong|chanh|pho chanh|cuc truong|pho cuc truong|chi cuc truong|vu truong|vien truong|hieu truong|pho hieu truong|thu tuong|pho thu tuong|tong|chu toa|bi thu|pho bi thu|chu nhiem|pho chu nhiem)\b/;
/** What stands between title and name: marks of a signature, not a name. */
const noName = /^(\(?da ky\)?|\[?daky\]?|\(ky|ky boi|nguoi ky|ngay ky|thoi gian ky|digitally|signature|email|co quan)/;

/** Boxes 7a, 7b and 9b, where the document itself ends: annexes come after. */
export function readClosing(text: DocumentText): Closing {
  const lines = text.pages.flatMap((page) => rowsOf(page).flatMap((row) => segmentsOf(row, 1.1)));
  const at = lines.findIndex((line) => /^noi nhan\b/.test(fold(line.text)) && line.rect.x < widthOf(text, line) * 0.45);
  const label = lines[at];
  if (!label) return { signer: readSigner(text, lines, null), recipients: null };
  return { signer: readSigner(text, lines, label), recipients: readRecipients(text, lines.slice(at + 1), label) };
}

const widthOf = (text: DocumentText, line: TextLine): number => text.pages[line.page - 1]?.widthMm ?? 210;
const isRight = (text: DocumentText, line: TextLine): boolean =>
  line.rect.x + line.rect.width / 2 > widthOf(text, line) * 0.52 && line.rect.x > widthOf(text, line) * 0.38;

function readSigner(text: DocumentText, lines: readonly TextLine[], label: TextLine | null): Closing['signer'] {
  const right = lines.filter((line) => isRight(text, line));
  const beside = label
    ? right.filter((line) => line.page > label.page || (line.page === label.page && line.baseline > label.baseline - 8))
    : [];
  const start = beside.findIndex((line) => isTitle(line) && (label === null || line.page === label.page));
  if (start >= 0) return blockFrom(beside.slice(start), 0.95);
  // Several signers stand above Nơi nhận: the last block counts.
  const before = right.filter(
    (line) => !label || line.page < label.page || (line.page === label.page && line.baseline < label.baseline),
  );
  const last = before.findLastIndex((line, index) => isTitle(line) && !isTitle(before[index - 1]));
  return last >= 0 ? blockFrom(before.slice(last), 0.8) : null;
}

const isTitle = (line: TextLine | undefined): boolean =>
  line !== undefined &&
  isCapitals(line.text) &&
  (capacity.test(fold(line.text)) || titles.test(fold(line.text)) || line.isBold);

function blockFrom(lines: readonly TextLine[], sure: number): Closing['signer'] {
  const end = lines.findIndex((line) => !isCapitals(line.text));
  const head = lines.slice(0, end < 0 ? lines.length : end);
  if (end < 0 || head.length === 0 || head.length > 6) return null;
  for (const line of lines.slice(end, end + 8)) {
    const name = nameIn(line.text);
    if (name === null) continue;
    const capacityLines = head.map((one) => one.text.trim());
    const known = head.some((one) => capacity.test(fold(one.text)) || titles.test(fold(one.text)));
    return readField({ capacityLines, name }, known ? sure : sure - 0.25, [...head, line]);
  }
  return null;
}

/** The capitalised words at the end: ranks and degrees stand before them. */
function nameIn(text: string): string | null {
  if (noName.test(fold(text)) || /[\d:@/]/.test(text)) return null;
  const words = text.trim().split(/\s+/);
  const start = words.findLastIndex((word) => !/^\p{Lu}[\p{Ll}’'-]*$/u.test(word)) + 1;
  const name = words.slice(start);
  return name.length >= 2 && name.length <= 6 ? name.join(' ') : null;
}

function readRecipients(text: DocumentText, below: readonly TextLine[], label: TextLine): Closing['recipients'] {
  const items: string[] = [];
  const taken: TextLine[] = [];
  for (const line of below) {
    if (line.page > label.page + 2) break;
    if (isRight(text, line) || line.baseline <= label.baseline - 1) {
      if (line.page === label.page) continue;
    }
    if (isRight(text, line)) continue;
    const written = line.text.trim();
    const isNew = /^[-–+*•]/.test(written) || (items.length === 0 && written !== '');
    const last = taken.at(-1) ?? label;
    const gap = line.page === last.page ? line.baseline - last.baseline : 0;
    if (!isNew && (/^luu\b/.test(fold(items.at(-1) ?? '')) || gap > 8)) break;
    if (gap > 25) break;
    if (/^(phu luc|\(kem theo|_{3})/.test(fold(written))) break;
    if (isNew) items.push(written.replace(/^[-–+*•]\s*/, ''));
    else items[items.length - 1] = `${items.at(-1)} ${written}`;
    taken.push(line);
    if (/^luu\b/.test(fold(items.at(-1) ?? '')) && /\.$/.test(written)) break;
  }
  if (taken.length === 0) return null;
  const clean = items.map((item) => item.replace(/[;.,]+$/, '').trim()).filter((item) => item !== '');
  const sure = clean.some((item) => /^luu\b/.test(fold(item))) ? 0.95 : 0.7;
  return readField(clean, sure, [label, ...taken]);
}
