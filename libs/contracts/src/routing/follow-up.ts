import { z } from 'zod';
import { command, query } from '../core/contract.js';
import { CivilDate, PageQuery, pageOf, Uuid } from '../core/vocabulary.js';
import { DueBucket } from './routing.js';

/** What is late, and the book that says so: Decree 30 Art. 24, Annex IV part VIII (R-IN-13). */

const flag = z.union([z.boolean(), z.stringbool()]);

export const DueCounts = z
  .object({ overdue: z.number().int(), today: z.number().int(), soon: z.number().int(), later: z.number().int() })
  .meta({ id: 'DueCounts' });

/** How much is open and how near; `mine`, or all that the asker may read, by who must act next. */
export const CountDue = query({
  service: 'routing',
  name: 'count-due',
  right: 'routing.read',
  http: { method: 'GET', path: '/routing/due', summary: 'Quá hạn, đến hạn hôm nay, trong 5 ngày' },
  input: z.object({ mine: flag.default(true) }),
  output: DueCounts.extend({
    /** Most overdue first; at most 50. */
    byHolder: z.array(DueCounts.extend({ name: z.string() })),
  }),
});

/** Columns 1 to 7 of the book, as printed. */
export const FollowUpLine = z
  .object({
    documentId: Uuid,
    incomingNumber: z.string(),
    document: z.string(),
    receiver: z.string(),
    dueOn: z.string(),
    progress: z.string(),
    answer: z.string(),
    remarks: z.string(),
    bucket: DueBucket.nullable(),
  })
  .meta({ id: 'FollowUpLine' });

const Period = z.object({ from: CivilDate, to: CivilDate });

/** By day of arrival, in the order of the numbers. Clerks: of the whole agency; others: what they may read. */
export const ReadFollowUpBook = query({
  service: 'routing',
  name: 'read-follow-up-book',
  right: 'routing.follow-up',
  http: { method: 'GET', path: '/routing/follow-up-book', summary: 'Sổ theo dõi giải quyết văn bản đến' },
  input: PageQuery.extend(Period.shape),
  output: pageOf(FollowUpLine),
});

/** A file that passes through the gateway to the one who asked; kept nowhere. */
const Written = z.object({ passingId: Uuid, bytes: z.number().int(), name: z.string(), mediaType: z.string() });

/** The book to be printed and bound, or for a spreadsheet. */
export const PrintFollowUpBook = query({
  service: 'routing',
  name: 'print-follow-up-book',
  right: 'routing.follow-up',
  services: ['gateway'],
  input: Period.extend({ format: z.enum(['pdf', 'csv']) }),
  output: Written,
});

/** Phiếu giải quyết văn bản đến (Annex IV part VII) with what has been written so far. */
export const PrintSlip = query({
  service: 'routing',
  name: 'print-slip',
  right: 'routing.read',
  services: ['gateway'],
  input: z.object({ documentId: Uuid }),
  output: Written,
});

/** When people are told of a deadline, in working days of the agency. */
export const UrgingRule = z
  .object({
    agencyId: Uuid,
    /** So many days before, each once. */
    before: z.array(z.number().int().min(1).max(30)).max(5),
    onTheDay: z.boolean(),
    /** So many days late, each once. */
    after: z.array(z.number().int().min(1).max(60)).max(10),
    /** So many days late the leader who directed is told. */
    escalateAfter: z.number().int().min(1).max(60).nullable(),
  })
  .meta({ id: 'UrgingRule' });
export type UrgingRule = z.infer<typeof UrgingRule>;

export const SetUrgingRule = command({
  service: 'routing',
  name: 'set-urging-rule',
  right: 'routing.administer',
  http: { method: 'PUT', path: '/routing/urging-rule', summary: 'Quy tắc đôn đốc của cơ quan' },
  input: UrgingRule.omit({ agencyId: true }),
  output: UrgingRule,
});
export const GetUrgingRule = query({
  service: 'routing',
  name: 'get-urging-rule',
  right: 'signed-in',
  http: { method: 'GET', path: '/routing/urging-rule', summary: 'Quy tắc đôn đốc của cơ quan' },
  input: z.object({}),
  output: UrgingRule,
});

/** The urging of the civil day of the request, in simulated time; real time does it by itself. Repeating tells nobody twice. */
export const Urge = command({
  service: 'routing',
  name: 'urge',
  services: ['cli'],
  input: z.object({}),
  output: z.object({ told: z.number().int() }),
});
