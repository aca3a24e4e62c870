import type { GreyPicture } from '@vanthu/decree30';
import type { TextPage, Word } from '../text.js';
import { mendedWords } from './mended-words.js';
import { boldOf, strokeOf } from './stroke-width.js';

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

interface Line {
  readonly box: Box;
  readonly slope: number;
  /** Of the baseline at the left, from the bottom of the box. */
  readonly offset: number;
  readonly size: number;
}

/** Words of which the recogniser itself is so little sure are specks and parts of stamps; of 100. */
const leastSure = 25;
/** Numbers and symbols are no words of its language: it is never sure of them. */
const leastSureOfNumbers = 5;
/** Drawn lines that were taken for text. */
const noText = /^[|_~—=.'"‘’“”`,:;°•\\]+$/u;
/** A line, or a word with what it says. hOCR 1.2 §3.2, §3.4, as tesseract writes it. */
const element = /<span class='(ocr\w*)' id='[^']*' title=["']([^"']*)["'][^>]*>(?:<strong>|<em>)*([^<]*)/g;

/** A page of hOCR, the form in which tesseract says where it saw what, as words in millimetres. */
export function pageOfHocr(hocr: string, picture: GreyPicture, number: number): TextPage {
  const mm = (dots: number) => (dots / picture.dpi) * 25.4;
  const found: { word: Omit<Word, 'isBold'>; stroke: number }[] = [];
  let line: Line | null = null;
  for (const [, kind, title = '', text = ''] of hocr.matchAll(element)) {
    const box = boxOf(title);
    if (box === null) continue;
    if (kind !== 'ocrx_word') {
      line = lineOf(title, box);
      continue;
    }
    const said = plain(text).normalize('NFC').trim();
    const sure = Number(/x_wconf (\d+)/.exec(title)?.[1] ?? 0);
    if (line === null || said === '' || sure < (/\d/.test(said) ? leastSureOfNumbers : leastSure) || noText.test(said))
      continue;
    const baseline = line.box.bottom + line.offset + line.slope * (box.left - line.box.left);
    found.push({
      stroke: strokeOf(picture, box),
      word: {
        ...{ text: said, x: mm(box.left), width: mm(box.right - box.left), baseline: mm(baseline) },
        ...{ sizePt: (line.size / picture.dpi) * 72, font: '', isItalic: false, color: '#000000' },
        ...{ isAnnotation: false, isHidden: false },
      },
    });
  }
  const isBold = boldOf(found.map(({ word, stroke }) => ({ letters: word.text.length, stroke })));
  return {
    ...{ number, widthMm: mm(picture.width), heightMm: mm(picture.height), margins: null, strokes: [] },
    words: mendedWords(found.map(({ word, stroke }) => ({ ...word, isBold: isBold(stroke) }))),
  };
}

function boxOf(title: string): Box | null {
  const found = /bbox (\d+) (\d+) (\d+) (\d+)/.exec(title);
  if (!found) return null;
  const [left = 0, top = 0, right = 0, bottom = 0] = found.slice(1).map(Number);
  return { left, top, right, bottom };
}

function lineOf(title: string, box: Box): Line | null {
  const size = Number(/x_size ([\d.]+)/.exec(title)?.[1] ?? 0);
  const [, slope = '0', offset = '0'] = /baseline (-?[\d.]+) (-?[\d.]+)/.exec(title) ?? [];
  return size > 0 ? { box, slope: Number(slope), offset: Number(offset), size } : null;
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const plain = (text: string): string =>
  text.replace(/&(?:#(\d+)|(\w+));/g, (whole, code?: string, name = '') =>
    code === undefined ? (named[name] ?? whole) : String.fromCodePoint(Number(code)),
  );
