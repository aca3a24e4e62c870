import { z } from 'zod';
import { Paragraph } from '../core/vocabulary.js';

/** What the clerk checks on paper: quantity, envelope and seal, the number on the envelope against the document (Art. 21.1.a). */
export const PaperCheck = z
  .object({
    /** Số lượng bản. */
    copies: z.number().int().min(1).max(999),
    envelopeIntact: z.boolean(),
    contentsMatch: z.boolean(),
    /** What is abnormal: reported at once to the person in charge, and to the sender. */
    remark: Paragraph(500).nullable(),
  })
  .meta({ id: 'PaperCheck' });
export type PaperCheck = z.infer<typeof PaperCheck>;
