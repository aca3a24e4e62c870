import { type CivilDate, parseCivilDate } from '@vanthu/decree30';

const asked =
  /(?:trước|chậm nhất(?: là)?|muộn nhất(?: là)?)\s+(?:hết\s+)?(?:ngày\s+)?(\d{1,2})\s*(?:\/|tháng\s)\s*(\d{1,2})\s*(?:\/|năm\s)\s*(\d{4})/giu;

/** The day by which a letter asks for an answer ("trước ngày 14/3/2025"): the earliest that is not before the letter's own. */
export function answerByOf(text: string, documentDate: string | null): CivilDate | null {
  const days = [...text.normalize('NFC').matchAll(asked)].flatMap(([, day = '', month = '', year = '']) => {
    const found = parseCivilDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
    return found !== null && (documentDate === null || found >= documentDate) ? [found] : [];
  });
  return days.sort()[0] ?? null;
}
