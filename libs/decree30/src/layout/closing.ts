import type { Signer } from './document-content.js';
import { recipientsBlock } from './recipients-block.js';
import { sealRect, signatureBox } from './seal-geometry.js';
import type { Rect, Sheets } from './sheets.js';
import { mm, singleSpacing } from './style.js';
import { capitals, type Line, wordsOf } from './text.js';

/** Between the body and the signatures, and between rows of signatures. */
const gap = 12;
/** White space between the title and the signature, and between the signature and the name. */
const signatureGap = 2;
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
export function closingOf(sheets: Sheets, signers: readonly Signer[], recipients: readonly string[]): Closing {
  const { style } = sheets;
  const rows = rowsOf(sheets, signers);
  const heightOf = (row: readonly SignerBlock[]) => Math.max(0, ...row.map((block) => block.height));
  const beside = signers.length % 2 === 1;
  const list = recipientsBlock(sheets, recipients, {
    x: style.left,
    width: style.right - style.left - rightHalf - mm(3),
  });
  const rowHeights = rows.map(heightOf);
  const sum = rowHeights.reduce((total, height) => total + gap + height, 0);
  const whole = beside ? sum + Math.max(0, list.height - (rowHeights.at(-1) ?? 0)) : sum + gap + list.height;
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
        for (const block of row) placeSigner(sheets, block, page, y, counted);
        if (beside && index === rows.length - 1) list.place(page, y, bottomOf);
        y += heightOf(row) + gap;
      });
      if (!beside) list.place(page, y, bottomOf);
    },
  };
}

const counter = () => {
  const counts = { ky_ca_nhan: 0, ky_co_quan: 0 };
  return (name: keyof typeof counts): string => {
    counts[name] += 1;
    return `${name}_${counts[name]}`;
  };
};

function rowsOf(sheets: Sheets, signers: readonly Signer[]): SignerBlock[][] {
  const { left, right, sealMm } = sheets.style;
  if (signers.length === 1)
    return [signers.map((signer) => blockOf(sheets, signer, { x: right - rightHalf, width: rightHalf }))];
  // Two columns; the left one is moved in so that its seal, which reaches out to the left, stays inside the margin.
  const reach = Math.max(0, mm(sealMm - signatureBox.widthMm / 3) / 2);
  const width = (right - left - reach) / 2 - mm(2);
  const leftColumn = { x: left + reach, width };
  const rightColumn = { x: right - width, width };
  const rows: SignerBlock[][] = [];
  for (let index = 0; index < signers.length; index += 2) {
    const pair = signers.slice(index, index + 2);
    rows.push(
      pair.map((signer, at) => blockOf(sheets, signer, pair.length === 2 && at === 0 ? leftColumn : rightColumn)),
    );
  }
  return rows;
}

function blockOf(sheets: Sheets, signer: Signer, column: Column): SignerBlock {
  const { measure, style } = sheets;
  const size = style.sizes.capacity;
  const lines = (text: string) => measure.balanced(wordsOf(text, 'bold'), size, column.width);
  const title = signer.capacityLines.flatMap((line) => lines(capitals(line)));
  const name = (signer.otherTitle ? [signer.otherTitle, signer.name] : [signer.name]).flatMap(lines);
  const height = (title.length + name.length) * size * singleSpacing + mm(signatureBox.heightMm) + 2 * signatureGap;
  return { signer, column, title, name, height };
}

function placeSigner(
  sheets: Sheets,
  block: SignerBlock,
  page: number,
  y: number,
  counted: ReturnType<typeof counter>,
): void {
  const { signer, column, title, name } = block;
  const size = sheets.style.sizes.capacity;
  const common = { page, ...column, size, lineHeight: size * singleSpacing, align: 'centre' } as const;
  const above = sheets.block(title, { ...common, y });
  const signature: Rect = {
    x: column.x + (column.width - mm(signatureBox.widthMm)) / 2,
    y: above.y + above.height + signatureGap,
    width: mm(signatureBox.widthMm),
    height: mm(signatureBox.heightMm),
  };
  const below = sheets.block(name, { ...common, y: signature.y + signature.height + signatureGap });
  sheets.box('7a', page, above);
  sheets.box('7c', page, signature);
  sheets.box('7b', page, below);
  sheets.fields.push({ name: counted('ky_ca_nhan'), page, rect: signature });
  if (signer.sealed === false) return;
  const seal = sealRect(signature, mm(sheets.style.sealMm));
  sheets.box('8', page, seal);
  sheets.fields.push({ name: counted('ky_co_quan'), page, rect: seal });
}
