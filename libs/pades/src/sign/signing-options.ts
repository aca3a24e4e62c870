import type { SigningDigest } from '@vanthu/pki';
import type { EncodedImage } from '../appearance/png.js';
import type { EmbeddableFont } from '../appearance/truetype.js';

/** ISO 32000-1 table 233 and 256: which form fields may not change once this field is signed. */
export type FieldLock =
  | { readonly action: 'All' }
  | { readonly action: 'Include' | 'Exclude'; readonly fields: readonly string[] };

/** The value of a text field, filled in the same increment as the signature. */
export interface FieldFill {
  readonly field: string;
  /** Drawn with the font of the field's /DA; brought to NFC first. */
  readonly value: string;
}

export type SignatureAppearance =
  /** Signed without a mark on the page. */
  | { readonly kind: 'none' }
  /** PNG, not interlaced; fitted into the widget, proportions kept, centred. R-SIG-11, R-ORG-04. */
  | { readonly kind: 'image'; readonly png: Uint8Array | EncodedImage }
  /** Lines of black text from the top of the widget. Decree 30 Annex I II.8.b: 10 pt, right edge. */
  | {
      readonly kind: 'text';
      readonly lines: readonly string[];
      /** Points. Default 10. */
      readonly fontSize?: number;
      readonly align?: 'left' | 'right';
      /** Embedded as a subset. Default: a font of the form, see `fontName`. Keep what `readFont` gave when it is used often. */
      readonly font?: EmbeddableFont;
      /** Resource name in AcroForm /DR. Default: the only Type0 font there, or that of the AcroForm's /DA. */
      readonly fontName?: string;
      /** Drawn behind the text, fitted into the widget. */
      readonly png?: Uint8Array | EncodedImage;
    };

/** A signature field that is made in the increment of its signature. */
export interface NewField {
  /** From 1. */
  readonly page: number;
  /** Points in the page's user space: left, bottom, right, top. Without it and `place` the signature is invisible. */
  readonly box?: readonly [number, number, number, number];
  /** Instead of `box`: points from the top left corner of the page as it is shown. */
  readonly place?: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

export interface PrepareOptions {
  /** An empty signature field, by its full name. Default: the only empty one there is; with `newField` a name that is free. */
  readonly fieldName?: string;
  /** Made when the PDF has no field of that name. A name without a dot; not into a document whose signatures forbid it. */
  readonly newField?: NewField;
  /** Fields that must be signed before this one: the plan's order, refused with `PADES.ORDER`. */
  readonly after?: readonly string[];
  readonly fill?: readonly FieldFill[];
  /** Default `none`. */
  readonly appearance?: SignatureAppearance;
  /** Default: the field's own /Lock, or none. */
  readonly lock?: FieldLock;
  /**
   * DocMDP P of a certification: 1 no change, 2 form filling and signing, 3 annotations as well (ISO 32000-1 table 254).
   * Only the first signature of a document can certify. Default: an approval signature.
   */
  readonly certify?: 1 | 2 | 3;
  /** Digest of the bytes and of the signature. Default sha256. */
  readonly digestAlgorithm?: SigningDigest;
  /** The only one of PAdES baseline signatures, EN 319 142-1 6.3. */
  readonly subFilter?: 'ETSI.CAdES.detached';
  readonly reason?: string;
  readonly name?: string;
  readonly location?: string;
  /** Written to /M with +07:00; a claim, no proof. */
  readonly claimedSigningTime?: Date;
  /** Of the user or the owner of an encrypted PDF, which stays encrypted as it is. Default: none. */
  readonly password?: string | undefined;
  /** Bytes of DER that /Contents has room for. Default 16,384. See `estimateContentsBytes`. */
  readonly contentsBytes?: number;
}

/** A signature that waits for its CMS. All but `preparedPdf` can be stored as JSON. */
export interface PreparedSignature {
  readonly kind: 'prepared';
  readonly fieldName: string;
  readonly byteRange: readonly [number, number, number, number];
  /** Digest of the byte range, lower-case hex: the CMS's message-digest. */
  readonly digest: string;
  readonly digestAlgorithm: SigningDigest;
  readonly contentsBytes: number;
  /** Length of the PDF that was given; that many first bytes are unchanged. */
  readonly sourceLength: number;
  readonly preparedPdf: Uint8Array;
}

/** EN 319 142-1 6.1. */
export type SignatureLevel = 'B-B' | 'B-T' | 'B-LT' | 'B-LTA';

export interface SignedPdf {
  readonly kind: 'signed';
  readonly fieldName: string;
  /** Put together when first asked for; a large file is better written as what was given and `increment`. */
  readonly pdf: Uint8Array;
  /** What follows the PDF that was given. */
  readonly increment: Uint8Array;
  readonly cms: Uint8Array;
}
