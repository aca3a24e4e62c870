import { z } from 'zod';
import { command, query } from '../core/contract.js';
import { CivilDate, Instant, Line, Sha256, Uuid } from '../core/vocabulary.js';
import { DraftInput, OutgoingState } from './document.js';

/**
 * Another system of the agency asks for sign, number and issue. What it asks for is a draft like any other: content and form are
 * checked (Art. 12), the leader signs it on “Cần ký”, the clerk numbers, seals and issues it. The system asks how far it is.
 */

const path = '/machine/outgoing-documents';
/** Of the case in the other system: asked again under it, the same document is meant. */
const reference = Line(100);

export const RequestedDocument = z
  .object({
    documentId: Uuid,
    reference: z.string(),
    requestedAt: Instant,
    changedAt: Instant,
    state: OutgoingState,
    /** Who must act next, in words; null when it is issued. */
    waitingFor: z.string().nullable(),
    /** Why it was sent back to the drafting unit, where people mend it. */
    returnReason: z.string().nullable(),
    /** The last number it had and lost, with the reason; null: none was voided. It waits for another one, or has it. */
    voided: z.object({ numberAndSymbol: z.string(), reason: z.string(), at: Instant }).nullable(),
    /** It was issued and has been recalled since. */
    recalled: z.object({ reason: z.string(), at: Instant }).nullable(),
    numberAndSymbol: z.string().nullable(),
    documentDate: CivilDate.nullable(),
    issuedAt: Instant.nullable(),
    /** What is sent with it, in its order. */
    attachments: z.array(z.object({ title: z.string(), name: z.string(), pages: z.number().int() })),
    /** Of the issued PDF. */
    fileSha256: Sha256.nullable(),
  })
  .meta({ id: 'RequestedDocument' });
export type RequestedDocument = z.infer<typeof RequestedDocument>;

export const RequestDocument = command({
  service: 'outgoing',
  name: 'request-document',
  right: 'outgoing.draft',
  forMachines: true,
  http: { method: 'POST', path, summary: 'Hệ thống khác đề nghị ký, cấp số, phát hành một văn bản' },
  input: DraftInput.extend({
    reference,
    /** PDFs sent before to `PUT /api/machine/uploads?name=…`, each answered with its ticket; signed with the main file. */
    attachments: z
      .array(z.object({ ticket: z.string().max(4000), title: Line(300) }))
      .max(20)
      .optional(),
  }),
  output: RequestedDocument,
});

/** Those that this account asked for, in the order in which they changed last; `after` is what the page before ended with. */
export const FindRequestedDocuments = query({
  service: 'outgoing',
  name: 'find-requested-documents',
  right: 'outgoing.draft',
  forMachines: true,
  http: { method: 'GET', path, summary: 'Các văn bản hệ thống này đã đề nghị, theo thứ tự thay đổi' },
  input: z.object({
    after: z.string().max(200).optional(),
    reference: reference.optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({
    documents: z.array(RequestedDocument),
    /** To be sent as `after` next time, also when nothing is left now. */
    next: z.string().nullable(),
  }),
});

export const GetRequestedDocument = query({
  service: 'outgoing',
  name: 'get-requested-document',
  right: 'outgoing.draft',
  forMachines: true,
  http: { method: 'GET', path: `${path}/{documentId}`, summary: 'Một văn bản hệ thống này đã đề nghị' },
  input: z.object({ documentId: Uuid }),
  output: RequestedDocument,
});

/** The issued PDF, streamed by the gateway. */
export const OpenRequestedFile = query({
  service: 'outgoing',
  name: 'open-requested-file',
  right: 'outgoing.draft',
  forMachines: true,
  services: ['gateway'],
  input: z.object({ documentId: Uuid }),
  output: z.object({ sha256: Sha256, bytes: z.number().int(), name: z.string(), mediaType: z.string() }),
});
