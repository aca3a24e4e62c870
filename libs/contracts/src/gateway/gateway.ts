import { z } from 'zod';
import { RefusalReply, type RefusalTable, refuser } from '../core/refusal.js';
import { rights } from '../core/rights.js';
import { Instant, Principal, Service, Sha256, Uuid } from '../core/vocabulary.js';
import { PositionChoice } from '../directory/directory.js';

/** What the gateway itself answers over HTTP: sign-in, the session, uploads. */

export const SignInInput = z
  .object({ username: z.string().min(1).max(100), password: z.string().min(1).max(200) })
  .meta({ id: 'SignInInput' });

/** Who is signed in, with the position chosen for the acts that follow. */
export const SessionView = z
  .object({
    personId: Uuid,
    fullName: z.string(),
    positions: z.array(PositionChoice),
    position: PositionChoice,
    rights: z.array(z.enum(Object.keys(rights) as [keyof typeof rights, ...(keyof typeof rights)[]])),
    /** Sent back as header `X-CSRF-Token` with every change. */
    csrfToken: z.string(),
    expiresAt: Instant,
  })
  .meta({ id: 'SessionView' });
export type SessionView = z.infer<typeof SessionView>;

export const ChoosePositionInput = z.object({ positionId: Uuid }).meta({ id: 'ChoosePositionInput' });

export const UploadTicket = z
  .object({ ticket: z.string(), sha256: z.string(), bytes: z.number().int(), name: z.string(), expiresAt: Instant })
  .meta({ id: 'UploadTicket' });

/** Every answer with a status of 400 and above. A fault of ours has the code `FAULT` and only its id in the details. */
export const RefusalBody = RefusalReply.extend({ traceId: z.string() }).meta({ id: 'RefusalBody' });
export type RefusalBody = z.infer<typeof RefusalBody>;

/** One message of the live stream: something happened to a document that the asker may read. Names no content. */
export const LiveChange = z
  .object({
    eventId: Uuid,
    type: z.string(),
    service: Service,
    aggregate: z.string(),
    aggregateId: z.string(),
    /** The document, where the event is about one. */
    documentId: z.string().nullable(),
  })
  .meta({ id: 'LiveChange' });
export type LiveChange = z.infer<typeof LiveChange>;

/** What the live stream needs of an event: who may read it. Events without readers reach nobody. */
export const WithReaders = z.object({ readers: z.array(Principal).optional(), documentId: Uuid.optional() });

export const Readiness = z
  .object({ ready: z.boolean(), parts: z.record(z.string(), z.enum(['up', 'down'])) })
  .meta({ id: 'Readiness' });

export const FileQuery = z.object({
  act: z.enum(['view', 'download', 'print']).default('view'),
  /** Another file of the document than its main one, by hash. */
  sha256: Sha256.optional(),
});

/** What may be added to the address of a public verification. */
export const VerificationQuery = z.object({
  /** The name of the file, for the report. */
  name: z.string().max(255).default('van-ban.pdf'),
  /** The answer as data, or a report to keep and print. */
  as: z.enum(['json', 'html', 'pdf']).default('json'),
});

/** Files made from the test PKI that a visitor may try. */
export const VerificationSamples = z.array(z.object({ name: z.string(), titleVi: z.string(), saysVi: z.string() }));
export type VerificationSamples = z.infer<typeof VerificationSamples>;

/** What the page of public verification offers. */
export const VerificationOffer = z
  .object({
    maxMegabytes: z.number(),
    /** None where the installation has no test PKI. */
    samples: VerificationSamples,
  })
  .meta({ id: 'VerificationOffer' });
export type VerificationOffer = z.infer<typeof VerificationOffer>;

export const gatewayRefusals = {
  'GATEWAY.CSRF': { status: 403, vi: 'Yêu cầu không đến từ trang của hệ thống. Hãy tải lại trang.' },
  'GATEWAY.RATE_LIMITED': { status: 429, vi: 'Bạn thử quá nhiều lần. Hãy chờ {seconds} giây.', retryable: true },
  'GATEWAY.NO_POSITION': { status: 403, vi: 'Tài khoản chưa được gán chức vụ còn hiệu lực.' },
  'GATEWAY.SESSION_EXPIRED': { status: 401, vi: 'Phiên làm việc đã hết hạn. Hãy đăng nhập lại.' },
  'GATEWAY.BAD_REQUEST': { status: 400, vi: 'Yêu cầu không đọc được.' },
  'GATEWAY.TOO_LARGE': { status: 413, vi: 'Nội dung gửi lên quá lớn.' },
  'GATEWAY.RANGE': { status: 422, vi: 'Khoảng byte yêu cầu nằm ngoài tệp.' },
} as const satisfies RefusalTable;
export const refuseGateway = refuser(gatewayRefusals);
