import { z } from 'zod';
import { command, query } from '../core/contract.js';
import { CivilDate, Instant, PageQuery, pageOf, Uuid } from '../core/vocabulary.js';

/** Signing coverage from evidence. Rate = both ÷ (issued − excluded); the civil date of issue decides the period. */

export const CoverageFigures = z
  .object({
    issued: z.number().int(),
    excluded: z.number().int(),
    signed: z.number().int(),
    both: z.number().int(),
    personalOnly: z.number().int(),
    organisationOnly: z.number().int(),
    unsigned: z.number().int(),
    /** Two decimals, half up, as text with a point; null when nothing is counted. */
    percentBoth: z.string().nullable(),
    percentSigned: z.string().nullable(),
  })
  .meta({ id: 'CoverageFigures' });
export type CoverageFigures = z.infer<typeof CoverageFigures>;

export const ReportingPeriod = z
  .object({
    /** `2023-M03`, `2023-Q1`, `2023-H1`, `2023` */
    code: z.string(),
    kind: z.enum(['month', 'quarter', 'half-year', 'year']),
    nameVi: z.string(),
    from: CivilDate,
    to: CivilDate,
  })
  .meta({ id: 'ReportingPeriod' });

/** The periods that agencies report over, the latest first; periods that have not begun are not among them. */
export const FindPeriods = query({
  service: 'stats',
  name: 'find-periods',
  right: 'stats.read',
  services: ['cli'],
  http: { method: 'GET', path: '/stats/periods', summary: 'Các kỳ báo cáo' },
  input: z.object({}),
  output: z.object({
    today: CivilDate,
    /** Code of the quarter that is running. */
    current: z.string(),
    periods: z.array(ReportingPeriod),
  }),
});

/** Which days of which agencies a question covers. */
export const coveredPeriod = {
  agencyId: Uuid.optional(),
  from: CivilDate,
  to: CivilDate,
  descendants: z.union([z.boolean(), z.stringbool()]).default(true),
};

export const GetCoverage = query({
  service: 'stats',
  name: 'get-coverage',
  right: 'stats.read',
  services: ['cli'],
  http: { method: 'GET', path: '/stats/coverage', summary: 'Tỷ lệ văn bản đi được ký số cá nhân và ký số cơ quan' },
  input: z.object(coveredPeriod),
  output: z.object({
    figures: CoverageFigures,
    sentenceVi: z.string(),
    byAgency: z.array(z.object({ agencyId: Uuid, agencyName: z.string(), figures: CoverageFigures })),
    /** Units of the agency that was asked for; not those of agencies below it. */
    byUnit: z.array(z.object({ unitId: Uuid.nullable(), unitName: z.string(), figures: CoverageFigures })),
    /** Units that have issued something, of the agency with all below it, and in how many of them leaders sign personally. */
    units: z.object({ all: z.number().int(), signing: z.number().int() }),
    /** The reporting period before, when the days asked for are one. */
    before: z.object({ period: ReportingPeriod, figures: CoverageFigures }).nullable(),
    asOf: Instant,
  }),
});

export const CoveragePart = z.enum(['agency', 'unit', 'kind', 'signer', 'month']).meta({ id: 'CoveragePart' });
/** Of one unit, kind or signer: unit or signer goes together with kind, not with one another. */
const within = {
  /** `none`: documents of no unit. */
  unitId: z.union([Uuid, z.literal('none')]).optional(),
  kind: z.string().max(40).optional(),
  signerPersonId: Uuid.optional(),
};
/** The same figures divided: by agency, unit, kind of document, signer, or reporting month; those of a unit or signer by kind, those of a kind by unit or signer. */
export const FindCoverageParts = query({
  service: 'stats',
  name: 'find-coverage-parts',
  right: 'stats.read',
  services: ['cli'],
  http: {
    method: 'GET',
    path: '/stats/coverage/parts',
    summary: 'Tỷ lệ ký số chia theo đơn vị, loại, người ký, tháng',
  },
  input: z.object({
    ...coveredPeriod,
    part: CoveragePart,
    ...within,
    /** Only those in which somebody has signed personally. */
    signing: z.union([z.boolean(), z.stringbool()]).optional(),
  }),
  output: z.object({
    /** How many parts there are. Of more than five hundred those are given that lack most. */
    total: z.number().int(),
    items: z.array(
      z.object({
        /** Id of the agency, unit or signer; code of the kind; first day of the month. Empty: of no unit. */
        key: z.string(),
        name: z.string(),
        /** Whose unit it is, or who has signed; the one asked for where agencies are added up. */
        agencyId: Uuid.nullable(),
        figures: CoverageFigures,
      }),
    ),
  }),
});

/**
 * What stands behind a figure: the five buckets; `signed`, `withPersonal` and `withOrganisation`, which bear such a signature
 * with or without the other; `lacking`, what is missing to `both`; `counted`, the denominator of the rate; `issued`, all.
 */
export const CoverageBucket = z
  .enum([
    'both',
    'personalOnly',
    'organisationOnly',
    'unsigned',
    'excluded',
    'issued',
    'signed',
    'withPersonal',
    'withOrganisation',
    'lacking',
    'counted',
  ])
  .meta({ id: 'CoverageBucket' });
export const FindCoverageDocuments = query({
  service: 'stats',
  name: 'find-coverage-documents',
  right: 'stats.read',
  services: ['cli'],
  http: { method: 'GET', path: '/stats/coverage/documents', summary: 'Danh sách đứng sau một con số' },
  input: PageQuery.extend({
    ...coveredPeriod,
    bucket: CoverageBucket,
    ...within,
  }),
  output: pageOf(
    z.object({
      documentId: Uuid,
      agencyId: Uuid,
      numberAndSymbol: z.string(),
      abstract: z.string(),
      issuedOn: CivilDate,
      signerName: z.string(),
      /** Whose signature is missing, to be reminded: the signer, or the clerk of the agency; null: nobody's. */
      remindVi: z.string().nullable(),
      /** How often, and the day of the last time; null: never. */
      reminded: z.object({ times: z.number().int(), lastOn: CivilDate }).nullable(),
      bucket: z.string(),
      reasonVi: z.string(),
      /** Whether the asking actor may open the document itself. */
      readable: z.boolean(),
    }),
  ),
});

/** Reminds who lacks a signature, through routing; not again before some working days have passed. */
export const RemindOfSignature = command({
  service: 'stats',
  name: 'remind-of-signature',
  right: 'stats.remind',
  http: {
    method: 'POST',
    path: '/stats/coverage/documents/{documentId}/remind',
    summary: 'Nhắc người còn thiếu chữ ký số',
  },
  input: z.object({ documentId: Uuid }),
  output: z.object({ remindedVi: z.string(), notAgainBefore: CivilDate }),
});

/** Counts of what waits, for the cards of the overview. */
export const GetVolumes = query({
  service: 'stats',
  name: 'get-volumes',
  right: 'stats.read',
  http: { method: 'GET', path: '/stats/volumes', summary: 'Số văn bản đi, đến trong kỳ' },
  input: z.object(coveredPeriod),
  output: z.object({
    outgoingIssued: z.number().int(),
    incomingRegistered: z.number().int(),
    incomingReturned: z.number().int(),
    incomingCompleted: z.number().int(),
    completedLate: z.number().int(),
  }),
});

export const VolumeMeasure = z
  .enum(['incomingRegistered', 'incomingReturned', 'incomingCompleted', 'completedLate'])
  .meta({ id: 'VolumeMeasure' });
/** The incoming documents behind one of the volumes; those behind `outgoingIssued` are in `FindCoverageDocuments`. */
export const FindReceivedDocuments = query({
  service: 'stats',
  name: 'find-received-documents',
  right: 'stats.read',
  services: ['cli'],
  http: { method: 'GET', path: '/stats/volumes/documents', summary: 'Văn bản đến đứng sau một con số' },
  input: PageQuery.extend({ ...coveredPeriod, measure: VolumeMeasure }),
  output: pageOf(
    z.object({
      documentId: Uuid,
      agencyName: z.string(),
      /** The day on which it counts. */
      countedOn: CivilDate,
      /** Of the sender; empty when no reception was told of. */
      numberAndSymbol: z.string(),
      senderName: z.string(),
      abstract: z.string(),
      /** Whether the asking actor could open it when it was registered. */
      readable: z.boolean(),
    }),
  ),
});

/** Reads the logs of all owners again, builds beside the old model and switches. */
export const Rebuild = command({
  service: 'stats',
  name: 'rebuild',
  right: 'stats.administer',
  services: ['cli'],
  http: { method: 'POST', path: '/stats/rebuild', summary: 'Dựng lại số liệu từ nhật ký sự kiện' },
  input: z.object({}),
  output: z.object({ jobId: Uuid }),
});
export const GetRebuild = query({
  service: 'stats',
  name: 'get-rebuild',
  right: 'stats.administer',
  services: ['cli'],
  http: { method: 'GET', path: '/stats/rebuild/{jobId}', summary: 'Tiến độ dựng lại' },
  input: z.object({ jobId: Uuid }),
  output: z.object({
    state: z.enum(['running', 'done', 'failed']),
    entriesRead: z.number().int(),
    positions: z.record(z.string(), z.number().int()),
  }),
});
