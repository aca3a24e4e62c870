export interface LayoutOptions {
  /** Written into the file; same content and same instant give the same bytes. */
  readonly createdAt: Date;
  /** Sizes of Quốc hiệu / Tiêu ngữ / date, set together (R-FMT-07). Default: `'13/14/14'`. */
  readonly sizes?: '12/13/13' | '13/14/14';
  /** Millimetres; each inside the range of Annex I (R-FMT-01). Default: 20, 20, 30, 15. */
  readonly margins?: { readonly top: number; readonly bottom: number; readonly left: number; readonly right: number };
  /** Line spacing of the body, 1.0 to 1.5. Default: 1.1. */
  readonly lineSpacing?: number;
  /** Points between paragraphs, at least 6. Default: 6. */
  readonly paragraphSpacingPt?: number;
  /** First-line indent, 10 or 12.7 mm. Default: 12.7. */
  readonly indentMm?: number;
  /** Real diameter of the seal in millimetres (R-ORG-04). Default: 36. */
  readonly sealMm?: number;
  /** Digits the number field has room for. Default: 5. */
  readonly numberDigits?: number;
  /** Print for the ink signature and the wet seal: the same layout without any form field. Default: null, electronic. */
  readonly paper?: PaperCopy | null;
}

/** What a paper copy prints where the electronic document has fields; `null` leaves room for the pen. */
export interface PaperCopy {
  /** As printed, `07`. */
  readonly number: string | null;
  /** As printed, `ngày 05 tháng 3 năm 2025`. */
  readonly date: string | null;
}

/** Boxes (ô số) of the scheme in Annex I part I, IV; page numbers and the parts of annexes beside them. */
export type BoxName =
  | '1'
  | '2'
  | '3'
  | '4'
  | '5a'
  | '5b'
  | '6'
  | '7a'
  | '7b'
  | '7c'
  | '8'
  | '9a'
  | '9b'
  | '10b'
  | '13'
  | '14'
  | 'annex-heading'
  | 'page-number';

/** Millimetres from the top left corner of the page. */
export interface RectMm {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface LayoutBox {
  readonly name: BoxName;
  /** From 1. */
  readonly page: number;
  readonly rectMm: RectMm;
}

export interface LayoutField {
  /** `so_van_ban`, `ngay_ban_hanh`, `ky_ca_nhan_1`…, `ky_co_quan_1`…. */
  readonly name: string;
  readonly type: 'text' | 'signature';
  readonly page: number;
  readonly rectMm: RectMm;
  /** `/Rect` as in the file: points from the bottom left corner, x0 y0 x1 y1. */
  readonly rectPt: readonly [number, number, number, number];
  /** Text fields: resource in `/DR`, size, alignment, and where the baseline of the printed words beside it is. */
  readonly text?: {
    readonly fontResource: string;
    readonly sizePt: number;
    readonly align: 'left' | 'right';
    readonly baselinePt: number;
  };
}

export interface LayoutResult {
  readonly pdf: Uint8Array;
  /** Annexes included. */
  readonly pages: number;
  readonly boxes: readonly LayoutBox[];
  readonly fields: readonly LayoutField[];
}

/** The content cannot be printed as it is. `problems` are sentences for people. */
export class LayoutError extends Error {
  override readonly name = 'LayoutError';
  readonly code = 'LAYOUT.UNPRINTABLE';
  constructor(readonly problems: readonly string[]) {
    super(`the content cannot be laid out: ${problems.length} problem(s)`);
  }
}
