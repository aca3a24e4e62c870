import { civilDateOf, printShortDate, printTime } from '../dates/civil-date.js';
import { type CopyFormCode, copyFormByCode } from '../vocabulary/kinds.js';

/**
 * Text marks of the organisation's signature where no seal image is shown: top right of page 1, 10 pt, black, upright
 * Times New Roman. The template of Annex III writes the date with slashes, Annex I speaks of ISO 8601 for the time zone;
 * the mark follows the template and writes the zone.
 */
export const textMarkStyle = { sizePt: 10, italic: false, bold: false, color: 'black', corner: 'top-right' } as const;

const when = (at: Date): string => `${printShortDate(civilDateOf(at))}; ${printTime(at)}`;

/** `Số: 125/QĐ-UBND; 05/03/2025; 16:48:07 +07:00`, on a separate attachment. Annex III form 2.2 (R-ORG-06, R-ORG-07). */
export function attachmentMark(numberAndSymbol: string, signedAt: Date): string {
  return `Số: ${numberAndSymbol.normalize('NFC')}; ${when(signedAt)}`;
}

/** `Sao y; Ủy ban nhân dân xã Châu Minh; 06/03/2025; 08:15:30 +07:00`. Annex III form 3.2 (R-CPY-03). */
export function copyMark(form: CopyFormCode, agencyName: string, signedAt: Date): string {
  return `${copyFormByCode(form).nameVi}; ${agencyName.normalize('NFC').trim()}; ${when(signedAt)}`;
}

/** `Ủy ban nhân dân xã Châu Minh; 01/04/2025; 08:15:30 +07:00`, on the cover of a register that was closed. */
export function registerMark(agencyName: string, signedAt: Date): string {
  return `${agencyName.normalize('NFC').trim()}; ${when(signedAt)}`;
}
