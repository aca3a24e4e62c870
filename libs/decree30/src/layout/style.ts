import type { LayoutOptions } from './layout-result.js';

/** Ranges of Annex I, so that a checker and the layout speak of the same numbers (R-FMT-01, R-FMT-04, R-FMT-07). */
export const annexI = {
  page: { widthMm: 210, heightMm: 297 },
  marginsMm: { top: [20, 25], bottom: [20, 25], left: [30, 35], right: [15, 20] },
  indentMm: [10, 12.7],
  lineSpacing: [1, 1.5],
  paragraphSpacingPt: 6,
  underAgency: [1 / 3, 1 / 2],
  sizesPt: {
    quocHieu: [12, 13],
    tieuNgu: [13, 14],
    agency: [12, 13],
    number: [13, 13],
    date: [13, 14],
    kind: [13, 14],
    abstract: [13, 14],
    letterAbstract: [12, 13],
    body: [13, 14],
    capacity: [13, 14],
    recipientsLabel: [12, 12],
    recipients: [11, 11],
    annexLabel: [14, 14],
    table: [13, 13],
    mark: [10, 10],
    stamp: [13, 13],
    footer: [11, 12],
    pageNumber: [13, 14],
  },
} as const;

export type Sizes = Record<keyof typeof annexI.sizesPt, number>;

export const mm = (value: number): number => (value * 72) / 25.4;
export const toMm = (points: number): number => (points * 25.4) / 72;

/** Line height of Times New Roman at single spacing, in sizes. */
export const singleSpacing = 1.15;

export interface Style {
  readonly sizes: Sizes;
  /** Points from the top left corner. */
  readonly page: { readonly width: number; readonly height: number };
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly indent: number;
  readonly paragraphSpacing: number;
  readonly bodyLine: number;
  readonly sealMm: number;
  readonly numberDigits: number;
}

const within = (value: number, range: readonly number[], what: string): number => {
  const [low, high] = range as readonly [number, number];
  if (!(value >= low && value <= high)) throw new RangeError(`${what} ${value} is outside ${low}–${high} of Annex I`);
  return value;
};

/** The same margins on a sheet lying on its side. */
export function landscape(style: Style): Style {
  const page = { width: style.page.height, height: style.page.width };
  const bottom = page.height - (style.page.height - style.bottom);
  return { ...style, page, right: page.width - (style.page.width - style.right), bottom };
}

/** @throws RangeError when an option lies outside Annex I */
export function styleOf(options: LayoutOptions): Style {
  const large = (options.sizes ?? '13/14/14') === '13/14/14';
  const sizes = Object.fromEntries(
    Object.entries(annexI.sizesPt).map(([name, range]) => [name, large ? range[1] : range[0]]),
  ) as Sizes;
  const margins = options.margins ?? { top: 20, bottom: 20, left: 30, right: 15 };
  for (const side of ['top', 'bottom', 'left', 'right'] as const) {
    within(margins[side], annexI.marginsMm[side], `margin ${side}`);
  }
  const spacing = options.paragraphSpacingPt ?? annexI.paragraphSpacingPt;
  return {
    sizes,
    page: { width: mm(annexI.page.widthMm), height: mm(annexI.page.heightMm) },
    left: mm(margins.left),
    right: mm(annexI.page.widthMm - margins.right),
    top: mm(margins.top),
    bottom: mm(annexI.page.heightMm - margins.bottom),
    indent: mm(within(options.indentMm ?? 12.7, annexI.indentMm, 'indent')),
    paragraphSpacing: within(spacing, [annexI.paragraphSpacingPt, 24], 'paragraph spacing'),
    bodyLine: sizes.body * singleSpacing * within(options.lineSpacing ?? 1.1, annexI.lineSpacing, 'line spacing'),
    sealMm: within(options.sealMm ?? 36, [20, 50], 'seal'),
    numberDigits: within(options.numberDigits ?? 5, [2, 7], 'digits of the number'),
  };
}
