import { z } from 'zod';
import { command, query } from '../core/contract.js';
import {
  Capacity,
  CivilDate,
  Instant,
  Line,
  PageQuery,
  Paragraph,
  pageOf,
  Sha256,
  searched,
  Urgency,
  Uuid,
} from '../core/vocabulary.js';
import { FlowAct } from '../routing/flows.js';
import { DraftBody } from './draft-body.js';
import { SignatureMark, SignaturePlace } from './places.js';

/** Outgoing documents: draft → check → sign → number → register → seal → issue (Decree 30 Art. 10-19). */

export const OutgoingState = z
  .enum(['draft', 'submitted', 'content-checked', 'form-checked', 'signing', 'signed', 'numbered', 'sealed', 'issued'])
  .meta({ id: 'OutgoingState' });
export type OutgoingState = z.infer<typeof OutgoingState>;

export const Recipient = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('agency'), agencyId: Uuid, name: Line(200) }),
    z.object({ kind: z.literal('unit'), unitId: Uuid, name: Line(200) }),
    z.object({ kind: z.literal('person'), personId: Uuid, name: Line(200) }),
    /** A line of the "Nơi nhận" block that is not served by this installation. */
    z.object({ kind: z.literal('other'), name: Line(200) }),
  ])
  .meta({ id: 'Recipient' });
export type Recipient = z.infer<typeof Recipient>;

/** Who signs minutes: THƯ KÝ on the left, CHỦ TỌA on the right (Annex III template 1.9). */
export const MeetingRole = z.enum(['secretary', 'chair']).meta({ id: 'MeetingRole' });
export type MeetingRole = z.infer<typeof MeetingRole>;

/**
 * How the competent person signs. `ink`: on the printed paper; the scan is then signed by the organisation as a certified copy
 * (Art. 18.6, 25.1.c).
 */
export const SigningRoad = z.enum(['digital', 'ink']).meta({ id: 'SigningRoad' });
export type SigningRoad = z.infer<typeof SigningRoad>;

/** One entry of the signature plan, in order. */
export const PlannedSignature = z
  .object({
    step: z.number().int().positive(),
    kind: z.enum(['personal', 'organisation']),
    field: z.string(),
    positionId: Uuid.nullable(),
    personId: Uuid.nullable(),
    agencyId: Uuid,
    name: z.string(),
    capacity: Capacity.nullable(),
    capacityLines: z.array(z.string()),
    /** Part in the meeting that minutes record; a person who signs for it needs no authority to sign documents. */
    meetingRole: MeetingRole.optional(),
    /** Where a program elsewhere has signed in a field of its own. */
    signedField: z.string().optional(),
    /** Signed by this person before the file was brought. */
    isBrought: z.boolean().optional(),
    /** In a file that others have signed: where the field is made with the signature. Absent: the file has the field. */
    place: SignaturePlace.optional(),
    /** Of the organisation: number and date, where the file has no fields for them. */
    marks: z.array(SignatureMark).optional(),
    signedAt: Instant.nullable(),
  })
  .meta({ id: 'PlannedSignature' });

export const DraftInput = z.object({
  /** Code of one of the 29 kinds (Art. 7). Which form of body each is written in: `formOfKind` of decree30. */
  kind: z.string().max(40),
  abstract: Line(500),
  urgency: Urgency.default('normal'),
  body: DraftBody,
  /** Field of work, for authority limited to fields. */
  field: Line(100).nullable().default(null),
  /** The position that will sign, and in what capacity (absent: the best it has). */
  signerPositionId: Uuid,
  capacity: Capacity.optional(),
  /** Who sign before that person, in this order: of minutes the secretary, `signerPositionId` being the chair. */
  coSigners: z
    .array(z.object({ positionId: Uuid, capacity: Capacity.optional() }))
    .max(4)
    .optional(),
  /** In a collective body: the matter is the head's own competence; signed without TM. (Art. 13.1-2). */
  headDecidesAlone: z.boolean().optional(),
  /** Issued by this advisory body: the code of its series; its head signs (R-OUT-09). Absent: by the agency. */
  advisoryBody: z.string().max(20).nullable().optional(),
  /** Absent: `digital`. */
  road: SigningRoad.optional(),
  recipients: z.array(Recipient).max(500),
  /** The incoming document that this one answers. */
  answers: Uuid.nullable().default(null),
});

export const ManifestFile = z.object({
  /** `source`: the Word file that `main` was printed from. */
  role: z.enum(['main', 'attachment', 'scan', 'source']),
  name: z.string(),
  /** Of attachments: as it stands in the list of what is sent with the document. */
  title: z.string().optional(),
  sha256: Sha256,
  bytes: z.number().int(),
});
export const Manifest = z
  .object({
    /** SHA-256 over `manifestText`; checks, signatures and seal bind it. */
    hash: Sha256,
    files: z.array(ManifestFile),
  })
  .meta({ id: 'Manifest' });

/**
 * What is hashed: document and version belong to it, so that the same bytes laid out again after a return are another thing to
 * be approved and signed (R-DRF-07). `signing` hashes the same text before it lets a key sign.
 */
export const manifestText = (
  documentId: string,
  draftNumber: number,
  files: readonly z.infer<typeof ManifestFile>[],
): string =>
  JSON.stringify([
    'vanthu-manifest-2',
    documentId,
    draftNumber,
    files.map(({ role, name, title, sha256, bytes }) => [role, name, title ?? null, sha256, bytes]),
  ]);

/** A separate file that goes with the document (Annex I III.1.d; R-ORG-06). */
export const Attachment = z
  .object({
    id: Uuid,
    title: z.string(),
    name: z.string(),
    /** As it stands now: with the organisation's signature once the document is sealed. */
    sha256: Sha256,
    bytes: z.number().int(),
    pages: z.number().int(),
    sealed: z.boolean(),
  })
  .meta({ id: 'OutgoingAttachment' });
export type Attachment = z.infer<typeof Attachment>;

/** The ink signature on paper, as the clerk recorded it. */
export const InkSignature = z
  .object({
    signedOn: CivilDate,
    recordedAt: Instant,
    recordedBy: z.string(),
    authority: z.string().nullable(),
  })
  .meta({ id: 'InkSignature' });

export const OutgoingAct = z.enum([
  'edit',
  'submit',
  'check-content',
  'check-form',
  'return',
  'sign',
  'record-ink-signature',
  'allot-number',
  'add-scan',
  'seal',
  'retry-seal',
  'issue',
]);

/** Where a draft stands on its flow; what was asked and said on the way. Holders are as for whom a draft waits. */
export const DraftCourse = z.object({
  definitionId: Uuid,
  flowName: z.string(),
  /** 0: as shipped. */
  flowVersion: z.number().int(),
  stepId: z.string(),
  stepName: z.string(),
  act: FlowAct,
  waits: z.enum(['all', 'any']),
  /** Who is heard in this step. */
  parts: z.array(
    z.object({
      name: z.string(),
      holders: z.array(z.string()),
      said: z.object({ by: z.string(), at: Instant }).nullable(),
    }),
  ),
  /** The version of the text that is on this step. */
  round: z.number().int(),
  startedOn: CivilDate,
  dueOn: CivilDate.nullable(),
  escalation: z.object({ afterDays: z.number().int(), to: z.array(z.string()) }).nullable(),
  /** Of the agency, as they were when the draft began. */
  units: z.array(z.object({ id: Uuid, name: z.string(), abbreviation: z.string() })),
  /** `stepId` null: by the drafter. */
  asked: z.array(
    z.object({
      stepId: z.string().nullable(),
      unitId: Uuid,
      name: z.string(),
      opinionId: Uuid,
      said: z.object({ by: z.string(), at: Instant }).nullable(),
    }),
  ),
  /** Initials of those who present it to the signer, bound to the files that were seen (R-DRF-07). */
  endorsed: z.array(z.object({ key: z.string(), by: z.string(), at: Instant, manifestHash: Sha256 })),
});

/** The step at which a draft stands, for lists. */
export const DraftStep = z
  .object({
    flowName: z.string(),
    /** 0: as shipped. */
    flowVersion: z.number().int(),
    stepName: z.string(),
    act: FlowAct,
    startedOn: CivilDate,
    dueOn: CivilDate.nullable(),
    isLate: z.boolean(),
    /** Who is heard in it, and who has spoken. */
    parts: z.array(z.object({ name: z.string(), saidBy: z.string().nullable() })),
  })
  .meta({ id: 'DraftStep' });

export const OutgoingSummary = z
  .object({
    id: Uuid,
    agencyId: Uuid,
    state: OutgoingState,
    kind: z.string(),
    kindName: z.string(),
    abstract: z.string(),
    urgency: Urgency,
    road: SigningRoad,
    /** What checks, signatures and activations of this version name. */
    manifestHash: Sha256,
    /** Printed number and symbol, `07/QĐ-UBND`; null before numbering. */
    numberAndSymbol: z.string().nullable(),
    documentDate: CivilDate.nullable(),
    drafterName: z.string(),
    signerName: z.string(),
    /** Who must act next, in words; null when nobody. */
    waitingFor: z.string().nullable(),
    /** What the asking actor may do now. */
    acts: z.array(OutgoingAct),
    /** How the last signing or sealing job stands; `numbered` with anything but `waiting` asks for a new activation. */
    jobState: z.enum(['waiting', 'needs-activation', 'done', 'refused', 'failed']).nullable().optional(),
    /** Null when it is issued, or began before flows. */
    step: DraftStep.nullable(),
    createdAt: Instant,
    changedAt: Instant,
  })
  .meta({ id: 'OutgoingSummary' });

export const TimelineEntry = z
  .object({
    at: Instant,
    act: z.string(),
    textVi: z.string(),
    personName: z.string().nullable(),
    positionTitle: z.string().nullable(),
    /** On whose authority, when the act needs one. */
    authority: z.string().nullable(),
  })
  .meta({ id: 'TimelineEntry' });

export const OutgoingDetail = OutgoingSummary.extend({
  version: z.number().int(),
  body: DraftBody,
  field: z.string().nullable(),
  recipients: z.array(Recipient),
  answers: Uuid.nullable(),
  unitId: Uuid.nullable(),
  manifest: Manifest,
  plan: z.array(PlannedSignature),
  attachments: z.array(Attachment),
  headDecidesAlone: z.boolean(),
  advisoryBody: z.string().nullable(),
  ink: InkSignature.nullable(),
  /** A signing or sealing job under way, or why the last one did not succeed. */
  job: z
    .object({
      jobId: Uuid,
      step: z.number().int(),
      state: z.enum(['waiting', 'needs-activation', 'done', 'refused', 'failed']),
      reasonVi: z.string().nullable(),
    })
    .nullable(),
  timeline: z.array(TimelineEntry),
  /** The way of this draft by its flow. */
  flowSteps: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      act: FlowAct,
      actVi: z.string(),
      standing: z.enum(['done', 'now', 'ahead']),
    }),
  ),
  /** Whether the asker took part before the signature and may see what was written then; recipients did not. */
  tookPart: z.boolean(),
  issuedAt: Instant.nullable(),
  returnReason: z.string().nullable(),
}).meta({ id: 'OutgoingDetail' });
export type OutgoingDetail = z.infer<typeof OutgoingDetail>;

export const OutgoingRef = z
  .object({ id: Uuid, state: OutgoingState, version: z.number().int() })
  .meta({ id: 'OutgoingRef' });
const Ref = OutgoingRef;
const documentId = Uuid;
const path = '/outgoing/documents/{documentId}';

export const CreateDraft = command({
  service: 'outgoing',
  name: 'create-draft',
  right: 'outgoing.draft',
  http: { method: 'POST', path: '/outgoing/documents', summary: 'Tạo dự thảo' },
  input: DraftInput,
  output: Ref,
});
export const ReviseDraft = command({
  service: 'outgoing',
  name: 'revise-draft',
  right: 'outgoing.draft',
  http: { method: 'PUT', path, summary: 'Sửa dự thảo; các lần kiểm tra của bản trước hết hiệu lực' },
  input: DraftInput.extend({ documentId, version: z.number().int() }),
  output: Ref,
});
export const SubmitDraft = command({
  service: 'outgoing',
  name: 'submit-draft',
  right: 'outgoing.draft',
  http: { method: 'POST', path: `${path}/submit`, summary: 'Trình dự thảo để kiểm tra' },
  input: z.object({ documentId }),
  output: Ref,
});
const check = { documentId, manifestHash: Sha256 };
/**
 * By the head of the drafting unit. Whoever heads the unit and drafts himself does not check his own draft: another head of
 * the unit or the planned signer does. So the owner decides, not the role alone (R-DRF-05).
 */
export const CheckContent = command({
  service: 'outgoing',
  name: 'check-content',
  right: 'outgoing.check-content',
  http: {
    method: 'POST',
    path: `${path}/check-content`,
    summary: 'Thủ trưởng đơn vị soạn thảo duyệt nội dung (Điều 12.1)',
  },
  input: z.object(check),
  output: Ref,
});
export const CheckForm = command({
  service: 'outgoing',
  name: 'check-form',
  right: 'outgoing.check-form',
  http: { method: 'POST', path: `${path}/check-form`, summary: 'Kiểm tra thể thức, kỹ thuật trình bày (Điều 12.2)' },
  input: z.object(check),
  output: Ref,
});
/** Back to the leader of the drafting unit with a reason (Art. 10.3); approvals of that version fall. */
export const ReturnDraft = command({
  service: 'outgoing',
  name: 'return-draft',
  right: 'outgoing.read',
  http: { method: 'POST', path: `${path}/return`, summary: 'Trả lại kèm lý do' },
  input: z.object({ documentId, reason: Paragraph(1000) }),
  output: Ref,
});
/** A PDF that goes with the document as a file of its own. A further version: checks and signatures of the one before fall. */
export const AddAttachment = command({
  service: 'outgoing',
  name: 'add-attachment',
  right: 'outgoing.draft',
  http: { method: 'POST', path: `${path}/attachments`, summary: 'Thêm tệp kèm theo; các lần kiểm tra hết hiệu lực' },
  input: z.object({ documentId, version: z.number().int(), ticket: z.string().max(4000), title: Line(300) }),
  output: Ref.extend({ attachmentId: Uuid }),
});
export const RemoveAttachment = command({
  service: 'outgoing',
  name: 'remove-attachment',
  right: 'outgoing.draft',
  http: {
    method: 'POST',
    path: `${path}/attachments/{attachmentId}/remove`,
    summary: 'Bỏ tệp kèm theo; các lần kiểm tra hết hiệu lực',
  },
  input: z.object({ documentId, attachmentId: Uuid, version: z.number().int() }),
  output: Ref,
});
/** Orders the personal signature. Answers at once with the job; the outcome is an event and `job` of the detail. */
export const Sign = command({
  service: 'outgoing',
  name: 'sign',
  right: 'outgoing.sign',
  http: { method: 'POST', path: `${path}/sign`, summary: 'Ký số cá nhân' },
  input: z.object({ ...check, activationId: Uuid }),
  output: Ref.extend({ jobId: Uuid }),
});
/** The ink road: the planned signer has signed the printed paper on that day; the clerk, who has it in hand, records it. */
export const RecordInkSignature = command({
  service: 'outgoing',
  name: 'record-ink-signature',
  right: 'outgoing.paper',
  http: { method: 'POST', path: `${path}/ink-signature`, summary: 'Ghi nhận chữ ký trên bản giấy' },
  input: z.object({ ...check, signedOn: CivilDate }),
  output: Ref,
});
/**
 * Number, register line and the command to seal, in one transaction. On the ink road number and line alone ("Cấp số văn bản
 * giấy"): without activation, and the wet seal follows.
 */
export const AllotNumber = command({
  service: 'outgoing',
  name: 'allot-number',
  right: 'outgoing.allot-number',
  http: { method: 'POST', path: `${path}/allot-number`, summary: 'Cấp số, vào sổ và đóng dấu' },
  input: z.object({
    ...check,
    activationId: Uuid.optional(),
    /** One act of the clerk: issued as soon as it is sealed. */
    thenIssue: z.boolean().optional(),
  }),
  output: Ref.extend({
    number: z.number().int(),
    numberAndSymbol: z.string(),
    documentDate: CivilDate,
    jobId: Uuid.nullable(),
  }),
});
/**
 * The ink road: the scan of the paper that was signed, numbered and sealed. PDF 1.4 or later, colour, 200 dpi, 1:1 (R-IN-16).
 * Until it is signed a better scan may take its place. The manifest of the answer is what the seal binds.
 */
export const AddScan = command({
  service: 'outgoing',
  name: 'add-scan',
  right: 'outgoing.paper',
  http: { method: 'POST', path: `${path}/scan`, summary: 'Nộp bản quét của văn bản giấy đã đóng dấu' },
  input: z.object({ documentId, ticket: z.string().max(4000) }),
  output: Ref.extend({ manifestHash: Sha256 }),
});
/** The organisation signs the scan as a certified copy: `Sao y; agency; time`, no seal image (Annex I part II; R-CPY-03). */
export const Seal = command({
  service: 'outgoing',
  name: 'seal',
  right: 'outgoing.allot-number',
  http: { method: 'POST', path: `${path}/seal`, summary: 'Ký số cơ quan lên bản sao y' },
  input: z.object({ ...check, activationId: Uuid, thenIssue: z.boolean().optional() }),
  output: Ref.extend({ jobId: Uuid }),
});
/** A new activation for a document that is numbered but not sealed, or whose signing job waits. */
export const RetryJob = command({
  service: 'outgoing',
  name: 'retry-job',
  right: 'signing.activate',
  http: { method: 'POST', path: `${path}/retry-job`, summary: 'Ký tiếp công việc còn dở bằng lần mở khóa mới' },
  input: z.object({ documentId, activationId: Uuid }),
  output: Ref.extend({ jobId: Uuid }),
});
/**
 * Sealing is impossible for good: the line stays in the register with the reason, the number is used up (R-OUT-07), and the
 * signed file may take the next number.
 */
export const VoidNumber = command({
  service: 'outgoing',
  name: 'void-number',
  right: 'outgoing.allot-number',
  http: {
    method: 'POST',
    path: `${path}/void-number`,
    summary: 'Hủy số không đóng dấu được; dòng trong sổ giữ nguyên',
  },
  input: z.object({ documentId, reason: Paragraph(500) }),
  output: Ref,
});
/** Which series a kind is numbered in, by decision of the agency's head (Art. 15.1.c; R-OUT-10). `*`: kinds without own rule. */
export const SetSeriesRule = command({
  service: 'outgoing',
  name: 'set-series-rule',
  right: 'directory.administer',
  services: ['cli'],
  http: { method: 'POST', path: '/outgoing/series-rules', summary: 'Quy định loại văn bản vào sổ số nào' },
  input: z.object({
    agencyId: Uuid,
    kind: z.string().max(40),
    seriesCode: z.string().regex(/^[A-Z0-9-]{1,20}$/),
    decision: Line(300),
  }),
  output: z.object({ agencyId: Uuid, kind: z.string(), seriesCode: z.string() }),
});
export const Issue = command({
  service: 'outgoing',
  name: 'issue',
  right: 'outgoing.issue',
  http: { method: 'POST', path: `${path}/issue`, summary: 'Phát hành' },
  input: z.object({ documentId }),
  output: Ref,
});

export const FindOutgoing = query({
  service: 'outgoing',
  name: 'find-documents',
  right: 'outgoing.read',
  http: { method: 'GET', path: '/outgoing/documents', summary: 'Danh sách văn bản đi' },
  input: PageQuery.extend({
    ...searched,
    state: OutgoingState.optional(),
    /** Only those on which the asking actor can act now. */
    mine: z.union([z.boolean(), z.stringbool()]).default(false),
  }),
  output: pageOf(OutgoingSummary),
});
export const GetOutgoing = query({
  service: 'outgoing',
  name: 'get-document',
  right: 'outgoing.read',
  http: { method: 'GET', path, summary: 'Một văn bản đi' },
  input: z.object({ documentId }),
  output: OutgoingDetail,
});
/** Where the bytes are, for the gateway alone, after the owner has checked the reader and recorded the view (R-SYS-02). */
export const OpenOutgoingFile = query({
  service: 'outgoing',
  name: 'open-file',
  right: 'outgoing.read',
  /** For a person, never in its own name: it streams the bytes to whom the owner let in. */
  services: ['gateway'],
  input: z.object({ documentId, sha256: Sha256.optional(), act: z.enum(['view', 'download', 'print']) }),
  output: z.object({ sha256: Sha256, bytes: z.number().int(), name: z.string(), mediaType: z.string() }),
});
export const RegisterLine = z
  .object({
    documentId: Uuid.nullable(),
    numberAndSymbol: z.string(),
    documentDate: CivilDate,
    kindAndAbstract: z.string(),
    signer: z.string(),
    recipients: z.string(),
    fileCopyKeeper: z.string(),
    copies: z.number().int(),
    handedOverOn: CivilDate.nullable(),
    receivedBy: z.string(),
    note: z.string(),
  })
  .meta({ id: 'OutgoingRegisterLine' });
/** The register in the ten columns of Annex IV (R-OUT-14). */
export const ReadRegister = query({
  service: 'outgoing',
  name: 'read-register',
  right: 'outgoing.register',
  http: { method: 'GET', path: '/outgoing/register', summary: 'Sổ đăng ký văn bản đi' },
  input: PageQuery.extend({ year: z.coerce.number().int().min(2000).max(2100) }),
  output: pageOf(RegisterLine),
});
