import { z } from 'zod';
import { query } from '../core/contract.js';
import { Instant, Uuid } from '../core/vocabulary.js';

/**
 * How one document stands that waits for number, seal or issue: the number that it would get now, which another may take first; and
 * why it gets none, asked of everybody who could refuse.
 */
export const CheckNumbering = query({
  service: 'outgoing',
  name: 'check-numbering',
  right: 'outgoing.allot-number',
  http: {
    method: 'GET',
    path: '/outgoing/documents/{documentId}/numbering',
    summary: 'Số dự kiến và lý do chưa cấp số, đóng dấu được',
  },
  input: z.object({ documentId: Uuid }),
  output: z.object({
    documentId: Uuid,
    /** `126/QĐ-UBND`; null once the number is given. */
    expected: z.string().nullable(),
    problemVi: z.string().nullable(),
    /** The next deadline that runs (Art. 15.2, 18.1; Decision 28/2018 Art. 6.2). */
    dueAt: Instant.nullable(),
    late: z.boolean(),
  }),
});
