import { z } from 'zod';
import { query } from '../core/contract.js';
import { CivilDate, Instant, Urgency, Uuid } from '../core/vocabulary.js';

/** What was read from the pages, and how sure: from 0.9 on it stands where and how Annex I has it. Null: not found. */
const read = <T extends z.ZodType>(value: T) => z.object({ value, confidence: z.number().min(0).max(1) }).nullable();

export const ReadUploadAnswer = z
  .object({
    /** As printed, capitals; remembered together with what the clerk makes of it. */
    printedSender: z.string().nullable(),
    senderAgencyId: read(Uuid),
    senderName: read(z.string()),
    numberAndSymbol: read(z.string()),
    documentDate: read(CivilDate),
    kind: read(z.string()),
    abstract: read(z.string()),
    signerName: read(z.string()),
    urgency: read(Urgency),
    answerBy: read(CivilDate),
    /** Of an invitation. */
    meeting: read(z.object({ startsAt: Instant, place: z.string() })),
    /** A scan whose words are being recognised: ask again. */
    recognising: z.boolean(),
    /** Why nothing could be read: a scan without text, a damaged file. */
    problemVi: z.string().nullable(),
  })
  .meta({ id: 'ReadUpload' });

/** The fields of an upload, read from its text, so that the clerk confirms instead of typing. Nothing is kept. */
export const ReadUpload = query({
  service: 'incoming',
  name: 'read-upload',
  right: 'incoming.receive',
  http: { method: 'POST', path: '/incoming/uploads/read', summary: 'Đọc sẵn các trường từ tệp vừa tải lên' },
  input: z.object({ ticket: z.string().max(4000) }),
  output: ReadUploadAnswer,
});
