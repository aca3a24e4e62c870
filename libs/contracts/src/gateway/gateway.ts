import { z } from 'zod';
import { type RefusalTable, refuser } from '../core/refusal.js';
import { rights } from '../core/rights.js';
import { Instant, Uuid } from '../core/vocabulary.js';
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

export const gatewayRefusals = {
  'GATEWAY.CSRF': { status: 403, vi: 'Yêu cầu không đến từ trang của hệ thống. Hãy tải lại trang.' },
  'GATEWAY.RATE_LIMITED': { status: 429, vi: 'Bạn thử quá nhiều lần. Hãy chờ {seconds} giây.', retryable: true },
  'GATEWAY.NO_POSITION': { status: 403, vi: 'Tài khoản chưa được gán chức vụ còn hiệu lực.' },
} as const satisfies RefusalTable;
export const refuseGateway = refuser(gatewayRefusals);
