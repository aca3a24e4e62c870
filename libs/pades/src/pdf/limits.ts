/** Bounds for reading files of strangers. Defaults keep any file under two seconds and 300 MB. */
export interface PdfLimits {
  /** Nested arrays and dictionaries. */
  readonly maxDepth: number;
  /** Entries of all cross-reference sections. */
  readonly maxObjects: number;
  /** Cross-reference sections followed by /Prev. */
  readonly maxSections: number;
  /** Inflated bytes of one stream. */
  readonly maxStreamBytes: number;
  /** Inflated bytes of one document, all streams together. */
  readonly maxInflatedBytes: number;
  /** Inflated bytes per stored byte; text of zeros reaches 1,030. */
  readonly maxInflateRatio: number;
  /** Characters that may be scanned while searching for a lost `endstream`. */
  readonly maxScanBytes: number;
}

export const defaultLimits: PdfLimits = Object.freeze({
  maxDepth: 100,
  maxObjects: 2_000_000,
  maxSections: 512,
  maxStreamBytes: 32 * 1024 * 1024,
  maxInflatedBytes: 96 * 1024 * 1024,
  maxInflateRatio: 1_040,
  maxScanBytes: 64 * 1024 * 1024,
});
