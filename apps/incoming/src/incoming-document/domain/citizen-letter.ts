import { incoming, type Refusal, type signing } from '@vanthu/contracts';
import { addDays, addWorkingDays, type CivilDate, type WorkingCalendar } from '@vanthu/decree30';
import type { z } from 'zod';
import { lastDayOf } from './submission-due.js';

type Fields = incoming.IncomingFields;
export type LetterAbout = z.infer<typeof incoming.LetterAbout>;

/** Đơn, thư: handled by the laws on complaints, denunciations and receiving citizens, beside the Decree. */
const letterKind = 'don-thu';

const nameVi: Readonly<Record<LetterAbout, string>> = {
  complaint: 'Khiếu nại',
  denunciation: 'Tố cáo',
  petition: 'Kiến nghị, phản ánh',
};

export const isLetter = ({ kind }: Pick<Fields, 'kind'>): boolean => kind === letterKind;

/** Fields that contradict each other, or the way it came: the sender of a letter is a citizen, who issues nothing here. */
export function refusalOfLetter(
  fields: Fields,
  source: z.infer<typeof incoming.IncomingSource>,
  judgement: signing.Judgement | null = null,
): Refusal | null {
  if (!isLetter(fields)) return fields.letterAbout ? incoming.refuseIncoming('INCOMING.NOT_A_LETTER') : null;
  if (fields.senderAgencyId !== null) return incoming.refuseIncoming('INCOMING.CITIZEN_SENDER');
  const why =
    source === 'hosted'
      ? 'văn bản này do một cơ quan phát hành trong Hệ thống.'
      : judgement !== null && !mayBeCitizens(judgement)
        ? 'tệp có chữ ký số của cơ quan, tổ chức hoặc người của cơ quan.'
        : null;
  return why === null ? null : incoming.refuseIncoming('INCOMING.NOT_CITIZENS', { why });
}

/** O= of a distinguished name as it is printed (RFC 4514). */
const namesOrganisation = /(?:^|(?<!\\)[,+])\s*O=/;

/**
 * Whether nobody but citizens has signed: no organisation, no official, no certificate that names an organisation. Certificates of officials
 * are for their office alone (Decree 68/2024), so what they sign is no citizen's letter, whatever the clerk calls it.
 */
export const mayBeCitizens = ({ signatures }: Pick<signing.Judgement, 'signatures'>): boolean =>
  signatures.every(
    ({ owner, signerSubject }) => owner.kind === 'unknown' && !namesOrganisation.test(signerSubject ?? ''),
  );

/**
 * The day by whose end a letter must have been dealt with for the first time, counted from the day on which it was received: a
 * denunciation 7 working days (Luật Tố cáo 2018, Art. 24.1), a complaint 10 days (Luật Khiếu nại 2011, Art. 27), a petition 10
 * working days (Luật Tiếp công dân 2013, Art. 28.1). Null: it is no letter.
 */
export function letterDueOn(fields: Fields, received: CivilDate, calendar: WorkingCalendar): CivilDate | null {
  if (!isLetter(fields)) return null;
  switch (fields.letterAbout ?? 'petition') {
    case 'denunciation':
      return addWorkingDays(received, 7, calendar);
    case 'complaint':
      return lastDayOf(addDays(received, 10), calendar);
    case 'petition':
      return addWorkingDays(received, 10, calendar);
  }
}

/** What the register says of it in its last column; null: it is no letter. */
export function letterNoteVi(fields: Fields, dueOn: string | null): string | null {
  if (!isLetter(fields) || dueOn === null) return null;
  return `${nameVi[fields.letterAbout ?? 'petition']}; xử lý lần đầu trước hết ngày ${dueOn.split('-').reverse().join('/')}`;
}
