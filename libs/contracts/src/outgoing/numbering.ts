import { z } from 'zod';
import { command, event, query } from '../core/contract.js';
import { CivilDate, Instant, Line, Paragraph, Uuid } from '../core/vocabulary.js';

/** The series of numbers of an agency: taken over, stopped in an outage, closed for good (Decree 30 Art. 15). */

const year = z.coerce.number().int().min(2000).max(2100);
const seriesCode = z.string().regex(/^[A-Z0-9-]{1,20}$/);
const path = '/outgoing/series/{seriesCode}';

/** `stopped`: numbers are given on paper until the system is back. `closed`: none are given any more. */
export const SeriesState = z.enum(['open', 'stopped', 'closed']).meta({ id: 'SeriesState' });

export const NumberSeries = z
  .object({
    seriesCode,
    year: z.number().int(),
    state: SeriesState,
    lastNumber: z.number().int(),
    lastDate: CivilDate.nullable(),
    /** Last number of the book that was kept before this system; 0: the series began here. */
    takenOverTo: z.number().int(),
    /** Lines of that book that have come in. */
    takenOverLines: z.number().int(),
    decision: z.string().nullable(),
    /** Why it is stopped or closed, and since when. */
    reason: z.string().nullable(),
    since: Instant.nullable(),
  })
  .meta({ id: 'NumberSeries' });
export type NumberSeries = z.infer<typeof NumberSeries>;

export const FindSeries = query({
  service: 'outgoing',
  name: 'find-series',
  right: 'outgoing.register',
  http: { method: 'GET', path: '/outgoing/series', summary: 'Các sổ số văn bản đi trong năm' },
  input: z.object({ year }),
  output: z.object({ series: z.array(NumberSeries) }),
});

const Ref = z.object({ seriesCode, year: z.number().int(), state: SeriesState, lastNumber: z.number().int() });

/** An agency that starts in mid-year goes on where its book ended: once for each series, by decision of the head. */
export const OpenSeries = command({
  service: 'outgoing',
  name: 'open-series',
  right: 'outgoing.allot-number',
  http: { method: 'POST', path: '/outgoing/series', summary: 'Mở sổ số tiếp theo số cuối của sổ cũ' },
  input: z.object({
    seriesCode,
    year,
    lastNumber: z.number().int().min(0).max(999_999),
    lastDate: CivilDate.nullable(),
    decision: Line(300),
  }),
  output: Ref,
});

/** The system cannot number for a while, or (`forGood`) the series ends with its agency. */
export const StopSeries = command({
  service: 'outgoing',
  name: 'stop-series',
  right: 'outgoing.allot-number',
  http: { method: 'POST', path: `${path}/stop`, summary: 'Tạm dừng hoặc đóng hẳn sổ số' },
  input: z.object({ seriesCode, year, reason: Paragraph(500), forGood: z.boolean().default(false) }),
  output: Ref,
});

/** A number that was given on paper while the system was away. */
export const PaperNumber = z
  .object({
    numberAndSymbol: Line(60),
    documentDate: CivilDate,
    kindAndAbstract: Line(600),
    signer: Line(100),
    recipients: Line(1000),
  })
  .meta({ id: 'PaperNumber' });
export type PaperNumber = z.infer<typeof PaperNumber>;

/** The numbers given on paper meanwhile, in their order, or the declaration that there were none. */
export const ResumeSeries = command({
  service: 'outgoing',
  name: 'resume-series',
  right: 'outgoing.allot-number',
  http: { method: 'POST', path: `${path}/resume`, summary: 'Nhập các số đã cấp trên giấy rồi mở lại sổ số' },
  input: z.object({ seriesCode, year, noneGiven: z.boolean(), given: z.array(PaperNumber).max(500) }),
  output: Ref,
});

/** The lines of the old book, read only from then on. All or nothing; `dryRun` says what would be taken and what not. */
export const TakeOverLines = command({
  service: 'outgoing',
  name: 'take-over-lines',
  right: 'outgoing.allot-number',
  http: { method: 'POST', path: `${path}/take-over`, summary: 'Nhập các dòng của sổ cũ từ XLSX hoặc CSV' },
  /** `file`: the workbook or CSV, base64; at most about 500 kB. */
  input: z.object({ seriesCode, year, file: z.base64().max(700_000), dryRun: z.boolean() }),
  output: z
    .object({
      lines: z.number().int(),
      taken: z.number().int(),
      problems: z.array(z.object({ row: z.number().int(), why: z.string() })),
    })
    .meta({ id: 'TakeOverReport' }),
});

/** Aggregate id = agency id. */
export const SeriesChanged = event({
  service: 'outgoing',
  aggregate: 'series',
  name: 'changed',
  payload: z.object({
    agencyId: Uuid,
    seriesCode: z.string(),
    year: z.number().int(),
    what: z.enum(['opened', 'stopped', 'closed', 'resumed', 'lines-taken-over']),
    lastNumber: z.number().int(),
    why: z.string(),
  }),
});
