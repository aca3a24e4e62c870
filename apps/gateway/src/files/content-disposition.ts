/**
 * A file name for every browser: letters of ASCII for the old form, UTF-8 for the form of RFC 5987, which all that matter read
 * first (RFC 6266 §4.3).
 */
export function contentDisposition(kind: 'inline' | 'attachment', name: string): string {
  const ascii = name
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'D')
    .replace(/[^ -~]/g, '_')
    .replace(/["\\%]/g, '_');
  // encodeURIComponent leaves four signs that RFC 5987 does not allow as they are.
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
