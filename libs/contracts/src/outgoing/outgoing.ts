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
  Urgency,
  Uuid,
} from '../core/vocabulary.js';

/** Outgoing documents: draft → check → sign → number → register → seal → issue (Decree 30 Art. 10-19). */

export const OutgoingState = z
  .enum(['draft', 'submitted', 'content-checked', 'form-checked', 'signing', 'signed', 'numbered', 'sealed', 'issued'])
  .meta({ id: 'OutgoingState' });
export type OutgoingState = z.infer<typeof OutgoingState>;

/** What the drafter writes; the layout by Annex I is ours. */
export const DraftBody = z
  .discriminatedUnion('form', [
    z.object({
      form: z.literal('decision'),
      legalBases: z.array(Paragraph(1000)).min(1).max(30),
      proposal: Paragraph(500).nullable(),
      articles: z
        .array(z.object({ paragraphs: z.array(Paragraph(5000)).min(1).max(50) }))
        .min(1)
        .max(100),
    }),
    z.object({
      form: z.literal('letter'),
      addressees: z.array(Line(200)).min(1).max(50),
      paragraphs: z.array(Paragraph(5000)).min(1).max(200),
    }),
  ])
  .meta({ id: 'DraftBody' });
export type DraftBody = z.infer<typeof DraftBody>;

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
    signedAt: Instant.nullable(),
  })
  .meta({ id: 'PlannedSignature' });

export const DraftInput = z.object({
  /** Code of one of the 29 kinds (Art. 7); this release lays out `quyet-dinh` and `cong-van`. */
  kind: z.string().max(40),
  abstract: Line(500),
  urgency: Urgency.default('normal'),
  body: DraftBody,
  /** Field of work, for authority limited to fields. */
  field: Line(100).nullable().default(null),
  /** The position that will sign, and in what capacity (absent: the best it has). */
  signerPositionId: Uuid,
  capacity: Capacity.optional(),
  recipients: z.array(Recipient).max(500),
  /** The incoming document that this one answers. */
  answers: Uuid.nullable().default(null),
});

export const Manifest = z
  .object({
    /** SHA-256 over the ordered list of files; checks, signatures and seal bind it. */
    hash: Sha256,
    files: z.array(
      z.object({ role: z.enum(['main', 'attachment']), name: z.string(), sha256: Sha256, bytes: z.number().int() }),
    ),
  })
  .meta({ id: 'Manifest' });

export const OutgoingAct = z.enum([
  'edit',
  'submit',
  'check-content',
  'check-form',
  'return',
  'sign',
  'allot-number',
  'retry-seal',
  'issue',
]);

export const OutgoingSummary = z
  .object({
    id: Uuid,
    agencyId: Uuid,
    state: OutgoingState,
    kind: z.string(),
    kindName: z.string(),
    abstract: z.string(),
    urgency: Urgency,
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
  issuedAt: Instant.nullable(),
  returnReason: z.string().nullable(),
}).meta({ id: 'OutgoingDetail' });
export type OutgoingDetail = z.infer<typeof OutgoingDetail>;

const Ref = z.object({ id: Uuid, state: OutgoingState, version: z.number().int() }).meta({ id: 'OutgoingRef' });
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
/** Orders the personal signature. Answers at once with the job; the outcome is an event and `job` of the detail. */
export const Sign = command({
  service: 'outgoing',
  name: 'sign',
  right: 'outgoing.sign',
  http: { method: 'POST', path: `${path}/sign`, summary: 'Ký số cá nhân' },
  input: z.object({ ...check, activationId: Uuid }),
  output: Ref.extend({ jobId: Uuid }),
});
/** Number, register line and the command to seal, in one transaction. */
export const AllotNumber = command({
  service: 'outgoing',
  name: 'allot-number',
  right: 'outgoing.allot-number',
  http: { method: 'POST', path: `${path}/allot-number`, summary: 'Cấp số, vào sổ và đóng dấu' },
  input: z.object({ ...check, activationId: Uuid }),
  output: Ref.extend({ number: z.number().int(), numberAndSymbol: z.string(), documentDate: CivilDate, jobId: Uuid }),
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
    text: z.string().max(200).default(''),
    state: OutgoingState.optional(),
    kind: z.string().max(40).optional(),
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
