import { walkXml } from './walk-xml.js';

/** Number formats that every workbook knows and that print a day or a time (18.8.30 `numFmt`). */
const builtIn = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);

const printsDate = (format: string): boolean =>
  /[dmyhs]/i.test(format.replace(/"[^"]*"|\[(?!h+\]|m+\]|s+\])[^\]]*\]|\\.|_.|\*./gi, '').replace(/general/gi, ''));

/** Which cell styles (index in `cellXfs`) print a number as a date. */
export function dateStylesOf(part: Uint8Array | undefined): ReadonlySet<number> {
  const styles = new Set<number>();
  if (part === undefined) return styles;
  const custom = new Set<number>();
  let inCells = false;
  let index = 0;
  walkXml(part, {
    open(name, attributes) {
      if (name === 'numFmt' && printsDate(attributes.formatCode ?? '')) custom.add(Number(attributes.numFmtId));
      if (name === 'cellXfs') inCells = true;
      if (name !== 'xf' || !inCells) return;
      const format = Number(attributes.numFmtId ?? 0);
      if (builtIn(format) || custom.has(format)) styles.add(index);
      index += 1;
    },
    close(name) {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return styles;
}

const dayMs = 86_400_000;
/** The last day of a workbook: 31 December 9999. */
const lastSerial = 2_958_465;

/**
 * The day, or day and time, of a serial number (18.17.4.1). Counted from 1900, workbooks know a 29 February 1900 that was
 * none: days before it are off by one.
 */
export function dateOfSerial(serial: number, from1904: boolean): string | null {
  const days = from1904 ? serial + 1462 : serial;
  if (!(days >= 0) || days > lastSerial + 1) return null;
  const epoch = Date.UTC(1899, 11, days < 60 && !from1904 ? 31 : 30);
  // Seconds are what a cell shows; the fraction of a day is not exact beyond them.
  const iso = new Date(epoch + Math.round((days * dayMs) / 1000) * 1000).toISOString();
  if (days < 1) return iso.slice(11, 19);
  return Number.isInteger(days) ? iso.slice(0, 10) : iso.slice(0, 19);
}
