import type { incoming, OutputOf } from '@vanthu/contracts';

type Meeting = OutputOf<typeof incoming.FindMeetings>['meetings'][number];

/** Invitations say when a meeting begins, not when it ends. */
export const meetingHours = 2;
/** Octets of a line without its end, RFC 5545 §3.1. */
const lineOctets = 75;

/** Meetings as one iCalendar object (RFC 5545 §3.4, §3.6.1); `at`: when it was written. */
export function icalendarOf(meetings: readonly Meeting[], at: Date): string {
  const events = meetings.flatMap((meeting) => [
    'BEGIN:VEVENT',
    `UID:${meeting.documentId}@vanthu`,
    `DTSTAMP:${stamp(at)}`,
    `DTSTART:${stamp(new Date(meeting.startsAt))}`,
    `DURATION:PT${meetingHours}H`,
    `SUMMARY:${escaped(meeting.title)}`,
    `LOCATION:${escaped(meeting.place)}`,
    `DESCRIPTION:${escaped([meeting.inviter, meeting.attendee].filter(Boolean).join('; '))}`,
    'END:VEVENT',
  ]);
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//VanThu//VanThu//VI',
    'CALSCALE:GREGORIAN',
    ...events,
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

/** `20250310T010000Z`, §3.3.5 form 2. */
const stamp = (at: Date): string => at.toISOString().replace(/[-:]/g, '').replace(/\.\d+/, '');

/** §3.3.11. */
const escaped = (text: string): string => text.replace(/[\\;,]/g, '\\$&').replace(/\r?\n/g, '\\n');

/** Cut between characters, never inside one; what goes on begins with a blank (§3.1). */
function folded(line: string): string {
  let room = lineOctets;
  let text = '';
  for (const character of line) {
    const octets = Buffer.byteLength(character);
    if (octets > room) {
      text += '\r\n ';
      room = lineOctets - 1;
    }
    text += character;
    room -= octets;
  }
  return text;
}
