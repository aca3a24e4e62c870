import i18next from 'i18next';

/** The judge names fields as they stand in the file; people read them in their own words. */
export const plainWords = (text: string): string =>
  text
    .replace(/\b(so_van_ban|ngay_ban_hanh(?:_ngay|_thang|_nam)?)\b/g, (_, name: 'so_van_ban') =>
      i18next.t(`fields.${name}`),
    )
    .replace(
      /\b(ky_ca_nhan|ky_co_quan)_(\d+)\b/g,
      (_, name: 'ky_ca_nhan', number: string) => `${i18next.t(`fields.${name}`)}${number === '1' ? '' : ` ${number}`}`,
    );

/** `Hợp lệ: nội dung…` without its first word, where that word stands above it already. */
export function withoutVerdict(text: string): string {
  const rest = text.replace(/^(Hợp lệ|Không hợp lệ|Chưa đủ căn cứ): /, '');
  return rest.charAt(0).toUpperCase() + rest.slice(1);
}
