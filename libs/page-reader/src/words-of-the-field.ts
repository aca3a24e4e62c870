/** Lower case without diacritics, single blanks: how printed words are compared. */
export const fold = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase().replace(/\s+/g, ' ').trim();

export const hasLetters = (text: string): boolean => /\p{L}/u.test(text);

/** In capitals throughout. */
export const isCapitals = (text: string): boolean => hasLetters(text) && text === text.toLocaleUpperCase('vi');
