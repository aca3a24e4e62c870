import { sealRect, signatureBox } from '@vanthu/decree30';
import { readClosing } from '../fields/closing-fields.js';
import { rowsOf, segmentsOf, type TextLine } from '../lines.js';
import type { DocumentText, RectMm } from '../text.js';
import { fold, isCapitals } from '../words-of-the-field.js';
import type { Place } from './place.js';

/** Who will sign, as planned. */
export interface ExpectedSigner {
  /** Of the form field. */
  readonly field: string;
  readonly name: string;
}

interface Block {
  readonly title: TextLine;
  readonly name: TextLine;
}

/** From the title down to the name: what leaves less has no room for a signature, what leaves more is no block. */
const roomMm = { least: 8, most: 75 } as const;

/**
 * Between title and name of each signer (box 7c), and over the left third of the last one's signature the seal (box 8). Annex I
 * part I, II.7.d and II.8.a (R-SIG-11, R-ORG-04).
 */
export function signaturePlaces(
  text: DocumentText,
  signers: readonly ExpectedSigner[],
  seal: { readonly field: string; readonly sealMm: number },
): Place[] {
  const lines = text.pages.flatMap((page) => rowsOf(page).flatMap((row) => segmentsOf(row, 1.1)));
  const { signer: read } = readClosing(text);
  const places = signers.map(({ field, name }, index) => {
    const isLast = index === signers.length - 1;
    const found = blockOf(lines, name) ?? (isLast && read ? blockOf(lines, read.value.name) : null);
    return found ? inBlock(field, found) : proposed(text, field, signers.length - 1 - index);
  });
  const principal = places.at(-1);
  if (!principal) return places;
  const rect = onSheet(text, principal.page, sealRect(principal.rect, seal.sealMm));
  return [...places, { ...principal, name: seal.field, kind: 'seal', rect }];
}

/** The name where a title in capitals stands above it, at the end of the document. */
function blockOf(lines: readonly TextLine[], name: string): Block | null {
  const wanted = fold(name);
  const blocks = lines.flatMap((line): Block[] => {
    const text = fold(line.text);
    // Ranks and degrees stand before the name.
    if (!text.endsWith(wanted) || text.length > wanted.length + 30) return [];
    const above = lines.filter((one) => isTitleAbove(one, line)).toSorted((a, b) => b.baseline - a.baseline);
    return above[0] ? [{ title: above[0], name: line }] : [];
  });
  return blocks.at(-1) ?? null;
}

const middleOf = ({ rect }: TextLine): number => rect.x + rect.width / 2;

function isTitleAbove(one: TextLine, name: TextLine): boolean {
  const room = name.baseline - one.baseline;
  const isInReach = one.page === name.page && room > roomMm.least && room < roomMm.most;
  return isInReach && isCapitals(one.text) && Math.abs(middleOf(one) - middleOf(name)) < 30;
}

const looks = { kind: 'signature', sizePt: null, isItalic: false } as const;

function inBlock(field: string, { title, name }: Block): Place {
  const top = title.baseline + 1;
  const room = name.rect.y - top;
  const height = Math.max(10, Math.min(signatureBox.heightMm, room - 1));
  const width = (height * signatureBox.widthMm) / signatureBox.heightMm;
  const rect = { x: middleOf(name) - width / 2, y: top + (room - height) / 2, width, height };
  return { ...looks, name: field, page: name.page, rect, isFound: true };
}

/** At the lower right of the last page, those who sign before above it: to be moved by a person. */
function proposed({ pages }: DocumentText, field: string, above: number): Place {
  const last = pages.at(-1);
  if (!last) throw new RangeError('a document has at least one page');
  const { widthMm: width, heightMm: height } = signatureBox;
  const y = Math.max(20, last.heightMm - 60 - above * (height + 12));
  return {
    ...{ ...looks, name: field, page: last.number, isFound: false },
    rect: { x: last.widthMm - 30 - width, y, width, height },
  };
}

function onSheet({ pages }: DocumentText, number: number, rect: RectMm): RectMm {
  const sheet = pages.find((page) => page.number === number);
  if (!sheet) return rect;
  return { ...rect, y: Math.min(Math.max(rect.y, 1), sheet.heightMm - rect.height - 1), x: Math.max(1, rect.x) };
}
