import { z } from 'zod';
import { command, query } from '../core/contract.js';
import { Instant, Line, Uuid } from '../core/vocabulary.js';
import { BodyBlock } from '../outgoing/draft-body.js';
import { ReportingPeriod } from './stats.js';

/**
 * The report on administrative reform of a period: figures of documents from the system, all others entered or imported
 * with their source and the person who gave them. Percentages are computed from their parts and never entered.
 */

/** `2023-M03`, `2023-Q1`, `2023-H1`, `2023`. */
export const PeriodCode = z.string().regex(/^[0-9]{4}(-(M(0[1-9]|1[0-2])|Q[1-4]|H1))?$/);

const place = { period: PeriodCode, agencyId: Uuid.optional() };

export const ReportInput = z
  .object({
    /** Of the catalogue: `one-stop.received`. */
    code: z.string(),
    nameVi: z.string(),
    unitVi: z.string(),
    kind: z.enum(['count', 'text']),
    /** A count in digits, or text; null: not given. */
    value: z.string().nullable(),
    source: z.string().nullable(),
    /** Who gave the figure. */
    providedBy: z.string().nullable(),
    /** Who entered it, as what, when. */
    enteredBy: z.string().nullable(),
    enteredAt: Instant.nullable(),
    /** How often it has been given or changed; 0: never. What was there before stays in the record. */
    revision: z.number().int(),
  })
  .meta({ id: 'ReportInput' });

export const GetReportInputs = query({
  service: 'stats',
  name: 'get-report-inputs',
  right: 'stats.read',
  services: ['cli'],
  http: { method: 'GET', path: '/stats/reports/{period}/inputs', summary: 'Số liệu nhập của báo cáo' },
  input: z.object(place),
  output: z.object({
    period: ReportingPeriod,
    agencyId: Uuid,
    agencyName: z.string(),
    groups: z.array(z.object({ code: z.string(), nameVi: z.string(), inputs: z.array(ReportInput) })),
    /** How many of the catalogue are not given yet. */
    lacking: z.number().int(),
  }),
});

/** Gives, changes or takes away figures of the asker's agency: all of them, or none and every problem named. */
export const EnterReportInputs = command({
  service: 'stats',
  name: 'enter-report-inputs',
  right: 'stats.enter',
  http: { method: 'POST', path: '/stats/reports/{period}/inputs', summary: 'Nhập số liệu của báo cáo' },
  input: z.object({
    period: PeriodCode,
    entries: z
      .array(
        z.object({
          code: z.string().max(80),
          /** Empty: taken away. */
          value: z.string().max(2000),
          source: Line(300),
          providedBy: Line(200),
          /** The revision that the person saw. */
          revision: z.number().int().nonnegative(),
        }),
      )
      .min(1)
      .max(300),
  }),
  output: z.object({ changed: z.number().int() }),
});

export const ImportedRow = z
  .object({
    /** In the file, from 1; 0: what is wrong with a figure that the file does not name. */
    row: z.number().int(),
    code: z.string(),
    nameVi: z.string(),
    value: z.string(),
    outcome: z.enum(['new', 'changed', 'same', 'refused']),
    messageVi: z.string(),
  })
  .meta({ id: 'ImportedRow' });
export type ImportedRow = z.infer<typeof ImportedRow>;

/**
 * Reads figures from a table (columns of `ReportTemplate`) and says of every row what it would do; with `apply`, and when no
 * row is refused, does it.
 */
export const ImportReportInputs = command({
  service: 'stats',
  name: 'import-report-inputs',
  right: 'stats.enter',
  services: ['cli'],
  http: { method: 'POST', path: '/stats/reports/{period}/inputs/import', summary: 'Nhập số liệu từ tệp XLSX, CSV' },
  input: z.object({
    ...place,
    /** XLSX or CSV. */
    file: z.base64().max(700_000),
    apply: z.boolean(),
  }),
  output: z.object({ applied: z.boolean(), changed: z.number().int(), rows: z.array(ImportedRow) }),
});

/**
 * What a report is about: administrative reform; signing coverage; volumes; how incoming documents were resolved; the figures of
 * the outputs of Annex VI part I, V that are about documents. Only the first has figures that are entered, and a cut-off.
 */
export const ReportKind = z.enum(['reform', 'coverage', 'volumes', 'resolution', 'outputs']).meta({ id: 'ReportKind' });
export type ReportKind = z.infer<typeof ReportKind>;
const kind = ReportKind.default('reform');

/** As the figures stand, or as they stood when the period was closed. */
const ReportMoment = z.enum(['today', 'cut-off']).default('today');

/** Where a figure of the report comes from. */
export const StatedFigure = z
  .object({
    groupVi: z.string(),
    nameVi: z.string(),
    /** As printed: `1.506`, `99,04%`. Null: nothing is known. */
    value: z.string().nullable(),
    unitVi: z.string(),
    origin: z.enum(['system', 'entered', 'computed']),
    /** The source of an entered figure with the person; of a percentage its parts. */
    basisVi: z.string(),
  })
  .meta({ id: 'StatedFigure' });
export type StatedFigure = z.infer<typeof StatedFigure>;

export const GetReformReport = query({
  service: 'stats',
  name: 'get-reform-report',
  right: 'stats.read',
  services: ['cli'],
  http: { method: 'GET', path: '/stats/reports/{period}', summary: 'Báo cáo của kỳ theo loại' },
  input: z.object({ ...place, kind, at: ReportMoment }),
  output: z.object({
    period: ReportingPeriod,
    agencyId: Uuid,
    agencyName: z.string(),
    /** What a draft of the báo cáo is made of (`DraftBody` form `general`). */
    abstract: z.string(),
    blocks: z.array(BodyBlock),
    figures: z.array(StatedFigure),
    /** Figures of the catalogue that are not given; the report says so in their place. */
    lackingVi: z.array(z.string()),
    asOf: Instant,
  }),
});

/** Writes the report as a file that passes through the store once; the one who asked takes it and removes it. */
export const WriteReport = query({
  service: 'stats',
  name: 'write-report',
  right: 'stats.read',
  services: ['cli', 'gateway'],
  input: z.object({
    ...place,
    kind,
    at: ReportMoment,
    what: z.enum(['report', 'template']).default('report'),
    format: z.enum(['pdf', 'docx', 'xlsx', 'csv']),
  }),
  output: z.object({ passingId: Uuid, bytes: z.number().int(), name: z.string(), mediaType: z.string() }),
});
