import { z } from 'zod';
import { command, query } from '../core/contract.js';
import { Instant, Line, Uuid } from '../core/vocabulary.js';

/** What goes out on paper: to whom, printed from what, with which mark and which labels (Art. 18.5; Decision 28/2018 Art. 5.3, 7.2). */

const path = '/outgoing/documents/{documentId}';
const passing = z.object({ passingId: Uuid, bytes: z.number().int(), name: z.string(), mediaType: z.string() });

export const PaperRecipient = z
  .object({
    /** Its place in the "Nơi nhận" block, from 0. */
    place: z.number().int(),
    name: z.string(),
    /** Served by the systems: then it gets no paper, unless the kind is on the both-ways list (R-ISS-04). */
    isServed: z.boolean(),
    mayHavePaper: z.boolean(),
    sentAt: Instant.nullable(),
  })
  .meta({ id: 'PaperRecipient' });
export type PaperRecipient = z.infer<typeof PaperRecipient>;

export const GetPaperIssue = query({
  service: 'outgoing',
  name: 'get-paper-issue',
  right: 'outgoing.paper',
  http: { method: 'GET', path: `${path}/paper`, summary: 'Nơi nhận bản giấy của văn bản' },
  input: z.object({ documentId: Uuid }),
  output: z.object({
    documentId: Uuid,
    /** The decision that lets this kind go both ways; null: it does not. */
    bothWays: z.string().nullable(),
    /** Whether a paper bản chính may be printed now. */
    mayPrintMain: z.boolean(),
    recipients: z.array(PaperRecipient),
  }),
});

/** The paper bản chính has gone to these receivers; said again for one of them, the first time stands. */
export const SendPaper = command({
  service: 'outgoing',
  name: 'send-paper',
  right: 'outgoing.paper',
  http: { method: 'POST', path: `${path}/paper`, summary: 'Ghi việc gửi bản giấy' },
  input: z.object({ documentId: Uuid, places: z.array(z.number().int().nonnegative()).min(1).max(500) }),
  output: z.object({ documentId: Uuid, sent: z.number().int() }),
});

const kind = z.union([z.literal('*'), z.string().regex(/^[a-z-]{2,40}$/)]);

/** By decision of the head: documents of this kind go on paper as well as by the systems; withdrawn, they no longer do. */
export const SetBothWays = command({
  service: 'outgoing',
  name: 'set-both-ways',
  right: 'directory.administer',
  http: { method: 'POST', path: '/outgoing/both-ways', summary: 'Danh mục văn bản gửi cả bản giấy và bản điện tử' },
  input: z.object({ agencyId: Uuid, kind, decision: Line(300), withdrawn: z.boolean().default(false) }),
  output: z.object({ agencyId: Uuid, kind: z.string(), withdrawn: z.boolean() }),
});

/** How long a decision let a kind go both ways; `until` null: it does now. */
export const BothWaysPeriod = z
  .object({
    /** `*`: every kind. */
    kind: z.string(),
    decision: z.string(),
    from: Instant,
    by: z.string(),
    /** Ended by the withdrawal or by the next decision, with its own words. */
    until: z.object({ at: Instant, by: z.string(), decision: z.string(), withdrawn: z.boolean() }).nullable(),
  })
  .meta({ id: 'BothWaysPeriod' });
export type BothWaysPeriod = z.infer<typeof BothWaysPeriod>;

/** What is in force comes first, then what was, the latest first; at most 500. */
export const FindBothWays = query({
  service: 'outgoing',
  name: 'find-both-ways',
  right: 'signed-in',
  http: { method: 'GET', path: '/outgoing/both-ways', summary: 'Danh mục gửi cả hai bản: đang áp dụng và lịch sử' },
  input: z.object({}),
  output: z.object({ periods: z.array(BothWaysPeriod) }),
});

/**
 * For the printer, with the mark of the system on each page. `main`: bản chính giấy, of what a competent person has signed
 * digitally, to be sealed in ink (R-ISS-07). `reading`: for whoever may read it (R-SYS-03). Kept nowhere; each print is recorded.
 */
export const PrintDocument = query({
  service: 'outgoing',
  name: 'print-document',
  right: 'outgoing.read',
  services: ['gateway'],
  input: z.object({ documentId: Uuid, purpose: z.enum(['main', 'reading']) }),
  output: passing,
});

/** Labels for the envelopes of those who may have paper (Annex IV: mẫu bì văn bản). */
export const WriteLabels = query({
  service: 'outgoing',
  name: 'write-labels',
  right: 'outgoing.paper',
  services: ['gateway'],
  input: z.object({ documentId: Uuid }),
  output: passing,
});
