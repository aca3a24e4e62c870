import { z } from 'zod';
import { command, event, query } from '../core/contract.js';
import {
  CivilDate,
  Instant,
  Line,
  PageQuery,
  Paragraph,
  Principal,
  pageOf,
  Sha256,
  searched,
  Urgency,
  Uuid,
} from '../core/vocabulary.js';
import { TimelineEntry } from '../outgoing/document.js';
import { Judgement } from '../signing/signing.js';
import { PaperCheck } from './paper-check.js';

/** Incoming documents: receive → check → register or return (Decree 30 Art. 20-22), then what routing reports. */

export const IncomingState = z
  .enum([
    'arrived',
    'checked',
    'registered',
    'submitted',
    'directed',
    'in-progress',
    'completed',
    'returned',
    'recalled',
  ])
  .meta({ id: 'IncomingState' });
export type IncomingState = z.infer<typeof IncomingState>;

/** `upload`: a file that the clerk has; `hosted`: an agency of this installation issued it; `paper`: scanned; `folder`: found in a watched folder. */
export const IncomingSource = z.enum(['upload', 'hosted', 'paper', 'folder']).meta({ id: 'IncomingSource' });

/** `accept`: everything is in order. `decide`: the clerk decides and says why. `return`: no number may be given. */
export const ReceptionAdvice = z.enum(['accept', 'decide', 'return']).meta({ id: 'ReceptionAdvice' });

/** Khiếu nại, tố cáo, or kiến nghị và phản ánh: each with its own deadline. */
export const LetterAbout = z.enum(['complaint', 'denunciation', 'petition']).meta({ id: 'LetterAbout' });

export const IncomingFields = z
  .object({
    senderAgencyId: Uuid.nullable(),
    senderName: Line(200),
    /** As printed, `128/STC-NS`. */
    numberAndSymbol: Line(60),
    documentDate: CivilDate,
    kind: z.string().max(40),
    abstract: Line(500),
    signerName: Line(100).nullable(),
    urgency: Urgency,
    answerBy: CivilDate.nullable(),
    /** Of an invitation: when and where, as the text has it. It goes to the leader's calendar. */
    meeting: z
      .object({ startsAt: Instant, place: Line(200) })
      .nullable()
      .optional(),
    /** What a citizen's letter is; only of the kind `don-thu`. */
    letterAbout: LetterAbout.nullable().optional(),
  })
  .meta({ id: 'IncomingFields' });
export type IncomingFields = z.infer<typeof IncomingFields>;

export const IncomingAct = z.enum(['check-again', 'register', 'return', 'submit', 'direct', 'assign', 'complete']);

export const IncomingSummary = z
  .object({
    id: Uuid,
    agencyId: Uuid,
    state: IncomingState,
    source: IncomingSource,
    fields: IncomingFields,
    arrivalNumber: z.number().int().nullable(),
    arrivedOn: CivilDate,
    arrivedAt: Instant,
    advice: ReceptionAdvice.nullable(),
    deadline: CivilDate.nullable(),
    overdue: z.boolean(),
    waitingFor: z.string().nullable(),
    acts: z.array(IncomingAct),
    changedAt: Instant,
  })
  .meta({ id: 'IncomingSummary' });

export const Duplicate = z.object({
  documentId: Uuid,
  arrivalNumber: z.number().int().nullable(),
  arrivedOn: CivilDate,
  whyVi: z.string(),
});

export const IncomingDetail = IncomingSummary.extend({
  version: z.number().int(),
  file: z.object({ sha256: Sha256, bytes: z.number().int(), name: z.string() }),
  /** The check stored before acceptance (R-IN-01). */
  check: z
    .object({ judgement: Judgement, advice: ReceptionAdvice, adviceVi: z.string(), checkedAt: Instant })
    .nullable(),
  /** What the clerk found on opening the envelope; null: it came as a file. */
  paper: PaperCheck.extend({ checkedBy: z.string(), checkedAt: Instant }).nullable(),
  /** The copy with the stamp "ĐẾN", beside the scan, which stays as it was (Art. 21.1.b). */
  stamped: z.object({ sha256: Sha256, bytes: z.number().int(), name: z.string() }).nullable(),
  duplicates: z.array(Duplicate),
  decisionReason: z.string().nullable(),
  returned: z.object({ reasonCode: z.string(), text: z.string(), at: Instant }).nullable(),
  /** The day by whose end a citizen's letter must have been dealt with for the first time. */
  letterDueOn: CivilDate.nullable(),
  direction: z
    .object({
      leadName: z.string(),
      cooperatorNames: z.array(z.string()),
      text: z.string(),
      deadline: CivilDate,
      directedBy: z.string(),
      directedAt: Instant,
    })
    .nullable(),
  answer: z.object({ numberAndSymbol: z.string().nullable(), reason: z.string().nullable() }).nullable(),
  /** Separate files that came with it, each signed by the issuing organisation. */
  attachments: z.array(z.object({ title: z.string(), name: z.string(), sha256: Sha256, bytes: z.number().int() })),
  /** The issuer's order of recall that was obeyed. */
  recalled: z.object({ order: z.string(), reason: z.string(), at: Instant }).nullable(),
  timeline: z.array(TimelineEntry),
}).meta({ id: 'IncomingDetail' });
export type IncomingDetail = z.infer<typeof IncomingDetail>;

export const IncomingRef = z
  .object({ id: Uuid, state: IncomingState, version: z.number().int() })
  .meta({ id: 'IncomingRef' });
const Ref = IncomingRef;
const path = '/incoming/documents/{documentId}';

/** A file that the clerk received. The ticket comes from the upload; the check of its signatures follows by itself. */
export const Receive = command({
  service: 'incoming',
  name: 'receive',
  right: 'incoming.receive',
  http: { method: 'POST', path: '/incoming/documents', summary: 'Tiếp nhận văn bản đến' },
  input: z.object({
    ticket: z.string().max(4000),
    fields: IncomingFields,
    /** The sender as the pages print it: what the clerk made of it is offered the next time. */
    printedSender: Line(200).optional(),
  }),
  output: Ref,
});
export const CheckAgain = command({
  service: 'incoming',
  name: 'check-again',
  right: 'incoming.register',
  http: { method: 'POST', path: `${path}/check-again`, summary: 'Kiểm tra lại chữ ký' },
  input: z.object({ documentId: Uuid }),
  output: Ref,
});
/**
 * Another kind before the number, where it changes by which policy the file is judged: the check follows anew, and until then nothing is
 * registered (R-IN-01, R-IN-02).
 */
export const ChangeIncomingKind = command({
  service: 'incoming',
  name: 'change-kind',
  right: 'incoming.register',
  http: { method: 'POST', path: `${path}/kind`, summary: 'Đổi loại văn bản và kiểm tra lại' },
  input: z.object({ documentId: Uuid, kind: z.string().max(40), letterAbout: LetterAbout.nullable().default(null) }),
  output: Ref,
});
/** Gives the number in the one series of the year (R-IN-04). `reason` is needed when the advice is `decide` or a duplicate exists. */
export const RegisterIncoming = command({
  service: 'incoming',
  name: 'register',
  right: 'incoming.register',
  http: { method: 'POST', path: `${path}/register`, summary: 'Vào sổ văn bản đến' },
  input: z.object({
    documentId: Uuid,
    fields: IncomingFields,
    reason: Paragraph(500).optional(),
    /** Of paper: the line that the clerk wrote in the book on paper while the system was away, the next number of its year. */
    paperLine: z.object({ number: z.number().int().positive(), arrivedOn: CivilDate }).optional(),
  }),
  output: Ref.extend({ arrivalNumber: z.number().int(), arrivedOn: CivilDate }),
});
export const ReturnReason = z.enum([
  'signature-broken',
  'altered',
  'no-organisation-signature',
  'wrong-address',
  'incomplete',
  'duplicate',
  'other',
]);
export const ReturnIncoming = command({
  service: 'incoming',
  name: 'return',
  right: 'incoming.return',
  http: { method: 'POST', path: `${path}/return`, summary: 'Trả lại nơi gửi, không cấp số' },
  input: z.object({ documentId: Uuid, reasonCode: ReturnReason, text: Paragraph(1000) }),
  output: Ref,
});
export const FindIncoming = query({
  service: 'incoming',
  name: 'find-documents',
  right: 'incoming.read',
  http: { method: 'GET', path: '/incoming/documents', summary: 'Danh sách văn bản đến' },
  input: PageQuery.extend({
    ...searched,
    state: IncomingState.optional(),
    kind: z.string().max(40).optional(),
    mine: z.union([z.boolean(), z.stringbool()]).default(false),
  }),
  output: pageOf(IncomingSummary),
});
export const GetIncoming = query({
  service: 'incoming',
  name: 'get-document',
  right: 'incoming.read',
  http: { method: 'GET', path, summary: 'Một văn bản đến' },
  input: z.object({ documentId: Uuid }),
  output: IncomingDetail,
});
export const OpenIncomingFile = query({
  service: 'incoming',
  name: 'open-file',
  right: 'incoming.read',
  /** For a person, never in its own name: it streams the bytes to whom the owner let in. */
  services: ['gateway'],
  /** `sha256`: one of its attachments; absent: the document itself. */
  input: z.object({ documentId: Uuid, sha256: Sha256.optional(), act: z.enum(['view', 'download', 'print']) }),
  output: z.object({ sha256: Sha256, bytes: z.number().int(), name: z.string(), mediaType: z.string() }),
});
export const ReadIncomingRegister = query({
  service: 'incoming',
  name: 'read-register',
  right: 'incoming.register',
  http: { method: 'GET', path: '/incoming/register', summary: 'Sổ đăng ký văn bản đến' },
  input: PageQuery.extend({ year: z.coerce.number().int().min(2000).max(2100) }),
  output: pageOf(
    z.object({
      documentId: Uuid,
      arrivedOn: CivilDate,
      arrivalNumber: z.number().int(),
      author: z.string(),
      numberAndSymbol: z.string(),
      documentDate: CivilDate,
      kindAndAbstract: z.string(),
      handedTo: z.string(),
      handedOverOn: CivilDate.nullable(),
      receivedBy: z.string(),
      note: z.string(),
    }),
  ),
});

const of = <P extends z.ZodType>(name: string, payload: P) =>
  event({ service: 'incoming', aggregate: 'incoming-document', name, payload });
const subject = { documentId: Uuid, agencyId: Uuid, readers: z.array(Principal) };

export const IncomingReceived = of(
  'received',
  z.object({
    ...subject,
    source: IncomingSource,
    /** The issuing document inside this installation, when it came from there. */
    outgoingDocumentId: Uuid.nullable(),
    fields: IncomingFields,
    fileSha256: Sha256,
    arrivedAt: Instant,
  }),
);
export const IncomingChecked = of(
  'checked',
  z.object({ ...subject, advice: ReceptionAdvice, answer: Judgement.shape.answer, checkedAt: Instant }),
);
export const IncomingRegistered = of(
  'registered',
  z.object({
    ...subject,
    fields: IncomingFields,
    arrivalNumber: z.number().int().positive(),
    arrivedOn: CivilDate,
    registeredAt: Instant,
    outgoingDocumentId: Uuid.nullable(),
  }),
);
export const IncomingReturned = of(
  'returned',
  z.object({ ...subject, reasonCode: ReturnReason, text: z.string(), outgoingDocumentId: Uuid.nullable() }),
);
/** Cancelled on the issuer's order: not readable any more, its line in the register stays (Art. 18.4.b; R-REC-03). */
export const IncomingCancelled = of(
  'cancelled',
  z.object({
    ...subject,
    outgoingDocumentId: Uuid,
    order: z.string(),
    reason: z.string(),
    arrivalNumber: z.number().int().nullable(),
    cancelledAt: Instant,
  }),
);
