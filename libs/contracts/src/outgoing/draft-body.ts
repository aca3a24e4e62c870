import { z } from 'zod';
import { CivilDate, Line, Paragraph } from '../core/vocabulary.js';

/** What the drafter writes; the layout by Annex I is ours. */

/** Parts of a body, from the widest to the narrowest (Annex I part I, II.6). */
export const DivisionLevel = z
  .enum(['part', 'chapter', 'section', 'subsection', 'article', 'roman', 'clause', 'point'])
  .meta({ id: 'DivisionLevel' });

/** A piece of a body. Numbers of divisions (`I.`, `1.`, `a)`) are set by the layout. */
export const BodyBlock = z
  .discriminatedUnion('type', [
    z.object({ type: z.literal('paragraph'), text: Paragraph(5000) }),
    z.object({
      type: z.literal('division'),
      level: DivisionLevel,
      /** Bold, on a line of its own. */
      title: Line(500).optional(),
      /** Behind the number on the same line: article, clause and point, without title. */
      text: Paragraph(5000).optional(),
    }),
    z.object({
      type: z.literal('table'),
      header: z.array(Line(200)).min(1).max(12),
      rows: z
        .array(z.array(z.string().max(1000)).min(1).max(12))
        .min(1)
        .max(500),
    }),
  ])
  .meta({ id: 'BodyBlock' });
export type BodyBlock = z.infer<typeof BodyBlock>;
const blocks = z.array(BodyBlock).min(1).max(500);

export const DraftBody = z
  .discriminatedUnion('form', [
    z.object({
      form: z.literal('decision'),
      legalBases: z.array(Paragraph(1000)).min(1).max(30),
      proposal: Paragraph(500).nullable(),
      articles: z
        .array(z.object({ paragraphs: z.array(Paragraph(5000)).min(1).max(50) }))
        .min(1)
        .max(100),
    }),
    z.object({
      form: z.literal('letter'),
      addressees: z.array(Line(200)).min(1).max(50),
      paragraphs: z.array(Paragraph(5000)).min(1).max(200),
    }),
    /** Everything with the name of its kind and a free body: báo cáo, thông báo, tờ trình, kế hoạch … (Annex III 1.4). */
    z.object({
      form: z.literal('general'),
      /** Kính gửi, of a tờ trình or báo cáo; empty: none. */
      addressees: z.array(Line(200)).max(50).default([]),
      legalBases: z.array(Paragraph(1000)).max(30).default([]),
      blocks,
    }),
    /** Giấy mời, Annex III 1.7. */
    z.object({
      form: z.literal('invitation'),
      /** Whom the agency invites. */
      guests: z.array(Line(300)).min(1).max(50),
      /** To what: `Hội nghị tổng kết …`. */
      event: Paragraph(1000),
      chair: Line(300).nullable().default(null),
      time: Line(200),
      place: Line(300),
      notes: z.array(Paragraph(2000)).max(20).default([]),
    }),
    /** Biên bản, Annex III 1.9: no place and date in the head. */
    z.object({
      form: z.literal('minutes'),
      /** `08 giờ 00 phút, ngày 03 tháng 01 năm 2023`. */
      startedAt: Line(200),
      place: Line(300),
      participants: z.array(Line(300)).min(1).max(200),
      chair: Line(300),
      secretary: Line(300),
      blocks,
      endedAt: Line(200),
    }),
    /** Công điện, Annex III 1.6. */
    z.object({
      form: z.literal('telegram'),
      /** Who telegraphs: `Chủ tịch Ủy ban nhân dân xã Châu Minh`. */
      sender: Line(300),
      addressees: z.array(Line(300)).min(1).max(50),
      blocks,
    }),
    /** Giấy giới thiệu, Annex III 1.8. */
    z.object({
      form: z.literal('introduction'),
      person: Line(200),
      personTitle: Line(200),
      sentTo: Line(300),
      purpose: Paragraph(1000),
      validUntil: CivilDate,
    }),
    /** Giấy nghỉ phép, Annex III 1.10. */
    z.object({
      form: z.literal('leave'),
      person: Line(200),
      personTitle: Line(200),
      appliedOn: CivilDate,
      duration: Line(100),
      from: CivilDate,
      to: CivilDate,
      leavePlace: Line(300),
      year: z.number().int().min(2000).max(2100),
    }),
  ])
  .meta({ id: 'DraftBody' });
export type DraftBody = z.infer<typeof DraftBody>;
