import type { UrgencyCode } from '../vocabulary/urgency.js';

/** Everything that is printed before the first signature. Plain data, so that it can be stored, hashed and shown. */
export type DocumentContent = DecisionContent | LetterContent;

/** One paragraph of the body; a plain string is an upright, justified one with first-line indent. */
export type Paragraph =
  | string
  | { readonly text: string; readonly bold?: boolean; readonly italic?: boolean; readonly centred?: boolean };

export interface DocumentHead {
  /** Direct superior agency, box 2; UBND and HĐND print none. */
  readonly superiorName: string | readonly string[] | null;
  /** Printed in capitals. Several strings are several lines: `['Ủy ban nhân dân', 'Xã Châu Minh']`; too long ones wrap. */
  readonly agencyName: string | readonly string[];
  /** What stands behind the slash: `QĐ-UBND`. */
  readonly symbol: string;
  /** `Châu Minh`, without comma. */
  readonly place: string;
  /** Trích yếu: `Về việc thành lập …`; of a công văn without `V/v`, which is printed. */
  readonly abstract: string;
  /** One, or several for joint documents; the first is `ky_ca_nhan_1`. */
  readonly signers: readonly [Signer, ...Signer[]];
  /** Lines of Nơi nhận as `composeRecipients` writes them. */
  readonly recipients: readonly string[];
  readonly urgency: UrgencyCode;
  /** Box 13: address, e-mail, telephone; one string per line, at the foot of page 1. */
  readonly footer?: readonly string[] | null;
}

export interface Signer {
  /** Box 7a, from `capacityLines`. */
  readonly capacityLines: readonly string[];
  readonly name: string;
  /** Box 7b above the name: a further title, e.g. in an advisory body. */
  readonly otherTitle?: string | null;
  /** Whether an organisation seals beside this signer. Default: true. */
  readonly sealed?: boolean;
}

/** Quyết định, Annex III template 1.2. */
export interface DecisionContent extends DocumentHead {
  readonly kind: 'quyet-dinh';
  /** Thẩm quyền ban hành: `Chủ tịch Ủy ban nhân dân xã Châu Minh`, or the collective that decides. Printed in capitals. */
  readonly authorityLine: string;
  /** Each with or without `Căn cứ … ;` punctuation at its end. */
  readonly legalBases: readonly string[];
  /** `Theo đề nghị của …`. */
  readonly proposal: string | null;
  readonly articles: readonly [Article, ...Article[]];
}

export interface Article {
  /** Bold after `Điều n.`; without it the first paragraph begins on the same line. */
  readonly title?: string | null;
  readonly paragraphs: readonly Paragraph[];
}

/** Công văn, Annex III template 1.5. */
export interface LetterContent extends DocumentHead {
  readonly kind: 'cong-van';
  /** Kính gửi. */
  readonly addressees: readonly [string, ...string[]];
  readonly paragraphs: readonly Paragraph[];
}

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
}

/** Boxes (ô số) of the scheme in Annex I part I, IV; `page-number` beside them. */
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
