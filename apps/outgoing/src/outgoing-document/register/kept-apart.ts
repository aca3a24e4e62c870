/** The joint series of all copies of an agency (Annex I part II, II.1.c; R-CPY-04). */
export const copySeries = 'SAO';

/**
 * Series that the law keeps apart from administrative documents, whatever the head decides for those: copies, secrets (Art.
 * 15.2), kinds of normative documents (Art. 15.1), advisory bodies (Annex I II.3.a; R-OUT-09).
 */
export const isKeptApart = (seriesCode: string): boolean =>
  seriesCode === copySeries || seriesCode === 'MAT' || /^(VBQPPL|TV-)/.test(seriesCode);
