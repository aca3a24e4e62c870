import { z } from 'zod';
import { query } from '../core/contract.js';
import { type RefusalTable, refuser } from '../core/refusal.js';
import { Instant, Sha256, Uuid } from '../core/vocabulary.js';

/** What anybody is told about a PDF that he brings: an answer in words, and why. Nothing of it is kept. */

/** Three words: hợp lệ, không hợp lệ, chưa đủ căn cứ; or no signature at all. */
const Answer = z.enum(['valid', 'invalid', 'undetermined', 'unsigned']);

/** Where on the page something stands: page from 1; points from the left bottom corner: left, bottom, right, top. */
export const VerificationPlace = z
  .object({ page: z.number().int(), rect: z.tuple([z.number(), z.number(), z.number(), z.number()]) })
  .meta({ id: 'VerificationPlace' });
export type VerificationPlace = z.infer<typeof VerificationPlace>;

/** The seven data items of R-VER-01 (Thông tư 15/2025/TT-BKHCN), in their order. */
export const verificationItems = [
  'issuer',
  'signer',
  'managing-unit',
  'signing-time',
  'integrity',
  'validity-at-signing',
  'certificate-validity',
] as const;

export const VerificationItem = z
  .object({ item: z.enum(verificationItems), labelVi: z.string(), valueVi: z.string() })
  .meta({ id: 'VerificationItem' });
export type VerificationItem = z.infer<typeof VerificationItem>;

export const VerificationChange = z
  .object({
    level: z.enum(['none', 'lta', 'form', 'annotation', 'forbidden']),
    textVi: z.string(),
    place: VerificationPlace.nullable(),
  })
  .meta({ id: 'VerificationChange' });
export type VerificationChange = z.infer<typeof VerificationChange>;

/** A number, a date, a seal, a hand signature that a signature drew on the page. */
export const VerificationMark = z
  .object({
    /** The field of the signature that set it. */
    field: z.string(),
    kindVi: z.string(),
    /** What it shows, where that is text. */
    shows: z.string().nullable(),
    setBy: z.string().nullable(),
    place: VerificationPlace.nullable(),
  })
  .meta({ id: 'VerificationMark' });
export type VerificationMark = z.infer<typeof VerificationMark>;

export const VerifiedSignature = z
  .object({
    field: z.string(),
    answer: Answer.exclude(['unsigned']),
    messageVi: z.string(),
    indication: z.enum(['TOTAL_PASSED', 'TOTAL_FAILED', 'INDETERMINATE']),
    subIndication: z.string().nullable(),
    level: z.string().nullable(),
    signer: z.string().nullable(),
    /** By enrolment here on that day; `unknown` is "chưa phân loại". */
    owner: z.object({ kind: z.enum(['person', 'organisation', 'unknown']), name: z.string().nullable() }),
    items: z.array(VerificationItem),
    covers: z.enum(['file', 'revision', 'partial']),
    place: VerificationPlace.nullable(),
    changes: z.array(VerificationChange),
    /** Changes beyond those listed. */
    moreChanges: z.number().int(),
    remarksVi: z.array(z.string()),
  })
  .meta({ id: 'VerifiedSignature' });
export type VerifiedSignature = z.infer<typeof VerifiedSignature>;

export const VerificationView = z
  .object({
    sha256: Sha256,
    bytes: z.number().int(),
    answer: Answer,
    messageVi: z.string(),
    /** In order of the revisions that they cover. */
    signatures: z.array(VerifiedSignature),
    moreSignatures: z.number().int(),
    marks: z.array(VerificationMark),
    /** Document timestamps. */
    timestamps: z.array(z.object({ field: z.string(), time: Instant.nullable(), by: z.string().nullable() })),
    judgedFor: Instant,
    policy: z.string(),
  })
  .meta({ id: 'VerificationView' });
export type VerificationView = z.infer<typeof VerificationView>;

/** Judges a file that passes through: nothing of it, and nothing of the answer, is kept. */
export const VerifyPassingFile = query({
  service: 'signing',
  name: 'verify-passing-file',
  services: ['gateway'],
  input: z.object({ passingId: Uuid }),
  output: VerificationView,
});

export const verificationRefusals = {
  'VERIFICATION.TOO_COMPLEX': {
    status: 422,
    vi: 'Tệp quá phức tạp: không kiểm tra được trong giới hạn thời gian và bộ nhớ. Không kết luận gì về chữ ký.',
  },
  'VERIFICATION.DAMAGED': {
    status: 422,
    vi: 'Tệp PDF bị hỏng hoặc bị cắt cụt, không đọc được chữ ký nào. Hãy lấy lại bản gốc từ nơi gửi.',
  },
  'VERIFICATION.BUSY': {
    status: 429,
    vi: 'Đang có nhiều tệp chờ kiểm tra. Hãy thử lại sau ít phút.',
    retryable: true,
  },
} as const satisfies RefusalTable;
export const refuseVerification = refuser(verificationRefusals);
