import { z } from 'zod';
import { query } from '../core/contract.js';
import { coveredPeriod } from './stats.js';

/** So many were done, and of these so many in time. */
const Timed = z.object({
  done: z.number().int(),
  inTime: z.number().int(),
  /** Two decimals, half up; null when nothing was done. */
  percentInTime: z.string().nullable(),
});

/**
 * Registered and submitted by the next working day (Art. 4.2.c, 23.1), resolved by the deadline that was set (Art. 24), issued
 * by the next working day after the signature (Art. 18.1), sent by its morning (Decision 28/2018 Art. 6.2).
 */
export const Punctuality = z
  .object({ registered: Timed, submitted: Timed, resolved: Timed, issued: Timed, sent: Timed })
  .meta({ id: 'Punctuality' });
export type Punctuality = z.infer<typeof Punctuality>;

/** What was done in time, divided; a document counts on the day on which it was done, received ones on that of their arrival. */
export const FindPunctuality = query({
  service: 'stats',
  name: 'find-punctuality',
  right: 'stats.read',
  services: ['cli'],
  http: {
    method: 'GET',
    path: '/stats/punctuality',
    summary: 'Đúng hạn: vào sổ, trình, giải quyết, phát hành, gửi; chia theo cơ quan, đơn vị, loại, người ký, tháng',
  },
  input: z.object({ ...coveredPeriod, part: z.enum(['agency', 'unit', 'kind', 'signer', 'month']) }),
  output: z.object({
    total: Punctuality,
    items: z.array(
      z.object({
        /** As in `FindCoverageParts`. Empty: of no unit, or not known. */
        key: z.string(),
        name: z.string(),
        punctuality: Punctuality,
      }),
    ),
  }),
});
