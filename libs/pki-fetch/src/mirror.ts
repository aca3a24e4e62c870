export interface Mirror {
  /** Addresses that begin so, e.g. `http://ca.gov.vn/`, */
  readonly from: string;
  /** are asked for here instead, e.g. `http://kho-pki.tinh.local/ca.gov.vn/`; reached directly, private or not. */
  readonly to: string;
}

/** The address to ask, and whether a mirror stands in. The longest prefix counts. */
export function mirrored(
  url: string,
  mirrors: readonly Mirror[],
): { readonly url: string; readonly isMirror: boolean } {
  const normal = URL.canParse(url) ? new URL(url).href : url;
  const [best] = mirrors
    .filter(({ from }) => normal.startsWith(from))
    .sort((left, right) => right.from.length - left.from.length);
  return best === undefined
    ? { url: normal, isMirror: false }
    : { url: best.to + normal.slice(best.from.length), isMirror: true };
}
