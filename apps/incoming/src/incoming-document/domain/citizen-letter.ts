import { incoming, type Refusal } from '@vanthu/contracts';
import { addDays, addWorkingDays, type CivilDate, vietnamCalendar, type WorkingCalendar } from '@vanthu/decree30';
import type { z } from 'zod';
import { lastDayOf } from './submission-due.js';

type Fields = incoming.IncomingFields;
export type LetterAbout = z.infer<typeof incoming.LetterAbout>;

/** Đơn, thư: handled by the laws on complaints, denunciations and receiving citizens, beside the Decree. */
export const letterKind = 'don-thu';

const nameVi: Readonly<Record<LetterAbout, string>> = {
  complaint: 'Khiếu nại',
  denunciation: 'Tố cáo',
  petition: 'Kiến nghị, phản ánh',
};

/** Fields that contradict each other: the sender of a letter is a citizen. */
export function refusalOfLetter({ kind, senderAgencyId, letterAbout }: Fields): Refusal | null {
  if (kind !== letterKind) return letterAbout ? incoming.refuseIncoming('INCOMING.NOT_A_LETTER') : null;
  return senderAgencyId === null ? null : incoming.refuseIncoming('INCOMING.CITIZEN_SENDER');
}

/**
 * The day by whose end a letter must have been dealt with for the first time, counted from its arrival: a denunciation 7 working
 * days (Luật Tố cáo 2018, Art. 24.1), a complaint 10 days (Luật Khiếu nại 2011, Art. 27), a petition 10 working days
 * (Luật Tiếp công dân 2013, Art. 28.1). Null: it is no letter.
 */
export function letterDueOn(
  { kind, letterAbout }: Fields,
  arrivedOn: CivilDate,
  calendar: WorkingCalendar = vietnamCalendar,
): CivilDate | null {
  if (kind !== letterKind) return null;
  switch (letterAbout ?? 'petition') {
    case 'denunciation':
      return addWorkingDays(arrivedOn, 7, calendar);
    case 'complaint':
      return lastDayOf(addDays(arrivedOn, 10), calendar);
    case 'petition':
      return addWorkingDays(arrivedOn, 10, calendar);
  }
}

/** What the register says of it in its last column; null: it is no letter. */
export function letterNoteVi({ kind, letterAbout }: Fields, dueOn: string | null): string | null {
  if (kind !== letterKind || dueOn === null) return null;
  return `${nameVi[letterAbout ?? 'petition']}; xử lý lần đầu trước hết ngày ${dueOn.split('-').reverse().join('/')}`;
}
