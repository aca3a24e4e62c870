import { z } from 'zod';
import { command, query } from '../core/contract.js';
import { CivilDate, Instant, Sha256, Uuid } from '../core/vocabulary.js';
import { PeriodCode, StatedFigure } from './reports.js';
import { CoverageFigures, ReportingPeriod } from './stats.js';

/**
 * A period is closed once. What its figures were then is kept as a snapshot that never changes; its hash stands in the report
 * that is drafted from it, so that the signatures of that document cover it. What moves afterwards is shown against it.
 */
export const ClosePeriod = command({
  service: 'stats',
  name: 'close-period',
  right: 'stats.close',
  http: { method: 'POST', path: '/stats/reports/{period}/close', summary: 'Chốt số liệu của kỳ' },
  input: z.object({ period: PeriodCode }),
  output: z.object({ sha256: Sha256, closedAt: Instant }),
});

/** A document that has moved from one bucket to another after the period was closed, or come in late. */
export const CoverageCorrection = z
  .object({
    documentId: Uuid,
    numberAndSymbol: z.string(),
    issuedOn: CivilDate,
    fromVi: z.string(),
    toVi: z.string(),
    reasonVi: z.string(),
    happenedAt: Instant,
  })
  .meta({ id: 'CoverageCorrection' });

export const GetSnapshot = query({
  service: 'stats',
  name: 'get-snapshot',
  right: 'stats.read',
  services: ['cli'],
  http: { method: 'GET', path: '/stats/reports/{period}/snapshot', summary: 'Số liệu khi chốt kỳ bên số liệu hôm nay' },
  input: z.object({ period: PeriodCode, agencyId: Uuid.optional() }),
  output: z.object({
    period: ReportingPeriod,
    agencyId: Uuid,
    /** Whether the last day of the period is over: only then it can be closed. */
    ended: z.boolean(),
    snapshot: z
      .object({
        sha256: Sha256,
        closedAt: Instant,
        closedBy: z.string(),
        figures: CoverageFigures,
      })
      .nullable(),
    today: CoverageFigures,
    /** Figures that are not what they were, in the order of the report. */
    differences: z.array(
      StatedFigure.pick({ groupVi: true, nameVi: true, unitVi: true }).extend({
        atCutOff: z.string().nullable(),
        today: z.string().nullable(),
      }),
    ),
    /** What has moved documents since; the latest first, at most 200. */
    corrections: z.array(CoverageCorrection),
  }),
});
