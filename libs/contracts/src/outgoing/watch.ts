import { z } from 'zod';
import { command, query } from '../core/contract.js';
import { CivilDate, Instant, Line, PageQuery, pageOf, Urgency, Uuid } from '../core/vocabulary.js';

/** What an office must not forget: deadlines of numbering and issuing, and documents that lie in no case file yet. */

/** `number`: Art. 15.2. `issue`: Art. 18.1. `send`: Decision 28/2018 Art. 6.2. `at-once`: urgent, Art. 18.1. */
export const OutgoingDeadline = z.enum(['number', 'issue', 'send', 'at-once']).meta({ id: 'OutgoingDeadline' });
export type OutgoingDeadline = z.infer<typeof OutgoingDeadline>;

export const DeadlineLine = z
  .object({
    documentId: Uuid,
    numberAndSymbol: z.string().nullable(),
    abstract: z.string(),
    urgency: Urgency,
    what: OutgoingDeadline,
    dueAt: Instant,
    /** When it was done, too late; null: it is still to be done. */
    doneAt: Instant.nullable(),
    late: z.boolean(),
  })
  .meta({ id: 'OutgoingDeadlineLine' });
export type DeadlineLine = z.infer<typeof DeadlineLine>;

/** What is still to be done with signed documents, urgent and late ones first, and the violations of a year. */
export const FindDeadlines = query({
  service: 'outgoing',
  name: 'find-deadlines',
  right: 'outgoing.register',
  http: { method: 'GET', path: '/outgoing/deadlines', summary: 'Hạn cấp số, phát hành; các lần quá hạn trong năm' },
  input: z.object({ year: z.coerce.number().int().min(2000).max(2100) }),
  output: z.object({ open: z.array(DeadlineLine), violations: z.array(DeadlineLine) }),
});

/** Issued documents of the agency that are in no case file yet (Art. 29.3; R-KEEP-02). Oldest first. */
export const FindUnfiled = query({
  service: 'outgoing',
  name: 'find-unfiled',
  right: 'outgoing.register',
  http: { method: 'GET', path: '/outgoing/unfiled', summary: 'Văn bản đã phát hành chưa có hồ sơ' },
  input: PageQuery,
  output: pageOf(
    z.object({
      documentId: Uuid,
      numberAndSymbol: z.string(),
      documentDate: CivilDate,
      kindName: z.string(),
      abstract: z.string(),
      drafterName: z.string(),
    }),
  ),
});

/** By whoever has drafted it, or the clerk: into the case file with this number and notation, `07.VHKHTT`. */
export const FileDocument = command({
  service: 'outgoing',
  name: 'file-document',
  right: 'outgoing.draft',
  http: {
    method: 'POST',
    path: '/outgoing/documents/{documentId}/file-in',
    summary: 'Đưa văn bản đã phát hành vào hồ sơ',
  },
  input: z.object({ documentId: Uuid, caseFile: Line(60) }),
  output: z.object({ documentId: Uuid, caseFile: z.string() }),
});
