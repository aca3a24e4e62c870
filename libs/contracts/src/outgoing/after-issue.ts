import { z } from 'zod';
import { command, event, query } from '../core/contract.js';
import { Instant, Line, Paragraph, Principal, Uuid } from '../core/vocabulary.js';

/** What happens to a document once it is issued: receipts, refusals, recall, and what mends it (Decree 30 Art. 18; Decision 28/2018). */

const documentId = Uuid;
const path = '/outgoing/documents/{documentId}';

/** How far it has come at one receiving agency. `recalled`: cancelled there on our order, and reported. */
export const DeliveryState = z
  .enum(['sent', 'arrived', 'registered', 'returned', 'recalled'])
  .meta({ id: 'DeliveryState' });
export type DeliveryState = z.infer<typeof DeliveryState>;

export const Delivery = z
  .object({
    agencyId: Uuid,
    name: z.string(),
    state: DeliveryState,
    /** The receiver's notice of receipt, sent by its system on the day itself (Art. 21.2.c; R-IN-03). */
    arrivedAt: Instant.nullable(),
    registeredAt: Instant.nullable(),
    returnedAt: Instant.nullable(),
    returnReason: z.string().nullable(),
    /** The receiver's report that it has cancelled the document (Art. 18.4.b; R-REC-03). */
    cancelledAt: Instant.nullable(),
  })
  .meta({ id: 'Delivery' });
export type Delivery = z.infer<typeof Delivery>;

/** `amends`, `replaces`: wrong content, by a document of equivalent form. `corrects`: wrong form, by a công văn (Art. 18.3). */
export const LinkKind = z.enum(['amends', 'replaces', 'corrects']).meta({ id: 'OutgoingLinkKind' });
export type LinkKind = z.infer<typeof LinkKind>;

export const OutgoingLink = z
  .object({
    kind: LinkKind,
    /** `earlier`: the other one is mended by this. `later`: the other one mends this. */
    other: z.enum(['earlier', 'later']),
    documentId: Uuid,
    numberAndSymbol: z.string().nullable(),
    kindName: z.string(),
    abstract: z.string(),
    /** A link holds from the issue of the later document on. */
    inForce: z.boolean(),
  })
  .meta({ id: 'OutgoingLink' });
export type OutgoingLink = z.infer<typeof OutgoingLink>;

export const Recall = z
  .object({
    /** The order of the agency, as a register names it: `Công văn số 12/UBND-VP ngày 06/3/2025`. */
    order: z.string(),
    reason: z.string(),
    orderedAt: Instant,
    orderedBy: z.string(),
    /** Receivers that have not reported yet. */
    open: z.number().int(),
  })
  .meta({ id: 'OutgoingRecall' });

export const GetAfterIssue = query({
  service: 'outgoing',
  name: 'get-after-issue',
  right: 'outgoing.read',
  http: { method: 'GET', path: `${path}/after-issue`, summary: 'Gửi nhận, thu hồi, sửa đổi, thay thế, đính chính' },
  input: z.object({ documentId }),
  output: z
    .object({
      documentId,
      deliveries: z.array(Delivery),
      recall: Recall.nullable(),
      links: z.array(OutgoingLink),
      acts: z.array(z.enum(['recall', 'mend'])),
    })
    .meta({ id: 'OutgoingAfterIssue' }),
});

/** The recall of an issued document: it is frozen with its metadata, every receiver is told (R-REC-01, R-REC-02). */
export const RecallDocument = command({
  service: 'outgoing',
  name: 'recall',
  right: 'outgoing.issue',
  http: { method: 'POST', path: `${path}/recall`, summary: 'Thu hồi văn bản đã phát hành' },
  input: z.object({ documentId, order: Line(300), reason: Paragraph(500) }),
  output: z.object({ documentId, told: z.number().int() }),
});

/** Says of a document that is not issued yet which issued one it mends; it takes effect with its issue (Art. 18.3). */
export const MendDocument = command({
  service: 'outgoing',
  name: 'mend',
  right: 'outgoing.draft',
  http: { method: 'POST', path: `${path}/mends`, summary: 'Ghi văn bản được sửa đổi, thay thế hoặc đính chính' },
  input: z.object({ documentId, kind: LinkKind, earlierId: Uuid }),
  output: z.object({ documentId, earlierId: Uuid, kind: LinkKind }),
});

const of = <P extends z.ZodType>(name: string, payload: P) =>
  event({ service: 'outgoing', aggregate: 'outgoing-document', name, payload });

/** To every receiver: cancel it and report (Decision 28/2018 Art. 8.2; R-REC-02). */
export const Recalled = of(
  'recalled',
  z.object({
    documentId,
    agencyId: Uuid,
    agencyName: z.string(),
    numberAndSymbol: z.string(),
    order: z.string(),
    reason: z.string(),
    recalledAt: Instant,
    receivers: z.array(Uuid),
    readers: z.array(Principal),
  }),
);
