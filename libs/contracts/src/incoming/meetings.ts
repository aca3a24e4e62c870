import { z } from 'zod';
import { query } from '../core/contract.js';
import { CivilDate, Instant, Uuid } from '../core/vocabulary.js';

/** Meetings to which registered invitations call, of those that the asking person may read; earliest first. */
export const FindMeetings = query({
  service: 'incoming',
  name: 'find-meetings',
  right: 'incoming.read',
  http: { method: 'GET', path: '/incoming/meetings', summary: 'Lịch họp theo giấy mời' },
  input: z.object({ from: CivilDate, to: CivilDate }),
  output: z.object({
    meetings: z.array(
      z
        .object({
          documentId: Uuid,
          startsAt: Instant,
          place: z.string(),
          title: z.string(),
          inviter: z.string(),
          /** Who goes: whom the direction names, else to whom it was submitted. */
          attendee: z.string().nullable(),
          /** Other meetings of the same person that it runs into. */
          conflictsWith: z.array(Uuid),
        })
        .meta({ id: 'Meeting' }),
    ),
    /** The same as iCalendar (RFC 5545), for the calendar of a telephone. */
    icalendar: z.string(),
  }),
});
