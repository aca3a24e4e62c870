import { z } from 'zod';
import { query } from '../core/contract.js';
import { CivilDate, Uuid } from '../core/vocabulary.js';

export const BookFormat = z.enum(['pdf', 'xlsx', 'csv']);
export type BookFormat = z.infer<typeof BookFormat>;

/**
 * The register of outgoing documents of a period, with its cover, to be printed and bound (Art. 16.2.b; R-OUT-14, R-SYS-06).
 * The file passes through the gateway and is kept nowhere. In the order of dates, series and numbers.
 */
export const WriteRegister = query({
  service: 'outgoing',
  name: 'write-register',
  right: 'outgoing.register',
  services: ['gateway'],
  input: z.object({
    from: CivilDate,
    to: CivilDate,
    format: BookFormat,
    /** Quyển số. */
    volume: z.string().max(20).default('01'),
    /** One series alone; absent: all of the agency. */
    seriesCode: z
      .string()
      .regex(/^[A-Z0-9-]{1,20}$/)
      .optional(),
  }),
  output: z.object({ passingId: Uuid, bytes: z.number().int(), name: z.string(), mediaType: z.string() }),
});
