import { isRefusal, type Refusal } from '@vanthu/contracts';
import { hundredths, percentVi } from '../../coverage/domain/percent.js';

/** Stands where a figure is not given. */
export const unknown = '(chưa có số liệu)';

export const dayVi = (date: string): string => date.split('-').reverse().join('/');

/** `quý I năm 2023`, inside a sentence. */
export const lowerFirst = (text: string): string =>
  text.replace(/^\p{Lu}/u, (letter) => letter.toLocaleLowerCase('vi'));

/** `21,83%` with its parts, never a percentage that somebody has typed. */
export function shareVi(part: number | null, whole: number | null): string | Refusal {
  if (part === null || whole === null) return unknown;
  const rate = hundredths(part, whole);
  if (isRefusal(rate)) return rate;
  return rate === null ? '–' : percentVi(rate);
}
