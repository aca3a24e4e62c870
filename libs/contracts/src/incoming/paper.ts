import { z } from 'zod';
import { command, query } from '../core/contract.js';
import { Instant, Line, Uuid } from '../core/vocabulary.js';
import { IncomingFields, IncomingRef } from './incoming.js';
import { PaperCheck } from './paper-check.js';

/** What arrives on paper (Art. 21.1): checked by the clerk, scanned, stamped, in the one series; or passed unopened. */

/** A paper document that was opened: its scan, and what the clerk found (Art. 21.1.a; R-IN-16). No signature is asked for. */
export const ReceivePaper = command({
  service: 'incoming',
  name: 'receive-paper',
  right: 'incoming.receive',
  http: { method: 'POST', path: '/incoming/paper', summary: 'Tiếp nhận văn bản giấy: bản quét và kết quả kiểm tra bì' },
  input: z.object({
    /** Of the scan: PDF 1.4 or later, colour, 200 dpi, 1:1. */
    ticket: z.string().max(4000),
    fields: IncomingFields,
    check: PaperCheck,
    printedSender: Line(200).optional(),
    /** The letter that was passed unopened and has turned out to be the agency's business (Art. 21.1.b). */
    letterId: Uuid.optional(),
  }),
  output: IncomingRef,
});

export const UnopenedLetter = z
  .object({
    id: Uuid,
    arrivedAt: Instant,
    /** As on the envelope. */
    senderName: z.string(),
    addressee: z.string(),
    numberOnEnvelope: z.string().nullable(),
    passedBy: z.string(),
    /** The document that it became later. */
    documentId: Uuid.nullable(),
  })
  .meta({ id: 'UnopenedLetter' });

/** An envelope for a named person: passed on unopened, without number and without a file (Art. 21.1.b; R-IN-12). */
export const PassUnopened = command({
  service: 'incoming',
  name: 'pass-unopened',
  right: 'incoming.receive',
  http: { method: 'POST', path: '/incoming/letters', summary: 'Chuyển thư gửi đích danh, không bóc bì' },
  input: z.object({
    senderName: Line(200),
    addressee: Line(200),
    numberOnEnvelope: Line(60).nullable(),
  }),
  output: z.object({ id: Uuid }),
});

/** The latest first, those first that have not come back. */
export const FindLetters = query({
  service: 'incoming',
  name: 'find-letters',
  right: 'incoming.receive',
  http: { method: 'GET', path: '/incoming/letters', summary: 'Thư gửi đích danh đã chuyển' },
  input: z.object({ limit: z.coerce.number().int().min(1).max(200).default(50) }),
  output: z.object({ letters: z.array(UnopenedLetter) }),
});
