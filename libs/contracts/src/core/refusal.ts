import { z } from 'zod';

/** A refusal is an expected answer: stable code, Vietnamese sentence for the person, and what the caller needs next. */
export interface Refusal {
  readonly refused: true;
  readonly code: string;
  readonly message: string;
  readonly details: Record<string, unknown>;
}

export interface RefusalKind {
  /** HTTP status at the edge. */
  readonly status: 400 | 401 | 403 | 404 | 409 | 410 | 413 | 415 | 422 | 429 | 503;
  /** Sentence for people. `{name}` is replaced by the detail of that name. */
  readonly vi: string;
  /** Whether the same request may succeed later without any change. */
  readonly retryable?: boolean;
}

export type RefusalTable = Record<string, RefusalKind>;

export const isRefusal = (value: unknown): value is Refusal =>
  typeof value === 'object' && value !== null && (value as { refused?: unknown }).refused === true;

export const RefusalReply = z
  .object({
    code: z.string(),
    message: z.string(),
    details: z.record(z.string(), z.unknown()),
    retryable: z.boolean(),
  })
  .meta({ id: 'Refusal' });
export type RefusalReply = z.infer<typeof RefusalReply>;

/** Makes the function that refuses with the codes of one table: `const refuse = refuser(outgoingRefusals)`. */
export function refuser<T extends RefusalTable>(table: T) {
  return (code: keyof T & string, details: Record<string, unknown> = {}): Refusal => ({
    refused: true,
    code,
    message: (table[code] as RefusalKind).vi.replace(/\{(\w+)\}/g, (_, name: string) => String(details[name] ?? '')),
    details,
  });
}

export const commonRefusals = {
  'REQUEST.INVALID': { status: 400, vi: 'Dữ liệu gửi lên không hợp lệ: {problem}.' },
  'REQUEST.NOT_FOUND': { status: 404, vi: 'Không tìm thấy, hoặc bạn không có quyền xem.' },
  'REQUEST.STALE_VERSION': { status: 409, vi: 'Nội dung đã được người khác thay đổi. Hãy tải lại rồi làm tiếp.' },
  'COMMAND.REUSED_ID': { status: 409, vi: 'Mã lệnh này đã dùng cho một nội dung khác.' },
  'COMMAND.ID_REQUIRED': { status: 400, vi: 'Thiếu mã lệnh (Idempotency-Key).' },
  'ACCESS.NO_TOKEN': { status: 401, vi: 'Bạn chưa đăng nhập.' },
  'ACCESS.BAD_TOKEN': { status: 401, vi: 'Phiên làm việc không hợp lệ hoặc đã hết hạn. Hãy đăng nhập lại.' },
  'ACCESS.NOT_ALLOWED': { status: 403, vi: 'Chức vụ bạn đang dùng không có quyền làm việc này.' },
  'ACCESS.OTHER_AGENCY': { status: 403, vi: 'Văn bản này thuộc cơ quan khác.' },
  'CLOCK.NOT_SIMULATED': { status: 400, vi: 'Hệ thống này chạy theo giờ thật; không nhận thời điểm giả định.' },
  'SERVICE.UNAVAILABLE': { status: 503, vi: 'Bộ phận xử lý đang tạm ngừng. Hãy thử lại sau ít phút.', retryable: true },
  'SERVICE.TIMEOUT': {
    status: 503,
    vi: 'Bộ phận xử lý trả lời chậm. Hãy thử lại; lệnh không bị làm hai lần.',
    retryable: true,
  },
  'FILE.EMPTY': { status: 422, vi: 'Tệp rỗng.' },
  'FILE.NOT_PDF': { status: 415, vi: 'Tệp không phải là PDF.' },
  'FILE.NOT_WORD': { status: 415, vi: 'Tệp không phải là Word (.docx).' },
  'FILE.TRUNCATED': { status: 422, vi: 'Tệp PDF bị cắt cụt hoặc hỏng.' },
  'FILE.ENCRYPTED': { status: 422, vi: 'Tệp PDF đặt mật khẩu; hãy gửi bản không đặt mật khẩu.' },
  'FILE.ACTIVE_CONTENT': { status: 422, vi: 'Tệp PDF chứa mã lệnh hoặc nội dung động ({what}); không nhận.' },
  'FILE.TOO_LARGE': { status: 413, vi: 'Tệp lớn hơn {maxMegabytes} MB; không nhận.' },
  'FILE.BAD_TICKET': { status: 422, vi: 'Phiếu tải tệp không hợp lệ, đã hết hạn hoặc thuộc người khác.' },
  'FILE.LOST': { status: 410, vi: 'Không còn tìm thấy nội dung tệp. Hãy tải lên lại.' },
} as const satisfies RefusalTable;
