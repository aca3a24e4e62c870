/** One page of a scan, measured. */
export interface ScanPage {
  readonly widthMm: number;
  readonly heightMm: number;
  /** Dots of the pictures per inch of the page; 0: the page shows no picture. */
  readonly dpi: number;
  readonly isColour: boolean;
}

export interface ScanFacts {
  /** `1.4`; undefined: the file does not say. */
  readonly version: string | undefined;
  readonly pages: readonly ScanPage[];
}

/** Scanned 1:1, an A4 sheet has the size of A4; scanners cut a little off or leave a rim. */
const a4Mm = [210, 297] as const;
const toleranceMm = 12;
/** Of 200: scanners round the size of the page. */
const leastDpi = 195;

/**
 * Why the scan of a paper document is not taken: PDF 1.4 or later, colour, at least 200 dpi, 1:1. Annex I part II, I.2 (R-IN-16).
 */
export function scanProblem({ version, pages }: ScanFacts): string | null {
  if (!isAtLeast14(version)) return `phải là PDF phiên bản 1.4 trở lên, tệp này là ${version ?? 'không rõ phiên bản'}`;
  if (pages.length === 0) return 'tệp không có trang nào';
  for (const [index, page] of pages.entries()) {
    const where = `trang ${index + 1}`;
    if (page.dpi === 0) return `${where} không có ảnh quét`;
    if (page.dpi < leastDpi) return `${where} chỉ có ${Math.round(page.dpi)} dpi, cần từ 200 dpi`;
    if (!page.isColour) return `${where} không phải ảnh màu`;
    if (!isA4(page)) {
      return `${where} có khổ ${Math.round(page.widthMm)} × ${Math.round(page.heightMm)} mm, cần khổ A4 với tỷ lệ 100%`;
    }
  }
  return null;
}

function isAtLeast14(version: string | undefined): boolean {
  const [major = 0, minor = 0] = (version ?? '').split('.').map(Number);
  return major > 1 || (major === 1 && minor >= 4);
}

function isA4({ widthMm, heightMm }: ScanPage): boolean {
  const sides = [widthMm, heightMm].sort((a, b) => a - b);
  return a4Mm.every((wanted, index) => Math.abs((sides[index] ?? 0) - wanted) <= toleranceMm);
}
