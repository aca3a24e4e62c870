import { z } from 'zod';
import { command, query } from '../core/contract.js';
import { Instant, PageQuery, pageOf, Urgency, Uuid } from '../core/vocabulary.js';
import { WorkSource } from './routing.js';

/** What somebody is told in the web app: at once, once a day, or never; each once. */

export const NoticeKind = z
  .enum([
    'urgent-arrived',
    'signature-failed',
    'submitted',
    'given',
    'sent-back',
    'extension',
    'urge-before',
    'urge-due',
    'urge-overdue',
    'escalated',
    'completed',
    'remind-signature',
    'certificate-expiring',
    'certificate-revoked',
    'absence',
    'charged',
  ])
  .meta({ id: 'NoticeKind' });
export type NoticeKind = z.infer<typeof NoticeKind>;
export const NoticeMode = z.enum(['at-once', 'digest', 'never']).meta({ id: 'NoticeMode' });

export const Notice = z
  .object({
    /** Of one notice, or `digest:` and the day for all of a day. */
    id: z.string(),
    kind: z.union([NoticeKind, z.literal('digest')]),
    textVi: z.string(),
    documentId: Uuid.nullable(),
    /** What that is: a document, or work of a plan. */
    source: WorkSource,
    urgency: Urgency,
    at: Instant,
    read: z.boolean(),
  })
  .meta({ id: 'Notice' });

/** Newest first. */
export const FindNotices = query({
  service: 'routing',
  name: 'find-notices',
  right: 'routing.read',
  http: { method: 'GET', path: '/routing/notices', summary: 'Thông báo của tôi' },
  input: PageQuery.extend({ unread: z.union([z.boolean(), z.stringbool()]).default(false) }),
  output: pageOf(Notice).extend({ unread: z.number().int() }),
});
/** Without ids: all. */
export const ReadNotices = command({
  service: 'routing',
  name: 'read-notices',
  right: 'routing.read',
  http: { method: 'POST', path: '/routing/notices/read', summary: 'Đã xem thông báo' },
  input: z.object({ ids: z.array(z.string().max(60)).max(500).optional() }),
  output: z.object({ unread: z.number().int() }),
});
const Preferences = z.object({ modes: z.partialRecord(NoticeKind, NoticeMode) });
export const GetNoticePreferences = query({
  service: 'routing',
  name: 'get-notice-preferences',
  right: 'routing.read',
  http: { method: 'GET', path: '/routing/notice-preferences', summary: 'Cách nhận thông báo' },
  input: z.object({}),
  output: Preferences,
});
export const SetNoticePreferences = command({
  service: 'routing',
  name: 'set-notice-preferences',
  right: 'routing.read',
  http: { method: 'PUT', path: '/routing/notice-preferences', summary: 'Cách nhận thông báo' },
  input: Preferences,
  output: Preferences,
});
