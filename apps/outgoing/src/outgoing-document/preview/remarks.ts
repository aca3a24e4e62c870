import type { outgoing } from '@vanthu/contracts';
import { checkLayout, type DocumentText, type RectMm, type Word } from '@vanthu/page-reader';
import type { Unwritten } from './unwritten.js';

/** Number and date come with the seal: their absence is no fault of a draft. */
const writtenLater = /^(DATE|NUMBER)\.MISSING$/;

/** Which question holds what the checker speaks of. */
const questions: readonly (readonly [RegExp, (form: outgoing.UnfinishedBody['form']) => string])[] = [
  [/^ABSTRACT\./, () => 'abstract'],
  [/^ADDRESSEE\./, (form) => (form === 'invitation' ? 'body.guests' : 'body.addressees')],
  [/^BASIS\./, () => 'body.legalBases'],
  [/^BODY\./, (form) => (form === 'letter' ? 'body.paragraphs' : form === 'general' ? 'body.blocks' : 'body.event')],
  [/^SIGNER\./, () => 'signerPositionId'],
  [/^RECIPIENTS\./, () => 'recipients'],
];

export interface Previewed {
  readonly text: DocumentText;
  readonly form: outgoing.UnfinishedBody['form'];
  readonly abstract: string;
  readonly missing: readonly Unwritten[];
  /** Why the chosen signer may not sign it: sentence and rule of the directory. */
  readonly signer: { readonly code: string; readonly messageVi: string } | null;
}

/** What is missing, what is against habit and what the checker finds, each where it stands; by page, from the top. */
export function remarksOf({ text, form, abstract, missing, signer }: Previewed): outgoing.PreviewRemark[] {
  const remarks = missing.map((one) => unwritten(one, text, one.question === 'signerPositionId' ? signer : null));
  for (const found of checkLayout(text).violations) {
    if (writtenLater.test(found.code) || missing.some(({ group }) => group.test(found.code))) continue;
    const asked = questions.find(([codes]) => codes.test(found.code));
    remarks.push({ ...found, question: asked?.[1](form) ?? null });
  }
  if (form === 'letter' && /^\s*(v\/v|về việc)/iu.test(abstract)) remarks.push(habit(text, abstract));
  return remarks.toSorted((a, b) => a.page - b.page || (a.rect?.y ?? -1) - (b.rect?.y ?? -1));
}

function unwritten(one: Unwritten, text: DocumentText, refused: Previewed['signer']): outgoing.PreviewRemark {
  const { words, nameVi, question, article } = one;
  return {
    code: refused?.code ?? 'DRAFT.UNWRITTEN',
    rule: refused ? 'R-SIG-08' : 'R-DRF-01',
    article: refused ? 'NĐ 30/2020, Điều 13' : article,
    messageVi: refused?.messageVi ?? `Chưa có ${nameVi}.`,
    mendVi: refused ? 'Chọn người ký khác.' : `Nhập ${nameVi}.`,
    ...placeOf(text, words),
    found: null,
    question,
  };
}

/** "V/v" is printed before the abstract of a công văn: typed as well it would stand there twice (Annex I II.5.b). */
const habit = (text: DocumentText, abstract: string): outgoing.PreviewRemark => ({
  code: 'DRAFT.ABSTRACT_TWICE',
  rule: 'R-FMT-04',
  article: 'NĐ 30/2020, Phụ lục I phần I, II.5',
  messageVi: 'Trích yếu công văn đã có “V/v” in sẵn phía trước.',
  mendVi: 'Bỏ “V/v”, “Về việc” ở đầu trích yếu.',
  ...placeOf(text, abstract.trim().split(/\s+/)[0] ?? ''),
  found: null,
  question: 'abstract',
});

/** Where these words stand first, as far as they are on one line. */
function placeOf({ pages }: DocumentText, words: string): { page: number; rect: RectMm | null } {
  const wanted = words.split(/\s+/);
  for (const page of pages) {
    const start = page.words.findIndex((_, at) => wanted.every((word, i) => page.words[at + i]?.text.includes(word)));
    const first = page.words[start];
    if (!first) continue;
    const line = page.words.slice(start, start + wanted.length).filter((one) => one.baseline === first.baseline);
    return { page: page.number, rect: around(line as [Word, ...Word[]]) };
  }
  return { page: 1, rect: null };
}

const mmPerPoint = 25.4 / 72;

function around(words: readonly [Word, ...Word[]]): RectMm {
  const [first] = words;
  const last = words.at(-1) ?? first;
  // With room for the marks above and the tails below the letters.
  const size = first.sizePt * mmPerPoint;
  return { x: first.x, y: first.baseline - 0.95 * size, width: last.x + last.width - first.x, height: 1.25 * size };
}
