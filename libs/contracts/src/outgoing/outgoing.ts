import { z } from 'zod';
import { command, query } from '../core/contract.js';
import { CivilDate, Line, PageQuery, Paragraph, pageOf, Sha256, searched, Uuid } from '../core/vocabulary.js';
import { DraftInput, OutgoingDetail, OutgoingRef, OutgoingState, OutgoingSummary } from './document.js';

/** Outgoing documents: draft → check → sign → number → register → seal → issue (Decree 30 Art. 10-19). */

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
