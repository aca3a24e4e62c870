import { confirmationBlock } from './confirmation.js';
import type { DocumentContent, Signer } from './document-content.js';
import { recipientsBlock } from './recipients-block.js';
import { sealRect, signatureBox } from './seal-geometry.js';
import type { Rect, Sheets } from './sheets.js';
import { mm, singleSpacing } from './style.js';
import { capitals, type Line, wordsOf } from './text.js';

/** Between the body and the signatures, and between rows of signatures. */
const gap = 12;
/**
 * White space between the title and the signature, and between the signature and the name: as much as the seal reaches above
 * and below the signature, so that it covers neither.
 */
const gapAround = (sealMm: number, sealed: boolean): number =>
  sealed ? Math.max(2, mm(sealMm - signatureBox.heightMm) / 2) : 2;
/** Width of the column in which a single signer stands. */
const rightHalf = mm(90);

interface Column {
  readonly x: number;
  readonly width: number;
}

interface SignerBlock {
  readonly signer: Signer;
  readonly column: Column;
  readonly title: readonly Line[];
  readonly titleHeight: number;
  /** Above and below the signature. */
  readonly white: number;
  readonly name: readonly Line[];
  readonly height: number;
}

export interface Closing {
  /** What must fit on the page where the closing begins. */
  readonly height: number;
  place(page: number, y: number, bottomOf: (page: number) => number): void;
}

/**
 * Boxes 7a, 7b, 7c, 8 and 9b. A signer stands in the right half, Nơi nhận beside him on the left, level with the title.
 * Several signers stand in rows of two, in reading order; Nơi nhận stands beside the last when he is alone in his row,
 * otherwise below: the Decree shows no joint template. Annex I part I, II.7 to II.9 (R-SIG-11, R-ORG-04, R-FMT-06).
 */
export function closingOf(sheets: Sheets, content: DocumentContent, paper: boolean): Closing {
  const { signers, recipients, kind } = content;
  const { style } = sheets;
  const confirmation = kind === 'giay-nghi-phep' && content.confirmation ? confirmationBlock(sheets) : null;
  // Minutes carry a seal "if any" (Annex III template 1.9).
  const sealed = (signer: Signer) => signer.sealed ?? kind !== 'bien-ban';
  const white = gapAround(style.sealMm, signers.some(sealed));
  const rows = rowsOf(sheets, signers, white);
  const heightOf = (row: readonly SignerBlock[]) => Math.max(0, ...row.map((block) => block.height));
  const beside = signers.length % 2 === 1;
  const list = recipientsBlock(sheets, recipients, {
    x: style.left,
    width:
      Math.min(style.right - rightHalf - mm(3), besideSeal(beside ? rows.at(-1)?.[0] : undefined, style.sealMm)) -
      style.left,
  });
  const rowHeights = rows.map(heightOf);
  const sum = rowHeights.reduce((total, height) => total + gap + height, 0);
  const below = confirmation === null ? 0 : gap + confirmation.height;
  const whole = below + (beside ? sum + Math.max(0, list.height - (rowHeights.at(-1) ?? 0)) : sum + gap + list.height);
  // A very long list, or very many signers, do not push the first signature away; the rest goes on over the page.
  const needed = whole <= (style.bottom - style.top) * 0.7 ? whole : gap + (rowHeights[0] ?? 0);
  const counted = counter();
  return {
    height: needed,
    place(startPage, startY, bottomOf) {
      let page = startPage;
      let y = startY + gap;
      rows.forEach((row, index) => {
        if (index > 0 && y + heightOf(row) > bottomOf(page)) {
          page += 1;
          y = style.top;
        }
        for (const block of row)
          placeSigner(sheets, { ...block, page, y, counted, paper, sealed: sealed(block.signer) });
        if (beside && index === rows.length - 1) list.place(page, y, bottomOf);
        y += heightOf(row) + gap;
      });
      if (!beside) list.place(page, y, bottomOf);
      confirmation?.place(page, startY + gap + Math.max(list.height, rowHeights[0] ?? 0) + gap);
    },
  };
}

/** How far to the right may be printed beside a signer: a large seal reaches out of his column. Below all, anywhere. */
function besideSeal(block: SignerBlock | undefined, sealMm: number): number {
  if (!block) return Number.POSITIVE_INFINITY;
  const width = mm(signatureBox.widthMm);
  const signature = { x: block.column.x + (block.column.width - width) / 2, y: 0, width, height: width };
  return sealRect(signature, mm(sealMm)).x - mm(1);
}

const counter = () => {
  const counts = { ky_ca_nhan: 0, ky_co_quan: 0 };
  return (name: keyof typeof counts): string => {
    counts[name] += 1;
    return `${name}_${counts[name]}`;
  };
};

function rowsOf(sheets: Sheets, signers: readonly Signer[], white: number): SignerBlock[][] {
  const { left, right, sealMm } = sheets.style;
  if (signers.length === 1)
    return [signers.map((signer) => blockOf(sheets, signer, { x: right - rightHalf, width: rightHalf }, white))];
  // Two columns; the left one is moved in so that its seal, which reaches out to the left, stays inside the margin.
  const reach = Math.max(0, mm(sealMm - signatureBox.widthMm / 3) / 2);
  const width = (right - left - reach) / 2 - mm(2);
  const leftColumn = { x: left + reach, width };
  const rightColumn = { x: right - width, width };
  const rows: SignerBlock[][] = [];
  for (let index = 0; index < signers.length; index += 2) {
    const pair = signers.slice(index, index + 2);
    rows.push(
      level(
        pair.map((signer, at) =>
          blockOf(sheets, signer, pair.length === 2 && at === 0 ? leftColumn : rightColumn, white),
        ),
      ),
    );
  }
  return rows;
}

/** Signatures beside each other are level, whatever lines stand above them. */
function level(row: SignerBlock[]): SignerBlock[] {
  const titleHeight = Math.max(...row.map((block) => block.titleHeight));
  return row.map((block) => ({ ...block, titleHeight, height: block.height + titleHeight - block.titleHeight }));
}

function blockOf(sheets: Sheets, signer: Signer, column: Column, white: number): SignerBlock {
  const { measure, style } = sheets;
  const size = style.sizes.capacity;
  const lines = (text: string) => measure.balanced(wordsOf(text, 'bold'), size, column.width);
  const title = signer.capacityLines.flatMap((line) => lines(capitals(line)));
  const name = (signer.otherTitle ? [signer.otherTitle, signer.name] : [signer.name]).flatMap(lines);
  const titleHeight = title.length * size * singleSpacing;
  const height = titleHeight + name.length * size * singleSpacing + mm(signatureBox.heightMm) + 2 * white;
  return { signer, column, title, titleHeight, name, white, height };
}

function placeSigner(
  sheets: Sheets,
  place: SignerBlock & {
    page: number;
    y: number;
    counted: ReturnType<typeof counter>;
    paper: boolean;
    sealed: boolean;
  },
): void {
  const { column, title, titleHeight, white, name, page, y, counted, paper, sealed } = place;
  const size = sheets.style.sizes.capacity;
  const common = { page, ...column, size, lineHeight: size * singleSpacing, align: 'centre' } as const;
  const above = sheets.block(title, { ...common, y });
  const signature: Rect = {
    x: column.x + (column.width - mm(signatureBox.widthMm)) / 2,
    y: y + titleHeight + white,
    width: mm(signatureBox.widthMm),
    height: mm(signatureBox.heightMm),
  };
  const below = sheets.block(name, { ...common, y: signature.y + signature.height + white });
  sheets.box('7a', page, above);
  sheets.box('7c', page, signature);
  sheets.box('7b', page, below);
  if (!paper) sheets.field({ name: counted('ky_ca_nhan'), page, rect: signature });
  if (!sealed) return;
  const seal = sealRect(signature, mm(sheets.style.sealMm));
  sheets.box('8', page, seal);
  if (!paper) sheets.field({ name: counted('ky_co_quan'), page, rect: seal });
}
