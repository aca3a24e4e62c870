/**
 * Text without diacritics, for a type-ahead that finds “Gò Công Tây” when somebody types “go cong tay” or “Go Cong tây”.
 * `đ` is a letter of its own in Unicode (no combining mark to strip), hence the replacement.
 */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** LIKE patterns, one per word of the question: every word must begin a word of the folded name (` name`, led by a space). */
export const wordPatterns = (text: string): string[] =>
  fold(text)
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => `% ${word}%`);
