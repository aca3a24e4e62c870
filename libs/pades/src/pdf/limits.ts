/** Bounds for reading files of strangers. Defaults keep any file under two seconds and 300 MB. */
export interface PdfLimits {
  /** Nested arrays and dictionaries. */
  readonly maxDepth: number;
  /** Entries of all cross-reference sections. */
  readonly maxObjects: number;
  /** Cross-reference sections followed by /Prev. */
  readonly maxSections: number;
  /** Values (numbers, names, strings, references, containers) and keys in one object. */
  readonly maxObjectValues: number;
  /** Values of all objects that are kept in memory. */
  readonly maxKeptValues: number;
  /** Values of objects that are looked at in passing, all passes together. */
  readonly maxPassingValues: number;
  /** Bytes read as objects beyond the length of the file, all objects together; streams do not count. */
  readonly maxParsedBytes: number;
  /** Objects that cannot be read before a search through all of them is given up. */
  readonly maxUnreadable: number;
  /** Inflated bytes of one stream. */
  readonly maxStreamBytes: number;
  /** Inflated bytes of one document, all streams together. */
  readonly maxInflatedBytes: number;
  /** Inflated bytes per stored byte; text of zeros reaches 1,030. */
  readonly maxInflateRatio: number;
  /** Characters beyond the length of the file that may be scanned while searching for a lost `endstream`. */
  readonly maxScanBytes: number;
}

export const defaultLimits: PdfLimits = Object.freeze({
  maxDepth: 100,
  maxObjects: 2_000_000,
  maxSections: 2_048,
  maxObjectValues: 300_000,
  maxKeptValues: 800_000,
  maxPassingValues: 6_000_000,
  maxParsedBytes: 256 * 1024 * 1024,
  maxUnreadable: 5_000,
  maxStreamBytes: 32 * 1024 * 1024,
  maxInflatedBytes: 96 * 1024 * 1024,
  maxInflateRatio: 1_040,
  maxScanBytes: 64 * 1024 * 1024,
});
