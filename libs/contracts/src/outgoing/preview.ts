import { z } from 'zod';
import { query } from '../core/contract.js';
import { Line, Paragraph, Urgency, Uuid } from '../core/vocabulary.js';
import { Recipient, SigningRoad } from './document.js';
import { BodyBlock } from './draft-body.js';
import { LayoutRemark } from './word.js';

/** A short document while it is typed: what is there so far, laid out as it will be printed. Nothing is kept. */

const typed = (max: number) => z.string().max(max).default('');
const some = <T extends z.ZodType>(one: T, max: number) => z.array(one).max(max).default([]);

/** Of the forms that are written on the screen with the page beside them; what is not written yet is empty. */
export const UnfinishedBody = z
  .discriminatedUnion('form', [
    z.object({
      form: z.literal('letter'),
      addressees: some(Line(200), 50),
      paragraphs: some(Paragraph(5000), 200),
    }),
    z.object({
      form: z.literal('general'),
      addressees: some(Line(200), 50),
      legalBases: some(Paragraph(1000), 30),
      blocks: some(BodyBlock, 500),
    }),
    z.object({
      form: z.literal('invitation'),
      guests: some(Line(300), 50),
      event: typed(1000),
      chair: Line(300).nullable().default(null),
      time: typed(200),
      place: typed(300),
      notes: some(Paragraph(2000), 20),
    }),
  ])
  .meta({ id: 'UnfinishedBody' });
export type UnfinishedBody = z.infer<typeof UnfinishedBody>;

export const PreviewRemark = LayoutRemark.extend({
  /** What to answer to mend it: `abstract`, `body.paragraphs`, `signerPositionId`, `recipients`; null: nothing that is typed. */
  question: z.string().nullable(),
}).meta({ id: 'PreviewRemark' });
export type PreviewRemark = z.infer<typeof PreviewRemark>;

export const PreviewDraft = query({
  service: 'outgoing',
  name: 'preview-draft',
  right: 'outgoing.draft',
  http: {
    method: 'POST',
    path: '/outgoing/preview',
    summary: 'Trình bày ngay dự thảo đang soạn, không lưu',
    timeoutMs: 15_000,
  },
  input: z.object({
    kind: z.string().max(40),
    abstract: typed(500),
    urgency: Urgency.default('normal'),
    body: UnfinishedBody,
    field: Line(100).nullable().default(null),
    signerPositionId: Uuid.nullable().default(null),
    headDecidesAlone: z.boolean().default(false),
    advisoryBody: z.string().max(20).nullable().optional(),
    road: SigningRoad.default('digital'),
    recipients: z.array(Recipient).max(500).default([]),
  }),
  output: z
    .object({
      /** The laid out PDF. */
      base64: z.string(),
      pages: z.array(z.object({ number: z.number().int(), widthMm: z.number(), heightMm: z.number() })),
      /** By page, from the top: what is missing and what is not as Annex I has it. */
      remarks: z.array(PreviewRemark),
    })
    .meta({ id: 'DraftPreview' }),
});
