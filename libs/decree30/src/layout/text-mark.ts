import { textMarkStyle } from '../signing/text-marks.js';
import type { DocumentFonts } from './fonts.js';
import { annexI, mm } from './style.js';
import { clean, Measure, wordsOf } from './text.js';

/** The mark stays this far from the upper and the right edge, above where the text of a page by Annex I begins. */
const edgeMm = { top: 6, right: annexI.marginsMm.right[0] };
const widestMm = 100;
/** Signing engines keep 2 points free at either side; lines stand 1.2 sizes apart. */
const side = 2;
const lineHeight = textMarkStyle.sizePt * 1.2;

export interface TextMark {
  readonly lines: readonly string[];
  readonly fontSizePt: number;
  readonly align: 'right';
  /** Points from the bottom left corner of page 1: left, bottom, right, top. */
  readonly boxPt: readonly [number, number, number, number];
}

/**
 * How and where a text mark (`attachmentMark`, `copyMark`) stands on the first page of a file: top right, black, upright,
 * 10 pt, without seal image; a long name of an agency goes over several lines, broken behind the semicolons where they
 * allow it. For the organisation's signature on separate attachments and on digitised copies. Annex I part I, II.8.b, III.1.d
 * and part II, I.3 (R-ORG-06, R-CPY-03).
 */
export function textMark(
  text: string,
  page: { readonly widthPt: number; readonly heightPt: number },
  fonts: DocumentFonts,
): TextMark {
  const size = textMarkStyle.sizePt;
  const right = page.widthPt - mm(edgeMm.right);
  const room = Math.min(mm(widestMm), right - mm(edgeMm.right)) - 2 * side;
  const lines = markLines(clean(text), room, new Measure(fonts));
  const top = page.heightPt - mm(edgeMm.top);
  const width = Math.max(...lines.map((line) => fonts.regular.widthOf(line, size)));
  const round = (value: number) => Math.round(value * 100) / 100;
  const bottom = top - lines.length * lineHeight - 2;
  return {
    lines,
    fontSizePt: size,
    align: 'right',
    boxPt: [round(right - width - 2 * side - 1), round(bottom), round(right), round(top)],
  };
}

/** Members (`…;`) stay whole when each fits on a line; else the text runs on, and only the figures stay whole. */
function markLines(text: string, room: number, measure: Measure): string[] {
  const members = text.split(/(?<=;) /);
  const fits = (member: string) => measure.width(member, 'regular', textMarkStyle.sizePt) <= room;
  const whole = members.every(fits) ? members : members.map((member) => (/^[\d:+/;\s]+$/.test(member) ? member : null));
  // A no-break space keeps words together while lines are broken.
  const words = members.map((member, index) => (whole[index] ? member.replaceAll(' ', '\u00a0') : member)).join(' ');
  return measure
    .lines(wordsOf(words, 'regular'), textMarkStyle.sizePt, room)
    .map((line) => line.words.map((word) => word.text.replaceAll('\u00a0', ' ')).join(' '));
}
