import type { EncodedImage } from '../appearance/png.js';

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
  /** 8-bit RGBA (or RGB) PNG, not interlaced; fitted into the widget, proportions kept, centred. R-SIG-11, R-ORG-04. */
  | { readonly kind: 'image'; readonly png: Uint8Array | EncodedImage }
  /** Lines of black text from the top of the widget. Decree 30 Annex I II.8.b: 10 pt, right edge. */
  | {
      readonly kind: 'text';
      readonly lines: readonly string[];
      /** Points. Default 10. */
      readonly fontSize?: number;
      readonly align?: 'left' | 'right';
      /** Resource name in AcroForm /DR. Default: the only Type0 font there, or that of the AcroForm's /DA. */
      readonly fontName?: string;
    };

export interface PrepareOptions {
  /** An empty signature field that is in the PDF; a flat name. */
  readonly fieldName: string;
  readonly fill?: readonly FieldFill[];
  /** Default `none`. */
  readonly appearance?: SignatureAppearance;
  /** Default: the field's own /Lock, or none. */
  readonly lock?: FieldLock;
  /** The only one of PAdES baseline signatures, EN 319 142-1 6.3. */
  readonly subFilter?: 'ETSI.CAdES.detached';
  readonly reason?: string;
  readonly name?: string;
  readonly location?: string;
  /** Written to /M with +07:00; a claim, no proof. */
  readonly claimedSigningTime?: Date;
  /** Bytes of DER that /Contents has room for. Default 16,384. See `estimateContentsBytes`. */
  readonly contentsBytes?: number;
}

/** A signature that waits for its CMS. All but `preparedPdf` can be stored as JSON. */
export interface PreparedSignature {
  readonly kind: 'prepared';
  readonly fieldName: string;
  readonly byteRange: readonly [number, number, number, number];
  /** SHA-256 of the byte range, lower-case hex: the CMS's message-digest. */
  readonly digest: string;
  readonly digestAlgorithm: 'sha256';
  readonly contentsBytes: number;
  /** Length of the PDF that was given; that many first bytes are unchanged. */
  readonly sourceLength: number;
  readonly preparedPdf: Uint8Array;
}

export interface SignedPdf {
  readonly kind: 'signed';
  readonly fieldName: string;
  readonly pdf: Uint8Array;
  readonly cms: Uint8Array;
}
