import { z } from 'zod';
import { query } from '../core/contract.js';
import { Instant, Line, Uuid } from '../core/vocabulary.js';

/** Writing in Word: a DOCX with its heads filled, and what the checker says of what comes back (Annex I, Annex III). */

const WordFile = z.object({ name: z.string(), mediaType: z.string(), base64: z.string() }).meta({ id: 'WordFile' });

export const WriteWordTemplate = query({
  service: 'outgoing',
  name: 'write-word-template',
  right: 'outgoing.draft',
  http: { method: 'GET', path: '/outgoing/word-template', summary: 'Mẫu Word của một loại văn bản, điền sẵn phần đầu' },
  input: z.object({ kind: z.string().max(40), abstract: Line(500).optional(), signerPositionId: Uuid.optional() }),
  output: WordFile,
});

export const WriteWord = query({
  service: 'outgoing',
  name: 'write-word',
  right: 'outgoing.read',
  http: { method: 'GET', path: '/outgoing/documents/{documentId}/word', summary: 'Dự thảo ở dạng Word' },
  input: z.object({ documentId: Uuid }),
  output: WordFile,
});

export const LayoutRemark = z
  .object({
    code: z.string(),
    rule: z.string(),
    article: z.string(),
    messageVi: z.string(),
    mendVi: z.string(),
    page: z.number().int(),
    /** Millimetres from the top left corner of the page; null: about the page, or something that is not there. */
    rect: z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() }).nullable(),
    found: z.string().nullable(),
  })
  .meta({ id: 'LayoutRemark' });

/** What an uploaded PDF or DOCX says of itself, and what is not as Annex I has it. Nothing is kept. */
export const CheckUploadedLayout = query({
  service: 'outgoing',
  name: 'check-uploaded-layout',
  right: 'outgoing.draft',
  http: {
    method: 'POST',
    path: '/outgoing/layout-check',
    summary: 'Kiểm tra thể thức một tệp PDF hoặc Word',
    timeoutMs: 20_000,
  },
  input: z.object({ ticket: z.string().max(4000) }),
  output: z
    .object({
      name: z.string(),
      checkedAt: Instant,
      source: z.enum(['pdf', 'docx']),
      /** `assumed`: a DOCX; distances and pages were not checked. */
      positions: z.enum(['measured', 'assumed']),
      pages: z.array(z.object({ number: z.number().int(), widthMm: z.number(), heightMm: z.number() })),
      components: z.array(z.object({ name: z.string(), nameVi: z.string(), isPresent: z.boolean() })),
      remarks: z.array(LayoutRemark),
      fields: z.object({
        numberAndSymbol: z.string().nullable(),
        symbol: z.string().nullable(),
        date: z.string().nullable(),
        kind: z.string().nullable(),
        abstract: z.string().nullable(),
        agency: z.string().nullable(),
        signer: z.string().nullable(),
        recipients: z.array(z.string()),
      }),
    })
    .meta({ id: 'LayoutCheck' }),
});
